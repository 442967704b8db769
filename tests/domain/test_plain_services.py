"""The words for a ticket and for a water bill, by the City of Ithaca's own policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.money import Money
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, TicketFacts, WaterFacts
from domain.receivables.plain_words import About, Told, explain
from domain.receivables.tickets import TicketEvent
from domain.receivables.tickets import TicketStep as T
from tests.exchange.kit import ithaca

ISSUED = date(2026, 11, 2)
APPEALED = date(2026, 11, 10)


def office() -> Office:
    return ithaca().office


def ticket(
    *events: TicketEvent, cents: int = 4500, code: str = "06", boot_on: bool = False
) -> Bill:
    """A ticket of 2 November 2026; its 20th day is a Sunday, so its last day is the 23rd."""
    return Bill(
        "5544332",
        "parking",
        "KXR4821",
        "Prohibited parking",
        ISSUED,
        (Instalment(1, ISSUED, (Charge("fine", Money(cents)),)),),
        facts=BillFacts(ticket=TicketFacts(code, "KXR4821", events=events, boot_on=boot_on)),
    )


def event(step: T, on: date, reason: str = "", cents: int | None = None) -> TicketEvent:
    amount = None if cents is None else Money(cents)
    return TicketEvent(step, on, "TVB", "Letter 7" if reason else "", reason, amount)


def told(bill: Bill, on: date, *same_plate: Bill) -> tuple[Told, ...]:
    state = BillState(bill)
    return explain(state, assess(state, on, office()), office(), same_plate)


def notes(bill: Bill, on: date) -> list[tuple[str, tuple[str, ...]]]:
    return [(t.text, t.more) for t in told(bill, on) if t.about is About.NOTED]


def test_ith_faq226_a_suspended_late_fee_says_why_since_when_and_until_what() -> None:
    ((text, more),) = notes(ticket(event(T.APPEAL, APPEALED)), date(2027, 1, 10))
    assert (
        text == "The late fee has been suspended since Nov 10, 2026: an appeal was begun in time."
    )
    assert more == (
        "It stays off until the answer comes.",
        "Then 12 days are left to pay without it.",
    )
    (said,) = (t for t in told(ticket(event(T.APPEAL, APPEALED)), date(2027, 1, 10)) if t.law)
    assert "frequent question 226" in said.law


def test_a_plea_waits_for_the_court() -> None:
    ((text, more),) = notes(ticket(event(T.PLEAD, date(2026, 11, 22))), date(2027, 1, 10))
    assert "a plea of not guilty was begun in time" in text
    assert more == (
        "It stays off until the court decides.",
        "Then no day is left to pay without it.",
    )


def test_an_answered_appeal_tells_how_long_the_days_stood_still() -> None:
    bill = ticket(
        event(T.APPEAL, APPEALED), event(T.DENY, date(2026, 12, 1), "the sign is in plain sight")
    )
    found = told(bill, date(2027, 1, 10))
    assert [t.text for t in found[1:]] == [
        "The late fee stood still from Nov 10, 2026 to Dec 1, 2026, while an appeal was pending.",
        "Late fee, from Dec 15, 2026",
    ]
    assert found[1].more == (
        "The appeal was denied on Dec 1, 2026.",
        "Reason: the sign is in plain sight.",
        "Document: Letter 7.",
    )
    assert found[2].more[0] == ("The 20 days without it were over, less the days they stood still.")


def test_an_appeal_begun_too_late_holds_nothing() -> None:
    bill = ticket(event(T.APPEAL, date(2026, 12, 10)))
    assert notes(bill, date(2027, 1, 10)) == [
        (
            "The appeal of Dec 10, 2026 came when the late fee was due already: it does not hold it.",
            (),
        )
    ]


def test_a_ticket_due_on_another_day_than_its_own_says_so() -> None:
    bill = ticket()
    later = replace(bill, instalments=(replace(bill.instalments[0], due_on=date(2026, 11, 22)),))
    assert told(later, ISSUED)[0].more[-2:] == (
        "Due Nov 22, 2026.",
        "Nov 22, 2026 is a Sunday: the last day is Nov 23, 2026 (New York General Construction Law 25-a).",
    )


def test_what_was_decided_says_what_the_fine_is_now_and_why() -> None:
    lowered = ticket(
        event(T.APPEAL, APPEALED), event(T.REDUCE, date(2026, 11, 12), "the sign was hidden", 2000)
    )
    (found,) = (t for t in told(lowered, date(2026, 11, 20)) if t.about is About.ADDED)
    assert found.text == "The fine was lowered on Nov 12, 2026: the fine is 20.00, not 45.00"
    assert (found.amount, found.more) == (
        Money(-2500),
        ("Reason: the sign was hidden.", "Document: Letter 7."),
    )
    unknown = ticket(event(T.APPEAL, APPEALED), event(T.REDUCE, date(2026, 11, 12), cents=2000))
    (found,) = (t for t in told(unknown, date(2026, 11, 20)) if t.about is About.ADDED)
    assert found.more == ("No reason is known here, and no document.",)
    gone = ticket(event(T.APPEAL, APPEALED), event(T.DISMISS, date(2026, 11, 12), "wrong plate"))
    (found,) = (t for t in told(gone, date(2026, 12, 20)) if t.about is About.ADDED)
    assert (found.text, found.amount) == (
        "The ticket was dismissed on Nov 12, 2026",
        Money(-4500),
    )


def test_what_is_to_come_is_told_before_it_comes() -> None:
    ((text, _),) = notes(ticket(), date(2026, 11, 10))
    assert text == (
        "A late fee of 10.00 is added after Nov 23, 2026, unless it is paid or appealed by then."
    )
    assert notes(ticket(), date(2026, 11, 24)) == []
    booted = notes(ticket(boot_on=True), date(2026, 11, 24))
    assert booted[0][0].startswith(
        "A boot is on the vehicle. It comes off when all open tickets and the boot fee of 50.00"
    )


def test_a_paid_ticket_is_not_threatened() -> None:
    state = BillState(ticket(), (Applied(1, "fine", Money(4500), APPEALED),))
    found = explain(state, assess(state, APPEALED, office()), office())
    assert [t.about for t in found] == [About.BILLED, About.PAID]


def earlier(number: str, on: date, code: str = "06", **facts: TicketEvent) -> Bill:
    events = tuple(facts.values())
    return replace(
        ticket(*events, code=code),
        bill_no=number,
        issued_on=on,
        instalments=(Instalment(1, on, (Charge("fine", Money(3000)),)),),
    )


def fine_words(bill: Bill, *same_plate: Bill) -> tuple[str, ...]:
    return told(bill, APPEALED, *same_plate)[0].more


def test_ith_park_a_progressive_fine_says_which_offense_and_which_came_before() -> None:
    before = earlier("5500001", date(2026, 5, 2))
    assert fine_words(ticket(), before) == (
        "2nd ticket for Prohibited parking within 18 months.",
        "Earlier: 5500001.",
        "Fines: 1st 30.00, 2nd 45.00, 3rd and later 60.00.",
    )
    assert (
        fine_words(ticket(cents=3000))[0] == "First ticket for Prohibited parking within 18 months."
    )


@pytest.mark.parametrize(
    "before",
    [
        earlier("5500001", date(2025, 5, 1)),
        earlier("5500001", date(2026, 5, 2), "17"),
        earlier(
            "5500001", date(2026, 5, 2), done=event(T.DISMISS, date(2026, 6, 1), "wrong plate")
        ),
    ],
    ids=["19 months before", "another infraction", "dismissed"],
)
def test_where_the_earlier_ones_are_not_known_the_amount_tells_the_offense(before: Bill) -> None:
    assert fine_words(ticket(), before) == (
        "2nd ticket for Prohibited parking within 18 months.",
        "Fines: 1st 30.00, 2nd 45.00, 3rd and later 60.00.",
    )


def test_a_fine_that_is_not_in_the_table_came_with_the_ticket() -> None:
    assert fine_words(ticket(cents=3300)) == ("Prohibited parking: the fine came with the ticket.",)
    assert fine_words(ticket(code="99")) == ()
    third = fine_words(ticket(cents=6000))
    assert third[-1] == "Fines: 1st 30.00, 2nd 45.00, 3rd and later 60.00."


def water(feet: int, meter: str = "5/8", cents: tuple[int, int, int] = (11676, 7236, 1200)) -> Bill:
    kinds = ("water", "sewer", "stormwater")
    charges = tuple(Charge(k, Money(c)) for k, c in zip(kinds, cents, strict=True))
    return Bill(
        "W-1",
        "water",
        "31-00123",
        "Water 4th quarter",
        date(2027, 1, 10),
        (Instalment(1, date(2027, 3, 20), charges),),
        facts=BillFacts(water=WaterFacts(meter, feet)),
    )


def test_ith_rates_a_minimum_bill_says_what_was_used_and_what_the_meter_asks() -> None:
    found = told(water(800), date(2027, 2, 1))
    assert found[0].text == (
        "800 cubic feet were used. A 5/8 inch meter is billed for at least 1,200 cubic feet."
    )
    assert found[0].more[0] == "This is the minimum bill: less use does not lower it."
    assert [t.more[0] for t in found[1:]] == [
        "The minimum, 1,200 cubic feet at 9.73 for each 100: 116.76.",
        "The minimum, 1,200 cubic feet at 6.03 for each 100: 72.36.",
        "Its part of the year's fee.",
    ]
    assert "Rates, Metering & Billing" in found[0].law


def test_ith_rates_the_worked_example_of_2022_tells_minimum_and_what_is_beyond() -> None:
    # A 1 inch meter and 47 units: 236.40 of it water and sewer for 15 units beyond the minimum.
    found = told(water(4700, "1", (45731, 28341, 1200)), date(2027, 2, 1))
    assert found[0].text == (
        "4,700 cubic feet were used: 3,200 cubic feet, the minimum of a 1 inch meter, and what is beyond it."
    )
    assert found[1].more[:2] == (
        "The minimum, 3,200 cubic feet at 9.73 for each 100: 311.36.",
        "Beyond the minimum, 1,500 cubic feet at 9.73 for each 100: 145.95.",
    )


def test_a_water_bill_that_the_rates_do_not_make_says_so_and_counts() -> None:
    found = told(water(800, cents=(12000, 7236, 1200)), date(2027, 2, 1))
    assert found[1].more[0] == (
        "By the rates known here the whole charge is 116.76; the bill asks for 120.00."
    )


def test_a_water_bill_without_facts_or_of_an_unknown_meter_has_no_such_words() -> None:
    for bill in (water(800, "7"), replace(water(800), facts=BillFacts())):
        found = told(bill, date(2027, 2, 1))
        assert [t.about for t in found] == [About.BILLED] * 3
        assert not any("minimum" in words for t in found for words in t.more)
