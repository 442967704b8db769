"""A counter at a desk for the tests of the screens: sample city, a still clock, memory books, every key by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count

from chamberlain.readers import Readers
from domain.books import Books
from domain.custody.drawer import DrawerClosed
from domain.money import Money
from domain.office import Office
from domain.receipting.paper import Paper
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import Account, Hold, HoldKind, Note
from domain.receivables.bills import Bill
from storage.memory import MemoryBooks
from tests.sample_policy import sample_office
from tests.samples import (
    CASH_ONLY,
    PINS,
    at,
    intake_of,
    keep_sample_policy,
    ok,
    operators,
    sample_accounts,
    sample_bills,
    tax_account,
    tax_bill,
    water_account,
    water_bill,
)
from tests.tui.kit import NAMED, PAUSE, SMALL, counter, type_keys
from tui.counter import Counter, Opening
from tui.desk import Desk, Station
from tui.theme import COUNTER_DARK

FLOAT = Money(20000)
SIGN_IN = ("jane", "enter", PINS["jane"], "enter")
OPEN_DRAWER = ("ctrl+b", "enter")
READY = (*SIGN_IN, *OPEN_DRAWER)
"""Sign in and open the drawer with the standard float of 200.00."""


@dataclass
class StillPrinter:
    """A printer that only counts how often it was woken."""

    woken: int = 0
    words: str = "ready"
    opened: list[Paper] = field(default_factory=list)
    """The slips with which the drawer was opened without a sale."""

    def status(self) -> str:
        """Say how it is."""
        return self.words

    def wake(self) -> None:
        """Count."""
        self.woken += 1

    def open_drawer(self, slip: Paper) -> None:
        """Keep the slip."""
        self.opened.append(slip)


def scan(code: str) -> tuple[str, ...]:
    """Return the keys of a scanner that reads ``code``."""
    return (f"]C1{code}", "enter")


def swipe(number: str) -> tuple[str, ...]:
    """Return the keys of a check reader that reads the check of that number."""
    return (PAUSE, f"/011000015/0012345678/{number}/", "enter")


def slowly(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return ``keys`` one by one; what a reader sends stays together, as it does on its wire."""
    steps: list[tuple[str, ...]] = []
    for place, key in enumerate(keys):
        if place and keys[place - 1].startswith((PAUSE, "]C1", "/011000015/")):
            steps[-1] = (*steps[-1], key)
        elif key == PAUSE or key.startswith(("]C1", "/011000015/")) or key in NAMED or "+" in key:
            steps.append((key,))
        else:
            steps.extend((character,) for character in key)
    return steps


def books_with(
    accounts: tuple[Account, ...], bills: tuple[Bill, ...], *, training: bool = False
) -> MemoryBooks:
    """Return memory books with these accounts and bills and the operators of the sample office."""
    books = MemoryBooks(training=training)
    keep_sample_policy(books)
    books.take_in(intake_of(bills), accounts, bills)
    for each in operators():
        books.add_operator(each, PINS[each.operator_id], at())
    return books


def stocked_books(*, training: bool = False) -> MemoryBooks:
    """Return memory books with the sample accounts and bills and an operator who can sign in."""
    return books_with(sample_accounts(), sample_bills(), training=training)


HELD_TAX, HELD_WATER = "500700-80.-3-3", "W-1080"
ESCROW = Hold(HoldKind.ESCROW, "Billed to the bank, code 123: ask before taking the owner's money.")
LETTER = Hold(HoldKind.NOTE, "Letter of January 12 is in the file.")


def held_books() -> MemoryBooks:
    """Return the sample books with one customer more: holds of three kinds, a note, a late bill and one not due."""
    tax = tax_account(HELD_TAX, "HOLDEN, HANNAH", "7 Hancock St")
    water = water_account(HELD_WATER, "Hannah Holden", "7 Hancock St")
    accounts = (
        *sample_accounts(),
        replace(tax, holds=(LETTER, ESCROW)),
        replace(water, holds=(CASH_ONLY,)),
    )
    bills = (
        *sample_bills(),
        tax_bill("T27-000180", HELD_TAX, cents=320000),
        tax_bill("T26-000180", HELD_TAX, cents=98765, year=2026),
        water_bill("WB-5080", HELD_WATER),
    )
    books = books_with(accounts, bills)
    account_id = books.account("tax", HELD_TAX)
    assert account_id is not None
    books.add_note(account_id, Note("Asked for a receipt by mail.", "Diego Ruiz", at(8)))
    return books


STATION = Station("S1", "1")


def desk_of(
    books: Books,
    office: Office | None = None,
    *,
    prefix: str = "request",
    station: Station = STATION,
) -> Desk:
    """Return a desk at drawer 1 with a still clock and counted request ids."""
    numbers = count(1)
    return Desk(
        books,
        office or sample_office(),
        station,
        clock=at,
        new_id=lambda: f"{prefix}-{next(numbers)}",
        printer=StillPrinter(),
    )


@asynccontextmanager
async def at_the_counter(
    books: Books | None = None,
    size: tuple[int, int] = SMALL,
    prepare: Callable[[Desk], None] = lambda _desk: None,
    *,
    keys: tuple[str, ...] = (),
    office: Office | None = None,
    prefix: str = "request",
    look: str = COUNTER_DARK.name,
    station: Station = STATION,
) -> AsyncIterator[Counter]:
    """Run the counter on a desk with the real readers, and type ``keys`` in one burst; nobody is signed in before.

    ``prefix`` begins the request ids: another counter on the same books needs another one.
    """
    desk = desk_of(
        books if books is not None else stocked_books(), office, prefix=prefix, station=station
    )
    prepare(desk)
    app = Counter(Opening(lambda: desk), recognise=Readers(), look=look)
    async with counter(app, size=size):
        await books_open(app)
        if keys:
            await type_keys(app, *keys)
        yield app


async def books_open(app: Counter) -> None:
    """Wait until the books are open behind the sign-in screen."""
    if app.desk is None:
        opened = asyncio.Event()
        app.when_open.append(opened.set)
        await opened.wait()


def desk_at(app: Counter) -> Desk:
    """Return the desk that the counter works at."""
    assert app.desk is not None
    return app.desk


def receipts_in(books: Books, limit: int = 200) -> list[Receipt]:
    """Return the receipts of the sample day, oldest first."""
    found = [each.posting.body for each in books.receipts(on=at().date(), limit=limit)]
    return [each for each in reversed(found) if isinstance(each, Receipt)]


def closing_of(books: Books, session_id: str = "1-1") -> DrawerClosed:
    """Return how the drawer was closed."""
    closing = books.closing(session_id)
    assert closing is not None
    body = closing[1].body
    assert isinstance(body, DrawerClosed)
    return body


__all__ = [
    "FLOAT",
    "HELD_TAX",
    "OPEN_DRAWER",
    "READY",
    "SIGN_IN",
    "StillPrinter",
    "at_the_counter",
    "books_with",
    "closing_of",
    "desk_at",
    "desk_of",
    "held_books",
    "ok",
    "receipts_in",
    "scan",
    "slowly",
    "stocked_books",
    "swipe",
]
