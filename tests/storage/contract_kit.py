"""What every contract test does first: fill the books, open a drawer, pay a bill."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.intake import IntakeResult
from domain.money import Money
from domain.people.acts import Act, approving
from domain.people.approval import Approval, Given, Means
from domain.people.authority import Operator
from domain.receipting.cart import BillLine, Cart, add_item
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender
from domain.receivables.bills import Bill, BillState
from domain.records import Draft, DraftState, PostedReceipt
from tests.samples import (
    DAY,
    JANE,
    at,
    cart_of,
    intake_of,
    keep_sample_policy,
    ok,
    open_order,
    receipt_order,
    sample_accounts,
    sample_bills,
    sample_office,
)

TAX, OTHER_TAX, WATER, OTHER_WATER, TICKET, PERMIT = (b.bill_no for b in sample_bills())


def fill(books: Books) -> IntakeResult:
    """Keep the sample policy, and take the sample accounts and bills in."""
    keep_sample_policy(books)
    bills = sample_bills()
    return books.take_in(intake_of(bills), sample_accounts(), bills)


def take_again(books: Books, *bills: Bill, content: str = "second") -> IntakeResult:
    """Take in a newer export with these bills only."""
    return books.take_in(intake_of(bills, content=content, moment=at(12)), (), bills)


def open_drawer(
    books: Books, drawer: str = "1", operator: Operator = JANE, on: date = DAY
) -> DrawerSession:
    """Open a drawer with 200.00."""
    return ok(books.open_session(open_order(drawer, operator, on=on), sample_office()))


def state(books: Books, bill_no: str) -> BillState:
    """A bill that must be there."""
    found = books.bill(bill_no)
    assert found is not None
    return found


def account_id(books: Books, service: str, number: str) -> int:
    """An account that must be there."""
    found = books.account(service, number)
    assert found is not None
    return found


def bills_cart(
    books: Books, session: DrawerSession, request: str, *bill_nos: str, cents: int | None = None
) -> Cart:
    """A cart that pays these bills as they stand now, in cash."""
    states = [state(books, number) for number in bill_nos]
    return cart_of(request, *states, on=session.business_date, cents=cents)


def pay(
    books: Books,
    session: DrawerSession,
    request: str,
    *bill_nos: str,
    cents: int | None = None,
    moment: datetime | None = None,
) -> PostedReceipt:
    """Post a receipt that pays these bills as they stand now, in cash."""
    cart = bills_cart(books, session, request, *bill_nos, cents=cents)
    return ok(books.post(receipt_order(cart, session, moment)))


def tags_cart(
    request: str, quantity: int = 1, kind: str = "C", amount: int | None = None, number: str = ""
) -> Cart:
    """A cart of trash tags at 4.50, paid by one tender."""
    office = sample_office()
    cart = ok(add_item(Cart(request), "T1", quantity, DAY, office))
    handed = None if amount is None else Money(amount)
    return ok(add_tender(cart, kind, office, amount=handed, number=number))


def sell(
    books: Books,
    session: DrawerSession,
    request: str,
    quantity: int = 1,
    kind: str = "C",
    amount: int | None = None,
    number: str = "",
    moment: datetime | None = None,
) -> PostedReceipt:
    """Post a receipt for trash tags."""
    cart = tags_cart(request, quantity, kind, amount, number)
    return ok(books.post(receipt_order(cart, session, moment)))


def receipt_of(posted: PostedReceipt) -> Receipt:
    """The receipt in a posting."""
    assert isinstance(posted.posting.body, Receipt)
    return posted.posting.body


def number_of(posted: PostedReceipt) -> str:
    """A receipt's number as printed."""
    return str(receipt_of(posted).number)


def draft_of(
    cart: Cart,
    state: DraftState = DraftState.ACTIVE,
    *,
    drawer: str = "1",
    operator: Operator = JANE,
    moment: datetime | None = None,
    label: str = "",
) -> Draft:
    """A cart as the counter of a drawer would keep it."""
    when = moment or at(10)
    return Draft(cart, drawer, f"counter {drawer}", operator.operator_id, state, when, label)


def approval_by(person: Operator, about: str = "cash 1.00") -> Given:
    """Somebody's yes to something of a cart."""
    words = "Take it although it is over the limit."
    act = approving(Act.TAKE_MONEY)
    given = Approval(person.operator_id, person.name, person.role, act, Means.PIN, at(9), words)
    return Given(about, given)


def versions(cart: Cart) -> list[int]:
    """The versions that a cart's bill lines were decided on."""
    return [line.version for line in cart.lines if isinstance(line, BillLine)]


TOKYO = ZoneInfo("Asia/Tokyo")
"""Where the contract's office stands: on no machine's clock that these tests are likely to run on."""


def on_the_wall(moment: datetime) -> str:
    """An instant as a refusal's sentence shows it: by the clock of the office."""
    return f"{moment.astimezone(TOKYO):%H:%M}"
