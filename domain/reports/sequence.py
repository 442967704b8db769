"""``sequence``: every receipt number accounted for, good, void or reversed, and none missing."""

from collections.abc import Iterable, Iterator

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import ZERO
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.records import PostedReceipt
from domain.reports.asked import Asked, Entry
from domain.reports.report import Column, Kind, Report, Row, Section, text

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


_Place = tuple[int, str, int]


def sequence_report(entries: Iterable[Entry], asked: Asked, books: Books) -> Report:
    """Return the receipt numbers of these postings by drawer, in their order, each with what became of it since.

    A number that is missing between two others, or before the first, has a row of its own that says so. An open
    drawer's are told too: there is nothing in them that a count must not know.
    """
    later = books.receipts_corrected(asked.first, asked.last)
    found: dict[_Place, Row] = {}
    for entry in entries:
        body = entry.posting.body
        if isinstance(body, Receipt):
            number, corrected = body.number, tuple(later.get(entry.posting_id, ()))
            posted = PostedReceipt(entry.posting_id, entry.posting, corrected=corrected)
            found[number.year, number.drawer, number.seq] = _row(body, posted)
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


def _rows(books: Books, found: dict[_Place, Row]) -> Iterator[Row]:
    before: _Place | None = None
    for place in sorted(found):
        year, drawer, number = place
        same = before is not None and before[:2] == place[:2]
        expected = before[2] + 1 if before is not None and same else number
        for seq in range(expected, number):
            yield _missing(ReceiptNo(year, drawer, seq))
        if not same and number > 1:
            earlier = ReceiptNo(year, drawer, number - 1)
            if books.receipt(earlier) is None:
                yield _missing(earlier)
        yield found[place]
        before = place


def _missing(number: ReceiptNo) -> Row:
    return Row((str(number), "MISSING", "", "", "", ZERO, "", "", ""))


def _row(receipt: Receipt, posted: PostedReceipt) -> Row:
    header = posted.posting.header
    last = posted.undone or (posted.corrected[-1] if posted.corrected else None)
    cells = (
        str(receipt.number),
        state_of(posted),
        header.business_date.isoformat(),
        header.session_id,
        header.operator_id,
        receipt.total,
        str(last.number) if last else "",
        last.operator_name if last else "",
        last.approved_by if last else "",
    )
    return Row(cells, (posted.posting_id,))
