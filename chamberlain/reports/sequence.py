"""Every receipt number accounted for: good, void or reversed, and none missing."""

from collections.abc import Iterator
from datetime import date, timedelta

from chamberlain.asked import Opened
from chamberlain.output import Cell
from chamberlain.reports.drawer import MOST_RECEIPTS
from chamberlain.reports.receipts import receipt_of
from chamberlain.reports.tables import Table
from domain.corrections.policy import CorrectionKind
from domain.money import ZERO
from domain.receipting.receipt import ReceiptNo
from domain.records import PostedReceipt

COLUMNS = (
    "receipt", "state", "on", "session", "operator", "total", "correction", "corrected_by",
    "approved_by",
)  # fmt: skip
_Row = tuple[Cell, ...]
_STATES = {CorrectionKind.VOID: "void", CorrectionKind.REVERSAL: "reversed"}


def sequence_table(at: Opened, first: date, last: date) -> Table:
    """Return the receipt numbers of the business dates by drawer, in their order, each with what became of it.

    A number that is missing between two others, or before the first, has a row of its own that says so.
    """
    found: dict[ReceiptNo, PostedReceipt] = {}
    for days in range((last - first).days + 1):
        for each in at.books.receipts(on=first + timedelta(days=days), limit=MOST_RECEIPTS):
            found[receipt_of(each).number] = each
    return Table(COLUMNS, tuple(_rows(at, found)))


def state_of(posted: PostedReceipt) -> str:
    """Return what became of a receipt: ``good``, ``void``, ``reversed``, or ``good, corrected`` in part."""
    if posted.undone is not None:
        return _STATES[posted.undone.kind]
    return "good, corrected" if posted.corrected else "good"


def _rows(at: Opened, found: dict[ReceiptNo, PostedReceipt]) -> Iterator[_Row]:
    before: ReceiptNo | None = None
    for number in sorted(found):
        same = before is not None and (before.year, before.drawer) == (number.year, number.drawer)
        expected = before.seq + 1 if before is not None and same else number.seq
        yield from (
            _missing(ReceiptNo(number.year, number.drawer, s)) for s in range(expected, number.seq)
        )
        if not same and number.seq > 1:
            earlier = ReceiptNo(number.year, number.drawer, number.seq - 1)
            if at.books.receipt(earlier) is None:
                yield _missing(earlier)
        yield _row(number, found[number])
        before = number


def _missing(number: ReceiptNo) -> _Row:
    return (str(number), "MISSING", "", "", "", ZERO, "", "", "")


def _row(number: ReceiptNo, posted: PostedReceipt) -> _Row:
    header = posted.posting.header
    last = posted.undone or (posted.corrected[-1] if posted.corrected else None)
    return (
        str(number),
        state_of(posted),
        header.business_date.isoformat(),
        header.session_id,
        header.operator_id,
        receipt_of(posted).total,
        str(last.number) if last else "",
        last.operator_name if last else "",
        last.approved_by if last else "",
    )
