"""Changing what a bill comes to without money: abatement, waiver, dismissal, and setting an error right.

A penalty is waived only where the law gives the office leave, which the policy names by service and charge kind; the
Real Property Tax Law gives none. Who adjusts has no drawer open, which is for the books to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.corrections.effects import effect_on
from domain.corrections.ordering import Asked, CorrectionOrder, ordered, supported
from domain.corrections.policy import CorrectionKind, CorrectionPolicy
from domain.corrections.values import Amendment, BillEffect, EffectPart, Support
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.policy.services import Service
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, BillStatus, How
from domain.refusals import Code, Refusal, refuse

_K = CorrectionKind


@dataclass(frozen=True, slots=True)
class Change:
    """By how much one charge kind of one instalment changes: positive lowers what is owed, negative raises it."""

    instalment: int
    kind: str
    amount: Money


def order_adjustment(
    kind: CorrectionKind,
    state: BillState,
    changes: Sequence[Change],
    support: Support,
    asked: Asked,
    office: Office,
) -> CorrectionOrder | Refusal:
    """Return the order that changes a bill; a dismissal takes no changes: it takes all that was billed.

    A waiver counts from its own day. The others count from the day of issue: the bill is as if it had been billed
    right, and no charge that is taken off and put back takes a penalty with it. What was paid too much then is left
    overpaid, for a refund. Refuses a bill that was canceled, a waiver or dismissal that no law allows, and amounts that
    there is nothing to take from.
    """
    checked = supported(kind, support, asked, office, own=False)
    if isinstance(checked, Refusal):
        return checked
    effect = adjusted(kind, state, changes, asked.on, office)
    if isinstance(effect, Refusal):
        return effect
    return ordered(Amendment(kind, checked, effects=(effect,)), asked, office)


def adjusted(
    kind: CorrectionKind,
    state: BillState,
    changes: Sequence[Change],
    on: date,
    office: Office,
) -> BillEffect | Refusal:
    """Return what an adjustment on the business date ``on`` does to a bill; see ``order_adjustment``."""
    bill = state.bill
    if bill.status is BillStatus.CANCELLED:
        return _no(state, f"{office.service(bill.service).program} canceled it.")
    day = on if kind is _K.WAIVER else bill.issued_on
    if day > on:
        return refuse(Code.EFFECTIVE_AFTER_ENTRY, effective=day.isoformat(), entered=on.isoformat())
    wanted = face_left(state) if kind is _K.DISMISSAL else tuple(changes)
    why = _against(kind, state, wanted, on, office)
    if why:
        return _no(state, why)
    how = How.WAIVED if kind is _K.WAIVER else How.ADJUSTED
    parts = tuple(EffectPart(how, c.instalment, c.kind, c.amount, day) for c in wanted)
    return effect_on(state, parts, on, office)


def choices_of(
    kind: CorrectionKind, state: BillState, on: date, office: Office
) -> tuple[Change, ...]:
    """Return the charges of a bill that a kind may change, each with all that may be taken of it.

    Of a waiver it is what the law lets the office give up, as far as it is owed on ``on``.
    """
    if kind is not _K.WAIVER:
        return face_left(state)
    service = office.service(state.bill.service)
    return tuple(
        Change(o.instalment, o.kind, o.amount)
        for o in assess(state, on, office).open
        if office.corrections.waiver(service.code, o.kind) is not None
    )


def _no(state: BillState, why: str) -> Refusal:
    return refuse(Code.ADJUSTMENT_REFUSED, bill=state.bill.bill_no, why=why)


def face_left(state: BillState) -> tuple[Change, ...]:
    """Return the changes that leave nothing billed: each face amount as adjusted so far."""
    left: dict[tuple[int, str], Money] = {}
    for instalment in state.bill.instalments:
        for charge in instalment.charges:
            place = (instalment.no, charge.kind)
            left[place] = left.get(place, ZERO) + charge.amount
    for a in state.applied:
        if a.how is How.ADJUSTED and (a.instalment, a.kind) in left:
            left[a.instalment, a.kind] = left[a.instalment, a.kind] - a.amount
    return tuple(Change(no, kind, amount) for (no, kind), amount in left.items() if amount > ZERO)


def _against(
    kind: CorrectionKind, state: BillState, changes: tuple[Change, ...], on: date, office: Office
) -> str:
    """Return what stands against these changes, as the end of a sentence; empty when nothing does."""
    service = office.service(state.bill.service)
    if kind is _K.DISMISSAL and office.corrections.dismissal(service.code) is None:
        return f"no law lets this office dismiss a {service.noun}."
    if not changes:
        return "there is nothing left on it to take."
    if len({(c.instalment, c.kind) for c in changes}) != len(changes):
        return "each charge is changed once."
    known = {k.code for k in service.charge_kinds}
    for change in changes:
        if not change.amount or change.kind not in known:
            return "each change names a charge of the bill and an amount."
        if not 1 <= change.instalment <= len(state.bill.instalments):
            return f"it has no instalment {change.instalment}."
        if kind is not _K.ADJUSTMENT and change.amount < ZERO:
            return f"{kind.one} only lowers what is owed."
    if kind is _K.WAIVER:
        return _against_waiver(state, changes, on, service, office)
    return _too_much(state, changes, service)


def _against_waiver(
    state: BillState, changes: tuple[Change, ...], on: date, service: Service, office: Office
) -> str:
    policy: CorrectionPolicy = office.corrections
    owed = {(o.instalment, o.kind): o.amount for o in assess(state, on, office).open}
    for change in changes:
        name = service.charge_name(change.kind)
        if policy.waiver(service.code, change.kind) is None:
            return f"no law lets this office waive {name} of a {service.noun}."
        left = owed.get((change.instalment, change.kind), ZERO)
        if change.amount > left:
            return f"{left} of {name} is owed, and {change.amount} is more."
    return ""


def _too_much(state: BillState, changes: tuple[Change, ...], service: Service) -> str:
    """Refuse to lower a charge below nothing, whether it was paid or not; what was added is not billed."""
    left = {(c.instalment, c.kind): c.amount for c in face_left(state)}
    for change in changes:
        held = left.get((change.instalment, change.kind), ZERO)
        if change.amount > held:
            name = service.charge_name(change.kind)
            return f"{held} of {name} was billed, and {change.amount} is more."
    return ""


def lowered(changes: Sequence[Change]) -> Money:
    """Return by how much changes lower a bill in all; negative when they raise it."""
    return total(c.amount for c in changes)
