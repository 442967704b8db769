"""Books made by the command line itself, and the command line run inside the test's process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from chamberlain.__main__ import main
from chamberlain.settings import holds_password
from domain.custody.count import Count
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.money import Money
from domain.office import Office
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from domain.records import PostedReceipt
from exchange.policy import load_office
from storage.open import open_books
from tests.samples import ok

ROOT = Path(__file__).resolve().parents[2]
ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
ADA = Operator("ada", "Ada Lark", "clerk")

WATER = (
    "Account;Bill;BillDate;DueDate;Period;Customer;ServiceAddress;MailTo;Meter;Units;"
    "WaterCents;SewerCents;StormCents;Hold;Relevied;TaxBill\n"
)


def water_row(
    number: int, bill: str = "", *, name: str = "Jane Doe", cents: int = 5000, hold: str = ""
) -> str:
    """One row of the water program's export, due on 20 March 2026."""
    bill = bill or f"W-{number}"
    place = f"{number} Green St"
    return (
        f"10-{number:06d};{bill};2026-03-01;2026-03-20;2026 Q1;{name};{place};{place};5/8;15;"
        f"{cents};3000;500;{hold};;\n"
    )


def write_water(folder: Path, *rows: str, name: str = "water.csv") -> Path:
    """Write an export of the water program."""
    path = folder / name
    path.write_text(WATER + "".join(rows), encoding="cp1252")
    return path


@dataclass
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)


@dataclass
class Line:
    """The command line on one set of books."""

    url: str
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *words: str | Path, stdin: str = "") -> Ran:
        """Run one command and return what it said."""
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        self.capsys.readouterr()
        given = [str(word) for word in words]
        if holds_password(self.url):
            # Where a password may stand: the list of programs does not show it there.
            self.monkeypatch.setenv("CHAMBERLAIN_BOOKS", self.url)
        else:
            given += ["--books", self.url]
        code = main(given)
        said = self.capsys.readouterr()
        return Ran(code, said.out, said.err)


def office() -> Office:
    """The office that comes with the program: the command line's default."""
    return load_office(ROOT / "offices" / "ithaca").office


def one_sentence(ran: Ran) -> str:
    """The sentence on standard error; fails when there is more than one line, or a traceback."""
    lines = ran.err.splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("chamberlain: ")
    return lines[0]


def open_drawer(url: str, drawer: str = "1", operator: Operator = ADA) -> DrawerSession:
    """Open a drawer with 200.00 on ``ON``."""
    books = open_books(url)
    try:
        order = OpenOrder(f"open {drawer}", drawer, "hall", operator, ON, AT, Money(20_000))
        return ok(books.open_session(order, office()))
    finally:
        books.close()


def take(url: str, session: DrawerSession, request: str, bills: Sequence[str]) -> PostedReceipt:
    """Pay bills and a sheet of tags: 20.00 by check, the rest in cash with 5.00 too much."""
    policy = office()
    books = open_books(url)
    try:
        cart = Cart(request)
        for number in bills:
            state = books.bill(number)
            assert state is not None
            cart = ok(add_bill(cart, state, ON, policy))
        cart = ok(add_item(cart, "TS", 1, ON, policy))
        cart = ok(add_tender(cart, "K", policy, amount=Money(2_000), number="1001"))
        cart = ok(add_tender(cart, "C", policy, amount=cart.due + Money(500)))
        return ok(books.post(ok(order_receipt(cart, session, ADA.operator_id, AT, policy))))
    finally:
        books.close()


def close(url: str, session: DrawerSession, cash_cents: int, check_cents: int) -> None:
    """Close the drawer on a count; a difference is a miscount."""
    books = open_books(url)
    policy = office()
    try:
        count = Count(((Money(1), cash_cents),), (("K", (Money(check_cents),)),), ())
        reason = policy.over_short_reasons[0].code
        order = CloseOrder(
            f"close {session.session_id}",
            session.session_id,
            ADA,
            AT,
            count,
            reason,
            "lost a dime",
            Approval("sam", "Sam Field", "supervisor", "approve_drawer", "PIN", AT, "Close it."),
        )
        ok(books.close_session(order, policy))
    finally:
        books.close()


def a_day(line: Line) -> None:
    """Three bills paid in one drawer, which is closed."""
    session = open_drawer(line.url)
    take(line.url, session, "r-1", ["W-1"])
    take(line.url, session, "r-2", ["W-2", "W-3"])
    close(line.url, session, 47_400, 2_000)
