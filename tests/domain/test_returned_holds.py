"""The hold that follows returned checks, worked out by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.holds import ReturnOf, held_until, holds_with_returns, returned_hold
from domain.corrections.policy import ReturnedChecks
from domain.corrections.values import CorrectionNo
from domain.money import Money
from domain.receivables.accounts import HoldKind
from tests.domain import corrections_kit as kit
from tests.samples import (
    CASH_ONLY,
    DAY,
    tax_account,
)

OFFICE = kit.OFFICE
RULES = OFFICE.corrections.returned


def came_back(*days: date, service: str = "tax", number: str = "500700-70.-1-1") -> list[ReturnOf]:
    """Returned checks of one account and its party."""
    key = tax_account().party_key
    return [
        ReturnOf(CorrectionNo(2027, "OFC", n), day, service, number, key)
        for n, day in enumerate(days, 1)
    ]


def test_the_second_check_within_the_months_holds_the_account_for_the_months() -> None:
    account = tax_account()
    once = came_back(date(2027, 1, 10))
    twice = came_back(date(2027, 1, 10), date(2027, 6, 1))
    assert returned_hold(account, once, date(2027, 6, 2), RULES) is None
    hold = returned_hold(account, twice, date(2027, 6, 1), RULES)
    assert hold is not None
    assert hold.kind is HoldKind.GUARANTEED
    assert "2028-06-01" in hold.text
    assert returned_hold(account, twice, date(2027, 5, 31), RULES) is None
    assert returned_hold(account, twice, date(2028, 5, 31), RULES) is not None
    assert returned_hold(account, twice, date(2028, 6, 1), RULES) is None


def test_checks_too_far_apart_hold_nobody() -> None:
    apart = came_back(date(2026, 1, 10), date(2027, 1, 10))
    assert returned_hold(tax_account(), apart, date(2027, 1, 11), RULES) is None


def test_checks_on_other_accounts_of_the_party_count_for_the_party() -> None:
    account = tax_account()
    returns = came_back(date(2027, 1, 10)) + [
        replace(r, number=CorrectionNo(2027, "OFC", 9))
        for r in came_back(date(2027, 2, 1), service="water", number="W-1001")
    ]
    assert returned_hold(account, returns, date(2027, 2, 2), RULES) is not None
    only_account = replace(RULES, per_party=3)
    assert returned_hold(account, returns, date(2027, 2, 2), only_account) is None


def test_one_check_that_paid_two_accounts_counts_once_for_the_party() -> None:
    day = date(2027, 1, 10)
    returns = came_back(day) + came_back(day, service="water", number="W-1001")
    assert returned_hold(tax_account(), returns, date(2027, 1, 11), RULES) is None


def test_a_programs_holds_stay_beside_it() -> None:
    account = replace(tax_account(), holds=(CASH_ONLY,))
    twice = came_back(date(2027, 1, 10), date(2027, 1, 11))
    kinds = [h.kind for h in holds_with_returns(account, twice, date(2027, 1, 12), RULES)]
    assert kinds == [HoldKind.GUARANTEED, HoldKind.CASH_ONLY]
    assert holds_with_returns(account, (), DAY, RULES) == (CASH_ONLY,)


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=6),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(1, 3),
)
def test_a_later_check_never_ends_a_hold_sooner(days: list[date], on: date, most: int) -> None:
    rules = ReturnedChecks(per_account=most)
    for count in range(len(days)):
        fewer = held_until(sorted(days)[:count], most, on, rules)
        more = held_until(days, most, on, rules)
        assert fewer is None or (more is not None and more >= fewer)
    assert held_until(days, len(days) + 1, on, rules) is None


@pytest.mark.parametrize("fee", [2001, -1])
def test_a_fee_over_the_laws_most_is_no_policy(fee: int) -> None:
    with pytest.raises(ValueError, match="at most"):
        ReturnedChecks(fee=Money(fee), fee_most=Money(2000))
