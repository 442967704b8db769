"""What a bill comes to on a date: a pure function of the bill, what was applied to it, the date and the policy.

Every step says what it adds, on what base, at what rate, from which dates, and by which rule. The total is the sum of
the steps. A date that the law moves (Real Property Tax Law 925-a, General Construction Law 25-a) is moved here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from domain.calendar import Calendar, add_months, month_day_on_or_after
from domain.money import ZERO, Money, share, total
from domain.office import Accrual, Ladder, LadderStep, LateFee, Office, Service
from domain.receivables.bills import Bill, BillState, Instalment


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation.

    ``kind`` is ``face``, ``accrual`` or ``applied``; ``charge_kind`` says which money line it belongs to. ``from_on``
    is the day the step took effect; ``to_on`` the last day before the next step, when there is one.
    """

    kind: str
    instalment: int
    charge_kind: str
    amount: Money
    base: Money | None = None
    rate: Decimal | None = None
    from_on: date | None = None
    to_on: date | None = None
    policy_key: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still owed of one charge kind of one instalment."""

    instalment: int
    kind: str
    amount: Money
    due_on: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """What ``bill_no`` comes to on ``on``, step by step. ``total`` may be negative when more was applied than owed."""

    bill_no: str
    service: str
    on: date
    steps: tuple[Step, ...]
    owed: tuple[Owed, ...]

    @property
    def total(self) -> Money:
        """What is owed on the date: the sum of all steps."""
        return total(s.amount for s in self.steps)

    @property
    def open(self) -> tuple[Owed, ...]:
        """What money can still be applied to: ``owed`` less the bill's credits, which lower the oldest debts first.

        A credit (a negative amount owed) comes from an export that lowered a charge after it was paid. All amounts
        are positive and sum to ``total`` when that is positive.
        """
        return _less_credits(self.owed)

    @property
    def due(self) -> Money:
        """What the office asks for on the date: all open up to the last instalment past due, at least the oldest."""
        if not self.open:
            return ZERO
        past = [o.instalment for o in self.open if o.due_on < self.on]
        upto = max(past, default=self.open[0].instalment)
        return total(o.amount for o in self.open if o.instalment <= upto)


def last_day_in_time(due_on: date, calendar: Calendar) -> date:
    """Return the last day on which a payment due on ``due_on`` is in time, moved off weekends and holidays."""
    return calendar.roll(due_on)


def step_starts(step: LadderStep, due_on: date, calendar: Calendar) -> date:
    """Return the first day on which a ladder step holds.

    The last day before a step is moved like a due date (RPTL 925-a: any date to which a lesser penalty applies), so
    the step begins on the day after the moved day.
    """
    if step.after_days is not None:
        nominal = due_on + timedelta(days=step.after_days)
    elif step.after_months is not None:
        nominal = add_months(due_on + timedelta(days=1), step.after_months)
    elif step.month_day is not None:
        nominal = month_day_on_or_after(due_on + timedelta(days=1), *step.month_day)
    else:
        raise ValueError("a ladder step has a date")
    return calendar.roll(nominal - timedelta(days=1)) + timedelta(days=1)


def assess(state: BillState, on: date, office: Office) -> Assessment:
    """Return what the bill comes to on ``on`` under ``office``'s policy. Pure; any date, past or future."""
    bill = state.bill
    service = office.service(bill.service)
    accrued = _accrue(state, on, service, office.calendar)
    steps: list[Step] = []
    for instalment in bill.instalments:
        steps.extend(
            Step("face", instalment.no, charge.kind, charge.amount, to_on=instalment.due_on)
            for charge in instalment.charges
        )
        steps.extend(s for s in accrued if s.instalment == instalment.no)
        steps.extend(
            Step("applied", a.instalment, a.kind, -a.amount, from_on=a.effective_on)
            for a in state.applied
            if min(a.instalment, len(bill.instalments)) == instalment.no
        )
    return Assessment(
        bill.bill_no, bill.service, on, tuple(steps), _owed(bill, service.application_order, steps)
    )


@dataclass(frozen=True, slots=True)
class _Event:
    """A day on which an accrual adds to an instalment: a fixed ``amount``, or a rate's rise on the unpaid face."""

    day: date
    instalment: Instalment
    accrual: Accrual
    rate_before: Decimal = Decimal(0)
    rate: Decimal | None = None
    until: date | None = None


def _accrue(state: BillState, on: date, service: Service, calendar: Calendar) -> list[Step]:
    """Return the accruals up to ``on`` in the order of their days, each on what was unpaid when its day began."""
    events: list[_Event] = []
    for instalment in state.bill.instalments:
        for accrual in service.accruals:
            if not accrual.from_on <= instalment.due_on <= (accrual.to_on or date.max):
                continue
            if isinstance(accrual, LateFee):
                events.extend(_fee_events(accrual, state.bill, instalment, calendar))
            else:
                events.extend(_ladder_events(accrual, instalment, calendar))
    accrued: list[Step] = []
    for event in sorted((e for e in events if e.day <= on), key=lambda e: e.day):
        base = _unpaid_face(state, event.instalment, accrued, event.day, service)
        if base:
            accrued.append(_accrual_step(event, base))
    return accrued


