"""A small office, its accounts and bills, and a clock that stands still: what most tests begin with.

The office is built in code, so that no test depends on a policy file. Its rules are chosen to be easy to check by
head: see ``tests/sample_policy.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from domain.custody.count import Count
from domain.custody.drawer import DrawerSession
from domain.custody.floats import FloatReason
from domain.custody.sessions import OpenOrder
from domain.intake import Intake
from domain.money import Money, total
from domain.people.authority import Operator
from domain.receipting.cart import Cart, add_bill
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Account, Hold, HoldKind, party_key_of
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, Instalment
from domain.refusals import Refusal
from tests.sample_policy import HOLIDAYS, keep_sample_policy, sample_office

__all__ = [
    "ADMIN", "AUDITOR", "CASH_ONLY", "CHAMBERLAIN", "CONTROLLER", "DAY", "DIEGO", "HOLIDAYS", "JANE", "PINS",
    "SUPERVISOR", "account", "at", "bill_state", "cart_of", "count_of", "intake_of", "keep_sample_policy", "ok",
    "open_order", "operators", "parking_account", "parking_ticket", "permit_account", "permit_bill",
    "receipt_order", "sample_accounts", "sample_bills", "sample_office", "session_value",
    "tax_account", "tax_bill", "water_account", "water_bill",
]  # fmt: skip

T = TypeVar("T")

DAY = date(2027, 1, 25)
"""The Monday on which most tests stand: before the first instalment of tax is due."""

JANE = Operator("jane", "Jane Doe", "clerk")
DIEGO = Operator("diego", "Diego Ruiz", "clerk")
SUPERVISOR = Operator("sam", "Sam Field", "supervisor")
CHAMBERLAIN = Operator("cham", "Chris Ham", "chamberlain")
CONTROLLER = Operator("con", "Connie Troll", "controller")
AUDITOR = Operator("aud", "Audrey Tor", "auditor")
ADMIN = Operator("admin", "Ada Min", "admin")
PINS = {
    "jane": "1111",
    "diego": "2222",
    "sam": "3333",
    "cham": "4444",
    "con": "7777",
    "aud": "5555",
    "admin": "6666",
}

CASH_ONLY = Hold(HoldKind.CASH_ONLY, "Two checks came back.")


def ok(answer: T | Refusal) -> T:
    """Return the answer; a refusal fails the test with its sentence."""
    assert not isinstance(answer, Refusal), answer
    return answer


def operators() -> tuple[Operator, ...]:
    """All people of the sample office; their PINs are in ``PINS``."""
    return (JANE, DIEGO, SUPERVISOR, CHAMBERLAIN, CONTROLLER, AUDITOR, ADMIN)


def at(hour: int = 9, minute: int = 0, day: date = DAY, second: int = 0) -> datetime:
    """A UTC instant on ``day``."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)


# What the accounting programs own.


def account(
    service: str,
    number: str,
    name: str = "DOE, JANE",
    address: str = "108 E GREEN ST",
    *,
    plate: str = "",
    holds: tuple[Hold, ...] = (),
) -> Account:
    """An account whose party key follows from its name and address."""
    return Account(
        service,
        number,
        name,
        address,
        mailing=address,
        plate=plate,
        holds=holds,
        party_key=party_key_of(name, address, plate),
    )


def tax_account(
    number: str = "500700-70.-1-1", name: str = "DOE, JANE", address: str = "108 E GREEN ST"
) -> Account:
    """A parcel's account."""
    return account("tax", number, name, address)


def water_account(
    number: str = "W-1001", name: str = "Jane Doe", address: str = "108 E Green St"
) -> Account:
    """A water account; by default of the same customer as ``tax_account``."""
    return account("water", number, name, address)


def parking_account(plate: str = "KXR4821", name: str = "", address: str = "") -> Account:
    """A plate's account."""
    return account("parking", plate, name, address, plate=plate)


def permit_account(
    number: str = "P-88", name: str = "Ruiz, Diego", address: str = "12 Utica St"
) -> Account:
    """A permit holder's account."""
    return account("permits", number, name, address)


def tax_bill(
    number: str = "T27-000101",
    of: str = "500700-70.-1-1",
    *,
    cents: int = 122455,
    year: int = 2027,
    status: BillStatus = BillStatus.OPEN,
) -> Bill:
    """A tax bill in two instalments, due 31 January and 30 June, the odd cent in the first."""
    half = cents // 2
    return Bill(
        number,
        "tax",
        of,
        f"City tax {year}",
        date(year, 1, 1),
        (
            Instalment(1, date(year, 1, 31), (Charge("city", Money(cents - half)),)),
            Instalment(2, date(year, 6, 30), (Charge("city", Money(half)),)),
        ),
        status,
    )


def water_bill(
    number: str = "WB-5001",
    of: str = "W-1001",
    *,
    water: int = 8610,
    sewer: int = 4390,
    due_on: date = date(2027, 2, 10),
) -> Bill:
    """A water and sewer bill of one instalment."""
    charges = (Charge("water", Money(water)), Charge("sewer", Money(sewer)))
    return Bill(
        number,
        "water",
        of,
        "Water 4th quarter",
        date(2027, 1, 10),
        (Instalment(1, due_on, charges),),
    )


