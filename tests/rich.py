"""A cart in which every part of a line, of the evidence and of the notices is used, under an office that allows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.custody.drawer import DrawerSession
from domain.money import Money
from domain.office import Office, Source
from domain.people.acts import approving
from domain.people.approval import Approval, Means
from domain.people.authority import Operator
from domain.policy.services import Tolerance
from domain.receipting.approving import Need, needs, with_approval
from domain.receipting.cart import BillLine, Cart, ItemLine, add_bill, add_item
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind
from tests.samples import DAY, SUPERVISOR, at, ok, sample_office

ESCROW = Hold(HoldKind.ESCROW, "Billed to bank code 7.")
MAILED = timedelta(days=5)
"""How long before the day of entry the envelope was postmarked."""
SHORT = "A.1325.1090.1"
OVER = "A.1325.1090.2"


def rich_office() -> Office:
    """The sample office with a tax that postmarks count for, and settles 5.00 short or 1.00 over.

    A second person approves what counts for another day, and what is taken despite a hold.
    """
    office = asking(sample_office())
    row = Tolerance(
        Money(500), Money(100), SHORT, OVER, Source("tax.tolerance", "Sample"), date(2020, 1, 1)
    )
    tax = replace(office.service("tax"), postmark_counts=True, tolerances=(row,))
    services = tuple(tax if s.code == "tax" else s for s in office.services)
    return replace(office, services=services)


def asking(office: Office) -> Office:
    """The office where a second person approves a back-dated payment and money taken despite a hold."""
    guards = replace(office.guards, backdate_alone=frozenset(), override_alone=False)
    return replace(office, guards=guards)


def yes_to(need: Need, approver: Operator = SUPERVISOR, moment: datetime | None = None) -> Approval:
    """The approval of what a cart needs."""
    right = approving(need.act)
    return Approval(
        approver.operator_id,
        approver.name,
        approver.role,
        right,
        Means.PIN,
        moment or at(9),
        need.words,
    )


def approved_cart(cart: Cart, on: date, office: Office, approver: Operator = SUPERVISOR) -> Cart:
    """The cart with a yes to all that it needs."""
    for need in needs(cart, on, office):
        cart = with_approval(cart, (need,), yes_to(need, approver))
    return cart


def postmarked(on: date = DAY) -> Evidence:
    """An envelope that came on a day, postmarked five days before."""
    return Evidence(EvidenceKind.POSTMARK, on, on - MAILED)


def exchange_line(quantity: int = 2, credited: int = 450) -> ItemLine:
    """Tags at 4.50 with a credit for old ones."""
    line = ok(add_item(Cart("x"), "T1", quantity, DAY, sample_office())).lines[0]
    assert isinstance(line, ItemLine)
    return replace(
        line,
        reference="A100-A101",
        credit=Money(credited),
        credited_for="1 Trash tag of 2014 (orange)",
    )


def rich_cart(request: str, tax: BillState, held: BillState, on: date = DAY) -> Cart:
    """A tax that came 0.50 short by mail, a bill whose hold was overridden, and tags for old ones; cash with change."""
    office = rich_office()
    due = assess(tax, on - MAILED, office).due - Money(50)
    cart = Cart(request, evidence=postmarked(on), notices=("Older liens stay.", "Real words: ñ."))
    cart = ok(add_bill(cart, tax, on, office, amount=due))
    first = cart.lines[0]
    assert isinstance(first, BillLine)
    told = replace(first, particulars=(("Property", "108 E GREEN ST"), ("Roll", "Dec 1, 2026")))
    cart = replace(cart, lines=(told,))
    cart = ok(add_bill(cart, held, on, office, holds=(ESCROW,), override=True))
    cart = replace(cart, lines=(*cart.lines, exchange_line()))
    return approved_cart(ok(add_tender(cart, "C", office, amount=Money(500_000))), on, office)


def rich_order(cart: Cart, session: DrawerSession) -> ReceiptOrder:
    """The order that posts a rich cart."""
    return ok(order_receipt(cart, session, session.operator_id, at(10), rich_office()))
