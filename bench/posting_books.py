"""Books that already hold many receipts, made from one real receipt by copying its rows in the database.

The copies have numbers, ids and bills of their own and stand in the right chain order, so that the next receipt is
posted on them as on any books. Their digests are made up: nobody proves these books.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from chamberlain.policies import KeptPolicies
from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import OpenOrder
from domain.intake import Intake
from domain.money import Money, total
from domain.office import Office
from domain.people.authority import Operator
from domain.receipting.cart import Cart, add_bill
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Account
from domain.receivables.bills import Bill, Charge, Instalment
from domain.refusals import Refusal
from exchange.policy import LoadedOffice, load_office
from storage.open import create_books, open_books

TODAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CLERK = Operator("ada", "Ada Clerk", "clerk")
DRAWER, STATION, SERVICE = "1", "bench", "water"
LINES = 3
_STRIDE = 1_000_003
"""A prime: bills are paid in an order that jumps over the whole table, as customers come."""

Value = TypeVar("Value")


def ok(answer: Value | Refusal) -> Value:
    """Return the answer; a refusal here is a mistake of the measure."""
    if isinstance(answer, Refusal):
        raise RuntimeError(answer.sentence)
    return answer


def office() -> Office:
    """Return the policy that the measure runs under: the one that comes with the program."""
    return _policy().office


@cache
def _policy() -> LoadedOffice:
    folder = Path(__file__).resolve().parent.parent / "offices" / "ithaca"
    return load_office(folder)


def bill_no(index: int) -> str:
    """Return the number of the bill with this index, from 0."""
    return f"W{index:09d}"


@dataclass(frozen=True, slots=True)
class Made:
    """Books on disk: how many receipts they hold, how many bills, and the drawer session that is open."""

    path: Path
    receipts: int
    bills: int
    session: DrawerSession


def make(path: Path, receipts: int, today: int = 1) -> Made:
    """Make books with that many receipts of three bills, a check and cash each; ``today`` of them in the session."""
    return _made(path, receipts, max(2_000, receipts // 2), today)


def make_real(path: Path, bills: int) -> Made:
    """Make books with one real receipt and no copy of it, whose digests are all right; all bills can be paid."""
    return _made(path, 1, bills)


def _made(path: Path, receipts: int, bills: int, today: int = 1) -> Made:
    url = f"sqlite:///{path}"
    create_books(url, training=True)
    books = open_books(url)
    try:
        session = _template(books)
    finally:
        books.close()
    conn = sqlite3.connect(path, isolation_level=None)
    for setting in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "foreign_keys=OFF",
        "cache_size=-1500000",
    ):
        conn.execute(f"PRAGMA {setting}")
    conn.execute("BEGIN")
    _copy_bills(conn, bills)
    if receipts > 1:
        _copy_receipts(conn, receipts - 1, bills, today - 1)
    conn.execute("COMMIT")
    conn.execute("PRAGMA journal_mode=WAL")
    conn.close()
    return Made(path, receipts, bills, session)


def _template(books: Books) -> DrawerSession:
    """Take in the first bills, open the drawer and post one receipt: the rows that are copied."""
    account = Account(SERVICE, "A000000000", "Doe, Jane", "108 E Green St")
    charges = (Charge("water", Money(90_000_000)), Charge("sewer", Money(90_000_000)))
    issued, due = date(2026, 2, 20), date(2026, 4, 20)
    bills = tuple(
        Bill(bill_no(n), SERVICE, account.number, "Water", issued, (Instalment(1, due, charges),))
        for n in range(LINES)
    )
    face = total(bill.face for bill in bills)
    intake = Intake(SERVICE, "bench", "bench.csv", "0" * 64, CLERK.operator_id, MOMENT, LINES, face)
    books.take_in(intake, (account,), bills)
    policy = _policy()
    KeptPolicies(books).keep(policy.office, policy.files, MOMENT)
    order = OpenOrder("open", DRAWER, STATION, CLERK, TODAY, MOMENT, Money(20_000))
    session = ok(books.open_session(order, office()))
    ok(books.post(order_of(books, session, "template", range(LINES), office())))
    return session


def order_of(
    books: Books, session: DrawerSession, request_id: str, bills: range | list[int], policy: Office
) -> ReceiptOrder:
    """Return the order that pays 1.00 on each of these bills by a check and cash with change."""
    return order_now(cart_of(books, request_id, bills, policy), session, policy)


def cart_of(books: Books, request_id: str, bills: range | list[int], policy: Office) -> Cart:
    """Return a cart that pays 1.00 on each of these bills by a check and cash with change."""
    cart = Cart(request_id)
    for index in bills:
        state = books.bill(bill_no(index))
        if state is None:
            raise RuntimeError("the books lack a bill")
        cart = ok(add_bill(cart, state, TODAY, policy, amount=Money(100)))
    cart = ok(add_tender(cart, "K", policy, amount=Money(50), number="1001"))
    return ok(add_tender(cart, "C", policy, amount=cart.due + Money(500)))


def order_now(cart: Cart, session: DrawerSession, policy: Office) -> ReceiptOrder:
    """Return the order of a cart: every check of the domain is made here."""
    return ok(order_receipt(cart, session, CLERK.operator_id, MOMENT, policy))


def _copy(conn: sqlite3.Connection, table: str, numbers: str, changed: dict[str, str]) -> None:
    """Insert the template's rows of ``table`` once for each ``n.i``, with other values in some columns."""
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(name, f"t.{name}") for name in columns)
    conn.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"SELECT {values} FROM ({numbers}) AS n CROSS JOIN temp.like_{table} AS t"
    )