def parking_ticket(
    number: str = "5544332", of: str = "KXR4821", *, cents: int = 3000, issued_on: date = DAY
) -> Bill:
    """A parking ticket, due on the day it was issued."""
    return Bill(
        number,
        "parking",
        of,
        "Overtime meter",
        issued_on,
        (Instalment(1, issued_on, (Charge("fine", Money(cents)),)),),
    )


def permit_bill(number: str = "PB-880", of: str = "P-88", *, cents: int = 4500) -> Bill:
    """A parking permit's fee."""
    return Bill(
        number,
        "permits",
        of,
        "Resident permit",
        date(2027, 1, 4),
        (Instalment(1, date(2027, 2, 1), (Charge("fee", Money(cents)),)),),
    )


def sample_accounts() -> tuple[Account, ...]:
    """Two parcels, two water accounts, a plate and a permit holder; Jane Doe has one of the first two each."""
    return (
        tax_account(),
        tax_account("500700-71.-2-5", "O'CONNOR, MAEVE", "210 N Cayuga St"),
        water_account(),
        water_account("W-1002", "Nguyen, Thanh", "317 W State St"),
        parking_account(),
        permit_account(),
    )


def sample_bills() -> tuple[Bill, ...]:
    """One bill on each account of ``sample_accounts``."""
    return (
        tax_bill(),
        tax_bill("T27-000102", "500700-71.-2-5", cents=200001),
        water_bill(),
        water_bill("WB-5002", "W-1002", water=5000, sewer=2500),
        parking_ticket(),
        permit_bill(),
    )


def bill_state(
    bill: Bill, applied: Iterable[Applied] = (), *, version: int = 1, name: str = "DOE, JANE"
) -> BillState:
    """A bill as the books would hand it out."""
    return BillState(bill, tuple(applied), version, name)


def intake_of(
    bills: Iterable[Bill],
    *,
    kind: str = "tax",
    content: str = "first",
    moment: datetime | None = None,
) -> Intake:
    """The record of an export file with these bills; another ``content`` is another file."""
    held = tuple(bills)
    return Intake(
        kind,
        f"{kind.upper()} program",
        f"{kind}.csv",
        f"digest of {content}",
        ADMIN.operator_id,
        moment or at(8),
        len(held),
        total(b.face for b in held),
    )


# What a clerk does.


def open_order(
    drawer: str = "1",
    operator: Operator = JANE,
    *,
    on: date = DAY,
    request: str = "",
    cents: int = 20000,
    moment: datetime | None = None,
    reason: str = "",
    why: str = "",
) -> OpenOrder:
    """An order to open a drawer with 200.00; ``reason`` are the words and ``why`` the code of another float's."""
    return OpenOrder(
        request or f"open-{drawer}-{operator.operator_id}-{on.isoformat()}",
        drawer,
        f"counter {drawer}",
        operator,
        on,
        moment or at(8, 30, on),
        Money(cents),
        why=FloatReason(why or "miscount", reason) if why or reason else None,
    )


def session_value(drawer: str = "1", operator: Operator = JANE, on: date = DAY) -> DrawerSession:
    """An open session, for tests that need no books."""
    return DrawerSession(
        f"{drawer}-1",
        drawer,
        f"counter {drawer}",
        operator.operator_id,
        operator.name,
        on,
        at(8, 30, on),
        Money(20000),
    )


def cart_of(
    request: str,
    *states: BillState,
    on: date = DAY,
    cents: int | None = None,
    cash: int | None = None,
) -> Cart:
    """A cart that pays these bills in cash: ``cents`` on each, or what is due; ``cash`` handed over, or exact."""
    office = sample_office()
    cart = Cart(request)
    for state in states:
        cart = ok(add_bill(cart, state, on, office, amount=None if cents is None else Money(cents)))
    return ok(add_tender(cart, "C", office, amount=None if cash is None else Money(cash)))


def receipt_order(
    cart: Cart, session: DrawerSession, moment: datetime | None = None
) -> ReceiptOrder:
    """The order that posts a cart in a session, by the one whose session it is."""
    when = moment or session.opened_at + timedelta(minutes=30)
    return ok(order_receipt(cart, session, session.operator_id, when, sample_office()))


def count_of(
    cash_cents: int,
    checks: Iterable[int] = (),
    *,
    orders: Iterable[int] = (),
    card: int = 0,
    electronic: int = 0,
) -> Count:
    """A count: the cash as pennies and dollars, checks and money orders one by one, the others by their total."""
    dollars, pennies = divmod(cash_cents, 100)
    return Count(
        ((Money(100), dollars), (Money(1), pennies)),
        (("K", tuple(Money(c) for c in checks)), ("M", tuple(Money(c) for c in orders))),
        (("D", Money(card)), ("E", Money(electronic))),
    )
