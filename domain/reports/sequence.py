"""``sequence``: every receipt number accounted for, good, void or reversed, and none missing."""

from collections.abc import Iterator
from datetime import timedelta

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import ZERO
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import PostedReceipt
from domain.reports.asked import Asked
from domain.reports.report import Column, Kind, Report, Row, Section, text

MOST_RECEIPTS = 1_000_000
"""More than an office can write in a day: a report is never cut short in silence."""
_COLUMNS = (
    text("receipt", "Receipt"),
    text("state", "State"),
    text("on", "On"),
    text("session", "Session"),
    text("operator", "Person"),
    Column("total", "Total", Kind.MONEY),
    text("correction", "Correction"),
    text("corrected_by", "Corrected by"),
    text("approved_by", "Approved by"),
)
_STATES = {CorrectionKind.VOID: "void", CorrectionKind.REVERSAL: "reversed"}


def sequence_report(books: Books, asked: Asked) -> Report:
    """Return the receipt numbers of the business dates by drawer, in their order, each with what became of it.

    A number that is missing between two others, or before the first, has a row of its own that says so. An open
    drawer's are told too: there is nothing in them that a count must not know.
    """
    found: dict[ReceiptNo, PostedReceipt] = {}
    for days in range((asked.last - asked.first).days + 1):
        on = asked.first + timedelta(days=days)
        for each in books.receipts(on=on, limit=MOST_RECEIPTS):
            found[_receipt(each).number] = each
    rows = tuple(_rows(books, found))
    missing = sum(1 for row in rows if row.cells[1] == "MISSING")
    note = "No number is missing." if not missing else f"Numbers missing: {missing}."
    name, title = "sequence", "Receipt numbers"
    section = Section("", _COLUMNS, rows)
    return Report(name, title, asked.office.name, asked.first, asked.last, (section,), (note,))


def state_of(posted: PostedReceipt) -> str:
    """Return what became of a receipt: ``good``, ``void``, ``reversed``, or ``good, corrected`` in part."""
    if posted.undone is not None:
        return _STATES[posted.undone.kind]
    return "good, corrected" if posted.corrected else "good"


def _rows(books: Books, found: dict[ReceiptNo, PostedReceipt]) -> Iterator[Row]:
    before: ReceiptNo | None = None
    for number in sorted(found):
        same = before is not None and (before.year, before.drawer) == (number.year, number.drawer)
        expected = before.seq + 1 if before is not None and same else number.seq
        for seq in range(expected, number.seq):
            yield _missing(ReceiptNo(number.year, number.drawer, seq))
        if not same and number.seq > 1:
            earlier = ReceiptNo(number.year, number.drawer, number.seq - 1)
            if books.receipt(earlier) is None:
                yield _missing(earlier)
        yield _row(number, found[number])
        before = number


def _missing(number: ReceiptNo) -> Row:
    return Row((str(number), "MISSING", "", "", "", ZERO, "", "", ""))


def _row(number: ReceiptNo, posted: PostedReceipt) -> Row:
    header = posted.posting.header
    last = posted.undone or (posted.corrected[-1] if posted.corrected else None)
    cells = (
        str(number),
        state_of(posted),
        header.business_date.isoformat(),
        header.session_id,
        header.operator_id,
        _receipt(posted).total,
        str(last.number) if last else "",
        last.operator_name if last else "",
        last.approved_by if last else "",
    )
    return Row(cells, (posted.posting_id,))


def _receipt(posted: PostedReceipt) -> Receipt:
    body = posted.posting.body
    if not isinstance(body, Receipt):
        raise TypeError("the books list receipts only")
    return body
