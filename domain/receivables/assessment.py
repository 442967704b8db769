"""What a bill comes to on a date: a pure function of the bill, what was applied to it, the date and the policy.

Every step says what it adds, on what base, at what rate, from which dates, and by which rule. The total is the sum of
the steps. A date that the law moves (Real Property Tax Law 925-a, General Construction Law 25-a) is moved here.
"""

from dataclasses import dataclass, replace
from datetime import date

from domain.money import ZERO, Money, total
from domain.office import Office
from domain.policy.services import Service
from domain.receivables.accrual_walk import accrue
from domain.receivables.bills import Applied, BillState, How, Instalment
from domain.receivables.last_days import ONE_DAY, LastDays
from domain.receivables.steps import Move, Owed, Step, less_credits, owed_of
from domain.receivables.ticket_steps import history_of, in_order, ticket_of

__all__ = [
    "Assessment",
    "Move",
    "Owed",
    "Step",
    "assess",
    "last_days_of",
    "ticket_of",
]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What ``bill_no`` comes to on ``on``, step by step. ``total`` may be negative when more was applied than owed."""

    bill_no: str
    service: str
    on: date
    steps: tuple[Step, ...]
    owed: tuple[Owed, ...]
    returned_on: date | None = None
    """The day on which what is unpaid goes to another collector, where the policy has one."""

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
        return less_credits(self.owed)

    @property
    def due(self) -> Money:
        """What the office asks for on the date: all open up to the last instalment past due, at least the oldest."""
        if not self.open:
            return ZERO
        past = [o.instalment for o in self.open if o.due_on < self.on]
        upto = max(past, default=self.open[0].instalment)
        return total(o.amount for o in self.open if o.instalment <= upto)


def assess(state: BillState, on: date, office: Office) -> Assessment:
    """Return what the bill comes to on ``on`` under ``office``'s policy. Pure; any date, past or future."""
    bill = state.bill
    service = office.service(bill.service)
    last_days = last_days_of(state, office)
    history = history_of(state, on, office, last_days)
    if history is None:
        accrued = accrue(state, on, service, last_days)
    else:
        counted = replace(state, bill=history.bill)
        accrued = in_order(history, accrue(counted, on, service, last_days, history.fees))
    steps: list[Step] = []
    for instalment in bill.instalments:
        steps.extend(_face_steps(instalment, last_days))
        steps.extend(s for s in accrued if s.instalment == instalment.no)
        applied = [
            a for a in state.applied if min(a.instalment, len(bill.instalments)) == instalment.no
        ]
        steps.extend(_part_charges(applied, service))
        steps.extend(_applied_step(a, office) for a in applied)
    return Assessment(
        bill.bill_no,
        bill.service,
        on,
        tuple(steps),
        owed_of(bill, service.application_order, steps),
        _returned_on(state, service, last_days),
    )


def _applied_step(a: Applied, office: Office) -> Step:
    """Return the step of what a posting did; the fee for a returned check adds, by the office's own rule."""
    if a.how is not How.FEE:
        return Step("applied", a.instalment, a.kind, -a.amount, from_on=a.effective_on, how=a.how)
    source = office.corrections.returned.source
    return Step(
        "accrual",
        a.instalment,
        a.kind,
        -a.amount,
        from_on=a.effective_on,
        policy_key=source.policy_key,
        citation=source.citation,
        how=a.how,
    )


def _returned_on(state: BillState, service: Service, last_days: LastDays) -> date | None:
    if service.returned is None:
        return None
    first = min(instalment.due_on for instalment in state.bill.instalments)
    return last_days.here(service.returned, first).day + ONE_DAY


def last_days_of(state: BillState, office: Office) -> LastDays:
    """Return the rules that move a bill's last days: the office's calendar, and its service's extensions for it."""
    service = office.service(state.bill.service)
    # The flags of the row that billed it: what was paid in time under them stays paid when a later roll has none.
    account, flags = state.bill.account_number, state.bill.facts.flags
    extensions = tuple(e for e in service.extensions if e.is_for(account, flags))
    return LastDays(office.calendar, service.closed_days_rule, extensions)


def _part_charges(applied: list[Applied], service: Service) -> list[Step]:
    """Return the charges of part payments: each was added with its payment and paid by it."""
    row = service.part_payments
    if row is None or not row.fee_kind:
        return []
    return [
        Step(
            "accrual",
            a.instalment,
            a.kind,
            a.amount,
            from_on=a.effective_on,
            policy_key=row.source.policy_key,
            citation=row.source.citation,
        )
        for a in applied
        if a.kind == row.fee_kind
    ]


def _face_steps(instalment: Instalment, last_days: LastDays) -> list[Step]:
    moves = last_days.in_time(instalment.due_on).moves
    return [
        Step("face", instalment.no, c.kind, c.amount, to_on=instalment.due_on, moves=moves)
        for c in instalment.charges
    ]
