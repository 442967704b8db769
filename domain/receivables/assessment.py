"""What a bill comes to on a date: a pure function of the bill, what was applied to it, the date and the policy.

Every step says what it adds, on what base, at what rate, from which dates, and by which rule. The total is the sum of
the steps. A date that the law moves (Real Property Tax Law 925-a, General Construction Law 25-a) is moved here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.calendar import Calendar, add_months, month_day_on_or_after
from domain.money import ZERO, Money, share, total
from domain.office import Accrual, Ladder, LadderStep, LateFee, Office, Service
from domain.receivables.bills import Applied, Bill, BillState, Instalment


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
    def due(self) -> Money:
        """The part of the total whose due date has come within the office's habit: the earliest open instalment."""
        open_owed = [o for o in self.owed if o.amount]
        if not open_owed:
            return ZERO
        first = min(o.instalment for o in open_owed)
        past = {o.instalment for o in open_owed if o.due_on < self.on} | {first}
        return total(o.amount for o in open_owed if o.instalment in past)


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
    steps: list[Step] = []
    for instalment in bill.instalments:
        steps.extend(_face_steps(instalment))
        applied = [a for a in state.applied if a.instalment == instalment.no]
        for accrual in service.accruals:
            if _in_force(accrual, instalment.due_on):
                steps.extend(
                    _accrual_steps(accrual, bill, instalment, applied, on, office.calendar)
                )
        steps.extend(
            Step("applied", a.instalment, a.kind, -a.amount, from_on=a.effective_on)
            for a in applied
        )
    return Assessment(bill.bill_no, bill.service, on, tuple(steps), _owed(bill, service, steps))


def _face_steps(instalment: Instalment) -> list[Step]:
    return [
        Step("face", instalment.no, charge.kind, charge.amount, to_on=instalment.due_on)
        for charge in instalment.charges
    ]


def _in_force(accrual: Accrual, on: date) -> bool:
    return accrual.from_on <= on and (accrual.to_on is None or on <= accrual.to_on)


def _accrual_steps(
    accrual: Accrual,
    bill: Bill,
    instalment: Instalment,
    applied: list[Applied],
    on: date,
    calendar: Calendar,
) -> list[Step]:
    if isinstance(accrual, LateFee):
        return _late_fee_steps(accrual, bill, instalment, applied, on, calendar)
    return _ladder_steps(accrual, instalment, applied, on, calendar)


def _unpaid_face(instalment: Instalment, applied: list[Applied], before: date) -> Money:
    """Return the face amount still unpaid at the start of ``before``: later accruals are on this balance only."""
    face_kinds = {c.kind for c in instalment.charges}
    paid = total(a.amount for a in applied if a.kind in face_kinds and a.effective_on < before)
    return max(instalment.face - paid, ZERO)


def _ladder_steps(
    ladder: Ladder, instalment: Instalment, applied: list[Applied], on: date, calendar: Calendar
) -> list[Step]:
    steps: list[Step] = []
    starts = [(step_starts(step, instalment.due_on, calendar), step) for step in ladder.steps]
    reached = [(day, step) for day, step in starts if day <= on]
    rate_before = Decimal(0)
    earlier: dict[Money, Money] = {}
    for index, (day, step) in enumerate(reached):
        base = _unpaid_face(instalment, applied, day)
        # On an unchanged base the steps add up to the whole rate of the base, rounded once.
        so_far = earlier.get(base, share(base, rate_before))
        whole = share(base, step.rate)
        until = starts[index + 1][0] - timedelta(days=1) if index + 1 < len(starts) else None
        steps.append(
            Step(
                "accrual",
                instalment.no,
                ladder.kind,
                whole - so_far,
                base=base,
                rate=step.rate - rate_before,
                from_on=day,
                to_on=until,
                policy_key=ladder.source.policy_key,
                citation=ladder.source.citation,
            )
        )
        earlier = {base: whole}
        rate_before = step.rate
    return [s for s in steps if s.base]


def _late_fee_steps(
    fee: LateFee,
    bill: Bill,
    instalment: Instalment,
    applied: list[Applied],
    on: date,
    calendar: Calendar,
) -> list[Step]:
    counted_from = instalment.due_on if fee.counted_from == "due" else bill.issued_on
    starts = calendar.roll(counted_from + timedelta(days=fee.after_days)) + timedelta(days=1)
    if on < starts or not _unpaid_face(instalment, applied, starts):
        return []
    return [
        Step(
            "accrual",
            instalment.no,
            fee.kind,
            fee.amount,
            base=_unpaid_face(instalment, applied, starts),
            from_on=starts,
            policy_key=fee.source.policy_key,
            citation=fee.source.citation,
        )
    ]


def _owed(bill: Bill, service: Service, steps: list[Step]) -> tuple[Owed, ...]:
    owed = []
    for instalment in bill.instalments:
        for kind in service.application_order:
            amount = total(
                s.amount for s in steps if s.instalment == instalment.no and s.charge_kind == kind
            )
            if amount:
                owed.append(Owed(instalment.no, kind, amount, instalment.due_on))
    return tuple(owed)
