"""S8: the close of one day of 500 receipts in books of many, its reports, and the trial balance of all lines.

Each step is held against bare sqlite3 that comes to the same figures, lists fetched row by row and sums added up by
the database, in turns within the same run. Of a day of 100,000 receipts each step is told as it is done.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NoReturn

from bench.close_floor import Floor
from bench.close_reports import hold_against, hold_waiting
from bench.once import Times, undone
from bench.posting_books import CLERK, MOMENT, TODAY, Made, make, office, ok
from domain.books import Books
from domain.custody.acting import Asked as Who
from domain.custody.closing_day import order_seal
from domain.custody.count import Count
from domain.custody.drawer import tally
from domain.custody.sessions import CloseOrder
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS, made_together
from storage.open import open_books

NAME = "S8"
SIZES = {"quick": (10_000,), "full": (10_000, 100_000, 1_000_000)}
BIG_DAY = {"quick": 2_000, "full": 100_000}
DAY = 500
CLOSE = "the drawer's close"
ROUNDS = 15
CHIEF = Operator("cham", "Chris Chief", "chamberlain")
_YES = Approval(
    CHIEF.operator_id, CHIEF.name, CHIEF.role, Act.APPROVE_DRAWER, "PIN", MOMENT, "Close it."
)
OF_ALL = frozenset(
    [
        "trial",
        "on_hand",
        "batches",
        "differences",
        "agreement",
        "aging",
        "balances",
        "credits",
        "status",
    ]
)
"""Reports that are of all there is, not of a day."""

Pair = tuple[str, Callable[[], object], Callable[[], object]]


@dataclass
class Steps:
    """What each step took: (seconds, seconds of the processor) of ours and of the bare, by round."""

    ours: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    bare: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def take(self, pairs: Sequence[Pair], rounds: int) -> None:
        """Let both sides take turns, one step after the other: a scan of all lines leaves nothing of a day in memory.

        Whoever comes first after such a scan reads the day from the file, so that a median would tell who came first.
        """
        for name, ours, bare in pairs:
            for n in range(rounds):
                sides = [(self.ours, ours), (self.bare, bare)]
                for into, act in sides if n % 2 else sides[::-1]:
                    into.setdefault(name, []).append(_timed(act))

    def rows(self, size: int) -> Iterator[tuple[object, ...]]:
        """Yield size, step, milliseconds of both sides, and the median of the rounds' ratios.

        The last ratio is of the processor's time: on a busy machine the longer of two short steps waits oftener.
        """
        for name, ours in self.ours.items():
            bare = self.bare[name]
            wall, worked = (
                median(a[i] / b[i] for a, b in zip(ours, bare, strict=True)) for i in (0, 1)
            )
            both = (median(each[0] for each in side) * 1e3 for side in (ours, bare))
            yield size, name, *both, wall, worked


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    began, worked = perf_counter(), process_time()
    act()
    return perf_counter() - began, process_time() - worked


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bench_close_", dir=os.environ.get("BENCH_DIR")))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _floor(path: Path) -> Iterator[Floor]:
    floor = Floor(path)
    try:
        yield floor
    finally:
        floor.quit()


def _count(books: Books, made: Made) -> Count:
    """Return the right count of the session, without counting."""
    policy, name = office(), made.session.session_id
    expected = tally(Count(), made.session.float_amount, books.takings(name), policy)
    cash = next(t.expected for t in expected if t.kind == policy.cash.code)
    items = dict(books.check_amounts(name))
    checks = tuple(
        (k.code, items.get(k.code, ())) for k in policy.tender_kinds if k.counted == "items"
    )
    return Count((), checks, (), float_out=cash)


def _close(books: Books, made: Made, count: Count) -> None:
    """Count blind and close the session."""
    name = made.session.session_id
    ok(books.try_count(name, CLERK.operator_id, count, MOMENT, office()))
    ok(
        books.close_session(
            CloseOrder("close", name, CLERK, MOMENT, count, approval=_YES), office()
        )
    )


def _warm() -> None:
    """Close a drawer of ten receipts, so that all that this needs is loaded."""
    with _folder() as folder:
        made = make(folder / "books.db", 10, 10)
        with closing(open_books(f"sqlite:///{made.path}")) as books:
            _close(books, made, _count(books, made))


def _closes(made: Made, steps: Steps) -> None:
    """Measure the close of the drawer, which happens once, as often as any other step."""
    path, name = made.path, made.session.session_id

    def both(turned: bool, tell: Callable[[Times], NoReturn]) -> None:
        # The thread that carries the log into the file would make the books others than they were.
        whole = open_books(f"sqlite:///{path}", checkpoints=False)
        with closing(whole) as books, _floor(path) as floor:
            count = _count(books, made)
            sides = [lambda: _close(books, made, count), lambda: floor.close(name)]
            times = [_timed(act) for act in (sides[::-1] if turned else sides)]
            tell(times[::-1] if turned else times)

    for n in range(ROUNDS):
        ours, bare = undone(path, partial(both, bool(n % 2)))
        steps.ours.setdefault(CLOSE, []).append(ours)
        steps.bare.setdefault(CLOSE, []).append(bare)


class _Seal:
    """Closes one day after the other, from the first that is not closed."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.days = iter(books.days_to_seal())

    def __call__(self) -> None:
        """Close the next day."""
        on = next(self.days)
        who = Who(f"seal-{on}", CHIEF, "bench", on, MOMENT)
        ok(self.books.seal_day(ok(order_seal(who, office(), on))))


