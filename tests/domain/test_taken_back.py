"""A payment that was taken back never was: balance and interest position are those of the bill without it (I4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.money import ZERO, Money
from domain.office import Office
from domain.policy.accruals import AnnualRate, Interest, Source
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, BillState, How, standing
from tests.domain import histories as h
from tests.samples import ok, sample_office, tax_bill, water_bill


def position(assessment: Assessment) -> tuple[object, ...]:
    """What is owed, by instalment and kind, and everything that was added by which rule on which base."""
    added = [s for s in assessment.steps if s.kind == "accrual"]
    return assessment.total, assessment.due, assessment.open, assessment.owed, added


def taken_back(applied: tuple[Applied, ...], on: date) -> tuple[Applied, ...]:
    """The rows that take back all that was applied on a day."""
    paid = [a for a in applied if a.effective_on == on]
    return tuple(replace(a, amount=-a.amount, how=How.TAKEN_BACK) for a in paid)


@given(h.histories(), st.data())
def test_a_payment_taken_back_leaves_the_bill_as_if_never_paid(
    history: tuple[BillState, date], data: st.DataObject
) -> None:
    state, last = history
    days = sorted({a.effective_on for a in state.applied})
    if not days:
        return
    gone = data.draw(st.sampled_from(days))
    corrected = replace(state, applied=state.applied + taken_back(state.applied, gone))
    never = replace(state, applied=tuple(a for a in state.applied if a.effective_on != gone))
    on = last + timedelta(days=data.draw(st.integers(0, 700)))
    assert position(assess(corrected, on, h.OFFICE)) == position(assess(never, on, h.OFFICE))
    assert standing(corrected.applied) == never.applied


def daily_office() -> Office:
    """The sample office with water charged 9 % a year by the day, which a payment cuts into stretches of days."""
    office = sample_office()
    water = office.service("water")
    interest = Interest(
        "penalty",
        (AnnualRate(Decimal("0.09"), date(2020, 1, 1)),),
        Decimal(0),
        Source("water.interest", "Sample Code 348-6"),
        date(2020, 1, 1),
        per="day",
        closed_days="not_counted",
    )
    services = tuple(
        replace(s, accruals=(interest,)) if s.code == water.code else s for s in office.services
    )
    return replace(office, services=services)


@settings(max_examples=60)
@given(st.integers(1, 9000), st.integers(1, 200), st.integers(0, 400))
def test_interest_by_the_day_is_not_cut_in_two_by_a_payment_taken_back(
    cents: int, paid_after: int, looked_after: int
) -> None:
    office, due = daily_office(), date(2027, 2, 10)
    state = BillState(water_bill())
    paid_on = due + timedelta(days=paid_after)
    service = office.service("water")
    paid = ok(apply_money(assess(state, paid_on, office), Money(cents), service))
    rows = tuple(Applied(a.instalment, a.kind, a.amount, paid_on) for a in paid)
    corrected = replace(state, applied=rows + taken_back(rows, paid_on))
    on = paid_on + timedelta(days=looked_after)
    assert position(assess(corrected, on, office)) == position(assess(state, on, office))


def test_an_adjustment_from_the_first_day_lowers_the_penalty_too() -> None:
    state = BillState(tax_bill(cents=200000))
    lowered = Applied(1, "city", Money(50000), state.bill.issued_on, How.ADJUSTED)
    on = date(2027, 2, 10)
    assert assess(state, on, h.OFFICE).due == Money(100000 + 1000)
    assert assess(replace(state, applied=(lowered,)), on, h.OFFICE).due == Money(50000 + 500)


def test_an_adjustment_that_raises_a_bill_draws_its_penalty() -> None:
    state = BillState(tax_bill(cents=200000))
    raised = Applied(1, "city", Money(-20000), state.bill.issued_on, How.ADJUSTED)
    assert assess(replace(state, applied=(raised,)), date(2027, 2, 10), h.OFFICE).due == Money(
        120000 + 1200
    )


def test_a_waiver_gives_up_what_was_added_and_no_more() -> None:
    state = BillState(water_bill())
    on = date(2027, 2, 12)
    assert assess(state, on, h.OFFICE).total == Money(13000 + 1300)
    waived = Applied(1, "penalty", Money(1300), on, How.WAIVED)
    after = assess(replace(state, applied=(waived,)), on, h.OFFICE)
    assert after.total == Money(13000)
    assert {s.how for s in after.steps if s.kind == "applied"} == {How.WAIVED}


def test_the_fee_for_a_returned_check_is_owed_once_and_draws_no_penalty() -> None:
    office = sample_office()
    state = BillState(tax_bill(cents=200000))
    fee = Applied(1, "returned_fee", Money(-2000), date(2027, 1, 28), How.FEE)
    charged = replace(state, applied=(fee,))
    for on in (date(2027, 1, 29), date(2027, 2, 10), date(2027, 10, 4)):
        plain, with_fee = assess(state, on, office), assess(charged, on, office)
        assert with_fee.total == plain.total + Money(2000)
        added = next(s for s in with_fee.steps if s.charge_kind == "returned_fee")
        assert (added.kind, added.amount, added.how) == ("accrual", Money(2000), How.FEE)
        assert whole_amounts(with_fee) == tuple(a + Money(2000) for a in whole_amounts(plain))


def test_the_fee_alone_can_be_paid_when_its_instalment_is() -> None:
    office = sample_office()
    on = date(2027, 1, 28)
    paid = Applied(1, "city", Money(100000), on)
    fee = Applied(1, "returned_fee", Money(-2000), on, How.FEE)
    found = assess(BillState(tax_bill(cents=200000), (paid, fee)), on, office)
    assert whole_amounts(found) == (Money(2000), Money(102000))
    allocations = ok(apply_money(found, Money(2000), office.service("tax")))
    assert [(a.instalment, a.kind) for a in allocations] == [(1, "returned_fee")]
    assert found.total - ZERO == Money(102000)


def test_a_fee_that_was_paid_does_not_lower_what_later_penalties_are_of() -> None:
    office = sample_office()
    state = BillState(tax_bill(cents=200000))
    day = date(2027, 1, 28)
    fee = Applied(1, "returned_fee", Money(-2000), day, How.FEE)
    paid = Applied(1, "returned_fee", Money(2000), day)
    on = date(2027, 2, 10)
    with_fee = assess(replace(state, applied=(fee, paid)), on, office)
    assert with_fee.total == assess(state, on, office).total
