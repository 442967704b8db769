"""Accountable stock in memory: always added up from the postings."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.corrections.values import Amendment, Correction
from domain.custody.acts import CustodyAct
from domain.custody.serials import RangeSet
from domain.custody.stock import Movement, Stock, move, stock_of
from domain.ports.stock import StockMoved
from domain.receipting.cart import ItemLine
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.stock_moves import sold, taken_back
from domain.refusals import Refusal
from storage.memory_state import MemoryState


class MemoryStock:
    """Stocking of domain/ports/stock.py."""

    _state: MemoryState

    def stock(self, series: str) -> Stock:
        """Return a series as its movements left it."""
        with self._state.lock:
            return stock_of(series, _movements(self._state))

    def stock_in(self, place: str) -> dict[str, RangeSet]:
        """Return what lies in a place, by series."""
        with self._state.lock:
            return stock_in(self._state, place)

    def stock_moves(self, last: date | None = None) -> tuple[StockMoved, ...]:
        """Return all movements up to a business date."""
        with self._state.lock:
            return tuple(m for m in _moves(self._state) if last is None or m.on <= last)


def stock_in(state: MemoryState, place: str) -> dict[str, RangeSet]:
    """Return what lies in a place, by series."""
    movements = list(_movements(state))
    codes = sorted({movement.series for movement in movements})
    found = {code: stock_of(code, movements).at(place) for code in codes}
    return {code: ranges for code, ranges in found.items() if ranges}


def stock_refused(state: MemoryState, movements: Iterable[Movement]) -> Refusal | None:
    """Return why movements cannot be made after all that were posted."""
    wanted = tuple(movements)
    if not wanted:
        return None
    posted = list(_movements(state))
    stocks: dict[str, Stock] = {}
    for movement in sorted(wanted, key=lambda each: each.series):
        stock = stocks.get(movement.series) or stock_of(movement.series, posted)
        moved = move(stock, movement)
        if isinstance(moved, Refusal):
            return moved
        stocks[movement.series] = moved
    return None


def back_to_stock(state: MemoryState, said: Amendment, drawer: str) -> tuple[Movement, ...]:
    """Return what a correction brings back into stock."""

    def sold_on(number: ReceiptNo, line_no: int) -> tuple[str, RangeSet] | None:
        lines = next((r.lines for _, _, r in state.receipts() if r.number == number), ())
        line = lines[line_no - 1] if 1 <= line_no <= len(lines) else None
        found = isinstance(line, ItemLine) and line.serials
        return (line.series, line.serials) if isinstance(line, ItemLine) and found else None

    return taken_back(said, drawer, sold_on)


def _movements(state: MemoryState) -> Iterator[Movement]:
    return (moved.movement for moved in _moves(state))


def _moves(state: MemoryState) -> Iterator[StockMoved]:
    for posting_id, posting in enumerate(state.postings, start=1):
        body, header = posting.body, posting.header
        movements: tuple[Movement, ...] = ()
        document = ""
        if isinstance(body, Receipt):
            movements, document = sold(body.lines, header.drawer), str(body.number)
        elif isinstance(body, Correction):
            movements = back_to_stock(state, body.amendment, header.drawer)
            document = str(body.number)
        elif isinstance(body, CustodyAct):
            movements, document = body.body.stock(), str(body.number)
        for movement in movements:
            yield StockMoved(
                posting_id, header.business_date, document, header.operator_name, movement
            )
