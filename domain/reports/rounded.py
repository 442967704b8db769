"""``rounding``: every receipt whose cash was rounded, what took it back, and the account that bears it."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.corrections.values import NO_LINE, Correction
from domain.money import Money, total
from domain.reports.asked import Asked, Entry
from domain.reports.report import Report, Row, Section, day, money, text
from domain.reports.taken import NOTHING, ReceiptRow, Taken
from domain.reports.taken_of import receipts_of

_COLUMNS = (
    text("number", "Number"),
    text("kind", "Kind"),
    day("on", "On"),
    text("drawer", "Drawer"),
    text("operator", "Person"),
    text("receipt", "Receipt"),
    money("total", "Total"),
    money("rounding", "Rounding"),
    money("cash_kept", "Cash kept"),
    text("gl_code", "Account"),
)
_Cells = tuple[str, str, date, str, str, str, Money, Money, Money, str]
_NOTE = "Cash kept is cash less change, with a sign: what the drawer holds of the receipt."


def rounding_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the receipts of the days whose cash was rounded, and what took rounding back, in the order of posting.

    The sum of ``rounding`` is what the accounts gained; below zero is what they lost.
    """
    found = [(each.posting_id, _of_receipt(each)) for each in _rounded(taken, asked)]
    for entry in asked.told(entries):
        found += [(entry.posting_id, cells) for cells in _cells(entry)]
    # In the order of posting by day: what took rounding back comes after what rounded.
    found.sort(key=lambda each: (each[1][2], each[0]))
    rows = tuple(Row(cells, (at,) if asked.drills else ()) for at, cells in found)
    return asked.report("rounding", "Cash rounding", (Section("", _COLUMNS, rows),), (_NOTE,))


def _rounded(taken: Taken, asked: Asked) -> Iterator[ReceiptRow]:
    return (row for row in asked.told_of(taken.receipts()) if row.rounding)


def _of_receipt(row: ReceiptRow) -> _Cells:
    where = (row.business_date, row.drawer, row.operator_id)
    amounts = (Money(row.total), Money(row.rounding), Money(row.kept))
    return (row.number, "receipt", *where, row.number, *amounts, row.rounding_gl)


def _cells(entry: Entry) -> Iterator[_Cells]:
    header, body = entry.posting.header, entry.posting.body
    where = (header.business_date, header.drawer, header.operator_id)
    yield from (_of_receipt(row) for row in receipts_of(entry) if row.rounding)
    if isinstance(body, Correction):
        said = body.amendment
        cash = total(t.tender.amount for t in said.tenders if t.tender.is_cash)
        for line in said.lines:
            if line.line_no == NO_LINE:
                amounts = (line.amount - said.amount, -line.amount, said.change - cash)
                told = (str(body.number), said.kind.words, *where, str(line.receipt))
                yield (*told, *amounts, line.gl_code)
