"""Payment plans by RPTL 1184 and payoff statements: every cent, every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, Charge, Instalment
from domain.receivables.payment_plans import PaymentPlan, PlanRule, make_plan, plan_standing
from domain.receivables.payoff import payoff_statement
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

SIGNED = date(2026, 11, 16)
CALENDAR = ithaca().office.calendar


def rule() -> PlanRule:
    """The City's own terms."""
    found = ithaca().rules.plan
    assert found is not None
    return found


def plan(cents: int, terms: PlanRule | None = None) -> PaymentPlan:
    """A plan that must not be refused."""
    found = make_plan("12.-1-3", Money(cents), SIGNED, terms or rule(), CALENDAR)
    assert isinstance(found, PaymentPlan)
    return found


def test_ith_tax_rptl_1184_25_percent_down_and_24_monthly_payments() -> None:
    found = plan(4_000_00)
    assert found.payments[0].amount == Money(1_000_00)
    assert [p.amount for p in found.payments[1:]] == [Money(125_00)] * 24
    assert [p.no for p in found.payments] == list(range(25))
    assert found.payments[1].due_on == date(2026, 12, 31)
    assert found.payments[-1].due_on == date(2028, 11, 30)


def test_the_last_payment_takes_the_odd_cents() -> None:
    found = plan(4_154_50)
    # 1,038.63 down (1,038.625 rounded half up) leaves 3,115.87: 23 of 129.82 and one of 130.01.
    amounts = [p.amount for p in found.payments]
    assert amounts[0] == Money(1_038_63)
    assert amounts[1:24] == [Money(129_82)] * 23
    assert amounts[24] == Money(130_01)


def test_newroch_1184_payments_are_due_on_the_last_day_of_the_month_moved_off_closed_days() -> None:
    found = {p.due_on: p.last_day for p in plan(4_000_00).payments[1:]}
    assert date(2027, 2, 28) in found
    assert date(2028, 2, 29) in found
    # 31 January 2027 is a Sunday.
    assert found[date(2027, 1, 31)] == date(2027, 2, 1)


def test_tompkins_1184_the_county_asks_seven_quarterly_payments() -> None:
    county = replace(rule(), payments=7, every_months=3, due="same_day")
    found = plan(1_000_00, county)
    assert [p.due_on for p in found.payments[1:3]] == [date(2027, 2, 16), date(2027, 5, 16)]
    assert [p.amount.cents for p in found.payments] == [250_00, *[107_14] * 6, 107_16]


@given(st.integers(32, 10**9), st.integers(1, 60), st.integers(0, 99))
def test_the_payments_of_a_plan_sum_to_the_debt(cents: int, payments: int, down: int) -> None:
    terms = replace(rule(), payments=payments, down=Decimal(down) / 100)
    found = make_plan("p", Money(cents), SIGNED, terms, CALENDAR)
    if isinstance(found, Refusal):
        assert found.code is Code.PLAN_REFUSED
        assert cents * (100 - down) // 100 <= payments
        return
    assert total(p.amount for p in found.payments) == Money(cents)
    if payments > 1:
        equal, last = found.payments[-2].amount, found.payments[-1].amount
        assert equal <= last < equal + Money(payments)


def test_city_1184_an_owner_with_other_liens_or_a_late_foreclosure_gets_none() -> None:
    other = make_plan("p", Money(100_00), SIGNED, rule(), CALENDAR, other_liens=True)
    assert isinstance(other, Refusal)
    assert "other liens" in other.sentence
    lost = date(2023, 11, 17)
    recent = make_plan("p", Money(100_00), SIGNED, rule(), CALENDAR, foreclosed_on=lost)
    assert isinstance(recent, Refusal)
    long_ago = date(2023, 11, 16)
    assert isinstance(
        make_plan("p", Money(100_00), SIGNED, rule(), CALENDAR, foreclosed_on=long_ago), PaymentPlan
    )


@pytest.mark.parametrize(
    ("cents", "code"), [(0, Code.AMOUNT_NOT_POSITIVE), (20, Code.PLAN_REFUSED)]
)
def test_too_little_for_a_plan(cents: int, code: Code) -> None:
    refused = make_plan("p", Money(cents), SIGNED, rule(), CALENDAR)
    assert isinstance(refused, Refusal)
    assert refused.code is code


