"""What a bill comes to on a date: rules that hold for any bill and any history."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, share, total
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState
from tests.domain.histories import OFFICE, accruals, bills, histories, moments, paid

later = st.integers(0, 900).map(lambda n: timedelta(days=n))


@given(histories(), later)
def test_steps_owed_and_total_agree(history: tuple[BillState, date], after: timedelta) -> None:
    state, on = history
    assessment = assess(state, on + after, OFFICE)
    assert total(s.amount for s in assessment.steps) == assessment.total
    assert total(o.amount for o in assessment.owed) == assessment.total
    assert total(o.amount for o in assessment.open) == max(assessment.total, Money(0))
    assert all(o.amount.cents > 0 for o in assessment.open)
    assert Money(0) <= assessment.due <= max(assessment.total, Money(0))
    assert bool(assessment.due) == (assessment.total.cents > 0)


@given(histories(), later, later)
def test_without_payments_nothing_becomes_less(
    history: tuple[BillState, date], first: timedelta, second: timedelta
) -> None:
    state, on = history
    now = assess(state, on + first, OFFICE)
    then = assess(state, on + first + second, OFFICE)
    assert then.total >= now.total
    assert set(accruals(now)) <= set(accruals(then))


@given(histories(), later, later)
def test_paying_what_is_assessed_settles_the_bill_for_good(
    history: tuple[BillState, date], wait: timedelta, after: timedelta
) -> None:
    state, on = history
    day = on + wait
    asked = assess(state, day, OFFICE).total
    if asked.cents <= 0:
        return
    settled = paid(state, asked, day)
    assert assess(settled, day, OFFICE).total == Money(0)
    assert assess(settled, day + after, OFFICE).total == Money(0)


@given(histories(), later)
def test_a_bill_that_has_a_credit_draws_no_penalty(
    history: tuple[BillState, date], after: timedelta
) -> None:
    state, on = history
    now = assess(state, on, OFFICE).total
    if now.cents <= 0:
        assert assess(state, on + after, OFFICE).total == now


@given(bills("tax"), moments)
def test_an_untouched_ladder_is_its_rate_of_the_face_rounded_once(bill: Bill, on: date) -> None:
    assessment = assess(BillState(bill), on, OFFICE)
    for instalment in bill.instalments:
        steps = [s for s in accruals(assessment) if s.instalment == instalment.no]
        reached = sum((s.rate for s in steps if s.rate is not None), Decimal(0))
        assert total(s.amount for s in steps) == share(instalment.face, reached)
        assert reached <= Decimal("0.15")


@given(histories(), later)
def test_every_accrual_says_by_what_rule(history: tuple[BillState, date], after: timedelta) -> None:
    state, on = history
    for step in accruals(assess(state, on + after, OFFICE)):
        assert step.citation
        assert step.policy_key
        assert step.base
        assert step.from_on is not None
        assert step.from_on <= on + after
