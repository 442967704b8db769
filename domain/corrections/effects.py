"""What a correction does to bills, and what is owed before and after it: every act of correcting ends here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from domain.corrections.standing import Part
from domain.corrections.values import BillEffect, EffectPart
from domain.money import Money, total
from domain.office import Office
from domain.receipting.receipt import ReceiptNo
from domain.receivables.assessment import assess
from domain.receivables.bills import MOVES_MONEY, BillState, BillStatus, How
from domain.refusals import Code, Refusal, refuse

States = Mapping[str, BillState]
"""Bills as they stand, by number."""


def account_of(service: str, kind: str, what: str, office: Office) -> str | Refusal:
    """Return the ledger account of a charge kind by today's policy; refuses one that the policy has dropped since."""
    found = next((s for s in office.services if s.code == service), None)
    accounts = [k.gl_code for k in found.charge_kinds if k.code == kind] if found else []
    if accounts:
        return accounts[0]
    return refuse(
        Code.CORRECTION_POLICY, missing=f"ledger account for {kind} of {service}", kind=what
    )


def taken_back(
    parts: Iterable[Part], service: str, number: ReceiptNo, what: str, office: Office
) -> tuple[EffectPart, ...] | Refusal:
    """Return the parts that take standing parts of a receipt back, each at the day that it counts for."""
    made = []
    for part in parts:
        account = account_of(service, part.kind, what, office)
        if isinstance(account, Refusal):
            return account
        made.append(
            EffectPart(
                How.TAKEN_BACK,
                part.instalment,
                part.kind,
                -part.amount,
                part.effective_on,
                account,
                number,
            )
        )
    return tuple(made)


def effect_on(
    state: BillState, parts: tuple[EffectPart, ...], on: date, office: Office
) -> BillEffect:
    """Return the effect of ``parts`` on a bill: what is owed on ``on`` before and after them."""
    bill = state.bill
    return BillEffect(
        bill.bill_no,
        bill.service,
        bill.account_number,
        bill.description,
        state.version,
        owed_on(state, on, office),
        owed_on(with_parts(state, parts), on, office),
        parts,
        state.name,
    )


def owed_on(state: BillState, on: date, office: Office) -> Money:
    """Return what is owed on a bill, negative where it is overpaid: on one that its program canceled, all money is."""
    if state.bill.status is BillStatus.CANCELLED:
        return -money_on(state)
    return assess(state, on, office).total


def money_on(state: BillState) -> Money:
    """Return the money that the office holds for a bill: paid, less what was taken back or refunded."""
    return total(a.amount for a in state.applied if a.how in MOVES_MONEY)


def with_parts(state: BillState, parts: Iterable[EffectPart]) -> BillState:
    """Return the bill as it is after these parts, before the books count them."""
    return replace(state, applied=state.applied + tuple(p.applied for p in parts))


def effects_on(
    by_bill: Mapping[str, tuple[EffectPart, ...]], states: States, on: date, office: Office
) -> tuple[BillEffect, ...] | Refusal:
    """Return the effects on several bills in the order of their numbers; refuses one that is not in the books."""
    made = []
    for bill_no in sorted(by_bill):
        state = states.get(bill_no)
        if state is None:
            return refuse(Code.BILL_UNKNOWN, bill=bill_no)
        made.append(effect_on(state, by_bill[bill_no], on, office))
    return tuple(made)
