"""A disk that is full or breaks during an act: it is refused in a sentence, and nothing is half done.

Every write and sync of each act fails once, and from then on; afterwards the same act is done again on a good disk.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from domain.books import BooksUnavailable
from tests.samples import DAY
from tests.survival.counter import (
    STATION,
    Told,
    close_drawer,
    fill_cart,
    finish,
    open_drawer,
    sit_down,
    stock_up,
    untrue,
    void_last,
)
from tests.survival.io_faults import Error, FaultyDisk, Outcome, Trial, every_fault
from tests.survival.power_loss import memory_folder
from tests.survival.real_books import create_books, open_books
from tui.desk import Desk

BILLS = 4
ACTS: dict[str, Callable[[Desk], Told]] = {
    "post": finish,
    "void": void_last,
    "close": partial(close_drawer, request_id="close"),
    "open": partial(open_drawer, request_id="open"),
}


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """Books with an open drawer, three receipts and a cart that is ready to be posted."""
    with memory_folder() as folder:
        _make(folder)
        yield folder


@pytest.fixture(scope="module")
def closed() -> Iterator[Path]:
    """The same books with the drawer closed."""
    with memory_folder() as folder:
        _make(folder)
        with closing(open_books(folder / "books.db")) as books:
            desk = sit_down(books, "first")
            open_drawer(desk, "again")
            close_drawer(desk, "closed")
        yield folder


def _make(folder: Path) -> None:
    path, dice = folder / "books.db", random.Random(1)
    create_books(path)
    with closing(open_books(path)) as books:
        stock_up(books, BILLS)
        desk = sit_down(books, "before")
        open_drawer(desk, "opened")
        for _ in range(3):
            fill_cart(desk, dice, BILLS)
            finish(desk)
        fill_cart(desk, dice, BILLS)


def _act(name: str, folder: Path, disk: FaultyDisk) -> Told:
    with closing(open_books(folder / "books.db")) as books:
        desk = sit_down(books, "now")
        if name != "open":
            open_drawer(desk, "again")
        disk.arm()
        return ACTS[name](desk)


def _verify(name: str, folder: Path, outcome: Outcome) -> list[str]:
    problems = []
    if outcome.error is not None and not isinstance(outcome.error, BooksUnavailable):
        problems.append(f"the act raised {outcome.error!r}")
    elif outcome.error is not None and not str(outcome.error).strip():
        problems.append("the refusal has no sentence")
    told = [outcome.value] if outcome.value else []
    with closing(open_books(folder / "books.db")) as books:
        problems += untrue(books, told, in_flight=4)
        before = len(books.receipts())
        desk = sit_down(books, "after")
        open_drawer(desk, "open")
        if name == "post" and before == 3 and not desk.cart.lines:
            problems.append("nothing was posted and the cart is gone")
        if name == "post" and desk.cart.lines:
            told.append(finish(desk))
        if name == "close" and desk.session and desk.session.session_id == "1-1":
            told.append(close_drawer(desk, "close"))
        if name == "void":
            told.append(void_last(desk))
            if len(books.corrections(DAY, DAY)) != 1:
                problems.append("the receipt is not voided once")
        if name == "post" and len(books.receipts()) != 4:
            problems.append(f"{len(books.receipts())} receipts are posted instead of 4")
        problems += untrue(books, told, in_flight=4)
        if books.session_at(STATION.drawer) is None and name != "close":
            problems.append("the drawer is not open")
    return problems


@pytest.mark.slow
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("error", ["full", "broken"])
@pytest.mark.parametrize("name", ["post", "void", "close", "open"])
def test_every_failing_write_is_refused_in_a_sentence(
    name: str, error: Error, for_ever: bool, prepared: Path, closed: Path
) -> None:
    trials: list[Trial] = every_fault(
        closed if name == "open" else prepared,
        partial(_act, name),
        partial(_verify, name),
        error=error,
        for_ever=for_ever,
    )
    assert [str(t) for t in trials if t.problems] == []
    assert sum(t.outcome.error is not None for t in trials) >= 3