def test_a_missed_payment_shows_on_the_day_after_its_last_day() -> None:
    found = plan(4_000_00)
    paid = Money(1_125_00)
    on_time = plan_standing(found, paid, date(2027, 2, 1))
    assert (on_time.overdue, on_time.in_default) == (Money(0), False)
    assert on_time.next_payment is not None
    assert on_time.next_payment.no == 2
    late = plan_standing(found, paid, date(2027, 2, 2))
    assert (late.overdue, late.in_default, late.left) == (Money(125_00), True, Money(2_875_00))


def test_newroch_1184_paying_ahead_is_allowed() -> None:
    found = plan(4_000_00)
    ahead = plan_standing(found, Money(4_000_00), SIGNED)
    assert (ahead.left, ahead.overdue, ahead.next_payment) == (Money(0), Money(0), None)


def tax_total(on: date) -> Money:
    """A City tax bill of 2,000.00, as the City's own policy assesses it."""
    charge = (Charge("tax", Money(2_000_00)),)
    bill = Bill(
        "B1",
        "tax",
        "12.-1-3",
        "City tax",
        date(2026, 12, 31),
        (Instalment(1, date(2027, 1, 31), charge),),
    )
    return assess(BillState(bill), on, ithaca().office).total


def test_a_payoff_statement_gives_the_amounts_good_through_and_what_a_month_adds() -> None:
    found = payoff_statement(tax_total, date(2027, 1, 25), date(2027, 4, 15))
    assert [(r.from_on, r.good_through, r.amount.cents, r.added.cents) for r in found.rows] == [
        (date(2027, 1, 25), date(2027, 2, 1), 2_000_00, 0),
        (date(2027, 2, 2), date(2027, 3, 1), 2_020_00, 20_00),
        (date(2027, 3, 2), date(2027, 3, 31), 2_040_00, 20_00),
        (date(2027, 4, 1), date(2027, 4, 15), 2_060_00, 20_00),
    ]
    assert (found.per_month, found.per_day) == (Money(20_00), None)
    assert found.amount_on(date(2027, 3, 1)) == Money(2_020_00)
    assert found.amount_on(date(2027, 4, 16)) is None


def test_the_fifteen_percent_of_october_is_no_months_addition() -> None:
    found = payoff_statement(tax_total, date(2027, 7, 15), date(2027, 10, 15))
    assert found.rows[-1].amount == Money(2_300_00)
    assert found.per_month is None


def test_a_payoff_statement_by_the_day() -> None:
    start = date(2027, 3, 1)

    def daily(on: date) -> Money:
        return Money(1_000_00 + 33 * (on - start).days)

    found = payoff_statement(daily, start, date(2027, 3, 5))
    assert found.per_day == Money(33)
    assert len(found.rows) == 5
    assert all(r.from_on == r.good_through for r in found.rows)


def test_one_rise_promises_no_second() -> None:
    found = payoff_statement(tax_total, date(2027, 1, 25), date(2027, 2, 15))
    assert (found.per_month, found.per_day) == (None, None)


def test_a_statement_backwards_or_without_end_is_a_programmers_error() -> None:
    for through in (date(2027, 1, 24), date(2040, 1, 1)):
        with pytest.raises(ValueError, match="at least a day"):
            payoff_statement(tax_total, date(2027, 1, 25), through)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60))
def test_a_statement_says_of_every_day_what_the_assessment_says(amounts: list[int]) -> None:
    start = date(2027, 1, 1)

    def owed(on: date) -> Money:
        return Money(amounts[(on - start).days])

    last = date.fromordinal(start.toordinal() + len(amounts) - 1)
    found = payoff_statement(owed, start, last)
    days = [date.fromordinal(start.toordinal() + n) for n in range(len(amounts))]
    assert [found.amount_on(day) for day in days] == [owed(day) for day in days]
    assert total(r.added for r in found.rows) == owed(last) - owed(start)
