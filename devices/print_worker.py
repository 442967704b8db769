"""Printing what the books owe, beside the counter: a thread that takes the station's print jobs one by one.

A job is marked as being sent before its first byte leaves, and what became of it is marked behind it. Whatever stops
in between is found at the next start as *unknown* and comes out again only as a DUPLICATE, so that two papers never
both look like the original. Trouble with a printer never reaches a posting: the worker reads postings and marks jobs.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from devices.outcomes import Confirmed, Failed, Outcome, PrinterStatus, Sent, Unknown
from devices.papers import PaperBooks, asked, origin_of, paper_of
from domain.office import Office
from domain.outage import BooksUnavailable
from domain.ports.printing import PrintQueue
from domain.receipting.paper import Paper
from domain.records import PrintJob, PrintState

KICK_WITHIN = timedelta(minutes=2)
"""A paper that comes out later than this after its posting leaves the drawer shut: its customer has gone."""


class PrintBooks(PrintQueue, PaperBooks, Protocol):
    """What the worker needs of the books."""


class PaperPrinter(Protocol):
    """What the worker needs of a printer."""

    @property
    def exists(self) -> bool:
        """Whether this station has a printer at all."""

    def render(self, paper: Paper) -> bytes:
        """Return the paper as this printer's bytes."""

    def send(self, data: bytes) -> Outcome:
        """Send one job and return what became of it; never raises, within a bounded time."""

    def status(self) -> PrinterStatus:
        """Return the printer's state, within a bounded time."""


@dataclass(frozen=True, slots=True)
class PrintEvent:
    """What became of a job, for the screen. ``sentence`` is empty when it printed.

    Without a job it is the worker's own: it has stopped, or cannot reach the books.
    """

    job: PrintJob | None
    state: PrintState
    sentence: str = ""


def _nobody(event: PrintEvent) -> None:
    """Hear nothing."""


