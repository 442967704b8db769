"""S10: how many keystrokes each task costs, counted from real keys on the real screens; a scan or swipe counts one.

A budget is held only when the task was done: what was posted is read back from the books.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from chamberlain.demo import PEOPLE
from chamberlain.folders import shipped_office
from chamberlain.pictures import AT, READERS, StillPrinter, presses, sample_books
from chamberlain.readers import Readers
from chamberlain.scenes import ON
from domain.books import Books
from domain.money import Money
from domain.office import Office
from domain.receipting.receipt import Receipt
from domain.receivables.assessment import assess
from exchange.policy import load_office
from exchange.sample_policy import load_sample
from storage.memory import MemoryBooks
from tui.counter import Counter, Opening
from tui.desk import Desk, Station

NAME = "S10"
BADGE = "B-0047110817"
"""The supervisor's."""
SCAN, SWIPE = READERS[0], f"{READERS[1]}0012345678/"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its budget, the keys that do it, and whether the books show it done."""

    name: str
    budget: int
    keys: tuple[str, ...]
    done: Callable[[Books], bool]
    before: tuple[str, ...] = ("ctrl+b", "enter")
    """What is done first and not counted: the drawer is opened, and where something is to be undone, it is done."""

    @property
    def cost(self) -> int:
        """The number of keystrokes: what a reader sends, with its Enter, is one."""
        readers = sum(key.startswith((SCAN, SWIPE)) for key in self.keys)
        # The Enter behind a reader's code is the reader's own.
        return len(self.keys) - readers


def _receipts(books: Books) -> list[Receipt]:
    bodies = (each.posting.body for each in books.receipts(on=ON))
    return [body for body in bodies if isinstance(body, Receipt)]


def _paid(lines: int, change: bool, kinds: str) -> Callable[[Books], bool]:
    def done(books: Books) -> bool:
        held = _receipts(books)
        if len(held) != 1:
            return False
        found = "".join(sorted(tender.kind for tender in held[0].tenders))
        return (len(held[0].lines), bool(held[0].change), found) == (lines, change, kinds)

    return done


def _due_bills(books: Books, office: Office) -> dict[str, Money]:
    """Return open tickets without a hold, and what is due on each."""
    found: dict[str, Money] = {}
    for letter in "smjgbcdh":
        for hit in books.find(letter, 200).hits:
            customer = books.customer(hit.account_id)
            if hit.kind == "parking" and customer and not customer.accounts[0].account.holds:
                for state in books.open_bills((hit.account_id,)).get(hit.account_id, ()):
                    found[state.bill.bill_no] = assess(state, ON, office).due
    return found


def _voided(books: Books) -> bool:
    """Return whether the last receipt was voided, in words and with a second person's approval."""
    found = books.receipts(on=ON, limit=1)
    undone = found[0].undone if found else None
    return undone is not None and bool(undone.reason_text and undone.approved_by)


def _scan(bill: str) -> tuple[str, str]:
    return (f"{SCAN}{bill}", "enter")


def _swipe(number: str) -> tuple[str, str]:
    return (f"{SWIPE}{number}/", "enter")


def tasks(books: Books, office: Office) -> tuple[Task, ...]:
    """Return the tasks of this issue with the budgets of the design."""
    due = _due_bills(books, office)
    small = next(bill for bill, amount in due.items() if amount < Money(5_000))
    larger = next(bill for bill, amount in due.items() if amount < Money(10_000))
    three = list(due)[:3]
    first, second = (str(due[bill]).split(".")[0] for bill in three[:2])
    # Two figures for each of ten denominations: what 70 sheets of tags came to, beside the float.
    pieces = (10, 10, 10, 10, 14, 15, 12, 14, 10, 10)
    ten = tuple(key for number in pieces for key in (*str(number), "enter"))
    return (
        Task("exact cash, scanned bill", 4, (*_scan(small), "f4", "c", "f10"), _paid(1, False, "C")),
        Task(
            "cash with change, two digits", 6, (*_scan(small), "f4", "5", "0", "c", "f10"), _paid(1, True, "C")
        ),
        Task(
            "cash with change, three digits", 6, (*_scan(larger), "f4", "1", "0", "0", "f10"), _paid(1, True, "C")
        ),
        Task("scanned bill, swiped check", 4, (*_scan(small), "f4", *_swipe("1001"), "f10"), _paid(1, False, "K")),
        Task("six trash tags", 5, ("6", "f11", "f4", "c", "f10"), _paid(1, False, "C")),
        Task(
            "three bills, two checks and cash",
            20,
            (
                *(key for bill in three for key in _scan(bill)), "f4",
                *first, *_swipe("1001"), *second, *_swipe("1002"), "c", "f10",
            ),
            _paid(3, False, "CKK"),
        ),
        Task(
            "close a drawer of ten denominations",
            35,
            ("ctrl+b", "enter", *ten, "f10", *_scan(BADGE)),
            lambda books: books.closing(f"{office.drawers[0].code}-1") is not None,
            ("ctrl+b", "enter", "70", "f11", "f4", "c", "f10"),
        ),
        Task(
            "void own last receipt, with approval",
            12,
            ("f8", "1", *"by card", "enter", "v", *_scan(BADGE)),
            _voided,
            ("ctrl+b", "enter", *_scan(small), "f4", "c", "f10"),
        ),
    )  # fmt: skip


def run(scale: str) -> dict[str, object]:
    """Count every task; ``scale`` makes no difference."""
    folder = shipped_office("ithaca")
    policy, sample = load_office(folder), load_sample(folder)
    rows = []
    for task in tasks(sample_books(policy, sample), policy.office):
        books = sample_books(policy, sample)
        books.set_badge(PEOPLE[1][0].operator_id, BADGE, AT)
        asyncio.run(_play(task, books, policy.office))
        rows.append((task.name, task.cost, task.budget, "yes" if task.done(books) else "NO"))
    held = all(cost <= budget and done == "yes" for _, cost, budget, done in rows)
    return {
        "held": held,
        "tasks": [dict(zip(("task", "keys", "budget", "done"), row, strict=True)) for row in rows],
        "tables": [("S10: keystrokes per task", ("task", "keys", "budget", "done"), rows)],
    }


async def _play(task: Task, books: MemoryBooks, office: Office) -> None:
    """Sign in, open the drawer, and do the task with every key in one go."""
    numbers = count(1)
    desk = Desk(
        books,
        office,
        Station("Hall", office.drawers[0].code),
        clock=lambda: AT,
        new_id=lambda: f"{next(numbers):032x}",
        printer=StillPrinter(),
    )
    app = Counter(Opening(lambda: desk), recognise=Readers())
    operator, pin = PEOPLE[0]
    ready = (operator.operator_id, "enter", pin, "enter", *task.before)
    async with app.run_test(size=(80, 24)) as pilot:
        while app.desk is None:
            await pilot.pause()
        await app.gate.idle()
        app.gate.feed(*presses((*ready, *task.keys)))
        await app.gate.idle()
