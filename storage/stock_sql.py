"""Moving accountable stock inside the transaction of the posting that moves it, on SQL."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from domain.corrections.values import Amendment, CorrectionNo
from domain.custody.acts import ActNo
from domain.custody.serials import RangeSet, Serials, joined
from domain.custody.stock import GONE, Movement, Place, Stock, StockAct, move
from domain.ports.stock import StockMoved
from domain.receipting.cart import Line
from domain.receipting.receipt import ReceiptNo
from domain.receipting.stock_moves import sold, taken_back
from domain.refusals import Refusal
from storage.cells import day, from_json
from storage.engine import Tx

_MAKE: Final = "INSERT INTO stock_series (series) VALUES (?) ON CONFLICT (series) DO NOTHING"
_HOLD: Final = {
    True: "SELECT series FROM stock_series WHERE series = ?",
    False: "SELECT series FROM stock_series WHERE series = ? FOR UPDATE",
}
_LIES: Final = "SELECT place, first_no, last_no FROM stock_at WHERE series = ? ORDER BY first_no"
_PUT: Final = "INSERT INTO stock_at (series, first_no, last_no, place) VALUES (?, ?, ?, ?)"
_TAKE: Final = "DELETE FROM stock_at WHERE series = ? AND first_no = ?"
IN_PLACE: Final = (
    "SELECT series, first_no, last_no FROM stock_at WHERE place = ? ORDER BY series, first_no"
)
ALL: Final = "SELECT DISTINCT series FROM stock_series ORDER BY series"
_OF_LINE: Final = (
    "SELECT s.series, s.first_no, s.last_no FROM receipt r JOIN line_serials s "
    "ON s.posting_id = r.posting_id WHERE r.year = ? AND r.drawer = ? AND r.seq = ? "
    "AND s.line_no = ? ORDER BY s.part_no"
)

# Three kinds of posting move stock; each row is one range, in the order of posting. The few rows that move stock are
# read first, which SQLite does where it says CROSS JOIN; it would look through all postings of the days instead.
_HEAD: Final = "SELECT p.posting_id, p.business_date, p.operator_name, "
_SOLD: Final = (
    f"{_HEAD} r.year, r.drawer, r.seq, s.series, s.first_no, s.last_no FROM line_serials s "
    "CROSS JOIN posting p JOIN receipt r ON r.posting_id = s.posting_id "
    "WHERE p.posting_id = s.posting_id AND p.business_date <= ? "
    "ORDER BY p.posting_id, s.line_no, s.part_no"
)
_BACK: Final = (
    f"{_HEAD} c.year, c.series, c.seq, c.kind, p.drawer, s.series, s.first_no, s.last_no "
    "FROM correction_line b CROSS JOIN posting p "
    "JOIN correction c ON c.posting_id = b.posting_id "
    "JOIN corrected_receipt x ON x.posting_id = b.posting_id AND x.place = b.place "
    "JOIN receipt r ON r.year = x.year AND r.drawer = x.drawer AND r.seq = x.seq "
    "JOIN line_serials s ON s.posting_id = r.posting_id AND s.line_no = b.line_no "
    "WHERE p.posting_id = b.posting_id AND b.quantity > 0 AND p.business_date <= ? "
    "ORDER BY p.posting_id, s.line_no, s.part_no"
)
_ACTED: Final = (
    f"{_HEAD} a.year, a.seq, a.kind, a.body_json FROM custody_act a "
    "CROSS JOIN posting p "
    "WHERE p.posting_id = a.posting_id AND a.kind IN ('stock', 'reversal') AND p.business_date <= ? "
    "ORDER BY p.posting_id"
)
_EVER: Final = "9999-12-31"


def move_stock(tx: Tx, movements: Iterable[Movement]) -> Refusal | None:
    """Carry movements into what lies where, or refuse them all: numbers that are not where they are taken from.

    The last thing that may refuse a posting. The series are held in one order, so that counters never wait in a ring.
    """
    by_series: dict[str, list[Movement]] = {}
    for movement in movements:
        by_series.setdefault(movement.series, []).append(movement)
    changed: list[tuple[Stock, Stock]] = []
    for series in sorted(by_series):
        tx.run(_MAKE, (series,))
        tx.run(_HOLD[tx.sqlite], (series,))
        before = stock = lying(tx, series)
        for movement in by_series[series]:
            moved = move(stock, movement)
            if isinstance(moved, Refusal):
                return moved
            stock = moved
        changed.append((before, stock))
    for before, after in changed:
        _write(tx, before, after)
    return None


def sell_stock(tx: Tx, lines: Iterable[Line], drawer: str) -> Refusal | None:
    """Take what these lines sell out of the drawer; the hook of a receipt's transaction."""
    return move_stock(tx, sold(lines, drawer))