class PrintWorker:
    """Prints the jobs of one station. ``tell`` and ``ask`` are called on the worker's thread.

    ``ask(job, sentence)`` offers a job that may be out to the clerk, who answers through ``answer``. Without ``ask``, a
    job that the last run left unknown is printed again as a DUPLICATE at the start.
    """

    def __init__(
        self,
        books: PrintBooks,
        office: Office,
        station: str,
        printer: PaperPrinter,
        *,
        now: Callable[[], datetime],
        tell: Callable[[PrintEvent], None] = _nobody,
        ask: Callable[[PrintJob, str], None] | None = None,
        retry_seconds: float = 5.0,
    ) -> None:
        self._books = books
        self._office = office
        self._station = station
        self._printer = printer
        self._now = now
        self._tell = tell
        self._ask = ask
        self._retry = retry_seconds
        self._recovered = False
        self._unmarked: dict[int, PrintState] = {}
        self._unprintable: set[int] = set()
        self._told: dict[int, str] = {}
        self._turn = threading.Condition()
        self._asked = 0
        self._done = 0
        self._stopping = False
        self._thread: threading.Thread | None = None
        self.error: Exception | None = None
        """What ended the worker's thread, when a programmer's error did."""

    # The thread: start, wake and stop are for the composition root.

    def start(self) -> None:
        """Begin printing on a thread of its own, with what the last run left."""
        self._thread = threading.Thread(target=self._loop, name="print worker", daemon=True)
        self.wake()
        self._thread.start()

    def wake(self) -> None:
        """Say that there is a new job; returns at once."""
        with self._turn:
            self._asked += 1
            self._turn.notify_all()

    def stop(self, seconds: float = 5.0) -> bool:
        """End the thread; whether it ended in time. A job on its way meanwhile is found at the next start."""
        with self._turn:
            self._stopping = True
            self._turn.notify_all()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def drain(self, seconds: float = 60.0) -> bool:
        """Wait until all that is queued now was tried once; without a thread, try it here. For tests and commands."""
        if self._thread is None:
            self.run_round()
            return True
        with self._turn:
            self._asked += 1
            mine = self._asked
            self._turn.notify_all()
            reached = self._turn.wait_for(lambda: self._done >= mine or self.error, seconds)
        if self.error is not None:
            raise self.error
        return bool(reached)

    def _loop(self) -> None:
        while True:
            with self._turn:
                if not self._stopping and self._asked == self._done:
                    self._turn.wait(self._retry)
                if self._stopping:
                    return
                asked = self._asked
            try:
                self.run_round()
            except BooksUnavailable as error:
                self._tell(PrintEvent(None, PrintState.PENDING, f"Printing waits: {error}"))
            except Exception as error:  # kept, told and raised again by drain
                self._crash(error)
                return
            with self._turn:
                self._done = asked
                self._turn.notify_all()

    def _crash(self, error: Exception) -> None:
        with self._turn:
            self.error = error
            self._turn.notify_all()
        why = type(error).__name__
        self._tell(
            PrintEvent(None, PrintState.FAILED, f"Printing has stopped ({why}). Start again.")
        )

    # One round; drain calls it where no thread was started.

    def run_round(self) -> None:
        """Print what is queued, oldest first, until nothing is left or the printer is in trouble.

        Raises ``BooksUnavailable``; nothing that was sent is sent again for it.
        """
        self._mark_what_is_known()
        if not self._recovered:
            self._recover()
            self._recovered = True
        while jobs := self._printable():
            for job in jobs:
                if not self._print(job):
                    return

    def answer(self, job: PrintJob, came_out: bool, operator_id: str) -> None:
        """Take the clerk's word on a job that may be out: it counts as printed, or a DUPLICATE is queued for it."""
        waiting = {j.job_id for j in self._books.queued(self._station) if _is_unknown(j)}
        if job.job_id not in waiting:
            return
        if came_out:
            self._books.mark(job.job_id, PrintState.PRINTED)
        else:
            self._duplicate(job, operator_id)
        self.wake()

    def _printable(self) -> list[PrintJob]:
        return [
            job
            for job in self._books.queued(self._station)
            if not _is_unknown(job) and job.job_id not in self._unprintable
        ]

    def _recover(self) -> None:
        """Deal with the jobs that were on their way when the last run stopped."""
        self._books.recover_prints(self._station)
        # All that are unknown, not only those just found: a crash during an earlier recovery loses none.
        for job in filter(_is_unknown, self._books.queued(self._station)):
            origin = origin_of(job, self._books)
            if self._ask is not None:
                self._ask(job, "The station stopped while this was printing. Did it come out?")
            elif origin is not None:
                self._duplicate(job, asked(origin)[0])

    def _duplicate(self, job: PrintJob, operator_id: str) -> None:
        # In this order: a crash in between owes one duplicate too many, never one too few.
        station, now = self._station, self._now()
        if job.sheet_id is not None:
            self._books.reprint_sheet(job.sheet_id, station, operator_id, now)
        elif job.posting_id is not None:
            self._books.reprint(job.posting_id, job.paper, station, operator_id, now)
        self._books.mark(job.job_id, PrintState.DROPPED)

    def _print(self, job: PrintJob) -> bool:
        """Print one job; whether the printer is fit for the next one."""
        if not self._printer.exists:
            self._settle(job, PrintState.DROPPED, "This station has no printer.")
            return True
        if job.state is PrintState.FAILED:
            status = self._printer.status()
            if not status.ready:
                self._report(job, PrintState.FAILED, status.sentence)
                return False
        data = self._bytes_of(job)
        if data is None:
            return True
        # Should this raise, it is not known whether it was marked; nothing was sent, so the old state is true.
        self._unmarked[job.job_id] = job.state
        mine = self._books.claim(job.job_id)
        del self._unmarked[job.job_id]
        if not mine:
            return True
        return self._after(job, self._printer.send(data))

    def _bytes_of(self, job: PrintJob) -> bytes | None:
        """Return the job's bytes; ``None`` when there is nothing to print or it cannot be laid out."""
        origin = origin_of(job, self._books)
        if origin is None:
            self._settle(job, PrintState.DROPPED, "Nothing is in the books for this paper.")
            return None
        late = self._now() - asked(origin)[1] > KICK_WITHIN
        try:
            paper = paper_of(job, origin, self._books, self._office, may_kick=not late)
            return self._printer.render(paper)
        except BooksUnavailable:
            raise
        except Exception as error:  # one paper that cannot be made must not hold up the others
            self._unprintable.add(job.job_id)
            why = f"This paper cannot be laid out ({type(error).__name__}). Tell the administrator."
            self._settle(job, PrintState.FAILED, why)
            return None

    def _after(self, job: PrintJob, outcome: Outcome) -> bool:
        match outcome:
            case Confirmed() | Sent():
                self._settle(job, PrintState.PRINTED)
                return True
            case Failed(sentence):
                self._settle(job, PrintState.FAILED, sentence)
            case Unknown(sentence):
                self._settle(job, PrintState.UNKNOWN, sentence)
                if self._ask is not None:
                    self._ask(job, f"{sentence} Did it come out?")
        return False

    def _settle(self, job: PrintJob, state: PrintState, sentence: str = "") -> None:
        """Mark what became of a job; kept until it is marked, so that trouble with the books sends nothing twice."""
        self._unmarked[job.job_id] = state
        self._report(job, state, sentence)
        self._mark_what_is_known()

    def _mark_what_is_known(self) -> None:
        for job_id, state in tuple(self._unmarked.items()):
            self._books.mark(job_id, state)
            del self._unmarked[job_id]

    def _report(self, job: PrintJob, state: PrintState, sentence: str) -> None:
        """Tell the screen, but not the same trouble of the same job at every try."""
        if state is PrintState.FAILED and self._told.get(job.job_id) == sentence:
            return
        self._told[job.job_id] = sentence
        if state is PrintState.PRINTED:
            del self._told[job.job_id]
        self._tell(PrintEvent(job, state, sentence))


def _is_unknown(job: PrintJob) -> bool:
    return job.state is PrintState.UNKNOWN
