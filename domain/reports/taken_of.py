"""What one receipt is of a day's sums: the one place that says it, whoever adds the sums up."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from domain.money import total
from domain.receipting.lines import BillLine
from domain.receipting.posting import Header
from domain.receipting.receipt import Receipt
from domain.reports.asked import Entry
from domain.reports.taken import (
    COUNTER,
    DIFFERENCE,
    ITEMS,
    ChargeSum,
    JournalSum,
    LineSum,
    ReceiptRow,
    SoldSum,
    Taken,
    TenderItem,
    TenderSum,
)

_Some = TypeVar("_Some")


def streamed(entries: Callable[[], Iterable[Entry]]) -> Taken:
    """Return the sums of postings that are streamed again for each question, a part for each receipt."""

    def each(of: Callable[[Entry], Iterable[_Some]]) -> Callable[[], Iterable[_Some]]:
        return lambda: (part for entry in entries() for part in of(entry))

    return Taken(
        each(receipts_of),
        each(tenders_of),
        each(items_of),
        each(lines_of),
        each(charges_of),
        each(sold_of),
        each(journal_of),
    )


def receipts_of(entry: Entry) -> Iterator[ReceiptRow]:
    """Yield the receipt of a posting that is one."""
    header, body = entry.posting.header, entry.posting.body
    if isinstance(body, Receipt):
        cash = total(t.amount for t in body.tenders if t.is_cash) - body.change
        yield ReceiptRow(
            entry.posting_id,
            header.business_date,
            header.session_id,
            header.drawer,
            header.operator_id,
            header.operator_name,
            header.entered_at,
            body.number.year,
            body.number.seq,
            body.evidence.kind.value if body.evidence else COUNTER,
            len(body.lines),
            body.total.cents,
            body.rounding.cents,
            body.rounding_gl,
            cash.cents if body.rounding else 0,
        )


def tenders_of(entry: Entry) -> Iterator[TenderSum]:
    """Yield the tenders of a receipt; its change is told with the first cash of it."""
    session, body = entry.posting.header.session_id, entry.posting.body
    if isinstance(body, Receipt):
        change = body.change.cents
        for t in body.tenders:
            yield TenderSum(session, t.kind, t.name, 1, t.amount.cents, change if t.is_cash else 0)
            change = 0 if t.is_cash else change


def items_of(entry: Entry) -> Iterator[TenderItem]:
    """Yield each tender of a receipt that has a number of its own."""
    header, body = entry.posting.header, entry.posting.body
    if isinstance(body, Receipt):
        n, (session, operator) = body.number, (header.session_id, header.operator_id)
        for place, t in enumerate(body.tenders, start=1):
            if t.number:
                number = (n.year, n.drawer, n.seq)
                at = (entry.posting_id, session, operator, *number, place)
                yield TenderItem(*at, t.kind, t.number, t.amount.cents)


def lines_of(entry: Entry) -> Iterator[LineSum]:
    """Yield the lines of a receipt; it counts once for each service that it has lines of."""
    body, seen = entry.posting.body, set[str]()
    if isinstance(body, Receipt):
        for line in body.lines:
            service = line.service if isinstance(line, BillLine) else ITEMS
            first = int(service not in seen)
            seen.add(service)
            yield LineSum(entry.posting.header.session_id, service, first, 1, line.amount.cents)


def charges_of(entry: Entry) -> Iterator[ChargeSum]:
    """Yield what a receipt relieved bills of."""
    header, body = entry.posting.header, entry.posting.body
    if isinstance(body, Receipt):
        for line in body.lines:
            if isinstance(line, BillLine):
                for a in line.allocations:
                    yield _charge(header, line, a.kind, a.amount.cents)


def _charge(header: Header, line: BillLine, kind: str, cents: int) -> ChargeSum:
    return ChargeSum(header.session_id, header.policy_digest, line.service, kind, 1, cents)


def sold_of(entry: Entry) -> Iterator[SoldSum]:
    """Yield the items that a receipt sold, and the differences that it bore."""
    session, body = entry.posting.header.session_id, entry.posting.body
    if isinstance(body, Receipt):
        for line in body.lines:
            if not isinstance(line, BillLine):
                cents = line.amount.cents
                yield SoldSum(session, ITEMS, line.item_code, line.gl_code, 1, cents)
            elif line.difference:
                of = (line.service, DIFFERENCE, line.difference_gl)
                yield SoldSum(session, *of, 1, line.difference.cents)


def journal_of(entry: Entry) -> Iterator[JournalSum]:
    """Yield the journal of a receipt, line by line."""
    if isinstance(entry.posting.body, Receipt):
        session = entry.posting.header.session_id
        for line in entry.posting.journal.lines:
            yield JournalSum(session, line.gl_code, line.debit.cents, line.credit.cents)
