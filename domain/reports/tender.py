"""``tender``: what was handed over by kind of money, less what voids handed back, and the checks one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.corrections.values import Correction
from domain.money import Money
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tender import Tender
from domain.reports.asked import Asked, Entry
from domain.reports.report import Report, Row, Section, count, money, text
from domain.reports.sums import Sums

_BY_KIND = (
    text("kind", "Kind"),
    text("name", "Name"),
    count("number", "Number"),
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
_NOTE = (
    "Net is taken less change less what voids handed back: what the drawers were counted for. "
    "Reversals and returned checks hand nothing back from a drawer; see refunds and returned."
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


def tender_report(entries: Iterable[Entry], asked: Asked) -> Report:
    """Return the tenders of the days by kind, and each check and the like that is still in the drawers' takings."""
    sums: Sums[tuple[str, str]] = Sums(4, drills=asked.drills)
    items: dict[tuple[ReceiptNo, int], Row] = {}
    kinds: dict[str, list[tuple[ReceiptNo, int]]] = {}
    for entry in asked.told(entries):
        for each in handed(entry):
            key = (each.tender.kind, each.tender.name)
            sums.add(key, entry.posting_id, each.number, each.taken, each.change, each.voided)
        _items(entry, items, kinds, drills=asked.drills)
    order = {kind.code: place for place, kind in enumerate(asked.office.tender_kinds)}
    rows = sums.rows(_cells, lambda key: (order.get(key[0], len(order)), key))
    names = dict(sums)
    singly = (
        Section(names[kind], _ITEMS, tuple(items[key] for key in keys if key in items))
        for kind, keys in sorted(kinds.items(), key=lambda each: order.get(each[0], len(order)))
    )
    sections = (Section("By kind", _BY_KIND, rows), *(each for each in singly if each.rows))
    return asked.report("tender", "Tenders", sections, (_NOTE,))


def _cells(key: tuple[str, str], n: tuple[int, ...]) -> tuple[str | int | Money, ...]:
    number, taken, change, voided = n
    net = Money(taken - change - voided)
    return (*key, number, Money(taken), Money(change), Money(voided), net)


def _items(
    entry: Entry,
    items: dict[tuple[ReceiptNo, int], Row],
    kinds: dict[str, list[tuple[ReceiptNo, int]]],
    *,
    drills: bool,
) -> None:
    """Note the numbered tenders of a receipt; a void takes those of its receipt out again."""
    body, operator = entry.posting.body, entry.posting.header.operator_id
    if isinstance(body, Receipt):
        for place, tender in enumerate(body.tenders, start=1):
            if tender.number:
                key = (body.number, place)
                cells = (str(body.number), operator, tender.number, tender.amount)
                items[key] = Row(cells, (entry.posting_id,) if drills else ())
                kinds.setdefault(tender.kind, []).append(key)
    elif isinstance(body, Correction) and body.amendment.in_drawer:
        for back in body.amendment.tenders:
            items.pop((back.receipt, back.tender_no), None)