def _ladder_events(ladder: Ladder, instalment: Instalment, calendar: Calendar) -> list[_Event]:
    """Return the days on which the ladder's rate rises for an instalment.

    Steps are taken by their dates: a step that would not raise the rate any more on its day is passed over, such as
    a month's step after the year's last one.
    """
    dated = [(step_starts(step, instalment.due_on, calendar), step.rate) for step in ladder.steps]
    rises: list[tuple[date, Decimal, Decimal]] = []
    reached = Decimal(0)
    for day in sorted({day for day, _ in dated}):
        rate = max(r for d, r in dated if d == day)
        if rate > reached:
            rises.append((day, reached, rate))
            reached = rate
    ends = [day - timedelta(days=1) for day, _, _ in rises[1:]]
    return [
        _Event(day, instalment, ladder, before, rate, until)
        for (day, before, rate), until in zip(rises, [*ends, None], strict=False)
    ]


def _fee_events(
    fee: LateFee, bill: Bill, instalment: Instalment, calendar: Calendar
) -> list[_Event]:
    """Return the day after the last day without the fee. A fee counted from the issue of the bill comes once a bill."""
    if fee.counted_from == "issued" and instalment.no > 1:
        return []
    counted_from = instalment.due_on if fee.counted_from == "due" else bill.issued_on
    last_day = calendar.roll(counted_from + timedelta(days=fee.after_days))
    return [_Event(last_day + timedelta(days=1), instalment, fee)]


def _accrual_step(event: _Event, base: Money) -> Step:
    if isinstance(event.accrual, LateFee):
        amount, rate = event.accrual.amount, None
    else:
        whole = event.rate or Decimal(0)
        # The rises add up to the whole rate of an unchanged base, rounded once.
        amount = share(base, whole) - share(base, event.rate_before)
        rate = whole - event.rate_before
    return Step(
        "accrual",
        event.instalment.no,
        event.accrual.kind,
        amount,
        base=base,
        rate=rate,
        from_on=event.day,
        to_on=event.until,
        policy_key=event.accrual.source.policy_key,
        citation=event.accrual.source.citation,
    )


def _unpaid_face(
    state: BillState, instalment: Instalment, accrued: list[Step], day: date, service: Service
) -> Money:
    """Return the instalment's face amount still unpaid when ``day`` begins, less what credits of the bill cover."""
    earlier = [a for a in state.applied if a.effective_on < day]
    if not earlier:
        return instalment.face
    steps = [
        *(Step("face", i.no, c.kind, c.amount) for i in state.bill.instalments for c in i.charges),
        *accrued,
        *(Step("applied", a.instalment, a.kind, -a.amount) for a in earlier),
    ]
    owed = _less_credits(_owed(state.bill, service.application_order, steps))
    face: dict[str, Money] = {}
    for charge in instalment.charges:
        face[charge.kind] = face.get(charge.kind, ZERO) + charge.amount
    return total(
        min(o.amount, face[o.kind])
        for o in owed
        if o.instalment == instalment.no and o.kind in face
    )


def _owed(bill: Bill, order: tuple[str, ...], steps: Iterable[Step]) -> tuple[Owed, ...]:
    """Add the steps up by instalment and charge kind, in the order in which money is applied.

    A newer export may have fewer instalments, or the policy fewer kinds, than when money was applied: that money
    counts for the last instalment, and kinds that are no longer listed come last.
    """
    sums: dict[tuple[int, str], int] = {}
    for step in steps:
        place = (min(step.instalment, len(bill.instalments)), step.charge_kind)
        sums[place] = sums.get(place, 0) + step.amount.cents
    kinds = tuple(dict.fromkeys((*order, *sorted(kind for _, kind in sums))))
    return tuple(
        Owed(instalment.no, kind, Money(cents), instalment.due_on)
        for instalment in bill.instalments
        for kind in kinds
        if (cents := sums.get((instalment.no, kind), 0))
    )


def _less_credits(owed: tuple[Owed, ...]) -> tuple[Owed, ...]:
    credit = sum(-o.amount.cents for o in owed if o.amount.cents < 0)
    if not credit:
        return owed
    left: list[Owed] = []
    for debt in owed:
        if debt.amount.cents <= 0:
            continue
        used = min(credit, debt.amount.cents)
        credit -= used
        if used < debt.amount.cents:
            left.append(replace(debt, amount=Money(debt.amount.cents - used)))
    return tuple(left)
