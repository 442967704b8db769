"""Serial numbers of lines and counts of stock at a close, as rows and back."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.custody.serials import RangeSet, Serials, joined, ranges_data, ranges_from_data
from domain.custody.stock import StockCount
from storage.cells import Row, as_json, from_json, same

SeriesSold = tuple[str, RangeSet]
"""A series, and its numbers."""
SerialsByLine = dict[int, SeriesSold]
NO_SERIALS: Final[SeriesSold] = ("", ())


def serials_from(rows: list[Row]) -> SerialsByLine:
    """Return the numbers of a receipt by its lines; raises ``ValueError`` for damage."""
    found: SerialsByLine = {}
    for _, line_no, part_no, series, first, last in rows:
        known, ranges = found.get(line_no, (series, ()))
        same(known, series)
        same(len(ranges) + 1, part_no)
        found[line_no] = (series, (*ranges, Serials(first, last)))
    for _, ranges in found.values():
        same(joined(ranges), ranges)
    return found


def closing_rows(posting_id: int, counts: Sequence[StockCount]) -> Iterator[Row]:
    """Yield the rows of the counts of stock at a close."""
    for number, count in enumerate(counts, 1):
        missing, extra = ranges_data(count.missing), ranges_data(count.extra)
        yield (posting_id, number, count.series, count.place, as_json(missing), as_json(extra))


def counts_from(rows: list[Row]) -> tuple[StockCount, ...]:
    """Return the counts of their rows; raises ``ValueError`` for damage."""
    found: list[StockCount] = []
    for _, number, series, place, missing, extra in rows:
        same(len(found) + 1, number)
        lacking, more = (ranges_from_data(from_json(cell)) for cell in (missing, extra))
        found.append(StockCount(series, place, lacking, more))
    return tuple(found)
