"""A processor's credit against what waits: the only dates that fit, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.custody.act_kinds import body_from_data
from domain.custody.acts import ActNo, Claim, Signer
from domain.custody.bank import BankLine, LineKind
from domain.custody.decided import Decision, DifferenceDecided
from domain.custody.keeping import Processor
from domain.custody.settlements import (
    MoneySettled,
    ToSettle,
    is_of,
    match_credit,
    too_late,
    waiting_days,
)
from domain.money import Money

MON, TUE, WED, THU = (date(2027, 1, day) for day in (25, 26, 27, 28))
CARDS = Processor(
    "cards", "Cards", ("D",), "general", "A.1325.0440", 2, Decimal("0.03"), ("165",), ("CARDCO",)
)
PLAIN = Processor("plain", "Plain", ("E",), "general", type_codes=("142",))
SAM = Signer("Sam Field", "sam")


def part(on: date, cents: int, session: str = "", kind: str = "D") -> ToSettle:
    """What one session has."""
    return ToSettle(on, session or f"1-{on.day}", kind, Money(cents))


def credit(
    cents: int, on: date = THU, text: str = "CARDCO SETTLEMENT", code: str = "165"
) -> BankLine:
    """A line of a statement."""
    return BankLine(LineKind.OTHER, Money(cents), on, "R1", text, code)


@pytest.mark.parametrize(
    ("line", "processor", "wanted"),
    [
        (credit(1), CARDS, True),
        (credit(1, text="cardco"), CARDS, True),
        (credit(1, text="OTHER"), CARDS, False),
        (credit(1, code="301"), CARDS, False),
        (credit(-1), CARDS, False),
        (replace(credit(1), kind=LineKind.RETURNED), CARDS, False),
        (credit(1, text="", code="142"), PLAIN, True),
        (credit(1), replace(PLAIN, type_codes=()), False),
    ],
)
def test_a_line_is_of_a_processor_by_code_and_words(
    line: BankLine, processor: Processor, wanted: bool
) -> None:
    assert is_of(line, processor) is wanted


@pytest.mark.parametrize(
    ("amount", "taken", "dates"),
    [
        (1000, [(MON, 1000), (TUE, 900)], [MON]),
        # less by the fee that policy allows, 3 % of it at most
        (970, [(MON, 1000), (TUE, 500)], [MON]),
        (969, [(MON, 1000)], None),
        # several dates on end in one sum
        (1900, [(MON, 1000), (TUE, 900), (WED, 5)], [MON, TUE]),
        # what is exact comes before what would need a fee
        (990, [(MON, 1000), (TUE, 990)], [TUE]),
        # never by a guess, never more than was taken, never of a day to come
        (1000, [(MON, 1000), (TUE, 1000)], None),
        (1001, [(MON, 1000)], None),
        (1000, [(date(2027, 1, 29), 1000)], None),
        (1000, [], None),
    ],
)
def test_a_credit_pays_the_only_dates_that_fit(
    amount: int, taken: list[tuple[date, int]], dates: list[date] | None
) -> None:
    waiting = waiting_days(part(on, cents) for on, cents in taken)
    found = match_credit(credit(amount), CARDS, waiting)
    assert (None if found is None else [p.business_date for p in found.parts]) == dates
    if found is not None and dates is not None:
        wanted = sum(cents for on, cents in taken if on in dates)
        assert found.gross == Money(wanted)


def test_two_drawers_of_a_date_are_paid_in_one_sum() -> None:
    waiting = waiting_days([part(MON, 400, "1-1"), part(MON, 600, "2-1")])
    found = match_credit(credit(1000), CARDS, waiting)
    assert found is not None
    assert [p.session_id for p in found.parts] == ["1-1", "2-1"]


def test_what_waits_too_long_is_told_with_its_age() -> None:
    waiting = waiting_days([part(MON, 400), part(WED, 600)])
    assert too_late(CARDS, waiting, WED) == ""
    assert (
        too_late(CARDS, waiting, THU)
        == "Cards: 4.00 not settled, the oldest for 3 days (at most 2)"
    )
    assert too_late(replace(CARDS, max_days=None), waiting, date(2028, 1, 1)) == ""


def settled(gross: int = 900, fee: int = 20) -> MoneySettled:
    """A settlement of 10.00."""
    parts = (part(MON, 400, "1-1"), part(TUE, 600, "1-2"))
    return MoneySettled(
        "cards", parts, Money(gross), Money(fee), WED, "R1", "keyed", SAM,
        "A.0202", "A.0212", "A.1325.0440", "A.2770.1", "A.2770.2",
    )  # fmt: skip


def test_a_settlement_and_a_decision_are_read_back_whole() -> None:
    body = settled()
    assert body_from_data("settlement", body.data()) == body
    assert (body.difference, body.net, body.days) == (
        Money(-100),
        Money(880),
        "2027-01-25 to 2027-01-26",
    )
    assert sum(cents for _, cents in body.movements()) == 0
    decided = DifferenceDecided(
        ActNo(2027, 3), "cards", Money(-100), Decision.ACCEPTED, "Why.", "A.0202", "A.0212",
        "A.2770.1", "A.2770.2", Claim("a", "b"), SAM,
    )  # fmt: skip
    assert body_from_data("difference_decided", decided.data()) == decided
    assert dict(decided.movements()) == {"A.0212": -100, "A.2770.2": 100}
    over = replace(decided, amount=Money(100))
    assert dict(over.movements()) == {"A.0212": 100, "A.2770.1": -100}
    for damaged in ([], [*body.data()[:-1], 7]):
        with pytest.raises(ValueError, match="damaged"):
            body_from_data("settlement", damaged)
        with pytest.raises(ValueError, match="damaged"):
            body_from_data("difference_decided", damaged)


@pytest.mark.parametrize("wrong", [{"gross": 0}, {"fee": 901}, {"fee": -1}])
def test_a_settlement_without_an_amount_or_with_a_wrong_fee_cannot_be_made(
    wrong: dict[str, int],
) -> None:
    with pytest.raises(ValueError, match="settlement"):
        settled(**wrong)


def test_a_sessions_money_is_in_a_settlement_once() -> None:
    body = settled()
    with pytest.raises(ValueError, match="once"):
        replace(body, parts=(*body.parts, replace(body.parts[0], amount=Money(1))))


def test_a_processor_names_its_money_its_bank_and_the_account_of_its_fee() -> None:
    for wrong in ({"tenders": ()}, {"bank": ""}, {"most_fee": Decimal(1)}, {"fee_gl_code": ""}):
        with pytest.raises(ValueError, match="processor|fee"):
            replace(CARDS, **wrong)
