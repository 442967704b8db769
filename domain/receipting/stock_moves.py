"""What postings do to accountable stock: sales and what undoes them follow from receipts and corrections themselves.

A void brings the numbers back into its drawer, a reversal into the vault: whoever reverses has no drawer. A returned
check brings none back, because the customer keeps what was sold. Old ones given in exchange are of an issue that has no
numbers here; the new ones are sold like any.
"""

from collections.abc import Callable, Iterable

from domain.corrections.values import Amendment
from domain.custody.serials import RangeSet
from domain.custody.stock import Movement, StockAct
from domain.receipting.cart import ItemLine, Line
from domain.receipting.receipt import ReceiptNo

SoldOn = Callable[[ReceiptNo, int], tuple[str, RangeSet] | None]
"""Returns series and numbers of a receipt's line by its place, counted from 1; ``None`` for one without numbers."""


def sold(lines: Iterable[Line], drawer: str) -> tuple[Movement, ...]:
    """Return what these lines take out of the drawer."""
    return tuple(
        Movement(line.series, StockAct.SOLD, serials, drawer)
        for line in lines
        if isinstance(line, ItemLine)
        for serials in line.serials
    )


def taken_back(amendment: Amendment, drawer: str, sold_on: SoldOn) -> tuple[Movement, ...]:
    """Return what a correction brings back: into ``drawer`` when it is made there, else into the vault."""
    place = drawer if amendment.in_drawer else ""
    back = [sold_on(b.receipt, b.line_no) for b in amendment.lines if b.quantity]
    return tuple(
        Movement(line[0], StockAct.TAKEN_BACK, serials, place)
        for line in back
        if line is not None
        for serials in line[1]
    )
