"""What the books are asked by whoever prints."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from domain.receipting.paper import Paper
from domain.records import PaperKind, PostedReceipt, PrintJob, PrintState, Sheet, SheetKind

if TYPE_CHECKING:
    from domain.custody.acting import PostedAct
    from domain.custody.drawer import DrawerSession
    from domain.custody.no_sale import NoSale
    from domain.custody.session_counts import BlindTry, SessionCount


class PrintQueue(Protocol):
    """Paper owed; kept in the books so that it survives a crash."""

    def queued(self, station: str) -> tuple[PrintJob, ...]:
        """Return the jobs of a station that are pending, failed or unknown, oldest first."""

    def unprinted(self) -> Mapping[str, int]:
        """Return how many jobs of each station are not known to be on paper, also those being sent; none, no entry."""

    def claim(self, job_id: int) -> bool:
        """Mark a job as being sent; false when another program at the same station was quicker: then it is theirs."""

    def mark(self, job_id: int, state: PrintState) -> None:
        """Record where a job stands."""

    def recover_prints(self, station: str) -> tuple[PrintJob, ...]:
        """Mark the jobs that were being sent when the station stopped as unknown, and return them."""

    def reprint(
        self, posting_id: int, paper: PaperKind, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy marked DUPLICATE with the next number; who asked and when is kept."""

    def queue_sheet(
        self,
        kind: SheetKind,
        about: str,
        paper: Paper,
        station: str,
        operator_id: str,
        at: datetime,
    ) -> PrintJob:
        """Keep a sheet about a bill, an account or a plate, and queue its printing, in one transaction."""

    def sheet(self, sheet_id: int) -> Sheet | None:
        """Return a sheet as it was asked for, or ``None``."""

    def sheets(self, about: str, limit: int = 50) -> tuple[Sheet, ...]:
        """Return the sheets about one bill, account or plate, newest first: what we told them before."""

    def reprint_sheet(
        self, sheet_id: int, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy of a sheet marked DUPLICATE with the next number; who asked and when is kept."""


class DrawerBooks(Protocol):
    """What the report of a drawer needs of the books."""

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> Sequence[PostedReceipt]:
        """Return the receipts of a session, newest first."""

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> Sequence["NoSale"]:
        """Return how a session's drawer was opened without a sale."""

    def tries(self, session_id: str) -> Sequence["BlindTry"]:
        """Return the blind counts that were handed in of a session."""

    def counts(self, session_id: str) -> Sequence["SessionCount"]:
        """Return the kept counts of a session."""

    def acts(self, *, session_id: str | None = None) -> Sequence["PostedAct"]:
        """Return the acts of custody that have to do with a session."""

    def session(self, session_id: str) -> "DrawerSession | None":
        """Return a session, open or closed."""

    @property
    def training(self) -> bool:
        """Whether these books are for training."""
