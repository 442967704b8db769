"""The sample office with cash rounded, and carts that are paid in cash there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.custody.drawer import DrawerSession
from domain.money import Money
from domain.office import Office, Source
from domain.policy.rounding import EVERY, Mode, RoundingRow, RoundingRules
from domain.receipting.cart import Cart, add_bill
from domain.receipting.posting import Posting, ReceiptOrder, order_receipt, seal_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender, round_cash
from domain.receivables.bills import BillState
from tests.samples import (
    DAY,
    at,
    bill_state,
    ok,
    sample_office,
    session_value,
    water_bill,
)

ROUNDING_GL = "A.1325.2772"
SOURCE = Source("rounding.1", "New York S8580 of 2026, not enacted")


def row(
    mode: Mode = "symmetric",
    *,
    since: date = date(2027, 1, 1),
    least: int = 5,
    services: tuple[str, ...] = (EVERY,),
    items: tuple[str, ...] = (EVERY,),
) -> RoundingRow:
    """A row of the policy."""
    return RoundingRow(mode, ROUNDING_GL, SOURCE, since, None, Money(least), services, items)


def rounding_office(*rows: RoundingRow) -> Office:
    """The sample office with these rows; symmetric rounding without any."""
    return replace(sample_office(), rounding=RoundingRules(rows or (row(),)))


def water(cents: int, number: str = "WB-5001", of: str = "W-1001") -> BillState:
    """A water bill of so much."""
    return bill_state(water_bill(number, of, water=cents - 1, sewer=1))


def cart(
    office: Office,
    *states: BillState,
    tenders: tuple[tuple[str, int | None], ...] = (("C", None),),
    on: date = DAY,
    request: str = "r-1",
) -> Cart:
    """A cart of these bills with tenders (kind, cents, or the rest), rounded as the office says on ``on``."""
    made = Cart(request)
    for state in states:
        made = ok(add_bill(made, state, on, office))
    made = round_cash(made, on, office)
    for kind, cents in tenders:
        handed = None if cents is None else Money(cents)
        made = ok(add_tender(made, kind, office, amount=handed, number="" if kind == "C" else "7"))
    return made


def order(made: Cart, office: Office, session: DrawerSession | None = None) -> ReceiptOrder:
    """The order that posts a cart."""
    held = session or session_value()
    return ok(order_receipt(made, held, held.operator_id, at(10, day=held.business_date), office))


def posted(made: Cart, office: Office, session: DrawerSession | None = None) -> Posting:
    """The posting of a cart, which needs no books."""
    return seal_receipt(order(made, office, session), 1, 2, "0" * 64)


def receipt(posting: Posting) -> Receipt:
    """The receipt of a posting."""
    assert isinstance(posting.body, Receipt)
    return posting.body


def borne(*postings: Posting) -> int:
    """What the account of cash rounding bears, in cents: a debit, what the office lost."""
    lines = (line for posting in postings for line in posting.journal.lines)
    return sum(x.debit.cents - x.credit.cents for x in lines if x.gl_code == ROUNDING_GL)
