"""Whether every number of accountable stock lies where its movements left it (invariant I16)."""

from collections.abc import Iterator

from domain.custody.serials import in_words, numbers
from domain.custody.stock import Stock, stock_of
from storage import stock_sql as sql
from storage.engine import Tx
from storage.findings import Findings


def check_stock(tx: Tx, findings: Findings) -> None:
    """Move all stock again as the postings say and compare it with the rows; a movement that cannot be is damage."""
    movements = [moved.movement for moved in sql.posted_moves(tx, None)]
    findings.checked = len(movements)
    kept = {row[0] for row in tx.run(sql.ALL)}
    for series in sorted(kept | {movement.series for movement in movements}):
        try:
            should = stock_of(series, movements)
        except ValueError as error:
            findings.differs(f"The postings of stock {series} cannot have been: {error}")
            continue
        if not should.proves:
            findings.differs(f"Stock {series} does not prove: {should.count} are on hand.")
        have = sql.lying(tx, series)
        for place, there, wanted in _places(have, should):
            if there != wanted:
                findings.differs(f"Of stock {series}, {there} {place}; the postings say {wanted}.")


def _places(have: Stock, should: Stock) -> Iterator[tuple[str, str, str]]:
    names = sorted({place.name for stock in (have, should) for place in stock.on_hand})
    for name in names:
        yield (
            f"lie in {name}",
            in_words(have.at(name)) or "none",
            in_words(should.at(name)) or "none",
        )
    acts = sorted({act for stock in (have, should) for act, _ in stock.gone})
    for act in acts:
        left = [stock.left(act) for stock in (have, should)]
        there, wanted = (in_words(ranges) or "none" for ranges in left)
        yield f"are {act.value}", there, wanted
    counts = [sum(numbers(p.ranges) for p in stock.on_hand) for stock in (have, should)]
    yield "are on hand", str(counts[0]), str(counts[1])


def rebuild_stock(tx: Tx) -> None:
    """Make what lies where anew from the postings."""
    movements = [moved.movement for moved in sql.posted_moves(tx, None)]
    tx.run("DELETE FROM stock_at")
    tx.run("DELETE FROM stock_series")
    for series in sorted({movement.series for movement in movements}):
        sql.make_series(tx, series)
        sql.put_rows(tx, series, sql.lying_rows(stock_of(series, movements)))
