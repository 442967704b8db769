"""``activity``: how much work there was, by hour, drawer, person and way of coming in."""

from collections.abc import Iterable
from datetime import datetime

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.custody.reversal import ActReversed
from domain.money import Money
from domain.reports.asked import Asked, Entry
from domain.reports.report import Cell, Report, Section, count, money, text
from domain.reports.sums import Sums
from domain.reports.taken import COUNTER, NOTHING, ReceiptRow, Taken
from domain.reports.taken_of import receipts_of

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


def activity_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return receipts, lines, amounts and voids of the days; hours are the office's.

    A void counts at the hour, drawer and person of the void itself, and as having come over the counter.
    """
    sums: dict[str, Sums[_Key]] = {name: Sums(5, drills=asked.drills) for name, _, _ in _WAYS}

    def add(posting_id: int, keys: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        for each, key in zip(sums.values(), keys, strict=True):
            each.add((key,), posting_id, *numbers)

    for keys, numbers in _added_up(asked.told_of(taken.receipts()), asked).items():
        add(0, keys, tuple(numbers))
    undone: Sums[_Key] = Sums(1, drills=asked.drills)
    for entry in asked.told(entries):
        header, body = entry.posting.header, entry.posting.body
        if isinstance(body, CustodyAct) and isinstance(body.body, ActReversed):
            undone.add((header.operator_name, body.body.body.title), entry.posting_id, 1)
        for keys, numbers in _added_up(receipts_of(entry), asked).items():
            add(entry.posting_id, keys, tuple(numbers))
        if isinstance(body, Correction) and body.amendment.in_drawer:
            keys = (_hour(header.entered_at, asked), header.drawer, header.operator_name, COUNTER)
            add(entry.posting_id, keys, (0, 0, 0, 1, body.amendment.amount.cents))
    sections = (
        Section(title, (text(name, head), *_FIGURES), sums[name].rows(_cells))
        for name, title, head in _WAYS
    )
    return asked.report("activity", "Activity", (*sections, *_reversals(undone)))


def _reversals(undone: Sums[_Key]) -> tuple[Section, ...]:
    """Return the reversals of acts of custody by person; nothing while there were none."""
    rows = undone.rows(lambda key, n: (*key, *n))
    columns = (text("operator", "Person"), text("what", "Reversal of"), count("acts", "Acts"))
    return (Section("Acts of custody reversed", columns, rows),) if rows else ()


def _added_up(rows: Iterable[ReceiptRow], asked: Asked) -> dict[_Key, list[int]]:
    """Return receipts, lines and amount, and no voids, by what the sections are of."""
    hours: dict[datetime, str] = {}
    found: dict[_Key, list[int]] = {}
    for row in rows:
        at = row.entered_at
        hour = hours.get(at) or hours.setdefault(at, _hour(at, asked))
        key = (hour, row.drawer, row.operator_name, row.came.replace("_", " "))
        sums = found.setdefault(key, [0, 0, 0, 0, 0])
        sums[0] += 1
        sums[1] += row.lines
        sums[2] += row.total
    return found


def _hour(at: datetime, asked: Asked) -> str:
    hour = at.astimezone(asked.zone).hour
    return f"{hour:02}:00-{hour:02}:59"


def _cells(key: _Key, n: tuple[int, ...]) -> tuple[Cell, ...]:
    receipts, lines, amount, voids, voided = n
    return (*key, receipts, lines, Money(amount), voids, Money(voided))
