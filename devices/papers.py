"""Which paper a print job is: looked up in the books and laid out in the office's local time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Correction
from domain.custody.cash_moved import cash_moved
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.no_sale import NoSale
from domain.custody.report_layout import drawer_report_paper
from domain.custody.session_counts import BlindTry, SessionCount
from domain.office import Office
from domain.papers.correction_slip import correction_paper
from domain.papers.custody_slip import custody_paper
from domain.papers.day_report import closes_day, day_report_paper
from domain.privacy.masking import MASK
from domain.receipting.layout import marks, receipt_paper
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receivables.bills import BillState
from domain.receivables.remarks import third_parties
from domain.records import (
    CorrectedBy,
    PaperKind,
    PostedCorrection,
    PostedReceipt,
    PrintJob,
    Sheet,
    corrected_by,
)

if TYPE_CHECKING:
    from domain.custody.acting import PostedAct

Origin = Posting | Sheet
"""What a paper tells: a posting, or a sheet that no posting stands behind."""


class PaperBooks(Protocol):
    """What a paper needs of the books."""

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id in the books."""

    def sheet(self, sheet_id: int) -> Sheet | None:
        """Return a sheet as it was asked for."""

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> Sequence[PostedReceipt]:
        """Return the receipts of a session, newest first."""

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> Sequence[NoSale]:
        """Return how a session's drawer was opened without a sale."""

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands."""

    def tries(self, session_id: str) -> Sequence[BlindTry]:
        """Return the blind counts that were handed in of a session."""

    def counts(self, session_id: str) -> Sequence[SessionCount]:
        """Return the kept counts of a session."""

    def acts(self, *, session_id: str | None = None) -> Sequence["PostedAct"]:
        """Return the acts of custody that have to do with a session."""

    def session(self, session_id: str) -> DrawerSession | None:
        """Return a session, open or closed."""

    def corrections_of(self, receipt: ReceiptNo) -> Sequence[PostedCorrection]:
        """Return the corrections that name a receipt."""

    @property
    def training(self) -> bool:
        """Whether these books are for training."""


def origin_of(job: PrintJob, books: PaperBooks) -> Origin | None:
    """Return what the job's paper tells, or ``None`` when the books do not have it."""
    if job.sheet_id is not None:
        return books.sheet(job.sheet_id)
    return None if job.posting_id is None else books.posting(job.posting_id)


def asked(origin: Origin) -> tuple[str, datetime]:
    """Return who had the paper made, and when (UTC)."""
    if isinstance(origin, Sheet):
        return origin.operator_id, origin.at
    return origin.header.operator_id, origin.header.entered_at


def paper_of(
    job: PrintJob, origin: Origin, books: PaperBooks, office: Office, *, may_kick: bool
) -> Paper:
    """Return the paper of ``job``, which tells ``origin``.

    The drawer is kicked when the books asked for it with this job, it is an original, and ``may_kick``.
    """
    if isinstance(origin, Sheet):
        # Whether it is for training was said on it when it was made.
        mark = marks(job.copy_no, training=False)
        return Paper((*mark, *origin.paper.lines, *mark))
    local = origin.header.entered_at.astimezone(ZoneInfo(office.time_zone))
    if job.paper is PaperKind.RECEIPT:
        undone = _undone(origin, books)
        paper = receipt_paper(origin, office, job.copy_no, books.training, local, undone)
    elif job.paper is PaperKind.CORRECTION:
        copies = _third_parties(origin, books)
        paper = correction_paper(
            origin, office, job.copy_no, books.training, local, third_parties=copies
        )
    elif job.paper is PaperKind.CUSTODY:
        make = day_report_paper if closes_day(origin) else custody_paper
        paper = make(origin, office, job.copy_no, books.training, local)
    else:
        receipts = _receipts(origin, books)
        numbers = [receipt.number for receipt, _ in receipts]
        no_sales = len(books.no_sales(session_id=origin.header.session_id))
        voids = [(r, by) for r, by in receipts if by and by.kind is CorrectionKind.VOID]
        paper = drawer_report_paper(
            origin,
            office,
            job.copy_no,
            books.training,
            local,
            numbers,
            no_sales,
            voids,
            books.tries(origin.header.session_id),
            books.counts(origin.header.session_id),
            books.session(origin.header.session_id),
            cash_moved(books.acts(session_id=origin.header.session_id), origin.header.session_id),
        )
    return replace(paper, kick=job.kick and job.copy_no == 0 and may_kick)


def _third_parties(posting: Posting, books: PaperBooks) -> tuple[str, ...]:
    """Return who gets a copy of a letter about a correction's bills; nobody is told of a customer who is withheld."""
    if not isinstance(posting.body, Correction):
        return ()
    effects = (e for e in posting.body.amendment.effects if e.name != MASK)
    states = (books.bill(effect.bill_no) for effect in effects)
    return third_parties(state for state in states if state is not None)


def _undone(posting: Posting, books: PaperBooks) -> CorrectedBy | None:
    """Return the void or reversal that undid a receipt, so that no copy of it looks good."""
    receipt = posting.body
    if not isinstance(receipt, Receipt):
        return None
    later = (corrected_by(each.posting) for each in books.corrections_of(receipt.number))
    return next((each for each in later if each.ends), None)


def _receipts(posting: Posting, books: PaperBooks) -> list[tuple[Receipt, CorrectedBy | None]]:
    """Return the receipts of the session that ``posting`` closed, oldest first, each with what undid it."""
    closed = posting.body
    if not isinstance(closed, DrawerClosed) or not closed.receipts:
        return []
    found = books.receipts(session_id=posting.header.session_id, limit=closed.receipts)
    return [
        (one.posting.body, one.undone)
        for one in reversed(found)
        if isinstance(one.posting.body, Receipt)
    ]
