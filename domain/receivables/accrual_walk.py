"""What the policy's rules added to a bill by a day, each on what was unpaid when its own day began."""

from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.policy.accruals import LateFee
from domain.policy.services import Service
from domain.receivables.accrual_events import Event, events_of
from domain.receivables.bills import Applied, BillState, How, Instalment, standing
from domain.receivables.last_days import LastDays
from domain.receivables.steps import Step, less_credits, owed_in, place_in


def accrue(
    state: BillState,
    on: date,
    service: Service,
    last_days: LastDays,
    late_fees: tuple[Event, ...] | None = None,
) -> list[Step]:
    """Return the accruals up to ``on`` in the order of their days.

    ``late_fees`` stand in place of the policy's own where a ticket's history says on which days they begin: on its
    one instalment.
    """
    state = _less_what_never_counts(state, service)
    instalments = state.bill.instalments
    events = [
        (event, instalment)
        for instalment in instalments
        for accrual in service.accruals
        if late_fees is None or not isinstance(accrual, LateFee)
        for event in events_of(accrual, state, instalment, last_days, on)
    ]
    events.extend((fee, instalments[0]) for fee in late_fees or ())
    if not events:
        return []
    walk = _Walk(state, service)
    for event, instalment in sorted(events, key=_day):
        walk.meet(event, instalment)
    return walk.accrued


def _day(met: tuple[Event, Instalment]) -> date:
    return met[0].day


def _less_what_never_counts(state: BillState, service: Service) -> BillState:
    """Leave out what was paid and taken back again, and charges on payments: they paid nothing of the bill.

    A payment that never was must not even cut the days of interest in two, which would round otherwise. A fee for a
    returned check that a program has billed itself is a part of the bill like any other.
    """
    if not state.applied:
        return state
    apart = {service.part_fee_kind}
    billed = {charge.kind for part in state.bill.instalments for charge in part.charges}
    if service.returned_fee_kind not in billed:
        apart.add(service.returned_fee_kind)
    return replace(state, applied=tuple(a for a in standing(state.applied) if a.kind not in apart))


class _Walk:
    """A bill while its days go by: what each of its money lines comes to when a day begins, in cents."""

    def __init__(self, state: BillState, service: Service) -> None:
        self.accrued: list[Step] = []
        self._bill, self._order = state.bill, service.application_order
        self._to_come = sorted(state.applied, key=_latest_first)
        self._applied = False
        self._added: dict[tuple[int, str], int] = {}
        self._face: dict[int, dict[str, int]] = {}
        """As billed, and as adjusted since: what an adjustment raised draws penalties too."""
        for instalment in state.bill.instalments:
            face = self._face[instalment.no] = {}
            for charge in instalment.charges:
                face[charge.kind] = face.get(charge.kind, 0) + charge.amount.cents
        self._left = {(no, kind): c for no, face in self._face.items() for kind, c in face.items()}

    def meet(self, event: Event, instalment: Instalment) -> None:
        """Let the event's day begin, and the event add to what is unpaid then."""
        while self._to_come and self._to_come[-1].effective_on < event.day:
            self._apply(self._to_come.pop())
        base = self._unpaid(event, instalment)
        if not base:
            return
        step = event.step(instalment.no, base)
        place = (instalment.no, step.charge_kind)
        self._added[place] = self._added.get(place, 0) + step.amount.cents
        self._left[place] = self._left.get(place, 0) + step.amount.cents
        self.accrued.append(step)

    def _apply(self, a: Applied) -> None:
        self._applied = True
        place = place_in(self._bill, a.instalment, a.kind)
        self._left[place] = self._left.get(place, 0) - a.amount.cents
        face = self._face.get(a.instalment, {})
        if a.how is How.ADJUSTED and a.kind in face:
            face[a.kind] = max(face[a.kind] - a.amount.cents, 0)

    def _unpaid(self, event: Event, instalment: Instalment) -> Money:
        """Return what of the instalment is the event's base: its face unpaid, less what credits cover.

        To a compound rule it is the face and what that rule's charge kind has come to.
        """
        most = self._face[instalment.no]
        if event.compounds:
            kind = event.accrual.kind
            added = self._added.get((instalment.no, kind), 0)
            most = {**most, kind: most.get(kind, 0) + added}
        if not self._applied:
            return Money(sum(most.values()))
        owed = less_credits(owed_in(self._bill, self._order, self._left))
        return Money(
            sum(
                min(o.amount.cents, most[o.kind])
                for o in owed
                if o.instalment == instalment.no and o.kind in most
            )
        )


def _latest_first(a: Applied) -> int:
    return -a.effective_on.toordinal()
