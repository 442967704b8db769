"""``tender``: what was handed over by kind of money, less what voids handed back, and the checks one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.corrections.values import Correction
from domain.money import Money
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender
from domain.reports.asked import Asked, Entry
from domain.reports.report import Report, Row, Section, count, money, text
from domain.reports.sums import Sums
from domain.reports.taken import NOTHING, Taken, TenderItem
from domain.reports.taken_of import items_of

_BY_KIND = (
    text("kind", "Kind"),
    text("name", "Name"),
    count("number", "Times"),
    money("taken", "Taken"),
    money("change", "Change"),
    money("voided", "Voided"),
    money("net", "Net"),
)
_ITEMS = (
    text("receipt", "Receipt"),
    text("operator", "Operator"),
    text("item", "Number"),
    money("amount", "Amount"),
)
_Place = tuple[int, str, int, int]
"""A receipt's number and the place of a tender in it."""
_NOTE = (
    "Net is taken less change less what voids handed back: what the drawers were counted for. "
    "Reversals and returned checks hand nothing back from a drawer; see refunds and returned. Times is how often a "
    "receipt took that kind of money, less how often a void handed it back; it counts no notes and coins."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """One tender as it moved at a counter; ``number`` is +1 taken or -1 handed back. Amounts are cents."""

    tender: Tender
    number: int
    taken: int
    change: int
    voided: int

    @property
    def net(self) -> int:
        """What it left in the drawer."""
        return self.taken - self.change - self.voided


def handed(entry: Entry) -> Iterator[Handed]:
    """Yield the tenders that a receipt took or a void handed back; change is told with the first cash of it."""
    body = entry.posting.body
    if isinstance(body, Receipt):
        change = body.change.cents
        for tender in body.tenders:
            yield Handed(tender, 1, tender.amount.cents, change if tender.is_cash else 0, 0)
            change = 0 if tender.is_cash else change
    elif isinstance(body, Correction) and body.amendment.in_drawer:
        change = body.amendment.change.cents
        for back in body.amendment.tenders:
            given = change if back.tender.is_cash else 0
            yield Handed(back.tender, -1, 0, 0, back.tender.amount.cents - given)
            change -= given


def tender_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return the tenders of the days by kind, and each check and the like that is still in the drawers' takings."""
    sums: Sums[tuple[str, str]] = Sums(4, drills=asked.drills)
    items: dict[_Place, Row] = {}
    kinds: dict[str, list[_Place]] = {}
    for part in asked.told_of(taken.tenders()):
        sums.add((part.kind, part.name), 0, part.number, part.taken, part.change, 0)
    _note_items(asked.told_of(taken.items()), items, kinds, drills=asked.drills)
    for entry in asked.told(entries):
        for each in handed(entry):
            key = (each.tender.kind, each.tender.name)
            sums.add(key, entry.posting_id, each.number, each.taken, each.change, each.voided)
        _items(entry, items, kinds, drills=asked.drills)
    order = {kind.code: place for place, kind in enumerate(asked.office.tender_kinds)}
    rows = sums.rows(_cells, lambda key: (order.get(key[0], len(order)), key))
    names = dict(sorted(sums))
    singly = (
        Section(names[kind], _ITEMS, tuple(items[key] for key in keys if key in items))
        for kind, keys in sorted(
            kinds.items(), key=lambda each: (order.get(each[0], len(order)), each[0])
        )
    )
    sections = (Section("By kind", _BY_KIND, rows), *(each for each in singly if each.rows))
    return asked.report("tender", "Tenders", sections, (_NOTE,))


def _cells(key: tuple[str, str], n: tuple[int, ...]) -> tuple[str | int | Money, ...]:
    number, taken, change, voided = n
    net = Money(taken - change - voided)
    return (*key, number, Money(taken), Money(change), Money(voided), net)


def _items(
    entry: Entry, items: dict[_Place, Row], kinds: dict[str, list[_Place]], *, drills: bool
) -> None:
    """Note the numbered tenders of a receipt; a void takes those of its receipt out again."""
    _note_items(items_of(entry), items, kinds, drills=drills)
    body = entry.posting.body
    if isinstance(body, Correction) and body.amendment.in_drawer:
        for back in body.amendment.tenders:
            number = back.receipt
            items.pop((number.year, number.drawer, number.seq, back.tender_no), None)


def _note_items(
    found: Iterable[TenderItem],
    items: dict[_Place, Row],
    kinds: dict[str, list[_Place]],
    *,
    drills: bool,
) -> None:
    for each in found:
        key = (each.year, each.drawer, each.seq, each.tender_no)
        cells = (each.receipt, each.operator_id, each.number, Money(each.amount))
        items[key] = Row(cells, (each.posting_id,) if drills else ())
        kinds.setdefault(each.kind, []).append(key)