def bring_back(tx: Tx, amendment: Amendment, drawer: str) -> Refusal | None:
    """Bring back what a correction undoes the sale of; the hook of a correction's transaction."""
    return move_stock(tx, taken_back(amendment, drawer, lambda *line: _sold_on(tx, *line)))


def _sold_on(tx: Tx, number: ReceiptNo, line_no: int) -> tuple[str, RangeSet] | None:
    rows = tx.run(_OF_LINE, (number.year, number.drawer, number.seq, line_no)).fetchall()
    return (rows[0][0], tuple(Serials(*row[1:]) for row in rows)) if rows else None


def lying(tx: Tx, series: str) -> Stock:
    """Return a series as its rows say; raises ``ValueError`` when they overlap."""
    places: dict[str, list[Serials]] = {}
    for place, first, last in tx.run(_LIES, (series,)):
        places.setdefault(place, []).append(Serials(first, last))
    return stock_lying(series, places)


def stock_lying(series: str, places: dict[str, list[Serials]]) -> Stock:
    """Return the stock whose numbers lie so."""
    here = {place: joined(ranges) for place, ranges in places.items()}
    return Stock(
        series,
        tuple(Place(name, here[name]) for name in sorted(here) if name not in GONE),
        tuple((StockAct(name), here[name]) for name in sorted(here) if name in GONE),
        sum(len(one) for ranges in here.values() for one in ranges),
    )


def lying_rows(stock: Stock) -> dict[int, tuple[int, str]]:
    """Return the rows of a stock: last number and place by first number."""
    rows = {one.first: (one.last, place.name) for place in stock.on_hand for one in place.ranges}
    rows |= {one.first: (one.last, act.value) for act, ranges in stock.gone for one in ranges}
    return rows


def _write(tx: Tx, before: Stock, after: Stock) -> None:
    old, new = lying_rows(before), lying_rows(after)
    for first in sorted(first for first in old if new.get(first) != old[first]):
        tx.run(_TAKE, (before.series, first))
    put_rows(tx, after.series, {f: row for f, row in new.items() if old.get(f) != row})


def put_rows(tx: Tx, series: str, rows: dict[int, tuple[int, str]]) -> None:
    """Write rows of a stock."""
    tx.run_many(
        _PUT, [(series, first, last, place) for first, (last, place) in sorted(rows.items())]
    )


def stock_in(tx: Tx, place: str) -> dict[str, RangeSet]:
    """Return what lies in a place, by series."""
    found: dict[str, list[Serials]] = {}
    for series, first, last in tx.run(IN_PLACE, (place,)):
        found.setdefault(series, []).append(Serials(first, last))
    return {series: joined(ranges) for series, ranges in found.items()}


def make_series(tx: Tx, series: str) -> None:
    """Write the row that the movements of a series queue for."""
    tx.run(_MAKE, (series,))


def posted_moves(tx: Tx, last: date | None) -> Iterator[StockMoved]:
    """Yield all movements up to a business date as the postings say, in their order; damage raises ``ValueError``."""
    until = (last.isoformat() if last else _EVER,)
    moves = [*_sold(tx, until), *_back(tx, until), *_acted(tx, until)]
    # Sorting is stable: the ranges of one posting stay in their order.
    yield from sorted(moves, key=lambda moved: moved.posting_id)


def _sold(tx: Tx, until: tuple[str]) -> Iterator[StockMoved]:
    for posting_id, on, name, year, drawer, seq, series, first, last in tx.run(_SOLD, until):
        movement = Movement(series, StockAct.SOLD, Serials(first, last), drawer)
        yield StockMoved(posting_id, day(on), str(ReceiptNo(year, drawer, seq)), name, movement)


def _back(tx: Tx, until: tuple[str]) -> Iterator[StockMoved]:
    for row in tx.run(_BACK, until):
        posting_id, on, name, year, own, seq, kind, drawer, series, first, last = row
        place = drawer if kind == "void" else ""
        movement = Movement(series, StockAct.TAKEN_BACK, Serials(first, last), place)
        yield StockMoved(posting_id, day(on), str(CorrectionNo(year, own, seq)), name, movement)


def _acted(tx: Tx, until: tuple[str]) -> Iterator[StockMoved]:
    from domain.custody.act_kinds import body_from_data

    for posting_id, on, name, year, seq, kind, body in tx.run(_ACTED, until):
        for movement in body_from_data(kind, from_json(body)).stock():
            yield StockMoved(posting_id, day(on), str(ActNo(year, seq)), name, movement)
