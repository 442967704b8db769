"""Cash rounding: every receipt whose cash was rounded, what took it back, and the account that bears it."""

from collections.abc import Iterator
from datetime import date, timedelta

from chamberlain.asked import Opened
from chamberlain.output import Cell
from chamberlain.reports.drawer import MOST_RECEIPTS
from chamberlain.reports.receipts import receipt_of
from chamberlain.reports.tables import Table
from domain.corrections.values import NO_LINE
from domain.money import total

COLUMNS = (
    "number", "kind", "on", "drawer", "operator", "receipt", "total", "rounding", "cash_kept", "gl_code",
)  # fmt: skip
_Row = tuple[Cell, ...]


def rounding_table(at: Opened, first: date, last: date) -> Table:
    """Return the receipts of the business dates whose cash was rounded, then what took rounding back in these days.

    The sum of ``rounding`` is what the accounts gained; below zero is what they lost. ``cash_kept`` is the cash less
    the change, with a sign: what the drawer holds of it.
    """
    return Table(COLUMNS, (*_receipts(at, first, last), *_taken_back(at, first, last)))


def _receipts(at: Opened, first: date, last: date) -> Iterator[_Row]:
    for days in range((last - first).days + 1):
        found = at.books.receipts(on=first + timedelta(days=days), limit=MOST_RECEIPTS)
        for posted in sorted(found, key=lambda each: receipt_of(each).number):
            receipt, header = receipt_of(posted), posted.posting.header
            if receipt.rounding:
                cash = total(t.amount for t in receipt.tenders if t.is_cash)
                yield (
                    str(receipt.number),
                    "receipt",
                    header.business_date.isoformat(),
                    header.drawer,
                    header.operator_id,
                    str(receipt.number),
                    receipt.total,
                    receipt.rounding,
                    cash - receipt.change,
                    receipt.rounding_gl,
                )


def _taken_back(at: Opened, first: date, last: date) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        said, header = each.body.amendment, each.posting.header
        cash = total(t.tender.amount for t in said.tenders if t.tender.is_cash)
        for line in said.lines:
            if line.line_no == NO_LINE:
                yield (
                    str(each.body.number),
                    said.kind.words,
                    header.business_date.isoformat(),
                    header.drawer,
                    header.operator_id,
                    str(line.receipt),
                    line.amount - said.amount,
                    -line.amount,
                    said.change - cash,
                    line.gl_code,
                )
