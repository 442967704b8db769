"""The printer as the desk knows it: a few words on how it is, kept up to date by the print worker."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from devices.outcomes import Failed, PrinterStatus, Unknown
from devices.print_worker import PrintEvent, PrintWorker
from devices.printer import Printer
from domain.custody.acting import PostedAct
from domain.office import Office
from domain.receipting.paper import Paper
from domain.records import PrintState

if TYPE_CHECKING:
    from domain.books import Books

READY = "ready"
NONE = "none here"


class DeskPrinter:
    """Prints what the books owe to one station, and says in a few words how the printer is; never waits for it."""

    def __init__(
        self,
        books: "Books",
        office: Office,
        station: str,
        printer: Printer,
        *,
        changed: Callable[[], object],
        file_slip: Callable[[PostedAct], str] | None = None,
    ) -> None:
        from chamberlain.clock import now

        self._printer = printer
        self._changed = changed
        self._file_slip = file_slip
        self._words = READY if printer.exists else NONE
        self._worker = PrintWorker(books, office, station, printer, now=now, tell=self._hear)

    def start(self) -> None:
        """Begin to print, and ask the printer how it is; both in threads of their own."""
        self._worker.start()
        if self._printer.exists:
            threading.Thread(target=self._ask, name="printer status", daemon=True).start()

    def status(self) -> str:
        """Return ``ready``, or a few words that go on from "The printer ..."."""
        return self._words

    def wake(self) -> None:
        """Say that paper was queued."""
        self._worker.wake()

    def open_drawer(self, slip: Paper) -> None:
        """Print a slip and open the drawer with it, now: it is not queued, for a drawer never opens by itself later."""
        if self._printer.exists:
            threading.Thread(target=self._open, args=(slip,), name="no sale", daemon=True).start()

    def file_slip(self, made: PostedAct) -> str:
        """Write a deposit's slip as a PDF where a folder is set for it; return what to say of it."""
        return self._file_slip(made) if self._file_slip is not None else ""

    def _open(self, slip: Paper) -> None:
        outcome = self._printer.send(self._printer.render(slip))
        if isinstance(outcome, (Failed, Unknown)):
            self._say(self._short(PrinterStatus(False, outcome.sentence)))

    def stop(self) -> None:
        """End the worker; what is still queued is printed at the next start."""
        self._worker.stop()

    def _ask(self) -> None:
        status = self._printer.status()
        if not status.ready:
            self._say(self._short(status))

    def _hear(self, event: PrintEvent) -> None:
        if not self._printer.exists:
            return
        if event.state is PrintState.PRINTED:
            self._say(READY)
        elif event.sentence:
            self._say(self._short(PrinterStatus(False, event.sentence)))

    def _short(self, status: PrinterStatus) -> str:
        first, _, _ = status.sentence.partition(". ")
        return first.removeprefix(f"{self._printer.settings.title} ").rstrip(".")

    def _say(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._changed()
