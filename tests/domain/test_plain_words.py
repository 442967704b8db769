"""Why it is that much, in the words that a customer reads: the sentences, and that they add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.money import Money, total
from domain.office import ChargeKind, Office
from domain.policy.accruals import Extension, LadderStep, LateFee, Source
from domain.policy.services import PartPayments, Tolerance
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, How, Instalment
from domain.receivables.facts import BillFacts
from domain.receivables.plain_words import About, Told, difference_text, explain, rate_text
from tests.domain.rules import SINCE, SOURCE, bill_of, interest, ladder, office_of

DUE = date(2027, 1, 31)
"""A Sunday."""


def told(state: BillState, on: date, office: Office, *same_plate: Bill) -> tuple[Told, ...]:
    return explain(state, assess(state, on, office), office, same_plate)


def texts(state: BillState, on: date, office: Office, about: About) -> list[str]:
    return [t.text for t in told(state, on, office) if t.about is about]


def city() -> Office:
    """1 % a month from February, 15 % from October, as the City's own ladder."""
    monthly = (LadderStep(Decimal(n + 1) / 100, after_months=n) for n in range(8))
    return office_of(ladder(*monthly, LadderStep(Decimal("0.15"), month_day=(10, 1))))


def test_a_penalty_that_rose_is_told_once_with_what_it_was_before() -> None:
    (added,) = (
        t
        for t in told(BillState(bill_of(DUE)), date(2027, 10, 5), city())
        if t.about is About.ADDED
    )
    assert added.text == "Late penalty 15 % of 1,000.00, from Oct 1, 2027"
    assert added.amount == Money(150_00)
    assert added.law == SOURCE.citation
    assert added.more[0].startswith(
        "It was not paid by Feb 1, 2027. The penalty grew: 1 % from Feb 2, 2027; 2 % from Mar 2, 2027; "
    )
    assert added.more[0].endswith("8 % from Sep 1, 2027; 15 % from Oct 1, 2027.")
    # The Sunday of the due date was told with the bill; here are the other closed days.
    assert added.more[1] == (
        "A last day on which offices are closed moves on: Feb 28, 2027 (Sunday) to Mar 1, 2027; May 31, 2027 "
        "(public holiday) to Jun 1, 2027; Jul 31, 2027 (Saturday) to Aug 2, 2027 "
        "(Real Property Tax Law 925-a(1))."
    )


def test_what_was_billed_says_when_it_was_due_and_how_the_day_moved() -> None:
    found = told(BillState(bill_of(DUE, date(2027, 6, 30))), date(2027, 1, 5), city())
    assert [(t.about, t.text) for t in found] == [
        (About.BILLED, "City tax, part 1 of 2"),
        (About.BILLED, "City tax, part 2 of 2"),
    ]
    assert found[0].more == (
        "Due Jan 31, 2027.",
        "Jan 31, 2027 is a Sunday: the last day is Feb 1, 2027 (Real Property Tax Law 925-a(1)).",
    )
    assert found[1].more == ("Due Jun 30, 2027.",)


def test_a_part_of_a_bill_says_which() -> None:
    state = BillState(bill_of(DUE, date(2027, 6, 30)))
    assert texts(state, date(2027, 7, 1), city(), About.ADDED) == [
        "Part 1: late penalty 6 % of 1,000.00, from Jul 1, 2027",
        "Part 2: late penalty 1 % of 1,000.00, from Jul 1, 2027",
    ]


def test_interest_by_the_month_says_how_many_percent_and_of_what() -> None:
    office = office_of(interest("0.12"))
    (found,) = (
        t for t in told(BillState(bill_of(DUE)), date(2027, 4, 1), office) if t.about is About.ADDED
    )
    assert found.text == "Late penalty 3 % of 1,000.00"
    assert found.more[0] == "1 % for each month or part of one, from Feb 2, 2027."


def test_compound_interest_tells_each_month_on_its_own_base() -> None:
    office = office_of(interest("0.12", compound=True))
    assert texts(BillState(bill_of(DUE)), date(2027, 3, 5), office, About.ADDED) == [
        "Late penalty 1 % of 1,000.00, from Feb 2, 2027",
        "Late penalty 1 % of 1,010.00, earlier penalty included, from Mar 2, 2027",
    ]


