"""What holds of every assessment, whatever the policy: the shipped offices' and generated ones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.money import ZERO, Money, share, total
from domain.policy.accruals import DAYS_A_YEAR, Interest, LateFee
from domain.receivables.assessment import Assessment
from domain.receivables.steps import Step
from tests.domain.policies import Case, bills, days, histories, moments, waits


def accruals(assessment: Assessment) -> list[Step]:
    """The steps that add something."""
    return [s for s in assessment.steps if s.kind == "accrual"]


@given(histories(), days)
def test_the_total_is_the_sum_of_the_steps_and_of_what_is_owed(
    history: tuple[Case, date], on: date
) -> None:
    case, _ = history
    found = case.on(on)
    assert found.total == total(s.amount for s in found.steps)
    assert found.total == total(o.amount for o in found.owed)
    assert total(o.amount for o in found.open) == max(found.total, ZERO)
    faces = [s.amount for s in found.steps if s.kind == "face"]
    assert total(faces) == case.state.bill.face
    gone = [s.amount for s in found.steps if s.kind == "applied"]
    assert total(gone) == -total(a.amount for a in case.state.applied)


@given(histories(), st.data())
def test_it_never_falls_as_time_passes(history: tuple[Case, date], data: st.DataObject) -> None:
    # Nothing in a policy lowers what a day has added: not a lesser step after a greater one, not the end of
    # interest after its most months, not an extension. Only a ticket's own history does (see its test).
    case, last = history
    first = data.draw(moments(case, last))
    now, then = case.on(first), case.on(data.draw(moments(case, first)))
    assert then.total >= now.total
    # What has come stays as it was told: only the running stretch of interest by the day grows.
    told = [s for s in accruals(now) if s not in accruals(then)]
    assert all(s.to_on == now.on for s in told)


@given(histories(), days)
def test_no_day_has_negative_interest_even_when_the_clock_goes_back(
    history: tuple[Case, date], on: date
) -> None:
    case, last = history
    for day in (on, date(2001, 1, 1), last - timedelta(days=1), case.state.bill.issued_on):
        found = case.on(day)
        assert all(s.amount >= ZERO for s in accruals(found))
        assert all(s.from_on is not None for s in accruals(found))
        assert all(
            s.from_on <= day for s in accruals(found) if s.from_on and not _of_payment(case, s)
        )
    before = case.on(date(2001, 1, 1))
    charged = total(s.amount for s in accruals(before))
    paid = total(a.amount for a in case.state.applied)
    assert before.total == case.state.bill.face + charged - paid


def _of_payment(case: Case, step: Step) -> bool:
    """Whether a step is the charge on a part payment, which no day brings but the payment."""
    return step.charge_kind == case.service.part_fee_kind


@given(histories(), days)
def test_every_step_follows_from_its_base_rate_and_days(
    history: tuple[Case, date], on: date
) -> None:
    case, _ = history
    rules = {rule.source.policy_key: rule for rule in case.service.accruals}
    face = {i.no: i.face for i in case.state.bill.instalments}
    for step in accruals(case.on(on)):
        if _of_payment(case, step):
            continue
        rule = rules[step.policy_key]
        assert (step.charge_kind, step.citation) == (rule.kind, rule.source.citation)
        assert step.base is not None
        assert step.from_on is not None
        assert step.base > ZERO
        assert step.base <= face[step.instalment] or getattr(rule, "compound", False)
        if isinstance(rule, LateFee):
            assert (step.amount, step.rate) == (rule.amount, None)
            continue
        assert step.rate is not None
        if isinstance(rule, Interest) and rule.per == "day":
            due_on = case.state.bill.instalments[step.instalment - 1].due_on
            assert step.amount in _by_the_day(step, step.base, step.rate, due_on)
        elif rule.compound:
            assert step.amount == share(step.base, step.rate)
        else:
            # A rise is the difference of two amounts, each rounded: a cent at most from its own rate.
            assert abs(step.amount.cents - step.base.cents * step.rate) <= 1


def _by_the_day(step: Step, base: Money, rate: Decimal, due_on: date) -> list[Money]:
    """What the days of a stretch come to: its own, or all since the due date where the first one holds them."""
    assert step.to_on is not None
    assert step.from_on is not None
    whole = ((step.to_on - step.from_on).days + 1, (step.to_on - due_on).days)
    return [share(base, rate * days / DAYS_A_YEAR) for days in whole]


@given(histories(), waits, st.data())
def test_paying_what_it_comes_to_leaves_exactly_nothing_that_day_and_ever_after(
    history: tuple[Case, date], later: timedelta, data: st.DataObject
) -> None:
    case, last = history
    day = data.draw(moments(case, last))
    asked = case.on(day).total
    settled = case.paid(asked, day)
    if settled is None:
        assert asked <= ZERO or case.service.returned is not None
        return
    for on in (day, day + later, date(2001, 1, 1)):
        assert settled.on(day).total == ZERO
        assert settled.on(day).open == ()
        assert settled.on(on).total <= ZERO
    assert settled.on(day + later).total == ZERO


@given(bills(), st.data())
def test_what_is_due_is_within_what_is_owed_and_never_nothing_while_something_is(
    case: Case, data: st.DataObject
) -> None:
    found = case.on(data.draw(days))
    assert ZERO <= found.due <= max(found.total, ZERO)
    assert bool(found.due) == (found.total > ZERO)
