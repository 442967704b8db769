"""A small counter on the real books: an office, a drawer and customers who pay in many ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from domain.authority import Act, Operator
from domain.books import Books
from domain.custody.count import Count
from domain.custody.drawer import DrawerSession, expected_of
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.intake import Intake
from domain.money import Money, total
from domain.office import (
    ChargeKind,
    CustodyAccounts,
    Denomination,
    DrawerPolicy,
    Item,
    Office,
    Price,
    Reason,
    ReceiptTexts,
    Role,
    Service,
    Source,
    TenderKind,
)
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Account
from domain.receivables.bills import Bill, Charge, Instalment
from domain.records import Draft, DraftState, PostedReceipt
from domain.refusals import Refusal

DRAWER, STATION = "1", "desk"
TODAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
CLERK = Operator("ann", "Ann Clerk", "clerk")
_RULE = Source("test", "test")

OFFICE = Office(
    name="City of Test",
    short_name="Test",
    digest="0" * 64,
    time_zone="America/New_York",
    services=(
        Service(
            "tax",
            "City tax",
            "Tax",
            "tax bill",
            (ChargeKind("levy", "Levy", "A.1"), ChargeKind("fee", "Fee", "A.2")),
            ("fee", "levy"),
            partial_allowed=True,
        ),
    ),
    tender_kinds=(
        TenderKind("cash", "Cash", "C", "A.200", change_given=True, counted="denominations"),
        TenderKind("check", "Check", "K", "A.201", needs_number=True, counted="items"),
        TenderKind("card", "Card", "D", "A.202", needs_number=True),
    ),
    items=(Item("TS", "Trash tags", "B.1", (Price(Money(650), date(2020, 1, 1), _RULE),)),),
    denominations=(Denomination(Money(1), "Penny"),),
    drawers=(DrawerPolicy(DRAWER, "Drawer 1", Money(20000)),),
    roles=(Role("clerk", "Clerk", frozenset(act.value for act in Act)),),
    over_short_reasons=(Reason("unknown", "Not known"),),
    custody=CustodyAccounts("A.210", "A.220", "A.230", "A.231"),
    receipt=ReceiptTexts(("City of Test",), ()),
)

Value = TypeVar("Value")


def done(result: Value | Refusal) -> Value:
    """The value of an act that this work knows to be allowed."""
    assert not isinstance(result, Refusal), result
    return result


@dataclass(frozen=True, slots=True)
class Told:
    """What the counter was told, and so may tell the customer: a request id and what came of it."""

    request_id: str
    act: str
    number: str
    digest: str


def stock_up(books: Books, bills: int) -> None:
    """Take in one account with one bill of two charges for each of `bills` customers."""
    accounts = [Account("tax", f"P{n}", f"Customer {n}", f"{n} Main St") for n in range(bills)]
    demands = [
        Bill(
            f"T{n}",
            "tax",
            f"P{n}",
            "Tax 2026",
            date(2026, 1, 1),
            (Instalment(1, date(2026, 6, 1), (Charge("levy", Money(90_000 + n)),)),
             Instalment(2, date(2026, 9, 1), (Charge("fee", Money(500)),))),
        )
        for n in range(bills)
    ]  # fmt: skip
    face = total(bill.face for bill in demands)
    intake = Intake("tax", "Tax", "tax.csv", "1" * 64, CLERK.operator_id, MORNING, bills, face)
    books.take_in(intake, accounts, demands)


def open_drawer(books: Books, request_id: str, told: Callable[[Told], None]) -> DrawerSession:
    """Open the drawer with its float."""
    order = OpenOrder(request_id, DRAWER, STATION, CLERK, TODAY, MORNING, Money(20_000))
    session = done(books.open_session(order, OFFICE))
    told(Told(request_id, "opened", session.session_id, ""))
    return session


def take_payment(
    books: Books, session: DrawerSession, request_id: str, dice: random.Random, bills: int
) -> ReceiptOrder:
    """One customer's order, ready to post: part of a bill or tags, paid by one or two tenders."""
    cart: Cart | Refusal = Cart(request_id)
    if dice.random() < 0.7:
        state = books.bill(f"T{dice.randrange(bills)}")
        assert state is not None
        cart = add_bill(done(cart), state, TODAY, OFFICE, amount=Money(dice.randint(1, 300)))
        if isinstance(cart, Refusal):
            cart = Cart(request_id)
    if not done(cart).lines or dice.random() < 0.5:
        cart = add_item(done(cart), "TS", dice.randint(1, 5), TODAY, OFFICE)
    if dice.random() < 0.4 and done(cart).total > Money(200):
        cart = add_tender(done(cart), "check", OFFICE, amount=Money(150), number="1001")
    kind = dice.choice(["cash", "cash", "card"])
    more = Money(dice.randint(0, 500)) if kind == "cash" else Money(0)
    due = done(cart).due
    cart = add_tender(
        done(cart), kind, OFFICE, amount=due + more, number="" if kind == "cash" else "A77"
    )
    books.save_draft(
        Draft(done(cart), DRAWER, STATION, CLERK.operator_id, DraftState.ACTIVE, MORNING)
    )
    minutes = timedelta(minutes=dice.randrange(400))
    return done(order_receipt(done(cart), session, CLERK.operator_id, MORNING + minutes, OFFICE))


