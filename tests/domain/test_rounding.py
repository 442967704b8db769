"""Cash rounding: every ending digit, on the cash that is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.policy.accruals import Source
from domain.policy.rounding import Mode, RoundingRow, RoundingRules
from domain.receipting.rounding import rounded, rounding_of

SOURCE = Source("rounding", "New York S8580 of 2026, not enacted")
DAY = date(2027, 1, 4)


def row(mode: Mode) -> RoundingRow:
    return RoundingRow(mode, "A.0000.2772", SOURCE, DAY)


@pytest.mark.parametrize(
    ("ending", "symmetric", "favor"),
    [(0, 0, 0), (1, -1, -1), (2, -2, -2), (3, 2, -3), (4, 1, -4)]
    + [(5, 0, 0), (6, -1, -1), (7, -2, -2), (8, 2, -3), (9, 1, -4)],
)
def test_every_ending_digit(ending: int, symmetric: int, favor: int) -> None:
    due = Money(12_690 + ending)
    assert rounded(due, row("symmetric")).cents - due.cents == symmetric
    assert rounded(due, row("favor_customer")).cents - due.cents == favor


@pytest.mark.parametrize("cents", [1, 2, 3, 4])
def test_less_than_five_cents_is_never_rounded_away(cents: int) -> None:
    assert rounded(Money(cents), row("symmetric")) == Money(cents)


def test_the_exact_cents_are_taken_as_they_are() -> None:
    assert rounding_of(Money(12_696), Money(12_696), row("symmetric")) == Money(0)
    assert rounding_of(Money(12_696), Money(13_000), row("symmetric")) == Money(-1)
    assert rounding_of(Money(12_698), Money(12_700), row("symmetric")) == Money(2)


def test_cash_that_is_not_enough_yet_rounds_nothing() -> None:
    assert rounding_of(Money(12_698), Money(10_000), row("symmetric")) == Money(0)


def test_policy_is_dated_and_off_by_default() -> None:
    rules = RoundingRules(
        (row("symmetric"), RoundingRow("off", "A.0000.2772", SOURCE, date(2027, 6, 1)))
    )
    assert rules.on(date(2027, 1, 3)) is None
    assert rules.on(DAY) == row("symmetric")
    assert rules.on(date(2027, 6, 1)) is None
    assert RoundingRules().on(DAY) is None


@given(
    st.integers(1, 10**7), st.integers(0, 10**7), st.sampled_from(["symmetric", "favor_customer"])
)
def test_rounding_is_small_and_gives_a_multiple_of_five(due: int, cash: int, mode: Mode) -> None:
    off = rounding_of(Money(due), Money(cash), row(mode)).cents
    assert -4 <= off <= 2
    if off:
        assert (due + off) % 5 == 0
        assert cash >= due + off
    if mode == "favor_customer":
        assert off <= 0
