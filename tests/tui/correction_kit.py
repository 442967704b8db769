"""What the tests of the correcting screens share: books after a day at the drawer, and who signs in on the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.receipting.receipt import Receipt
from domain.records import PostedCorrection, PostedReceipt
from storage.memory import MemoryBooks
from tests.samples import PINS, at
from tests.storage import contract_kit as kit
from tests.tui.desk_corrections_kit import close, open_desk, pay
from tests.tui.desk_kit import stocked_books
from tui.desk import Desk

SAM = ("sam", "enter", PINS["sam"], "enter")
CHAM = ("cham", "enter", PINS["cham"], "enter")
JANE = ("jane", "enter", PINS["jane"], "enter")
LATER = date(2027, 1, 27)


def on(day: date) -> Callable[[Desk], None]:
    """What makes a desk's clock stand in the afternoon of a day."""

    def prepare(desk: Desk) -> None:
        desk.clock = lambda: at(15, day=day)

    return prepare


def checked_books() -> MemoryBooks:
    """Books after a day: check 1001 paid three bills of three programs, cash another, and the drawer is closed."""
    books = stocked_books()
    desk = open_desk(books)
    pay(desk, kit.TAX, kit.WATER, kit.TICKET, kind="K", number="1001")
    pay(desk, kit.OTHER_WATER, typed="80")
    close(desk)
    return books


def corrections_in(books: Books) -> list[PostedCorrection]:
    """All corrections of the sample months, in the order of posting."""
    return list(books.corrections(date(2027, 1, 1), date(2027, 12, 31)))


def the_correction(books: Books, kind: CorrectionKind) -> PostedCorrection:
    """The only correction that there is."""
    (found,) = corrections_in(books)
    assert found.body.kind is kind
    return found


def receipt_named(books: Books, number: str) -> PostedReceipt:
    """A receipt by its number as printed."""
    found = [
        posted
        for posted in books.receipts(limit=50)
        if isinstance(posted.posting.body, Receipt) and str(posted.posting.body.number) == number
    ]
    assert found, number
    return found[0]