@pytest.mark.parametrize(
    ("closed_days", "days"), [("not_counted", "For 9 days"), ("counted", "For 10 days")]
)
def test_interest_by_the_day_counts_its_days(closed_days: str, days: str) -> None:
    office = office_of(interest("0.12", per="day", closed_days=closed_days))
    (found,) = (
        t
        for t in told(BillState(bill_of(DUE)), date(2027, 2, 10), office)
        if t.about is About.ADDED
    )
    assert found.text == "Late penalty 12 % a year of 1,000.00"
    assert found.more[0] == f"{days}, Feb 2, 2027 to Feb 10, 2027."


def test_a_part_payment_leaves_a_penalty_on_the_rest() -> None:
    paid = Applied(1, "city", Money(400_00), date(2027, 2, 1))
    state = BillState(bill_of(DUE), (paid,))
    assert [t.text for t in told(state, date(2027, 2, 5), city())] == [
        "City tax",
        "Late penalty 1 % of the 600.00 then unpaid, from Feb 2, 2027",
        "Paid Feb 1, 2027",
    ]


def test_the_charge_on_a_part_payment_says_so() -> None:
    office = office_of()
    row = PartPayments(SINCE, Source("tax.part_payments", "A resolution"), Money(500), "part_fee")
    tax = office.service("tax")
    kinds = (*tax.charge_kinds, ChargeKind("part_fee", "Part payment charge", "A.1325.1235"))
    order = ("part_fee", *tax.application_order)
    tax = replace(tax, charge_kinds=kinds, application_order=order, part_payments=row)
    office = replace(office, services=(tax, *(s for s in office.services if s.code != "tax")))
    on = date(2027, 1, 20)
    applied = (Applied(1, "part_fee", Money(500), on), Applied(1, "city", Money(100_00), on))
    found = told(BillState(bill_of(DUE), applied), on, office)
    assert (found[1].text, found[1].law) == (
        "Part payment charge, with the part payment of Jan 20, 2027",
        "A resolution",
    )
    assert (found[2].text, found[2].amount) == ("Paid Jan 20, 2027", Money(-105_00))
    assert found[2].more == ("5.00 Part payment charge; 100.00 City tax.",)


def test_what_is_put_off_says_by_what() -> None:
    order = Extension(
        "governor", Source("tax.order", "Executive Order 9"), DUE, DUE, until=date(2027, 2, 19)
    )
    found = told(BillState(bill_of(DUE)), date(2027, 2, 10), office_of(extensions=(order,)))
    assert found[0].more[-1] == (
        "The last day was put off from Feb 1, 2027 to Feb 19, 2027: governor's order (Executive Order 9)."
    )


def test_a_late_fee_says_which_days_passed() -> None:
    fee = LateFee("penalty", 20, "due", Money(2000), SOURCE, SINCE)
    (found,) = (
        t
        for t in told(BillState(bill_of(DUE)), date(2027, 3, 1), office_of(fee))
        if t.about is About.ADDED
    )
    assert found.text == "Late penalty, from Feb 23, 2027"
    assert found.more[0] == "It was not paid within 20 days of Jan 31, 2027."


@pytest.mark.parametrize(
    ("how", "cents", "text"),
    [
        (How.PAID, 100, "Paid Feb 3, 2027"),
        (How.TAKEN_BACK, -100, "Payment of Feb 3, 2027 taken back"),
        (How.PAID, -100, "Payment of Feb 3, 2027 taken back"),
        (How.ADJUSTED, 100, "Bill changed by the office, Feb 3, 2027"),
        (How.WAIVED, 100, "Waived by the office, Feb 3, 2027"),
        (How.REFUNDED, -100, "Refunded Feb 3, 2027"),
    ],
)
def test_what_a_posting_did_is_told_for_what_it_is(how: How, cents: int, text: str) -> None:
    applied = (Applied(1, "city", Money(cents), date(2027, 2, 3), how),)
    found = told(BillState(bill_of(DUE), applied), DUE, city())[1:]
    about = About.PAID if text.startswith("Paid") else About.CHANGED
    assert [(t.about, t.text, t.amount) for t in found if t.about is not About.NOTED] == [
        (about, text, Money(-cents))
    ]


def test_credits_liens_and_cancelled_bills_are_noted() -> None:
    on = date(2027, 1, 5)
    over = BillState(bill_of(DUE), (Applied(1, "city", Money(1_010_00), on),))
    assert texts(over, on, city(), About.NOTED) == ["10.00 more was paid than is owed."]
    credit = BillState(bill_of(DUE, date(2027, 6, 30)), (Applied(1, "city", Money(1_010_00), on),))
    assert texts(credit, on, city(), About.NOTED) == [
        "A credit on this bill is taken off its oldest part first."
    ]
    lien = replace(bill_of(DUE), status=BillStatus.CANCELLED, facts=BillFacts(lien_on=on))
    assert texts(BillState(lien), on, city(), About.NOTED) == [
        "RPS cancelled this bill: nothing is asked for it.",
        "It has been a lien on the property since Jan 5, 2027.",
    ]


