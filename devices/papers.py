"""Which paper a print job is: looked up in the books and laid out in the office's local time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.custody.drawer import DrawerClosed
from domain.custody.report_layout import drawer_report_paper
from domain.office import Office
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import Paper
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import PaperKind, PostedReceipt, PrintJob


class PaperBooks(Protocol):
    """What a paper needs of the books."""

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id in the books."""

    def receipts(
        self, *, session_id: str | None = None, on: date | None = None, limit: int = 200
    ) -> Sequence[PostedReceipt]:
        """Return the receipts of a session, newest first."""

    @property
    def training(self) -> bool:
        """Whether these books are for training."""


def paper_of(
    job: PrintJob, posting: Posting, books: PaperBooks, office: Office, *, may_kick: bool
) -> Paper:
    """Return the paper of ``job``, whose posting is ``posting``.

    The drawer is kicked when the books asked for it with this job, it is an original, and ``may_kick``.
    """
    local = posting.header.entered_at.astimezone(ZoneInfo(office.time_zone))
    if job.paper is PaperKind.RECEIPT:
        paper = receipt_paper(posting, office, job.copy_no, books.training, local)
    else:
        numbers = _numbers(posting, books)
        paper = drawer_report_paper(posting, office, job.copy_no, books.training, local, numbers)
    return replace(paper, kick=job.kick and job.copy_no == 0 and may_kick)


def _numbers(posting: Posting, books: PaperBooks) -> tuple[ReceiptNo, ...]:
    """Return the receipt numbers of the session that ``posting`` closed."""
    closed = posting.body
    if not isinstance(closed, DrawerClosed) or not closed.receipts:
        return ()
    found = books.receipts(session_id=posting.header.session_id, limit=closed.receipts)
    bodies = (one.posting.body for one in found)
    return tuple(body.number for body in bodies if isinstance(body, Receipt))
