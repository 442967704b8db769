"""What the policy's rules added to a bill by a day, each on what was unpaid when its own day began."""

from datetime import date

from domain.money import ZERO, Money, total
from domain.receivables.accrual_events import Event, events_of
from domain.receivables.bills import BillState, Instalment
from domain.receivables.last_days import LastDays
from domain.receivables.steps import Step, less_credits, owed_of
from domain.services import Service


def accrue(state: BillState, on: date, service: Service, last_days: LastDays) -> list[Step]:
    """Return the accruals up to ``on`` in the order of their days."""
    events = [
        event
        for instalment in state.bill.instalments
        for accrual in service.accruals
        for event in events_of(accrual, state, instalment, last_days, on)
    ]
    accrued: list[Step] = []
    for event in sorted(events, key=lambda e: e.day):
        base = _unpaid(state, event, accrued, service)
        if base:
            accrued.append(event.step(base))
    return accrued


def _unpaid(state: BillState, event: Event, accrued: list[Step], service: Service) -> Money:
    """Return what of the instalment is the event's base: its face unpaid when the day begins, less what credits cover.

    To a compound rule it is the face and what that rule's charge kind has come to.
    """
    instalment = event.instalment
    # A charge on a part payment paid nothing of the bill.
    earlier = [
        a for a in state.applied if a.effective_on < event.day and a.kind != service.part_fee_kind
    ]
    if not earlier:
        return instalment.face + _added(event, accrued)
    steps = [
        *(Step("face", i.no, c.kind, c.amount) for i in state.bill.instalments for c in i.charges),
        *accrued,
        *(Step("applied", a.instalment, a.kind, -a.amount) for a in earlier),
    ]
    owed = less_credits(owed_of(state.bill, service.application_order, steps))
    most = _face_by_kind(instalment)
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


def _face_by_kind(instalment: Instalment) -> dict[str, Money]:
    face: dict[str, Money] = {}
    for charge in instalment.charges:
        face[charge.kind] = face.get(charge.kind, ZERO) + charge.amount
    return face
