"""``activity``: how much work there was, by hour, drawer, person and way of coming in."""

from collections.abc import Iterable

from domain.corrections.values import Correction
from domain.money import Money
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry
from domain.reports.report import Cell, Report, Section, count, money, text
from domain.reports.sums import Sums

_FIGURES = (
    count("receipts", "Receipts"),
    count("lines", "Lines"),
    money("amount", "Amount"),
    count("voids", "Voids"),
    money("voided", "Voided"),
)
_Key = tuple[str, ...]
_WAYS = (
    ("hour", "By hour", "Hour"),
    ("drawer", "By drawer", "Drawer"),
    ("operator", "By person", "Person"),
    ("came", "By way of coming in", "How it came"),
)


def activity_report(entries: Iterable[Entry], asked: Asked) -> Report:
    """Return receipts, lines, amounts and voids of the days; hours are the office's.

    A void counts at the hour, drawer and person of the void itself, and as having come over the counter.
    """
    sums: dict[str, Sums[_Key]] = {name: Sums(5, drills=asked.drills) for name, _, _ in _WAYS}
    for entry in asked.told(entries):
        numbers = _numbers(entry)
        if numbers is None:
            continue
        header, body = entry.posting.header, entry.posting.body
        hour = header.entered_at.astimezone(asked.zone).hour
        evidence = body.evidence if isinstance(body, Receipt) else None
        keys = {
            "hour": f"{hour:02}:00-{hour:02}:59",
            "drawer": header.drawer,
            "operator": header.operator_name,
            "came": evidence.kind.value.replace("_", " ") if evidence else "counter",
        }
        for name, key in keys.items():
            sums[name].add((key,), entry.posting_id, *numbers)
    sections = (
        Section(title, (text(name, head), *_FIGURES), sums[name].rows(_cells))
        for name, title, head in _WAYS
    )
    return asked.report("activity", "Activity", sections)


def _numbers(entry: Entry) -> tuple[int, ...] | None:
    body = entry.posting.body
    if isinstance(body, Receipt):
        return 1, len(body.lines), body.total.cents, 0, 0
    if isinstance(body, Correction) and body.amendment.in_drawer:
        return 0, 0, 0, 1, body.amendment.amount.cents
    return None


def _cells(key: _Key, n: tuple[int, ...]) -> tuple[Cell, ...]:
    receipts, lines, amount, voids, voided = n
    return (*key, receipts, lines, Money(amount), voids, Money(voided))
