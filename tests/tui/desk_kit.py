"""A counter at a desk for the tests of the screens: sample city, a still clock, memory books, every key by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

from domain.books import Books
from domain.money import Money
from domain.office import Office
from storage.memory import MemoryBooks
from tests.sample_policy import sample_office
from tests.samples import (
    PINS,
    at,
    intake_of,
    operators,
    sample_accounts,
    sample_bills,
)
from tests.tui.kit import SMALL, counter
from tui.counter import Counter, Opening
from tui.desk import Desk, Station


@dataclass
class StillPrinter:
    """A printer that only counts how often it was woken."""

    woken: int = 0
    words: str = "ready"

    def status(self) -> str:
        """Say how it is."""
        return self.words

    def wake(self) -> None:
        """Count."""
        self.woken += 1


def stocked_books(*, training: bool = False) -> MemoryBooks:
    """Return memory books with the sample accounts and bills and an operator who can sign in."""
    books = MemoryBooks(training=training)
    books.take_in(intake_of(sample_bills()), sample_accounts(), sample_bills())
    for each in operators():
        books.add_operator(each, PINS[each.operator_id], at())
    return books


def desk_of(books: Books, office: Office | None = None) -> Desk:
    """Return a desk at drawer 1 with a still clock and counted request ids."""
    numbers = count(1)
    return Desk(
        books,
        office or sample_office(),
        Station("S1", "1"),
        clock=at,
        new_id=lambda: f"request-{next(numbers)}",
        printer=StillPrinter(),
    )


@asynccontextmanager
async def at_the_counter(
    books: Books | None = None,
    size: tuple[int, int] = SMALL,
    prepare: Callable[[Desk], None] = lambda _desk: None,
) -> AsyncIterator[Counter]:
    """Run the counter on a desk; nobody is signed in yet."""
    desk = desk_of(books if books is not None else stocked_books())
    prepare(desk)
    app = Counter(Opening(lambda: desk))
    async with counter(app, size=size):
        yield app


FLOAT = Money(20000)
