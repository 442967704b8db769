"""A check that the bank returned: every bill that it paid is owed again from the day it was, with a fee once.

A check may have been carried over several receipts; all of it comes back at once. Things that were sold stay sold: what
is owed for them stands on a ledger account. Sources: General Municipal Law 85 and General Obligations Law 5-328 (fee).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.corrections.checks import CheckPart, shares_of
from domain.corrections.effects import States, effects_on, taken_back
from domain.corrections.ordering import Asked, CorrectionOrder, accounts_for, ordered, supported
from domain.corrections.policy import CorrectionKind
from domain.corrections.standing import Part, StandingLine
from domain.corrections.undoing import other_lines
from domain.corrections.values import (
    Amendment,
    BillEffect,
    EffectPart,
    LineBack,
    ReturnedCheck,
    Support,
    TenderBack,
)
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receipting.cart import BillLine
from domain.receivables.bills import BillStatus, How
from domain.refusals import Code, Refusal, refuse

Parties = Mapping[tuple[str, str], str]
"""The party keys of accounts, by service and number."""
_KIND = CorrectionKind.RETURNED_CHECK


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a check that came back does: to bills, to what was sold, and the fee with the bill that carries it."""

    effects: tuple[BillEffect, ...]
    lines: tuple[LineBack, ...]
    fee: Money
    fee_bill_no: str


@dataclass(slots=True)
class _Taken:
    """What has come back so far."""

    by_bill: dict[str, tuple[EffectPart, ...]] = field(default_factory=dict)
    lines: list[LineBack] = field(default_factory=list)


def order_returned(
    parts: Sequence[CheckPart],
    states: States,
    parties: Parties,
    support: Support,
    asked: Asked,
    office: Office,
    *,
    deposited: bool,
    bank: str = "",
    waiting: Collection[tuple[str, int]] = (),
) -> CorrectionOrder | Refusal:
    """Return the order that takes back all that one check paid, on all its receipts.

    ``parts`` are the whole check, one or more; ``deposited`` says whether the bank or the undeposited money bears it,
    and ``bank`` the ledger account of the bank that it was deposited in, the policy's unless given. ``waiting`` are
    those of its parts, by receipt and place among its tenders, that no deposit holds: undeposited money bears them.
    Refuses a part that was taken back before. Whether its drawers are closed is for the books to see.
    """
    checked = supported(_KIND, support, asked, office, own=False)
    if isinstance(checked, Refusal):
        return checked
    accounts = accounts_for(_KIND, office)
    if isinstance(accounts, Refusal):
        return accounts
    came_back = came_back_of(parts, states, asked.on, office)
    if isinstance(came_back, Refusal):
        return came_back
    effects = came_back.effects
    bears = (bank or accounts.bank) if deposited else office.custody.undeposited
    first = parts[0].tender
    held = {(e.service, e.account_number) for e in effects}
    check = ReturnedCheck(
        first.kind,
        first.name,
        first.number,
        total(p.tender.amount for p in parts),
        deposited,
        tuple((*account, parties.get(account, "")) for account in sorted(held)),
        came_back.fee,
        came_back.fee_bill_no,
    )
    numbers = tuple(dict.fromkeys(p.standing.number for p in parts))
    tenders = tuple(
        _tender_back(p, office.custody.undeposited if _which(p) in waiting else bears)
        for p in parts
    )
    amendment = Amendment(_KIND, checked, numbers, effects, came_back.lines, tenders, check=check)
    return ordered(amendment, asked, office)


def _which(part: CheckPart) -> tuple[str, int]:
    return str(part.standing.number), part.tender_no


def _tender_back(part: CheckPart, bears: str) -> TenderBack:
    return TenderBack(part.standing.number, part.tender_no, part.tender, bears)


def came_back_of(
    parts: Sequence[CheckPart], states: States, on: date, office: Office
) -> CameBack | Refusal:
    """Return what taking a whole check back on ``on`` does; refuses a part that was taken back before."""
    accounts = accounts_for(_KIND, office)
    if isinstance(accounts, Refusal):
        return accounts
    before = _taken_before(parts)
    if before is not None:
        return before
    taken = _Taken()
    for part in parts:
        refusal = _take(part, taken, accounts.returned_items, office)
        if refusal is not None:
            return refusal
    fee, fee_bill = _add_fee(taken, states, on, office)
    effects = effects_on(taken.by_bill, states, on, office)
    if isinstance(effects, Refusal):
        return effects
    return CameBack(effects, tuple(taken.lines), fee, fee_bill)


def _taken_before(parts: Sequence[CheckPart]) -> Refusal | None:
    for part in parts:
        by = dict(part.standing.undone).get(part.tender_no)
        if by is not None:
            kind, number = part.tender.name, part.tender.number
            return refuse(Code.CHECK_RETURNED, kind=kind, number=number, correction=by)
    return None


def _take(part: CheckPart, taken: _Taken, items_account: str, office: Office) -> Refusal | None:
    """Take back what one part of the check paid of its receipt's lines."""
    number = part.standing.number
    shares = shares_of(part.standing.receipt, office.corrections.returned.split)
    for line_no, amount in sorted(shares[part.tender_no - 1].items()):
        stands = part.standing.lines[line_no - 1]
        line = stands.line
        if not isinstance(line, BillLine):
            sold = f"{line.description}, kept by the customer"
            taken.lines.append(
                LineBack(number, line_no, sold, amount, items_account, line.item_code)
            )
            continue
        from_bill, others = _from_the_end(stands, amount)
        made = taken_back(from_bill, line.service, number, _KIND.words, office)
        if isinstance(made, Refusal):
            return made
        if made:
            taken.by_bill[line.bill_no] = (*taken.by_bill.get(line.bill_no, ()), *made)
        taken.lines += other_lines(number, stands, others)
    return None


def _from_the_end(
    stands: StandingLine, amount: Money
) -> tuple[tuple[Part, ...], tuple[tuple[str, Money], ...]]:
    """Return the parts on a bill that ``amount`` of its line paid, and what it paid that is on no bill.

    What was applied last comes back first: the bill is as if so much less had been paid.
    """
    if amount == stands.amount:
        return stands.parts, stands.others
    left, found = amount, []
    for part in reversed(stands.parts):
        taken = min(left, part.amount)
        if taken:
            found.append(Part(part.instalment, part.kind, taken, part.effective_on))
            left = left - taken
    others = []
    for account, other in stands.others:
        taken = min(left, other)
        if taken > ZERO:
            others.append((account, taken))
            left = left - taken
    return tuple(reversed(found)), tuple(others)


def _add_fee(taken: _Taken, states: States, on: date, office: Office) -> tuple[Money, str]:
    """Add the policy's fee to the first bill that can carry one; return it with the bill's number, or nothing."""
    fee = office.corrections.returned.fee
    for bill_no, parts in taken.by_bill.items():
        state = states.get(bill_no)
        kind = office.service(state.bill.service).returned_fee_kind if state else ""
        canceled = state is not None and state.bill.status is BillStatus.CANCELLED
        if fee and kind and not canceled:
            instalment = min(part.instalment for part in parts)
            charge = EffectPart(How.FEE, instalment, kind, -fee, on)
            taken.by_bill[bill_no] = (*parts, charge)
            return fee, bill_no
    return ZERO, ""
