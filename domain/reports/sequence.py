"""``sequence``: every receipt number accounted for, good, void or reversed, and none missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import ZERO, Money
from domain.receipting.receipt import ReceiptNo
from domain.records import CorrectedBy, PostedReceipt
from domain.reports.asked import Asked, Entry
from domain.reports.report import Column, Kind, Report, Row, Section, text
from domain.reports.taken import NOTHING, ReceiptRow, Taken
from domain.reports.taken_of import receipts_of

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


def sequence_report(
    entries: Iterable[Entry], asked: Asked, books: Books, taken: Taken = NOTHING
) -> Report:
    """Return the receipt numbers of these postings by drawer, in their order, each with what became of it since.

    A number that is missing between two others, or before the first, has a row of its own that says so. An open
    drawer's are told too: there is nothing in them that a count must not know.
    """
    later = books.receipts_corrected(asked.first, asked.last)
    found: dict[_Place, Row] = {}
    streamed = (row for entry in entries for row in receipts_of(entry))
    for row in chain(taken.receipts(), streamed):
        found[row.year, row.drawer, row.seq] = _row(row, later.get(row.posting_id, ()))
    rows = tuple(_rows(books, found))
    missing = sum(1 for each in rows if each.cells[1] == "MISSING")
    note = "No number is missing." if not missing else f"Numbers missing: {missing}."
    name, title = "sequence", "Receipt numbers"
    section = Section("", _COLUMNS, rows)
    return Report(name, title, asked.office.name, asked.first, asked.last, (section,), (note,))


def state_of(posted: PostedReceipt) -> str:
    """Return what became of a receipt: ``good``, ``void``, ``reversed``, or ``good, corrected`` in part."""
    return _state(posted.corrected)


def _undone(corrected: Sequence[CorrectedBy]) -> CorrectedBy | None:
    return next((each for each in corrected if each.ends), None)


def _state(corrected: Sequence[CorrectedBy]) -> str:
    undone = _undone(corrected)
    if undone is not None:
        return _STATES[undone.kind]
    return "good, corrected" if corrected else "good"


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


def _row(row: ReceiptRow, corrected: Sequence[CorrectedBy]) -> Row:
    last = _undone(corrected) or (corrected[-1] if corrected else None)
    cells = (
        row.number,
        _state(corrected),
        row.business_date.isoformat(),
        row.session_id,
        row.operator_id,
        Money(row.total),
        str(last.number) if last else "",
        last.operator_name if last else "",
        last.approved_by if last else "",
    )
    return Row(cells, (row.posting_id,))
