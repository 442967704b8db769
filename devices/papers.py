"""Which paper a print job is: looked up in the books and laid out in the office's local time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.corrections.values import Correction
from domain.office import Office
from domain.ports.printing import DrawerBooks
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
    PrintJob,
    Sheet,
    corrected_by,
)

Origin = Posting | Sheet
"""What a paper tells: a posting, or a sheet that no posting stands behind."""


class PaperBooks(DrawerBooks, Protocol):
    """What a paper needs of the books."""

    def posting(self, posting_id: int) -> Posting | None:
        """Return a posting of any kind by its id in the books."""

    def sheet(self, sheet_id: int) -> Sheet | None:
        """Return a sheet as it was asked for."""

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands."""

    def corrections_of(self, receipt: ReceiptNo) -> Sequence[PostedCorrection]:
        """Return the corrections that name a receipt."""


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
        # What is not a receipt is loaded when it prints: a counter's start needs none of it.
        from domain.papers.correction_slip import correction_paper

        copies = _third_parties(origin, books)
        paper = correction_paper(
            origin, office, job.copy_no, books.training, local, third_parties=copies
        )
    elif job.paper is PaperKind.CUSTODY:
        from domain.papers.custody_slip import custody_paper
        from domain.papers.day_report import closes_day, day_report_paper

        make = day_report_paper if closes_day(origin) else custody_paper
        paper = make(origin, office, job.copy_no, books.training, local)
    else:
        from domain.papers.drawer_paper import drawer_paper

        paper = drawer_paper(origin, books, office, job.copy_no)
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
