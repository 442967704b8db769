"""What the policy's rules added to a bill by a day, each on what was unpaid when its own day began."""

from dataclasses import replace
from datetime import date

from domain.accruals import LateFee
from domain.money import ZERO, Money, total
from domain.receivables.accrual_events import Event, events_of
from domain.receivables.bills import Applied, BillState, How, Instalment, standing
from domain.receivables.last_days import LastDays
from domain.receivables.steps import Step, less_credits, owed_of
from domain.services import Service


def accrue(
    state: BillState,
    on: date,
    service: Service,
    last_days: LastDays,
    late_fees: tuple[Event, ...] | None = None,
) -> list[Step]:
    """Return the accruals up to ``on`` in the order of their days.

    ``late_fees`` stand in place of the policy's own where a ticket's history says on which days they begin.
    """
    state = _less_what_never_counts(state, service)
    events = [
        event
        for instalment in state.bill.instalments
        for accrual in service.accruals
        if late_fees is None or not isinstance(accrual, LateFee)
        for event in events_of(accrual, state, instalment, last_days, on)
    ]
    events.extend(late_fees or ())
    accrued: list[Step] = []
    for event in sorted(events, key=lambda e: e.day):
        base = _unpaid(state, event, accrued, service)
        if base:
            accrued.append(event.step(base))
    return accrued


def _less_what_never_counts(state: BillState, service: Service) -> BillState:
    """Leave out what was paid and taken back again, and charges on payments: they paid nothing of the bill.

    A payment that never was must not even cut the days of interest in two, which would round otherwise.
    """
    if not state.applied:
        return state
    apart = (service.part_fee_kind, service.returned_fee_kind)
    return replace(state, applied=tuple(a for a in standing(state.applied) if a.kind not in apart))


def _unpaid(state: BillState, event: Event, accrued: list[Step], service: Service) -> Money:
    """Return what of the instalment is the event's base: its face unpaid when the day begins, less what credits cover.

    To a compound rule it is the face and what that rule's charge kind has come to.
    """
    instalment = event.instalment
    earlier = [a for a in state.applied if a.effective_on < event.day]
    if not earlier:
        return instalment.face + _added(event, accrued)
    steps = [
        *(Step("face", i.no, c.kind, c.amount) for i in state.bill.instalments for c in i.charges),
        *accrued,
        *(Step("applied", a.instalment, a.kind, -a.amount) for a in earlier),
    ]
    owed = less_credits(owed_of(state.bill, service.application_order, steps))
    most = _face_by_kind(instalment, earlier)
    if event.compounds:
        kind = event.accrual.kind
        most[kind] = most.get(kind, ZERO) + _added(event, accrued)
    return total(
        min(o.amount, most[o.kind])
        for o in owed
        if o.instalment == instalment.no and o.kind in most
    )


def _added(event: Event, accrued: list[Step]) -> Money:
    """Return what was added to the instalment under a compound event's charge kind so far."""
    if not event.compounds:
        return ZERO
    return total(
        s.amount
        for s in accrued
        if s.instalment == event.instalment.no and s.charge_kind == event.accrual.kind
    )


def _face_by_kind(instalment: Instalment, earlier: list[Applied]) -> dict[str, Money]:
    """Return the face amounts as billed and as adjusted since: what an adjustment raised draws penalties too."""
    face: dict[str, Money] = {}
    for charge in instalment.charges:
        face[charge.kind] = face.get(charge.kind, ZERO) + charge.amount
    for a in earlier:
        if a.how is How.ADJUSTED and a.instalment == instalment.no and a.kind in face:
            face[a.kind] = max(face[a.kind] - a.amount, ZERO)
    return face
