"""The assessment against a second way of counting: a loop over every day, in whole numbers, that knows no steps.

It knows ladders, late fees and interest by the month, of one instalment, without extensions or credits; it is slow and
short, so that it can be read against the law.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar, add_months
from domain.money import Money
from domain.policy.accruals import Interest, Ladder, LadderStep, LateFee, Source
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from tests.domain.policies import (
    FACES,
    START,
    Case,
    cents,
    days,
    ladders,
    late_fees,
    levies,
    moments,
    months_of_interest,
)
from tests.samples import sample_office

ONE = timedelta(days=1)


def cents_of(share: Fraction) -> int:
    """Half a cent is rounded up."""
    return int(share + Fraction(1, 2))


def begins_after(day: date, closed: Calendar) -> date:
    """The day after a last day, which moves off Saturdays, Sundays and holidays."""
    while day.weekday() in (5, 6) or day in closed.holidays:
        day += ONE
    return day + ONE


def first_day(step: LadderStep, due_on: date, closed: Calendar) -> date:
    """The first day of a ladder's step."""
    if step.on is not None:
        return step.on
    if step.after_days is not None:
        return begins_after(due_on + timedelta(days=step.after_days - 1), closed)
    if step.after_months is not None:
        return begins_after(add_months(due_on + ONE, step.after_months) - ONE, closed)
    day = due_on + ONE
    while (day.month, day.day) != step.month_day:
        day += ONE
    return begins_after(day - ONE, closed)


def rate_on(rule: Ladder | Interest, day: date, bill: Bill, closed: Calendar) -> Fraction:
    """The rate that the rule has come to by a day, as a fraction of the face."""
    (instalment,) = bill.instalments
    if isinstance(rule, Ladder):
        begun = [s.rate for s in rule.steps if first_day(s, instalment.due_on, closed) <= day]
        return Fraction(max(begun, default=0))
    dated = [row for row in rule.rates if row.from_on <= bill.issued_on]
    row = max(dated, key=lambda r: r.from_on) if dated else min(rule.rates, key=lambda r: r.from_on)
    monthly = Fraction(cents_of(Fraction(max(row.rate, rule.least_annual)) * 10_000 / 12), 10_000)
    months = 0
    while (
        months < (rule.most_months or 10_000)
        and begins_after(add_months(instalment.due_on + ONE, months) - ONE, closed) <= day
    ):
        months += 1
    return monthly * months


def unpaid_on(case: Case, added: dict[str, int], day: date) -> int:
    """What of the face is unpaid when a day begins: never more than was billed, whatever was added beside it."""
    (instalment,) = case.state.bill.instalments
    left = 0
    for kind in FACES:
        face = sum(c.amount.cents for c in instalment.charges if c.kind == kind)
        before = (a for a in case.state.applied if a.kind == kind and a.effective_on < day)
        left += min(face, face + added.get(kind, 0) - sum(a.amount.cents for a in before))
    return left


def counted(case: Case, on: date) -> int:
    """What the bill comes to on a day, in cents."""
    bill, closed = case.state.bill, case.office.calendar
    (instalment,) = bill.instalments
    rules = [r for r in case.service.accruals if not r.instalments or 1 in r.instalments]
    rates = dict.fromkeys(range(len(rules)), Fraction(0))
    added: dict[str, int] = {}
    day = min(bill.issued_on, instalment.due_on, START)
    while day <= on:
        for number, rule in enumerate(rules):
            unpaid = unpaid_on(case, added, day)
            if isinstance(rule, LateFee):
                of = instalment.due_on if rule.counted_from == "due" else bill.issued_on
                comes = begins_after(of + timedelta(days=rule.after_days), closed) == day
                more = rule.amount.cents if comes and unpaid else 0
            else:
                rate = max(rates[number], rate_on(rule, day, bill, closed))
                more = cents_of(unpaid * rate) - cents_of(unpaid * rates[number])
                rates[number] = rate
            added[rule.kind] = added.get(rule.kind, 0) + more
        day += ONE
    paid = sum(a.amount.cents for a in case.state.applied if a.kind != case.service.part_fee_kind)
    return bill.face.cents + sum(added.values()) - paid


simple = st.one_of(
    ladders.map(lambda rule: replace(rule, compound=False)),
    months_of_interest.map(
        lambda rule: replace(rule, compound=False, closed_days="move_each_step")
    ),
    late_fees,
)


@st.composite
def plain_cases(draw: st.DrawFn) -> Case:
    """A bill of one instalment under rules that the loop knows, with up to three part payments."""
    office = draw(levies(parts=True))
    # Two rules may add to one kind of money, and one even to what was billed.
    kinds = st.sampled_from(["penalty", "interest", *FACES])
    rules = tuple(
        replace(rule, kind=draw(kinds), source=Source(f"levy.{number}", "A law"))
        for number, rule in enumerate(draw(st.lists(simple, min_size=1, max_size=3)))
    )
    service = replace(office.services[0], accruals=rules, extensions=())
    charges = tuple(Charge(kind, Money(draw(cents))) for kind in FACES)
    due_on = draw(days)
    bill = Bill(
        "L-1",
        "levy",
        "A-1",
        "A bill",
        due_on - timedelta(days=draw(st.integers(0, 60))),
        (Instalment(1, due_on, charges),),
    )
    case = Case(replace(office, services=(service,)), BillState(bill))
    day = bill.issued_on
    for _ in range(draw(st.integers(0, 3))):
        day = draw(moments(case, day))
        some = Money(case.on(day).total.cents * draw(st.integers(1, 100)) // 100)
        case = case.paid(some, day) or case
    return case


@given(plain_cases(), st.data())
def test_every_day_counted_by_itself_comes_to_the_same(case: Case, data: st.DataObject) -> None:
    on = data.draw(moments(case, case.state.bill.issued_on))
    assert case.on(on).total.cents == counted(case, on)


def test_the_loop_itself_counts_a_bill_that_can_be_counted_by_head() -> None:
    # 1,000.00 due on Sunday 31 January 2027 at 1 % a month; half of the face is paid on 10 March.
    ladder = Ladder(
        "penalty",
        tuple(LadderStep(Decimal(n) / 100, after_months=n - 1) for n in (1, 2, 3)),
        Source("levy.penalty", "A law"),
        date(2000, 1, 1),
    )
    office = sample_office()
    tax = replace(office.service("tax"), code="levy", accruals=(ladder,))
    bill = Bill(
        "L-1",
        "levy",
        "A-1",
        "A bill",
        date(2026, 12, 31),
        (Instalment(1, date(2027, 1, 31), (Charge("land", Money(100_000)),)),),
    )
    half = Applied(1, "land", Money(50_000), date(2027, 3, 10))
    office = replace(office, services=(tax,), calendar=Calendar())
    case = Case(office, BillState(bill, (half,)))
    for on, comes_to in (
        (date(2027, 2, 1), 50_000),
        (date(2027, 2, 2), 51_000),
        (date(2027, 3, 1), 51_000),  # 28 February is a Sunday
        (date(2027, 3, 2), 52_000),
        (date(2027, 4, 1), 52_500),
    ):
        assert counted(case, on) == comes_to, on