@pytest.mark.parametrize(
    ("due_on", "on", "words"),
    [
        (date(2027, 1, 31), date(2027, 3, 1), ""),
        (date(2027, 1, 31), date(2028, 3, 1), "2028 are not set here: a last day in that year"),
        (date(2029, 1, 1), date(2027, 3, 1), "2029 are not set here: a last day in that year"),
        (date(2025, 1, 1), date(2028, 3, 1), "2025 and 2028 are not set here: a last day in those"),
    ],
)
def test_the_end_of_the_table_of_holidays_is_said(due_on: date, on: date, words: str) -> None:
    office = office_of(ladder(LadderStep(Decimal("0.01"), after_days=9)))
    said = [
        text
        for text in texts(BillState(bill_of(due_on)), on, office, About.NOTED)
        if "public holidays" in text
    ]
    assert [words in text for text in said] == [True] * bool(words)
    # Nothing is said of a bill on which nothing is owed, and where there is no table at all.
    paid = BillState(bill_of(due_on), (Applied(1, "city", Money(100_000), date(2020, 1, 1)),))
    without = replace(office, calendar=Calendar())
    for state, at in ((paid, office), (BillState(bill_of(due_on)), without)):
        assert not any("public holidays" in t for t in texts(state, on, at, About.NOTED))


def test_a_payment_a_little_off_says_how_it_settled() -> None:
    row = Tolerance(
        Money(10), Money(10), "A.1", "A.2", Source("tax.tolerance", "Resolution 7"), SINCE, DUE
    )
    tax = replace(city().service("tax"), tolerances=(row,))
    assert difference_text(Money(-5), DUE, tax) == (
        "0.05 too little: taken as paid in full (Resolution 7)."
    )
    assert difference_text(Money(5), date(2027, 2, 1), tax) == (
        "0.05 too much: taken as paid in full."
    )


@pytest.mark.parametrize(
    ("rate", "text"), [("0.15", "15 %"), ("0.015", "1.5 %"), ("0.1", "10 %"), ("1", "100 %")]
)
def test_a_rate_is_written_as_people_write_it(rate: str, text: str) -> None:
    assert rate_text(Decimal(rate)) == text


RULES = st.sampled_from(
    [
        city(),
        office_of(interest("0.12")),
        office_of(interest("0.13")),
        office_of(interest("0.12", compound=True)),
        office_of(interest("0.12", per="day", closed_days="counted")),
        office_of(ladder(LadderStep(Decimal("0.0333"), after_days=5), compound=True)),
        office_of(LateFee("penalty", 3, "issued", Money(7), SOURCE, SINCE), interest("0.12")),
    ]
)
PAID = st.lists(
    st.builds(
        Applied,
        st.integers(1, 3),
        st.sampled_from(["city", "penalty"]),
        st.integers(-500, 90_000).map(Money),
        st.integers(0, 500).map(lambda n: date(2027, 1, 1) + timedelta(days=n)),
        st.sampled_from([How.PAID, How.TAKEN_BACK, How.ADJUSTED, How.WAIVED, How.REFUNDED]),
    ),
    max_size=5,
)


@given(RULES, PAID, st.integers(0, 700), st.integers(1, 300_000), st.booleans())
def test_the_sentences_add_up_to_what_is_owed(
    office: Office, applied: list[Applied], days: int, cents: int, two: bool
) -> None:
    dues = (DUE, date(2027, 6, 30)) if two else (DUE,)
    state = BillState(bill_of(*dues, cents=cents), tuple(applied))
    on = date(2027, 1, 1) + timedelta(days=days)
    assessment = assess(state, on, office)
    found = explain(state, assessment, office)
    assert total(t.amount for t in found if t.amount is not None) == assessment.total
    assert all(t.text and not t.text.endswith(", ") for t in found)


def test_two_charges_of_one_part_tell_its_closed_day_once() -> None:
    charges = (Charge("city", Money(100)), Charge("city", Money(200)))
    bill = replace(bill_of(DUE), instalments=(Instalment(1, DUE, charges),))
    found = told(BillState(bill), DUE, city())
    assert [len(t.more) for t in found] == [2, 1]