class _BareSeal:
    """Adds up the same days one after the other, so that neither side finds a day read before by itself."""

    def __init__(self, books: Books, floor: Floor) -> None:
        self.floor = floor
        self.days = iter(books.days_to_seal())

    def __call__(self) -> None:
        """Add up the next day."""
        self.floor.seal(next(self.days))


def _size(path: Path, size: int) -> Steps:
    made = make(path, size, DAY)
    steps, policy = Steps(), office()
    bank = policy.keeping.banks[0]
    asked = Asked(policy, TODAY, TODAY, drills=False)
    ever = Asked(policy, date.min, TODAY, drills=False)
    daily = [each for each in REPORTS if each not in OF_ALL]
    _closes(made, steps)
    with closing(open_books(f"sqlite:///{path}")) as books, _floor(path) as floor:
        _close(books, made, _count(books, made))
        pairs: list[Pair] = [
            (
                "what waits for the bank",
                lambda: books.undeposited(bank, policy),
                lambda: floor.waits(bank.from_on),
            ),
            (
                f"all {len(daily)} reports of the day",
                lambda: made_together(books, asked, daily),
                lambda: floor.reports(TODAY),
            ),
            (
                "trial balance of all lines",
                lambda: REPORTS["trial"].make(books, ever),
                floor.trial,
            ),
            ("closing a day", _Seal(books), _BareSeal(books, floor)),
        ]
        hold_waiting(books.undeposited(bank, policy), floor.waits(bank.from_on))
        hold_against(made_together(books, asked, daily), floor.reports(TODAY))
        steps.take(pairs, ROUNDS)
    return steps


def _made(books: Books, asked: Asked, name: str) -> Callable[[], object]:
    return lambda: REPORTS[name].make(books, asked)


def _big_day(path: Path, receipts: int) -> list[tuple[object, ...]]:
    """Close a day of so many receipts and tell each step as it is done: step, seconds, receipts a second."""
    made = make(path, receipts, receipts)
    rows: list[tuple[object, ...]] = []

    def told(step: str, act: Callable[[], Any]) -> None:
        began = perf_counter()
        act()
        took = perf_counter() - began
        rows.append((step, took, receipts / took))
        print(f"  {receipts:,} receipts: {step}, {took:.1f} s", flush=True)

    with closing(open_books(f"sqlite:///{path}")) as books:
        asked = Asked(office(), TODAY, TODAY, drills=False)
        count = _count(books, made)
        told(CLOSE, lambda: _close(books, made, count))
        told(
            "what waits for the bank",
            lambda: books.undeposited(office().keeping.banks[0], office()),
        )
        for name in REPORTS:
            told(f"report {name}", _made(books, asked, name))
        told("closing the day", _Seal(books))
    return rows


def run(scale: str) -> dict[str, Any]:
    """Take the measure at each size, then a big day."""
    rows: list[tuple[object, ...]] = []
    _warm()
    for size in SIZES[scale]:
        with _folder() as folder:
            rows += _size(folder / "books.db", size).rows(size)
    with _folder() as folder:
        big = _big_day(folder / "books.db", BIG_DAY[scale])
    columns = ("receipts", "step", "ours ms", "bare ms", "ratio", "cpu ratio")
    return {
        "sizes": [dict(zip(columns, row, strict=True)) for row in rows],
        "big day": [dict(zip(("step", "seconds", "a second"), row, strict=True)) for row in big],
        "tables": (
            ("S8: closing a day of 500 receipts, against the bare SQL", columns, rows),
            (f"S8: a day of {BIG_DAY[scale]:,} receipts", ("step", "s", "receipts a second"), big),
        ),
    }