def as_told(posted: PostedReceipt) -> Told:
    """What the counter says of a receipt."""
    header, number = posted.posting.header, getattr(posted.posting.body, "number", "?")
    return Told(header.request_id, "posted", str(number), posted.posting.trail.digest)


def close_drawer(books: Books, session: DrawerSession, request_id: str) -> Told:
    """Count the drawer rightly and close it."""
    takings = books.takings(session.session_id)
    cash, check, card = (expected_of(k, session.float_amount, takings) for k in OFFICE.tender_kinds)
    count = Count(
        pieces=tuple((Money(cents), n) for cents, n in _pieces(cash)),
        items=(("check", (check,) if check else ()),),
        totals=(("card", card),),
    )
    order = CloseOrder(request_id, session.session_id, CLERK, MORNING, count)
    posting = done(books.close_session(order, OFFICE))
    return Told(request_id, "closed", session.session_id, posting.trail.digest)


def _pieces(cash: Money) -> Iterator[tuple[int, int]]:
    for value in (10_000, 100, 1):
        yield value, cash.cents // value
        cash = Money(cash.cents % value)


def untrue(books: Books, told: list[Told] | tuple[Told, ...], in_flight: int = 1) -> list[str]:
    """What is wrong with the books, given everything that was told before they stopped.

    `in_flight`: how many receipts may be posted that nobody had been told of.
    """
    proof = books.prove()
    problems = [f"{line.name}: {d}" for line in proof.lines for d in line.differences]
    receipts = [as_told(r) for r in books.receipts(limit=100_000)]
    by_request: dict[str, Any] = {}
    for receipt in receipts:
        if receipt.request_id in by_request:
            problems.append(f"request {receipt.request_id} is posted twice")
        by_request[receipt.request_id] = receipt
    problems += _gaps(receipts)
    for one in told:
        problems += _check(books, one, by_request)
    unheard = len(by_request) - sum(one.act == "posted" for one in told)
    if unheard > in_flight:
        problems.append(f"{unheard} receipts are posted that nobody was told of")
    return problems


def _check(books: Books, one: Told, by_request: dict[str, Told]) -> list[str]:
    if one.act == "posted":
        attempt = books.attempt(one.request_id)
        if by_request.get(one.request_id) != one or attempt is None or as_told(attempt) != one:
            return [f"receipt {one.number} was told and is lost or another"]
    elif one.act == "opened":
        if books.session(one.number) is None:
            return [f"session {one.number} was opened and is lost"]
    elif books.closing(one.number) is None:
        return [f"session {one.number} was closed and is open"]
    return []


def _gaps(receipts: list[Told]) -> list[str]:
    numbers = sorted(int(r.number.rsplit("-", 1)[1]) for r in receipts)
    if numbers != list(range(1, len(numbers) + 1)):
        return [f"the receipt numbers have a gap or are doubled: {numbers}"]
    return []
