"""Accountable stock at the close of a drawer: which series are counted, and the blind comparison.

Nobody is told what should lie there before the count is in. A difference is recorded with the close and never forced:
the numbers stay in the drawer by the books until a supervisor has them spoiled, with the reason, or finds them.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from domain.custody.serials import RangeSet
from domain.custody.series import StockSeries
from domain.custody.stock import Place, Stock, StockCount, compare_count
from domain.office import Office
from domain.refusals import Code, Refusal, refuse

Lying = Mapping[str, RangeSet]
"""What lies in a drawer by the books, by series."""
NOTHING: Final[Lying] = MappingProxyType({})
Counted = tuple[tuple[str, RangeSet], ...]
"""The ranges that were typed at the count, by series; an empty set says that none is there."""


def counted_series(office: Office, lying: Lying) -> tuple[StockSeries, ...]:
    """Return the series that the close of a drawer counts: those of the policy of which anything should lie there."""
    return tuple(
        series
        for series in office.stock
        if series.accountable and series.counted_at_close and lying.get(series.code)
    )


def count_stock(
    counted: Counted, drawer: str, lying: Lying, office: Office
) -> tuple[StockCount, ...] | Refusal:
    """Return what was counted of each series against what lies in the drawer.

    Refuses while a series that the close counts is not counted, and numbers of a series that the office has not.
    """
    known = {series.code: series for series in office.stock if series.accountable}
    told = dict(counted)
    for code in told:
        if code not in known:
            return refuse(Code.STOCK_UNKNOWN, series=code, choices=", ".join(known) or "none")
    for series in counted_series(office, lying):
        if series.code not in told:
            return refuse(Code.STOCK_UNCOUNTED, series=series.name, drawer=drawer)
    return tuple(
        compare_count(_lying(code, drawer, lying), drawer, ranges)
        for code, ranges in sorted(told.items())
    )


def _lying(code: str, drawer: str, lying: Lying) -> Stock:
    ranges = lying.get(code, ())
    return Stock(code, (Place(drawer, ranges),) if ranges else ())


def count_words(counts: Iterable[StockCount], office: Office) -> tuple[tuple[str, str], ...]:
    """Return (series, what differs) of each count, for the report of a close: ``agrees``, or the numbers by name."""
    named = {series.code: series for series in office.stock}
    found: list[tuple[str, str]] = []
    for count in counts:
        series = named.get(count.series)
        if count.agrees or series is None:
            found.append((series.name if series else count.series, "agrees"))
            continue
        parts = [
            f"{what} {series.words(ranges)}"
            for what, ranges in (("missing", count.missing), ("not of here", count.extra))
            if ranges
        ]
        found.append((series.name, "; ".join(parts)))
    return tuple(found)
