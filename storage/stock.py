"""Reading accountable stock, on SQL."""

from datetime import date

from domain.custody.serials import RangeSet
from domain.custody.stock import Stock
from domain.ports.stock import StockMoved
from storage import stock_sql as sql
from storage.part import Part


class SqlStock(Part):
    """The port ``Stocking``."""

    def stock(self, series: str) -> Stock:
        """Return a series as its movements left it; one that was never received is empty."""
        return self._read(lambda tx: sql.lying(tx, series))

    def stock_in(self, place: str) -> dict[str, RangeSet]:
        """Return what lies in a place, by series."""
        return self._read(lambda tx: sql.stock_in(tx, place))

    def stock_moves(self, last: date | None = None) -> tuple[StockMoved, ...]:
        """Return all movements up to a business date, in the order of posting."""
        return self._read(lambda tx: tuple(sql.posted_moves(tx, last)))