def _numbers(first: int, last: int) -> str:
    return (
        f"WITH RECURSIVE c(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM c WHERE i < {last}) "
        "SELECT i FROM c"
    )


def _copy_bills(conn: sqlite3.Connection, bills: int) -> None:
    number = "printf('W%09d', n.i)"
    changes = {
        "account": {"account_id": "n.i + 1", "number": "printf('A%09d', n.i)"},
        "bill": {"bill_no": number, "account_id": "n.i + 1", "version": "1", "applied_cents": "0"},
        "instalment": {"bill_no": number},
        "charge": {"bill_no": number},
    }
    for table, changed in changes.items():
        where = "" if table == "account" else f"WHERE bill_no = '{bill_no(0)}'"
        conn.execute(f"CREATE TEMP TABLE like_{table} AS SELECT * FROM {table} {where}")
        # The first bills are all on the first account; the other accounts have one bill each.
        first = 1 if table == "account" else LINES
        _copy(conn, table, _numbers(first, bills - 1), changed)


def _copy_receipts(conn: sqlite3.Connection, count: int, bills: int, today: int) -> None:
    """Copy the one receipt ``count`` times, and carry the copies into bills, series and numbers.

    The first ``today`` stay in the session and on the day of the one, so that the numbers of that day have no gap.
    """
    old = f"n.i > {today}"
    chosen = conn.execute("SELECT posting_id, chain_no FROM posting WHERE kind = 'receipt'")
    posting_id, chain_no = chosen.fetchone()
    visit = f"((n.i * {LINES} + t.line_no - 1) * {_STRIDE})"
    changes = {
        "posting": {
            "request_id": "printf('%032x', n.i)",
            "session_id": f"CASE WHEN {old} THEN printf('old-%d', n.i / 200) ELSE t.session_id END",
            "business_date": f"CASE WHEN {old} THEN date('2001-01-02', printf('+%d days', n.i / 500)) "
            "ELSE t.business_date END",
            "chain_no": f"{chain_no} + n.i",
            "digest": "lower(hex(randomblob(32)))",
        },
        "receipt": {"seq": "n.i + 1"},
        "receipt_line": {
            "bill_no": f"printf('W%09d', {visit} % {bills})",
            # Each bill is visited once in every round over all bills.
            "bill_version": f"100 + (n.i * {LINES} + t.line_no - 1) / {bills}",
        },
        "allocation": {},
        "tender": {},
        "journal_line": {},
    }
    for table, changed in changes.items():
        conn.execute(
            f"CREATE TEMP TABLE like_{table} AS SELECT * FROM {table} WHERE posting_id = {posting_id}"
        )
        _copy(conn, table, _numbers(1, count), {"posting_id": f"{posting_id} + n.i", **changed})
    rounds = 101 + (count * LINES + LINES) // bills
    conn.execute("UPDATE bill SET version = ?, imports = 1", (rounds,))
    conn.execute(
        "UPDATE drawer_series SET chain_no = ?, head = (SELECT digest FROM posting "
        "WHERE drawer = ? AND chain_no = ?)",
        (chain_no + count, DRAWER, chain_no + count),
    )
    conn.execute("UPDATE drawer_year SET last_seq = ?", (count + 1,))
