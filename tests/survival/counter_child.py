"""One life of a counter: it opens the books, serves customers, prints, and is killed at some moment."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.print_worker import PrintWorker
from devices.printer import Printer
from devices.settings import PrinterKind, PrinterSettings
from domain.books import Books
from domain.receipting.paper import Paper
from tests.samples import at, sample_office
from tests.survival.counter import (
    STATION,
    Told,
    close_drawer,
    fill_cart,
    finish,
    open_drawer,
    sit_down,
    void,
)
from tests.survival.kill import KillSwitch
from tests.survival.real_books import open_books

BILLS = 12
_CUSTOMERS = 150
_A_SESSION = 12
_VOIDED = 0.15


class Diary:
    """What the clerk saw, written by another hand: it outlives the counter."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def write(self, told: Told) -> None:
        """Add one thing, on a line of its own whatever the life before left behind."""
        line = json.dumps([told.request_id, told.act, told.number, told.digest])
        os.write(self._file, f"\n{line}\n".encode())


def read_diary(path: Path) -> list[Told]:
    """Everything the clerk saw and tried. A line that a kill tore was not seen: it is passed over."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [Told(*json.loads(line)) for line in lines if line.endswith("]")]


class _Wired:
    """The desk's printer: wakes the worker, or lets it print here and now when it has no thread."""

    def __init__(self, worker: PrintWorker, threaded: bool) -> None:
        self._worker = worker
        self._threaded = threaded

    def status(self) -> str:
        return "ready"

    def wake(self) -> None:
        if self._threaded:
            self._worker.wake()
        else:
            self._worker.run_round()

    def open_drawer(self, slip: Paper) -> None:
        """No drawer."""


def printer_at(folder: Path) -> Printer:
    """The file printer of this counter."""
    return Printer(PrinterSettings(PrinterKind.FILE, str(folder / "paper")), folder)


def worker_on(books: Books, folder: Path) -> PrintWorker:
    """The print worker of this counter; what was on its way at the last stop comes as a DUPLICATE."""
    office = sample_office()
    return PrintWorker(books, office, STATION.code, printer_at(folder), now=lambda: at(10))


def warm() -> None:
    """Load what a printer loads at its first paper, once for all lives."""
    with TemporaryDirectory() as folder:
        printer_at(Path(folder)).render(Paper(()))


def live(folder_name: str, ticks: int | None, life: int) -> None:
    """Serve customers until killed: at a tick on one thread, or with all threads by the clock."""
    folder = Path(folder_name)
    diary, dice = Diary(folder / "diary"), random.Random(life)
    with _watched(KillSwitch(ticks)), ExitStack() as stack:
        books = stack.enter_context(closing(open_books(folder / "books.db", threads=not ticks)))
        worker = worker_on(books, folder)
        if ticks:
            worker.run_round()
        else:
            worker.start()
            stack.callback(worker.stop)
        desk = sit_down(books, f"life{life}", _Wired(worker, not ticks))
        for customer in range(_CUSTOMERS):
            if desk.session is None:
                diary.write(open_drawer(desk, f"open-{life}-{customer}"))
            fill_cart(desk, dice, BILLS)
            diary.write(Told(desk.cart.request_id, "tried", ""))
            told = finish(desk)
            diary.write(told)
            if dice.random() < _VOIDED:
                diary.write(void(desk, told.number))
                desk.printer.wake()
            if customer % _A_SESSION == _A_SESSION - 1:
                diary.write(close_drawer(desk, f"close-{life}-{customer}"))
                desk.printer.wake()


@contextmanager
def _watched(switch: KillSwitch) -> Iterator[None]:
    with switch.on_sqlite(every=300), switch.on_call("os.write"), switch.on_call("os.fsync"):
        yield
