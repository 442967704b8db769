"""Receipts and what stands of them, for tests of corrections that need no books."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.standing import Standing, what_stands
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.cart import BillLine, Cart, add_bill, add_item
from domain.receipting.posting import Posting, seal_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender
from domain.receivables.bills import Applied, BillState
from tests.samples import (
    DAY,
    JANE,
    bill_state,
    ok,
    permit_bill,
    receipt_order,
    sample_office,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = sample_office()
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())
PERMIT = bill_state(permit_bill())
GENESIS = "0" * 64


def cart(
    request: str,
    bills: Iterable[tuple[BillState, int | None]],
    tenders: Iterable[tuple[str, int, str]],
    *,
    tags: int = 0,
    on: date = DAY,
) -> Cart:
    """A cart of bills (cents, or what is due), trash tags, and tenders (kind, cents, number)."""
    made = Cart(request)
    for state, cents in bills:
        amount = None if cents is None else Money(cents)
        made = ok(add_bill(made, state, on, OFFICE, amount=amount))
    if tags:
        made = ok(add_item(made, "T1", tags, on, OFFICE))
    for kind, cents, number in tenders:
        made = ok(add_tender(made, kind, OFFICE, amount=Money(cents), number=number))
    return made


def posted(made: Cart, seq: int = 1, on: date = DAY, who: Operator = JANE) -> Posting:
    """The posting of a cart at drawer 1."""
    session = session_value("1", who, on)
    return seal_receipt(receipt_order(made, session), seq, seq + 1, GENESIS)


def stands(posting: Posting, *orders: CorrectionOrder) -> Standing:
    """What stands of a receipt after these corrections."""
    later = [seal_correction(order, n, n, GENESIS) for n, order in enumerate(orders, 1)]
    return what_stands(posting, later)


def paid(state: BillState, *postings: Posting) -> BillState:
    """The bill after these receipts."""
    rows = [
        Applied(a.instalment, a.kind, a.amount, line.effective_on or p.header.business_date)
        for p in postings
        if isinstance(p.body, Receipt)
        for line in p.body.lines
        if isinstance(line, BillLine) and line.bill_no == state.bill.bill_no
        for a in line.allocations
    ]
    return replace(state, applied=state.applied + tuple(rows), version=state.version + len(rows))


def corrected(state: BillState, *orders: CorrectionOrder) -> BillState:
    """The bill after these corrections."""
    rows = [
        part.applied
        for order in orders
        for effect in order.amendment.effects
        if effect.bill_no == state.bill.bill_no
        for part in effect.parts
    ]
    return replace(state, applied=state.applied + tuple(rows))


def states(*found: BillState) -> dict[str, BillState]:
    """Bills by number."""
    return {state.bill.bill_no: state for state in found}
