"""What a posting relieved, sold or took back, charge by charge: the common ground of the reports by service."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.corrections.values import NO_LINE, Correction
from domain.money import ZERO, Money
from domain.office import Office
from domain.receipting.lines import BillLine
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry
from domain.reports.taken import DIFFERENCE as DIFFERENCE
from domain.reports.taken import ITEMS as ITEMS
from domain.reports.taken import Taken

ROUNDING = "(rounding)"
"""Stands for the service and the charge of what cash was rounded by: a part of what came in, and of no bill."""


@dataclass(frozen=True, slots=True)
class Relieved:
    """One part of a line, or its taking back: ``amount`` is below zero when it is taken back by a correction.

    ``charge`` is a charge kind of the service, or an item's code; ``gl_code`` is empty where the policy of the posting
    cannot be read.
    """

    service: str
    charge: str
    gl_code: str
    amount: Money
    back: bool
    number: int = 1
    """How many parts it stands for, where they were added up."""


def relieved(entry: Entry, asked: Asked) -> Iterator[Relieved]:
    """Yield what a receipt relieved and sold, or what a correction took back and moved; of other postings nothing."""
    body = entry.posting.body
    if isinstance(body, Receipt):
        yield from _of_receipt(body, asked.office_of(entry))
    elif isinstance(body, Correction):
        yield from _of_correction(body)


def relieved_by(taken: Taken, asked: Asked) -> Iterator[Relieved]:
    """Yield what receipts that are added up relieved and sold, as ``relieved`` does of each."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for each in asked.told_of(taken.charges()):
        key = (each.policy_digest, each.service)
        if key not in known:
            known[key] = _accounts(asked.office_under(each.policy_digest), each.service)
        gl_code = known[key].get(each.charge, "")
        amount = Money(each.amount)
        yield Relieved(each.service, each.charge, gl_code, amount, False, each.number)
    for sold in asked.told_of(taken.sold()):
        amount = Money(sold.amount)
        yield Relieved(sold.service, sold.charge, sold.gl_code, amount, False, sold.number)
    for row in asked.told_of(taken.receipts()):
        if row.rounding:
            amount = Money(row.rounding)
            yield Relieved(ROUNDING, ROUNDING, row.rounding_gl, amount, back=False)


def _of_receipt(receipt: Receipt, office: Office | None) -> Iterator[Relieved]:
    known: dict[str, dict[str, str]] = {}
    for line in receipt.lines:
        if not isinstance(line, BillLine):
            yield Relieved(ITEMS, line.item_code, line.gl_code, line.amount, back=False)
            continue
        accounts = known.get(line.service)
        if accounts is None:
            accounts = known[line.service] = _accounts(office, line.service)
        for part in line.allocations:
            gl_code = accounts.get(part.kind, "")
            yield Relieved(line.service, part.kind, gl_code, part.amount, back=False)
        if line.difference:
            yield Relieved(
                line.service, DIFFERENCE, line.difference_gl, line.difference, back=False
            )
    if receipt.rounding:
        yield Relieved(ROUNDING, ROUNDING, receipt.rounding_gl, receipt.rounding, back=False)


def _accounts(office: Office | None, service: str) -> dict[str, str]:
    found = [each for each in office.services if each.code == service] if office else []
    return {kind.code: kind.gl_code for each in found for kind in each.charge_kinds}


def _of_correction(body: Correction) -> Iterator[Relieved]:
    said = body.amendment
    for effect in said.effects:
        for part in effect.parts:
            if part.gl_code:
                back = part.amount < ZERO
                yield Relieved(effect.service, part.kind, part.gl_code, part.amount, back)
    for line in said.lines:
        # A line without an item is the difference of a tolerance or rounding, which comes back as it came.
        rounding = line.line_no == NO_LINE
        service = ROUNDING if rounding else ITEMS
        charge = ROUNDING if rounding else line.item_code or DIFFERENCE
        yield Relieved(service, charge, line.gl_code, -line.amount, back=True)


def service_name(code: str, office: Office) -> str:
    """Return a service as it is read, also one that the policy no longer has."""
    if code == ITEMS:
        return "Items sold"
    if code == ROUNDING:
        return "Cash rounding"
    return next((each.name for each in office.services if each.code == code), code)


def charge_name(service: str, charge: str, office: Office) -> str:
    """Return a charge kind or an item as it is read, also one that the policy no longer has."""
    if charge == DIFFERENCE:
        return "Difference within tolerance"
    if service == ROUNDING:
        return "Cash rounding"
    if service == ITEMS:
        return next((each.name for each in office.items if each.code == charge), charge)
    kinds = (k for each in office.services if each.code == service for k in each.charge_kinds)
    return next((kind.name for kind in kinds if kind.code == charge), charge)


def program_of(code: str, office: Office) -> str:
    """Return the accounting program that owns a service's debts; of items none."""
    return next((each.program for each in office.services if each.code == code), "")
