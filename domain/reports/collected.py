"""``collected``: money collected by service, by person and by day or month, net of what corrections took back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry
from domain.reports.relieved import ROUNDING, relieved, service_name
from domain.reports.report import Cell, Column, Report, Section, count, money, text
from domain.reports.sums import Sums
from domain.reports.taken import NOTHING, Taken

_FIGURES = (
    count("receipts", "Receipts"),
    money("collected", "Collected"),
    money("taken_back", "Taken back"),
    money("net", "Net"),
)
_DAYS_SINGLY = 62
"""A longer period is told by months."""
_Key = tuple[str, ...]


def collected_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return what was collected on the days, three times over: the sections come to the same.

    A receipt counts once for each service it paid. A correction counts for the person who posted it.
    """
    sums: dict[str, Sums[_Key]] = {
        name: Sums(3, drills=asked.drills) for name in ("service", "person", "time")
    }
    width = 10 if (asked.last - asked.first).days < _DAYS_SINGLY else 7
    _add_taken(taken, asked, sums, width)
    for entry in asked.told(entries):
        header, here = entry.posting.header, entry.posting_id
        paid = int(isinstance(entry.posting.body, Receipt))
        by_service: dict[str, list[int]] = {}
        for each in relieved(entry, asked):
            amounts = by_service.setdefault(each.service, [0, 0])
            amounts[each.back] += -each.amount.cents if each.back else each.amount.cents
        if not by_service:
            continue
        for service, amounts in by_service.items():
            sums["service"].add((service,), here, paid, *amounts)
        whole = [sum(amounts[i] for amounts in by_service.values()) for i in (0, 1)]
        sums["person"].add((header.operator_name, header.operator_id), here, paid, *whole)
        sums["time"].add((header.business_date.isoformat()[:width],), here, paid, *whole)
    when = "Day" if width == 10 else "Month"
    sections = (
        _by_service(sums["service"], asked),
        _section(
            "By person", (text("person", "Person"), text("operator", "Sign-in")), sums["person"]
        ),
        _section(f"By {when.lower()}", (text(when.lower(), when),), sums["time"]),
    )
    return asked.report("collected", "Collected", sections)


def _add_taken(taken: Taken, asked: Asked, sums: dict[str, Sums[_Key]], width: int) -> None:
    """Add receipts that are added up: a line comes to its charges and differences, a receipt to its lines."""
    for each in asked.told_of(taken.lines()):
        sums["service"].add((each.service,), 0, each.receipts, each.amount, 0)
    whole: dict[tuple[str, str, date], list[int]] = {}
    for row in asked.told_of(taken.receipts()):
        both = whole.setdefault((row.operator_name, row.operator_id, row.business_date), [0, 0])
        both[0] += 1
        both[1] += row.total + row.rounding
        if row.rounding:
            sums["service"].add((ROUNDING,), 0, 1, row.rounding, 0)
    for (name, operator, on), (many, cents) in whole.items():
        sums["person"].add((name, operator), 0, many, cents, 0)
        sums["time"].add((on.isoformat()[:width],), 0, many, cents, 0)


def _by_service(sums: Sums[_Key], asked: Asked) -> Section:
    def named(key: _Key) -> _Key:
        return (service_name(key[0], asked.office),)

    found = _section("By service", (text("service", "Service"),), sums, named)
    # A receipt for two services counts for both, so that their sum is no number of receipts.
    columns = tuple(replace(c, summed=c.summed and c.name != "receipts") for c in found.columns)
    return replace(found, columns=columns)


def _section(
    title: str,
    of: tuple[Column, ...],
    sums: Sums[_Key],
    named: Callable[[_Key], _Key] = lambda key: key,
) -> Section:
    def cells(key: _Key, n: tuple[int, ...]) -> tuple[Cell, ...]:
        return (*named(key), n[0], Money(n[1]), Money(n[2]), Money(n[1] - n[2]))

    return Section(title, (*of, *_FIGURES), sums.rows(cells))
