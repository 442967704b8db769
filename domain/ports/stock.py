"""The port of accountable stock: where the numbers lie, and how they came there."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.custody.serials import RangeSet
from domain.custody.stock import Movement, Stock


@dataclass(frozen=True, slots=True)
class StockMoved:
    """One movement as it was posted: by which posting, on which business date, by whom; ``document`` is its number."""

    posting_id: int
    on: date
    document: str
    operator_name: str
    movement: Movement


class Stocking(Protocol):
    """Reading accountable stock. It is moved by receipts, corrections and acts of custody, in their transactions."""

    def stock(self, series: str) -> Stock:
        """Return a series as its movements left it; one that was never received is empty."""

    def stock_in(self, place: str) -> dict[str, RangeSet]:
        """Return what lies in a place (``vault``, or a drawer by its code), by series."""

    def stock_moves(self, last: date | None = None) -> tuple[StockMoved, ...]:
        """Return all movements up to a business date, in the order of posting."""
