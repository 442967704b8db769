"""The series of accountable stock that an office's policy names: which items take numbers of which series.

A number is what is printed once: a sheet of six tags has one number, whatever it holds. A series without items, such as
receipt books, is received, issued, spoiled and counted, and never sold at the till.
"""

from dataclasses import dataclass

from domain.custody.serials import RangeSet, Serials
from domain.policy.accruals import Source


@dataclass(frozen=True, slots=True)
class SeriesItem:
    """An item of a series, and how many numbers one of it takes: one for a sheet that is numbered as a whole."""

    item: str
    numbers: int = 1

    def __post_init__(self) -> None:
        if not self.item or self.numbers < 1:
            raise ValueError("an item of a series takes at least one number")


@dataclass(frozen=True, slots=True)
class StockSeries:
    """One run of numbers. ``unit`` is what one number is printed on, such as ``sheet``; it holds ``pieces`` pieces.

    Only of an ``accountable`` series must numbers be in the drawer before they are sold: for another the office has
    yet to take its stock in. ``counted_at_close`` says that the close of a drawer counts what is left in it.
    """

    code: str
    name: str
    unit: str
    source: Source
    items: tuple[SeriesItem, ...] = ()
    prefix: str = ""
    width: int = 0
    pieces: int = 1
    counted_at_close: bool = True
    accountable: bool = True

    def __post_init__(self) -> None:
        if not (self.code and self.name and self.unit) or self.pieces < 1:
            raise ValueError("a series has a code, a name and a unit that holds pieces")
        if not 0 <= self.width <= 12 or len({row.item for row in self.items}) != len(self.items):
            raise ValueError("a number has at most twelve digits, and an item is named once")

    def needed(self, item_code: str, quantity: int) -> int:
        """Return how many numbers ``quantity`` of an item take; 0 for an item of no or another series."""
        return next((quantity * row.numbers for row in self.items if row.item == item_code), 0)

    def words(self, ranges: RangeSet) -> str:
        """Return numbers as they are printed on the paper: ``T001041-T001046, T001101``."""
        return ", ".join(self._range(one) for one in ranges)

    def _range(self, one: Serials) -> str:
        first = self._number(one.first)
        return first if len(one) == 1 else f"{first}-{self._number(one.last)}"

    def _number(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.width}d}"
