"""Checks that are refused: dated ahead, stale, wrong bank number, wrong payee, not signed, a payer who is held."""

from __future__ import annotations

from datetime import date

import pytest

from domain.policy.guards import GuardRules, NoSaleReason
from domain.receipting.checks import (
    CheckLine,
    Point,
    check_dated,
    check_read,
    payer_held,
    read_check_date,
    wrong,
)
from domain.refusals import Code, Refusal
from tests.samples import DAY

RULES = GuardRules()


def code_of(answer: object) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


@pytest.mark.parametrize(
    ("dated_on", "refused"),
    [
        (DAY, None),
        (date(2027, 1, 26), Code.CHECK_POST_DATED),
        (date(2028, 1, 25), Code.CHECK_POST_DATED),
        (date(2026, 7, 25), None),
        (date(2026, 7, 24), Code.CHECK_STALE),
        (date(2001, 1, 1), Code.CHECK_STALE),
    ],
)
def test_a_check_is_taken_from_its_day_until_it_is_stale(
    dated_on: date, refused: Code | None
) -> None:
    # UCC 4-404: a bank need not pay a check presented more than six months after its date.
    assert code_of(check_dated(dated_on, DAY, RULES)) is refused


def test_six_months_end_with_a_shorter_month() -> None:
    end = date(2027, 2, 28)
    assert check_dated(date(2026, 8, 31), end, RULES) is None
    assert code_of(check_dated(date(2026, 8, 31), date(2027, 3, 1), RULES)) is Code.CHECK_STALE


def test_how_old_a_check_may_be_is_policy() -> None:
    assert code_of(check_dated(date(2026, 10, 1), DAY, GuardRules(check_stale_months=3))) is (
        Code.CHECK_STALE
    )
    assert check_dated(date(2026, 10, 1), DAY, GuardRules(check_stale_months=4)) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", DAY),
        ("012527", DAY),
        ("12527", DAY),
        ("01252027", DAY),
        ("1/25/27", DAY),
        ("01/25/2027", DAY),
        ("1-5-27", date(2027, 1, 5)),
        ("2027-01-25", DAY),
        (" 12/31/26 ", date(2026, 12, 31)),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed: str, day: date) -> None:
    assert read_check_date(typed, DAY) == day


@pytest.mark.parametrize(
    "typed", ["x", "1", "13/01/27", "02/30/27", "2027-13-01", "0125", "1/25", "012527x", "20270125"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert code_of(read_check_date(typed, DAY)) is Code.CHECK_DATE_UNREADABLE


@pytest.mark.parametrize(
    ("routing", "refused"),
    [
        ("011000015", None),
        ("021000021", None),
        ("011000016", Code.CHECK_ROUTING_WRONG),
        ("000000000", Code.CHECK_ROUTING_WRONG),
        ("991000015", Code.CHECK_ROUTING_WRONG),
        ("", None),
    ],
)
def test_a_bank_number_that_was_read_has_the_right_check_digit(
    routing: str, refused: Code | None
) -> None:
    assert code_of(check_read(CheckLine("1001", routing, "5678"))) is refused


def test_of_an_account_no_more_than_its_tail_can_be_held() -> None:
    with pytest.raises(ValueError, match="last four"):
        CheckLine("1001", "011000015", "12345")


def test_each_point_of_the_checklist_has_its_refusal() -> None:
    codes = {point: wrong(point).code for point in Point if point is not Point.DATE}
    assert codes == {
        Point.PAYEE: Code.CHECK_PAYEE_WRONG,
        Point.WORDS: Code.CHECK_WORDS_DIFFER,
        Point.SIGNED: Code.CHECK_NOT_SIGNED,
        Point.ROUTING: Code.CHECK_ROUTING_WRONG,
    }


def test_a_payer_whose_checks_came_back_gives_none() -> None:
    assert payer_held("Jane Doe", "") is None
    assert code_of(payer_held("Jane Doe", "Two checks came back.")) is Code.PAYER_HELD


def test_rules_that_mean_nothing_are_not_made() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        GuardRules(overdue_alert_days=0)
    with pytest.raises(ValueError, match="1 or more"):
        GuardRules(check_stale_months=0)
    with pytest.raises(ValueError, match="twice"):
        GuardRules(no_sale_reasons=(NoSaleReason("a", "A"), NoSaleReason("a", "B")))
