"""What holds of every payment, whatever the policy: no cent is lost, and parts cost what the rule says and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receivables.application import apply_money, balance_after, whole_amounts
from domain.receivables.bills import Applied
from domain.refusals import Code, Refusal
from tests.domain.policies import Case, bills, days, histories, levies, moments, unpaid, waits


@st.composite
def part_cases(draw: st.DrawFn) -> Case:
    """An unpaid bill under a policy that takes part payments."""
    return draw(unpaid(draw(levies(parts=True))))


@given(histories(), days, st.integers(-100, 1_000_000))
def test_an_amount_is_applied_whole_to_what_is_owed_or_refused(
    history: tuple[Case, date], on: date, cents: int
) -> None:
    case, _ = history
    before = case.on(on)
    taken = apply_money(before, Money(cents), case.service)
    if isinstance(taken, Refusal):
        assert not (Money(cents) in whole_amounts(before) and case.service.returned is None)
        return
    fee_kind = case.service.part_fee_kind
    assert total(a.amount for a in taken) == Money(cents)
    owed = {(o.instalment, o.kind): o.amount for o in before.open}
    paid = [a for a in taken if a.kind != fee_kind]
    assert all(a.amount <= owed[a.instalment, a.kind] for a in paid)
    assert len({(a.instalment, a.kind) for a in paid}) == len(paid)
    after = case.paid(Money(cents), on)
    assert after is not None
    assert after.on(on).total == balance_after(before, taken, case.service)
    assert after.on(on).total == before.total - total(a.amount for a in paid)


@given(histories(), days)
def test_money_goes_to_the_oldest_instalment_and_in_it_by_the_order_of_the_policy(
    history: tuple[Case, date], on: date
) -> None:
    case, _ = history
    order = case.service.application_order
    places = [(o.instalment, order.index(o.kind)) for o in case.on(on).open]
    assert places == sorted(set(places))


@given(histories(), days, st.data())
def test_the_order_of_application_moves_money_but_never_what_is_owed_that_day(
    history: tuple[Case, date], on: date, data: st.DataObject
) -> None:
    case, _ = history
    order = data.draw(st.permutations(case.service.application_order))
    service = replace(case.service, application_order=tuple(order))
    others = tuple(s for s in case.office.services if s.code != service.code)
    other = replace(case, office=replace(case.office, services=(service, *others)))
    assume(not case.state.applied)
    assert other.on(on).total == case.on(on).total
    assert whole_amounts(other.on(on)) == whole_amounts(case.on(on))
    for amount in whole_amounts(case.on(on))[:1]:
        one, two = case.paid(amount, on), other.paid(amount, on)
        assert (one is None) == (two is None)
        if one is not None and two is not None:
            assert one.on(on).total == two.on(on).total


@given(part_cases(), st.lists(st.integers(1, 99), min_size=1, max_size=3), waits, st.data())
def test_parts_of_one_day_come_to_the_same_as_the_sum_at_once_but_for_the_charge_on_each(
    case: Case, percents: list[int], later: timedelta, data: st.DataObject
) -> None:
    day = data.draw(moments(case, case.state.bill.issued_on))
    split, charged, paid = case, ZERO, ZERO
    for percent in percents:
        asked = split.on(day)
        amount = Money(asked.total.cents * percent // 100)
        after = split.paid(amount, day)
        if after is None:
            continue
        if amount not in whole_amounts(asked):
            charged = charged + case.service.part_fee_on(day)
        split, paid = after, paid + amount
    left = split.on(day).total
    assert left == case.on(day).total - (paid - charged)
    # The same money at once, without a charge, leaves the same owed, that day and later.
    free = replace(case, office=_without_charge(case))
    at_once = free.paid(paid - charged, day)
    if at_once is None:
        return
    for on in (day, day + later):
        mine = [o for o in split.on(on).owed if o.kind != case.service.part_fee_kind]
        assert mine == list(at_once.on(on).owed)


def _without_charge(case: Case) -> Office:
    """The office without the charge on each part payment."""
    row = case.service.part_payments
    assert row is not None
    service = replace(case.service, part_payments=replace(row, fee=ZERO, fee_kind=""))
    return replace(case.office, services=(service,))


@given(part_cases(), st.lists(st.integers(1, 99), min_size=1, max_size=4), st.data())
def test_parts_over_time_cost_no_less_than_all_at_first_and_no_more_than_all_at_last(
    case: Case, parts: list[int], data: st.DataObject
) -> None:
    first = day = data.draw(moments(case, case.state.bill.issued_on))
    split, paid, charged = case, ZERO, ZERO
    for percent in parts:
        asked = split.on(day)
        amount = Money(asked.total.cents * percent // 100)
        after = split.paid(amount, day)
        if after is not None:
            if amount not in whole_amounts(asked):
                charged = charged + case.service.part_fee_on(day)
            split, paid = after, paid + amount
        day = data.draw(moments(split, day))
    last = split.on(day)
    whole = paid + last.total - charged
    assert whole >= case.on(first).total
    # Interest runs on the unpaid balance only. Each step is rounded on its own: half a cent a step.
    steps = sum(s.kind == "accrual" for s in (*last.steps, *case.on(day).steps))
    assert whole.cents <= case.on(day).total.cents + steps


@given(bills(), days, st.integers(1, 900_000), st.data())
def test_a_payment_taken_back_leaves_the_bill_as_if_it_had_never_been(
    case: Case, on: date, cents: int, data: st.DataObject
) -> None:
    choices = whole_amounts(case.on(on))
    amount = data.draw(st.sampled_from([*choices, Money(cents)]))
    paid = case.paid(amount, on)
    assume(paid is not None)
    assert paid is not None
    back = tuple(Applied(a.instalment, a.kind, -a.amount, on) for a in paid.state.applied)
    again = replace(paid, state=replace(paid.state, applied=paid.state.applied + back))
    for day in (on, data.draw(days)):
        assert again.on(day).owed == case.on(day).owed
        assert again.on(day).total == case.on(day).total


@given(histories(), days)
def test_a_paid_bill_takes_no_more(history: tuple[Case, date], on: date) -> None:
    case, last = history
    day = max(on, last)
    settled = case.paid(case.on(day).total, day)
    assume(settled is not None)
    assert settled is not None
    refused = apply_money(settled.on(day), Money(1), case.service)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_PAID
