"""A counter of the City for the tests of the screens: its policy is kept, its papers can be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.policy.codec import encode_office
from domain.policy.kept import Compiled
from domain.receipting.paper import WIDTH, paper_to_text
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import Account, Hold
from domain.receivables.bills import Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, WaterFacts
from domain.records import SheetKind
from exchange.policy_folder import read_policy
from storage.memory import MemoryBooks
from tests.exchange.kit import ITHACA, ithaca
from tests.samples import at
from tests.tui.desk_kit import READY, STATION, at_the_counter, books_with, desk_at, receipts_in
from tests.tui.kit import SMALL, dump
from tui.counter import Counter
from tui.desk import Desk


def books_of(*states: BillState | Bill, holds: tuple[Hold, ...] = ()) -> MemoryBooks:
    """Books with these bills and the accounts that they are on; each account has the holds."""
    bills = tuple(s.bill if isinstance(s, BillState) else s for s in states)
    accounts = {
        (b.service, b.account_number): Account(
            b.service,
            b.account_number,
            "DOE, JANE",
            "108 E GREEN ST",
            party_key="doe",
            holds=holds,
        )
        for b in bills
    }
    books = books_with(tuple(accounts.values()), bills)
    office = ithaca().office
    books.keep_policy(
        office.digest, read_policy(ITHACA), Compiled("tests", encode_office(office)), at()
    )
    return books


def on_day(day: date) -> Callable[[Desk], None]:
    """Let the desk's clock stand still on another day."""

    def prepare(desk: Desk) -> None:
        desk.clock = lambda: at(15, day=day)

    return prepare


@asynccontextmanager
async def ithaca_counter(
    books: MemoryBooks,
    *keys: str,
    ready: bool = True,
    size: tuple[int, int] = SMALL,
    prepare: Callable[[Desk], None] = lambda _desk: None,
) -> AsyncIterator[Counter]:
    """A counter of the City, with an open drawer."""
    first = READY if ready else ()
    async with at_the_counter(
        books, size, prepare, office=ithaca().office, keys=(*first, *keys)
    ) as app:
        yield app


def only_receipt(books: MemoryBooks) -> Receipt:
    """The one receipt there is."""
    (found,) = receipts_in(books)
    return found


def said(app: Counter) -> str:
    """What the screen says, in one line."""
    return " ".join(dump(app).split())


def left_pane(app: Counter) -> str:
    """What stands left of the cart or the paper, in one line."""
    return " ".join(" ".join(row.split("│")[0] for row in dump(app).splitlines()).split())


def sheets_printed(app: Counter) -> list[tuple[SheetKind, str, str, int]]:
    """The sheets that were sent to the printer: kind, what about, their text, and the number of the copy."""
    books, found = desk_at(app).books, []
    for job in books.queued(STATION.code):
        sheet = books.sheet(job.sheet_id) if job.sheet_id is not None else None
        if sheet is not None:
            text = paper_to_text(sheet.paper)
            assert all(len(row) <= WIDTH for row in text.splitlines())
            found.append((sheet.kind, sheet.about, text, job.copy_no))
    return found


def late_tax(number: str = "T27-000101", parcel: str = "12.-1-3") -> Bill:
    """The City's tax of 2027 in two halves of 612.28, the first due on Sunday 31 January."""
    halves = tuple(
        Instalment(no, due_on, (Charge("tax", Money(61228)),))
        for no, due_on in ((1, date(2027, 1, 31)), (2, date(2027, 6, 30)))
    )
    return Bill(number, "tax", parcel, "City tax 2027", date(2027, 1, 2), halves)


def minimum_water() -> Bill:
    """A quarter of water of which less was used than the meter's minimum."""
    charges = (Charge("water", Money(11676)), Charge("sewer", Money(7236)))
    facts = BillFacts(water=WaterFacts("5/8", 900))
    due = Instalment(1, date(2027, 2, 20), charges)
    return replace(
        Bill("W2701-000016", "water", "02-000001", "Water 1st quarter", date(2027, 1, 20), (due,)),
        facts=facts,
    )
