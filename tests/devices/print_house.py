"""Books that owe papers, a printer that does as it is told, and a way to stop the station between any two calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from devices.decode import Printout, decode
from devices.escpos_bytes import paper_to_bytes
from devices.outcomes import Confirmed, Outcome, PrinterStatus
from devices.print_worker import PrintEvent, PrintWorker
from devices.settings import PrinterSettings
from domain.books import Books, BooksUnavailable
from domain.custody.acting import PostedAct
from domain.custody.drawer import DrawerSession
from domain.custody.no_sale import NoSale
from domain.custody.session_counts import BlindTry, SessionCount
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo
from domain.receivables.bills import BillState
from domain.records import (
    PaperKind,
    PostedCorrection,
    PostedReceipt,
    PrintJob,
    PrintState,
    Sheet,
    SheetKind,
)
from storage.memory import MemoryBooks
from tests.samples import at, sample_office
from tests.storage.contract_kit import TICKET, WATER, fill, open_drawer, pay

STATION = "counter 1"
PAID_AT = at(15)
SETTINGS = PrinterSettings()


class PowerLost(BaseException):
    """The station stops: nothing of the program catches this."""


class SteppedBooks:
    """The part of the books that a worker uses, before each of whose calls and after each a test may step in."""

    def __init__(self, books: Books, step: Callable[[str], None]) -> None:
        self._books = books
        self._step = step

    def queued(self, station: str) -> tuple[PrintJob, ...]:
        return self._books.queued(station)

    def unprinted(self) -> Mapping[str, int]:
        return self._books.unprinted()

    def claim(self, job_id: int) -> bool:
        self._step(f"before {PrintState.SENDING}")
        mine = self._books.claim(job_id)
        self._step(f"after {PrintState.SENDING}")
        return mine

    def mark(self, job_id: int, state: PrintState) -> None:
        self._step(f"before {state}")
        self._books.mark(job_id, state)
        self._step(f"after {state}")

    def bill(self, bill_no: str) -> BillState | None:
        return self._books.bill(bill_no)

    def tries(self, session_id: str) -> Sequence[BlindTry]:
        return self._books.tries(session_id)

    def acts(self, *, session_id: str | None = None) -> Sequence[PostedAct]:
        return self._books.acts(session_id=session_id)

    def session(self, session_id: str) -> DrawerSession | None:
        return self._books.session(session_id)

    def counts(self, session_id: str) -> Sequence[SessionCount]:
        return self._books.counts(session_id)

    def corrections_of(self, receipt: ReceiptNo) -> Sequence[PostedCorrection]:
        return self._books.corrections_of(receipt)

    def recover_prints(self, station: str) -> tuple[PrintJob, ...]:
        self._step("before recover")
        jobs = self._books.recover_prints(station)
        self._step("after recover")
        return jobs

    def reprint(
        self, posting_id: int, paper: PaperKind, station: str, operator_id: str, moment: datetime
    ) -> PrintJob:
        self._step("before reprint")
        job = self._books.reprint(posting_id, paper, station, operator_id, moment)
        self._step("after reprint")
        return job

    def reprint_sheet(
        self, sheet_id: int, station: str, operator_id: str, moment: datetime
    ) -> PrintJob:
        self._step("before reprint")
        job = self._books.reprint_sheet(sheet_id, station, operator_id, moment)
        self._step("after reprint")
        return job

    def queue_sheet(
        self,
        kind: SheetKind,
        about: str,
        paper: Paper,
        station: str,
        operator_id: str,
        moment: datetime,
    ) -> PrintJob:
        return self._books.queue_sheet(kind, about, paper, station, operator_id, moment)

    def sheet(self, sheet_id: int) -> Sheet | None:
        return self._books.sheet(sheet_id)

    def sheets(self, about: str, limit: int = 50) -> tuple[Sheet, ...]:
        return self._books.sheets(about, limit)

    def posting(self, posting_id: int) -> Posting | None:
        return self._books.posting(posting_id)

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> Sequence[PostedReceipt]:
        return self._books.receipts(session_id=session_id, on=on, limit=limit)

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> tuple[NoSale, ...]:
        return self._books.no_sales(session_id=session_id, on=on)

    @property
    def training(self) -> bool:
        return self._books.training


class PaperTray:
    """A printer whose outcomes a test sets, and the papers that came out of it."""

    def __init__(self, step: Callable[[str], None]) -> None:
        self.exists = True
        self.data = b""
        self.sent = 0
        self.outcomes: list[Outcome] = []
        self.ready = True
        self._step = step

    def render(self, paper: Paper) -> bytes:
        return paper_to_bytes(paper, SETTINGS)

    def send(self, data: bytes) -> Outcome:
        self._step("before send")
        self.sent += 1
        outcome = self.outcomes.pop(0) if self.outcomes else Confirmed()
        if outcome == Confirmed():
            half = len(data) // 2
            self.data += data[:half]
            self._step("amid send")
            self.data += data[half:]
        self._step("after send")
        return outcome

    def status(self) -> PrinterStatus:
        return PrinterStatus(self.ready, "" if self.ready else "The printer is off.")

    @property
    def papers(self) -> tuple[Printout, ...]:
        return decode(self.data)


class House:
    """A station: books with a drawer open, a printer, and a worker that may be started over and over."""

    def __init__(self) -> None:
        self.books = MemoryBooks()
        fill(self.books)
        self.session = open_drawer(self.books)
        self.steps: list[str] = []
        self.stop_at: int | None = None
        self.unavailable: set[str] = set()
        self.tray = PaperTray(self.step)
        self.events: list[PrintEvent] = []
        self.asked: list[PrintJob] = []
        self.now = PAID_AT

    def step(self, name: str) -> None:
        self.steps.append(name)
        if len(self.steps) - 1 == self.stop_at:
            raise PowerLost(name)
        if name in self.unavailable:
            raise BooksUnavailable("the disk is full")

    def pay(self, request: str, bill_no: str = WATER) -> int:
        """Post a receipt for cash and return its posting's id."""
        posted = pay(self.books, self.session, request, bill_no, moment=PAID_AT)
        assert isinstance(posted, PostedReceipt)
        return posted.posting_id

    def pay_two(self) -> tuple[int, int]:
        return self.pay("r1"), self.pay("r2", TICKET)

    def tell(self, paper: Paper) -> None:
        """Queue a sheet."""
        self.books.queue_sheet(SheetKind.EXPLAIN, WATER, paper, STATION, "jane", PAID_AT)

    def worker(self, *, asks: bool = False, retry_seconds: float = 600) -> PrintWorker:
        """A worker as after a start of the program."""

        def ask(job: PrintJob, sentence: str) -> None:
            self.asked.append(job)

        return PrintWorker(
            SteppedBooks(self.books, self.step),
            sample_office(),
            STATION,
            self.tray,
            now=lambda: self.now,
            tell=self.events.append,
            ask=ask if asks else None,
            retry_seconds=retry_seconds,
        )

    def states(self) -> list[PrintState]:
        """The states of all jobs, oldest first."""
        return [job.state for job in self.books._state.jobs.values()]
