"""The keystroke budgets of the counter, held by the strokes that the gate hands to the screens.

Each task is typed at the real counter over the books in memory; a scan or a swiped check is one stroke, as the
recogniser makes it one. A task counts only when it left in the books what it should.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from domain.books import Books
from tests.samples import at
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    closing_of,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import type_keys

Done = Callable[[Books], bool]


@dataclass(frozen=True)
class Task:
    """What a clerk does, its keys, how many it may take, and whether the books show that it was done."""

    name: str
    budget: int
    keys: tuple[str, ...]
    done: Done = field(repr=False)
    before: tuple[str, ...] = READY


def paid(cents: int, change: int, *kinds: str) -> Done:
    """Return the check that the last receipt is of ``cents`` with that change, paid in these kinds of money."""

    def check(books: Books) -> bool:
        receipts = receipts_in(books)
        if not receipts:
            return False
        last = receipts[-1]
        found = (last.total.cents, last.change.cents, tuple(t.kind for t in last.tenders))
        return found == (cents, change, kinds)

    return check


def balanced(books: Books) -> bool:
    """Return whether the drawer was closed without a difference."""
    return books.closing("1-1") is not None and not closing_of(books).over_short


def voided(books: Books) -> bool:
    """Return whether the last receipt was voided, for a reason, in words, with a second person's approval."""
    found = books.receipts(on=at().date(), limit=1)
    undone = found[0].undone if found else None
    return undone is not None and bool(undone.reason_text and undone.approved_by)


def recreated(books: Books) -> bool:
    """Return whether the voided receipt was taken again as it was, by check instead of cash."""
    if len(receipts_in(books)) != 2:
        return False
    first, second = receipts_in(books)
    kinds = ([t.kind for t in first.tenders], [t.kind for t in second.tenders])
    return first.total == second.total and kinds == (["C"], ["K"])


SAMS_BADGE = "B-0047110817"
PAID = (*READY, *scan("T27-000101"), *scan("WB-5001"), "f4", "c", "f10")
VOID = ("f8", "1", "by card", "enter", "v", *scan(SAMS_BADGE))
"""The reason by its digit, seven letters of words, the key that voids, the supervisor's badge."""

PIECES = ("1", "2", "12", "10", "7", "", "24", "", "41", "52", "35", "58")
"""How many of each denomination from 100.00 down to a cent: ten are there, and make 616.78 without the float."""


def count_keys() -> tuple[str, ...]:
    """Return the keys of the count: Enter takes the float out, a number and Enter go down, F10 takes the last along."""
    keys = ["ctrl+b", "enter"]
    for place, pieces in enumerate(PIECES):
        keys.extend([pieces] if pieces else [])
        keys.append("enter" if place < len(PIECES) - 1 else "f10")
    return tuple(keys)


TASKS = (
    Task("exact cash, scanned bill", 4, (*scan("5544332"), "f4", "c", "f10"), paid(3000, 0, "C")),
    Task(
        "cash and change, two digits",
        6,
        (*scan("5544332"), "f4", "40", "f10"),
        paid(3000, 1000, "C"),
    ),
    Task(
        "cash and change, three digits",
        6,
        (*scan("WB-5001"), "f4", "150", "f10"),
        paid(13000, 2000, "C"),
    ),
    Task(
        "scanned bill by swiped check",
        4,
        (*scan("WB-5001"), "f4", *swipe("1001"), "f10"),
        paid(13000, 0, "K"),
    ),
    Task("six trash tags (a sheet)", 5, ("f11", "f4", "c", "f10"), paid(2700, 0, "C")),
    Task("three sheets, exact cash", 5, ("3", "f11", "f4", "c", "f10"), paid(8100, 0, "C")),
    Task(
        "three bills, two checks and cash",
        20,
        (
            *(*scan("T27-000101"), *scan("WB-5001"), *scan("5544332"), "f4"),
            *("600", *swipe("1001"), "100", *swipe("1002"), "80", "f10"),
        ),
        paid(61228 + 13000 + 3000, 772, "K", "K", "C"),
    ),
    Task(
        "close a drawer of ten denominations",
        35,
        count_keys(),
        balanced,
        (*READY, *scan("T27-000101"), "T1", "enter", "f4", "c", "f10", "enter"),
    ),
    Task("void own last receipt, from the receipt", 12, VOID, voided, PAID),
    Task("void own last receipt, from the lookup", 12, VOID, voided, (*PAID, "f2")),
    Task(
        "recreate it with another kind of money",
        4,
        ("n", "backspace", *swipe("1001"), "f10"),
        recreated,
        (*PAID, *VOID),
    ),
)


async def count(task: Task) -> int:
    """Return the strokes that ``task`` takes; raises ``AssertionError`` when the books do not show it done."""
    books = stocked_books()
    assert books.set_badge("sam", SAMS_BADGE, at(8)) is None
    async with at_the_counter(books, keys=task.before) as app:
        before = app.gate.delivered
        await type_keys(app, *task.keys)
        strokes = app.gate.delivered - before
    if not task.done(books):
        raise AssertionError(f"the keys for '{task.name}' did not do it")
    return strokes


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
async def test_the_budget_is_held(task: Task) -> None:
    assert await count(task) <= task.budget


async def test_a_task_that_was_not_done_does_not_count() -> None:
    undone = Task("nothing", 1, ("f2",), TASKS[0].done)
    with pytest.raises(AssertionError, match="did not do it"):
        await count(undone)
