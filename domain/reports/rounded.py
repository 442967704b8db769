"""``rounding``: every receipt whose cash was rounded, what took it back, and the account that bears it."""

from collections.abc import Iterable, Iterator

from domain.corrections.values import NO_LINE, Correction
from domain.money import total
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry
from domain.reports.report import Report, Row, Section, day, money, text

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
_NOTE = "Cash kept is cash less change, with a sign: what the drawer holds of the receipt."


def rounding_report(entries: Iterable[Entry], asked: Asked) -> Report:
    """Return the receipts of the days whose cash was rounded, and what took rounding back, in the order of posting.

    The sum of ``rounding`` is what the accounts gained; below zero is what they lost.
    """
    rows: list[Row] = []
    for entry in asked.told(entries):
        behind = (entry.posting_id,) if asked.drills else ()
        rows += [Row(row.cells, behind) for row in _rows(entry)]
    return asked.report(
        "rounding", "Cash rounding", (Section("", _COLUMNS, tuple(rows)),), (_NOTE,)
    )


def _rows(entry: Entry) -> Iterator[Row]:
    header, body = entry.posting.header, entry.posting.body
    where = (header.business_date, header.drawer, header.operator_id)
    if isinstance(body, Receipt) and body.rounding:
        number = str(body.number)
        kept = total(t.amount for t in body.tenders if t.is_cash) - body.change
        amounts = (body.total, body.rounding, kept)
        yield Row((number, "receipt", *where, number, *amounts, body.rounding_gl))
    if isinstance(body, Correction):
        said = body.amendment
        cash = total(t.tender.amount for t in said.tenders if t.tender.is_cash)
        for line in said.lines:
            if line.line_no == NO_LINE:
                amounts = (line.amount - said.amount, -line.amount, said.change - cash)
                told = (str(body.number), said.kind.words, *where, str(line.receipt))
                yield Row((*told, *amounts, line.gl_code))
