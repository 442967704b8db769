"""Penalties and late fees to the day and the cent, as the law and the sample policy say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.calendar import Calendar
from domain.money import Money
from domain.office import Ladder, LadderStep, LateFee, Source
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from tests.domain.histories import OFFICE, accruals, paid
from tests.samples import (
    HOLIDAYS,
    account,
    bill_state,
    parking_ticket,
    tax_bill,
    water_bill,
)


def at(bill: Bill | BillState, year: int, month: int, day: int) -> Assessment:
    """A bill, as yet unpaid unless it is a state, on a day."""
    state = bill if isinstance(bill, BillState) else bill_state(bill)
    return assess(state, date(year, month, day), OFFICE)


def test_a_due_date_on_a_sunday_moves_to_monday() -> None:
    # 31 January 2027 is a Sunday: Monday 1 February is still in time (RPTL 925-a).
    assert Calendar(HOLIDAYS).roll(date(2027, 1, 31)) == date(2027, 2, 1)
    assert accruals(at(tax_bill(), 2027, 2, 1)) == []
    (step,) = accruals(at(tax_bill(), 2027, 2, 2))
    assert step.amount == Money(612)
    assert (step.base, step.rate) == (Money(61228), Decimal("0.01"))
    assert step.from_on == date(2027, 2, 2)
    assert "925-a" in step.citation
    assert step.policy_key == "tax.penalty"


def test_the_last_day_at_a_lesser_penalty_moves_too() -> None:
    # 28 February 2027 is a Sunday: 1 % holds through Monday 1 March.
    assert len(accruals(at(tax_bill(), 2027, 3, 1))) == 1
    second = accruals(at(tax_bill(), 2027, 3, 2))[1]
    assert second.from_on == date(2027, 3, 2)
    assert accruals(at(tax_bill(), 2027, 3, 2))[0].to_on == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("month", "day", "cents"),
    [
        (1, 31, 0),
        (2, 2, 612),
        (4, 1, 1837),
        (8, 3, 4286 + 1225),
        (9, 1, 4898 + 1837),
        (9, 30, 4898 + 1837),
        (10, 1, 9184 + 9184),
        (12, 31, 9184 + 9184),
    ],
)
def test_the_ladder_of_both_instalments(month: int, day: int, cents: int) -> None:
    assessment = at(tax_bill(), 2027, month, day)
    assert assessment.total == Money(122455 + cents)


def test_the_steps_of_a_year_follow_each_other() -> None:
    for number in (1, 2):
        steps = [s for s in accruals(at(tax_bill(), 2028, 6, 1)) if s.instalment == number]
        starts = [s.from_on for s in steps]
        assert starts == sorted(starts, key=lambda d: d or date.min)
        ends = [s.to_on for s in steps]
        assert ends[-1] is None
        for end, start in zip(ends[:-1], starts[1:], strict=True):
            assert end is not None
            assert start is not None
            assert end + timedelta(days=1) == start


def test_a_payment_on_the_last_day_stops_the_penalty_and_the_day_after_does_not() -> None:
    bill = tax_bill()
    in_time = paid(bill_state(bill), Money(61228), date(2027, 2, 1))
    assert at(in_time, 2027, 6, 30).total == Money(61227)
    late = paid(bill_state(bill), Money(61228 + 612), date(2027, 2, 2))
    assert at(late, 2027, 6, 30).total == Money(61227)
    # The two instalments are penalised each by itself.
    assert at(late, 2027, 7, 1).total == Money(61227 + 612)


def test_later_steps_count_on_what_is_still_unpaid() -> None:
    steps = (
        LadderStep(Decimal("0.10"), after_months=0),
        LadderStep(Decimal("0.20"), after_months=1),
    )
    ladder = Ladder("penalty", steps, Source("k", "c"), date(2020, 1, 1))
    water = replace(OFFICE.service("water"), accruals=(ladder,))
    office = replace(OFFICE, services=(water,))
    bill = water_bill(water=10000, sewer=0, due_on=date(2027, 3, 31))
    half = BillState(bill, (Applied(1, "water", Money(4000), date(2027, 4, 10)),))
    assert assess(half, date(2027, 4, 30), office).total == Money(7000)
    assert assess(half, date(2027, 5, 3), office).total == Money(7600)
    assert [s.base for s in accruals(assess(half, date(2027, 5, 3), office))] == [
        Money(10000),
        Money(6000),
    ]


@pytest.mark.parametrize(
    ("issued", "free_until"),
    [
        (date(2027, 1, 25), date(2027, 2, 16)),  # the 20th day is a Sunday, Monday a sample holiday
        (date(2027, 1, 26), date(2027, 2, 16)),
        (date(2027, 1, 28), date(2027, 2, 17)),
        (date(2027, 3, 1), date(2027, 3, 22)),
    ],
)
def test_the_late_fee_begins_the_day_after_the_last_free_day(
    issued: date, free_until: date
) -> None:
    office = replace(OFFICE, calendar=Calendar(frozenset({date(2027, 2, 15)})))
    state = bill_state(parking_ticket(issued_on=issued))
    assert assess(state, free_until, office).total == Money(3000)
    fined = assess(state, free_until + timedelta(days=1), office)
    assert fined.total == Money(5000)
    (step,) = accruals(fined)
    assert step.from_on == free_until + timedelta(days=1)
    assert (step.charge_kind, step.base, step.rate) == ("late", Money(3000), None)


def test_a_late_fee_comes_once_and_stays_when_paid_in_part() -> None:
    state = bill_state(parking_ticket(issued_on=date(2027, 3, 1)))
    part = replace(state, applied=(Applied(1, "late", Money(700), date(2027, 4, 1)),))
    for on in (date(2027, 4, 2), date(2029, 1, 1)):
        assessment = assess(part, on, OFFICE)
        assert assessment.total == Money(4300)
        assert [(o.kind, o.amount) for o in assessment.owed] == [
            ("late", Money(1300)),
            ("fine", Money(3000)),
        ]


def test_a_ticket_paid_in_time_never_draws_the_fee() -> None:
    state = paid(bill_state(parking_ticket()), Money(3000), date(2027, 2, 15))
    assert at(state, 2028, 1, 1).total == Money(0)


def test_a_fee_counted_from_the_issue_comes_once_a_bill() -> None:
    fee = LateFee("late", 20, "issued", Money(2000), Source("k", "c"), date(2020, 1, 1))
    parking = replace(OFFICE.service("parking"), accruals=(fee,))
    office = replace(OFFICE, services=(parking,))
    charge = (Charge("fine", Money(1000)),)
    parts = tuple(Instalment(n, date(2027, n, 1), charge) for n in (1, 2))
    bill = Bill("B", "parking", "A", "d", date(2027, 1, 1), parts)
    assert assess(BillState(bill), date(2027, 12, 1), office).total == Money(4000)
    from_due = replace(parking, accruals=(replace(fee, counted_from="due"),))
    office = replace(OFFICE, services=(from_due,))
    assert assess(BillState(bill), date(2027, 12, 1), office).total == Money(6000)


def test_a_ladder_holds_between_its_dates_only() -> None:
    ladder = OFFICE.service("tax").accruals[0]
    ended = replace(OFFICE.service("tax"), accruals=(replace(ladder, to_on=date(2026, 12, 31)),))
    office = replace(OFFICE, services=(ended,))
    assert assess(bill_state(tax_bill()), date(2027, 12, 1), office).total == Money(122455)
    old = bill_state(tax_bill(year=2026))
    assert assess(old, date(2027, 12, 1), office).total > Money(122455)


def test_a_credit_lowers_what_is_due_and_the_base_of_the_penalty() -> None:
    # The first instalment was paid, then the program lowered it by 100.00.
    state = paid(bill_state(tax_bill()), Money(61228), date(2027, 1, 20))
    first, second = state.bill.instalments
    lowered = replace(first, charges=(Charge("city", Money(51228)),))
    state = replace(state, bill=replace(state.bill, instalments=(lowered, second)))
    assert at(state, 2027, 2, 20).due == Money(51227)
    (step,) = accruals(at(state, 2027, 7, 1))
    assert step.base == Money(51227)


def test_what_is_due_is_the_oldest_or_all_that_is_past_due() -> None:
    assert at(tax_bill(), 2027, 1, 25).due == Money(61228)
    assert at(tax_bill(), 2027, 6, 30).due == Money(61228 + 3061)
    both = at(tax_bill(), 2027, 7, 1)
    assert both.due == both.total


@pytest.mark.parametrize(
    "dates",
    [{}, {"after_days": 1, "after_months": 1}, {"after_days": 1, "month_day": (1, 1)}],
)
def test_a_ladder_step_has_exactly_one_date(dates: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        LadderStep(Decimal("0.01"), **dates)  # type: ignore[arg-type]


def test_accounts_and_bills_are_complete() -> None:
    with pytest.raises(ValueError, match="account"):
        account("tax", "")
    with pytest.raises(ValueError, match="without a gap"):
        Bill("B", "tax", "A", "d", date(2027, 1, 1), (Instalment(2, date(2027, 1, 1), ()),))
    with pytest.raises(ValueError, match="not negative"):
        Charge("city", Money(-1))


def test_a_step_that_raises_nothing_is_passed_over() -> None:
    rates = (("0.10", 0), ("0.10", 1), ("0.05", 2), ("0.20", 3))
    steps = tuple(LadderStep(Decimal(r), after_months=n) for r, n in rates)
    ladder = Ladder("penalty", steps, Source("k", "c"), date(2020, 1, 1))
    office = replace(OFFICE, services=(replace(OFFICE.service("water"), accruals=(ladder,)),))
    bill = water_bill(water=10000, sewer=0, due_on=date(2027, 3, 31))
    found = accruals(assess(bill_state(bill), date(2028, 1, 1), office))
    assert [(s.amount, s.from_on) for s in found] == [
        (Money(1000), date(2027, 4, 1)),
        (Money(1000), date(2027, 7, 1)),
    ]
    assert found[0].to_on == date(2027, 6, 30)


def test_an_old_penalty_on_the_bill_does_not_grow_by_the_new_one() -> None:
    # The program carried 13.00 of an earlier penalty onto this bill as a face amount of its own.
    carried = (Charge("water", Money(10000)), Charge("penalty", Money(1300)))
    bill = replace(water_bill(), instalments=(Instalment(1, date(2027, 3, 31), carried),))
    steps = (
        LadderStep(Decimal("0.10"), after_months=0),
        LadderStep(Decimal("0.20"), after_months=1),
    )
    ladder = Ladder("penalty", steps, Source("k", "c"), date(2020, 1, 1))
    office = replace(OFFICE, services=(replace(OFFICE.service("water"), accruals=(ladder,)),))
    part = BillState(bill, (Applied(1, "water", Money(100), date(2027, 4, 2)),))
    found = accruals(assess(part, date(2027, 5, 3), office))
    assert [s.base for s in found] == [Money(11300), Money(11200)]
