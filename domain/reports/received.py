"""``received``: a simple statement of what was received, what was given back, and what is owed to customers."""

from collections.abc import Iterable

from domain.corrections.values import Correction
from domain.money import Money
from domain.reports.asked import Asked, Entry
from domain.reports.relieved import ROUNDING, service_name
from domain.reports.report import Cell, Report, Section, count, money, text
from domain.reports.sums import Sums
from domain.reports.taken import NOTHING, LineSum, ReceiptRow, Taken
from domain.reports.taken_of import lines_of, receipts_of

_COLUMNS = (text("what", "What"), count("number", "Number"), money("amount", "Amount"))
_Key = tuple[str, str]
_RECEIVED, _BACK, _OWED = "Received", "Given back or returned", "Became owed to customers"
_NOTE = (
    "What became owed to customers is still in the office's hands: it is paid out by the refunds themselves, "
    "not from a drawer."
)


def received_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return what receipts received by service, what voids handed back and banks returned, and new debts to customers.

    What was received less what was given back or returned is the money that the days brought in.
    """
    sums: Sums[_Key] = Sums(2, drills=asked.drills)

    def add(lines: Iterable[LineSum], receipts: Iterable[ReceiptRow], posting_id: int) -> None:
        for each in lines:
            name = service_name(each.service, asked.office)
            sums.add((_RECEIVED, name), posting_id, each.lines, each.amount)
        for row in receipts:
            if row.rounding:
                name = service_name(ROUNDING, asked.office)
                sums.add((_RECEIVED, name), posting_id, 1, row.rounding)

    add(asked.told_of(taken.lines()), asked.told_of(taken.receipts()), 0)
    for entry in asked.told(entries):
        add(lines_of(entry), receipts_of(entry), entry.posting_id)
        if isinstance(entry.posting.body, Correction):
            _correction(entry.posting.body, entry.posting_id, sums)

    def cells(key: _Key, n: tuple[int, ...]) -> tuple[Cell, ...]:
        return key[1], n[0], Money(n[1])

    sections = [
        Section(title, _COLUMNS, sums.rows(cells, where=lambda key, title=title: key[0] == title))  # type: ignore[misc]
        for title in (_RECEIVED, _BACK, _OWED)
    ]
    kept = [0, 0]
    for key in sums:
        kept[key[0] == _BACK] += sums.of(key)[1] if key[0] != _OWED else 0
    brought = f"Received less given back or returned: {Money(kept[0] - kept[1])}."
    return asked.report("received", "Received and paid", sections, (brought, _NOTE))


def _correction(body: Correction, posting_id: int, sums: Sums[_Key]) -> None:
    said = body.amendment
    if said.in_drawer:
        sums.add((_BACK, "Voids: handed back over the counter"), posting_id, 1, said.amount.cents)
    elif said.check is not None:
        cents = said.amount.cents
        sums.add((_BACK, "Checks returned by the bank"), posting_id, 1, cents)
    if said.settlement is not None:
        name = {"refund": "Refund requests", "credit": "Credits on accounts"}[said.settlement.how]
        sums.add((_OWED, name), posting_id, 1, said.settlement.amount.cents)
