"""Postings as rows and back, both directions side by side.

Reading builds the domain's values, whose constructors check them again; what they cannot see (a column that the value
does not hold, another spelling of the same date) is compared here, so that no column can be changed unseen. Damage
raises ``ValueError`` or ``TypeError``. Rows are tuples in the order of ``posted_columns.COLUMNS``.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.custody.count import count_from_data
from domain.custody.drawer import DrawerClosed, DrawerOpened, Tally
from domain.ledger.journal import Journal, JournalLine
from domain.ledger.trail import TrailEntry, canonical
from domain.money import Money
from domain.receipting.cart import BillLine, ItemLine, Line
from domain.receipting.posting import Body, Header, Posting, PostingKind
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tender import Tender
from domain.receivables.application import Allocation
from storage.posted_columns import COLUMNS

Row = tuple[Any, ...]
_POSTING = COLUMNS["posting"]


def as_json(data: object) -> str:
    """Return plain data in its one form as text."""
    return canonical(data).decode()


def from_json(stored: str) -> object:
    """Return the plain data of ``as_json``; raises ``ValueError`` for another form of the same."""
    data: object = json.loads(stored)
    _same(as_json(data), stored)
    return data


def day(stored: str) -> date:
    """Return a stored date; raises ``ValueError`` for another spelling than ISO 8601's long one."""
    read = date.fromisoformat(stored)
    _same(read.isoformat(), stored)
    return read


def instant(stored: str) -> datetime:
    """Return a stored instant; raises ``ValueError`` for another spelling than the one that is written."""
    read = datetime.fromisoformat(stored)
    _same(read.isoformat(), stored)
    return read


def _same(value: object, stored: object) -> None:
    if value != stored:
        raise ValueError(f"{stored!r} stands where {value!r} belongs")


def posting_row(posting_id: int, posting: Posting) -> Row:
    """Return the row of a posting's header and trail."""
    h, t = posting.header, posting.trail
    return (
        posting_id,
        posting.kind.value,
        h.request_id,
        h.request_digest,
        h.session_id,
        h.drawer,
        h.station,
        h.operator_id,
        h.operator_name,
        h.business_date.isoformat(),
        h.effective_on.isoformat(),
        h.entered_at.isoformat(),
        h.policy_digest,
        t.chain_no,
        t.previous,
        t.digest,
    )


def receipt_row(posting_id: int, body: Receipt) -> Row:
    """Return the row of a receipt's number, payer and change."""
    n = body.number
    return (posting_id, n.year, n.drawer, n.seq, body.payer, body.change.cents)


def line_rows(posting_id: int, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of a receipt's lines."""
    for number, line in enumerate(lines, 1):
        head = (posting_id, number)
        if isinstance(line, BillLine):
            yield (
                *head,
                "bill",
                line.amount.cents,
                line.description,
                line.bill_no,
                line.version,
                line.service,
                line.account_number,
                line.name,
                line.balance_after.cents,
                line.cash_only,
                *(None,) * 4,
            )
        else:
            item = (line.item_code, line.quantity, line.unit_price.cents, line.gl_code)
            yield (*head, "item", line.amount.cents, line.description, *(None,) * 7, *item)


def allocation_rows(posting_id: int, lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of the allocations of all lines."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, BillLine):
            for part, a in enumerate(line.allocations, 1):
                yield (posting_id, number, part, a.instalment, a.kind, a.amount.cents)


def tender_rows(posting_id: int, tenders: Sequence[Tender]) -> Iterator[Row]:
    """Yield the rows of a receipt's tenders."""
    for number, t in enumerate(tenders, 1):
        yield (
            posting_id,
            number,
            t.kind,
            t.name,
            t.amount.cents,
            t.number,
            int(t.is_cash),
            t.gl_code,
        )


def journal_rows(posting_id: int, journal: Journal) -> Iterator[Row]:
    """Yield the rows of a journal entry."""
    for number, line in enumerate(journal.lines, 1):
        yield (posting_id, number, line.gl_code, line.debit.cents, line.credit.cents)


def closing_row(posting_id: int, body: DrawerClosed) -> Row:
    """Return the row of a drawer's closing."""
    return (
        posting_id,
        as_json(body.count.data()),
        body.reason_code,
        body.reason_text,
        body.receipts,
        body.float_amount.cents,
    )


def tally_rows(posting_id: int, tallies: Sequence[Tally]) -> Iterator[Row]:
    """Yield the rows of expected against counted."""
    for number, t in enumerate(tallies, 1):
        yield (posting_id, number, t.kind, t.name, t.expected.cents, t.counted.cents)


@dataclass(slots=True)
class Parts:
    """All rows of one posting, by table."""

    posting: Row
    parts: dict[str, list[Row]] = field(default_factory=dict)

    def take(self, table: str) -> list[Row]:
        """Return the rows of a table and forget them, so that what is left over belongs to no part."""
        return self.parts.pop(table, [])

    def one(self, table: str) -> Row:
        """Return the only row of a table; raises ``ValueError`` when there is none or are more."""
        found = self.take(table)
        if len(found) != 1:
            raise ValueError(f"{len(found)} rows in {table} instead of one")
        return found[0]


def posting_from(parts: Parts) -> Posting:
    """Return the posting that its rows say; raises ``ValueError`` or ``TypeError`` when they cannot be one."""
    row = dict(zip(_POSTING, parts.posting, strict=True))
    header = Header(
        row["request_id"],
        row["request_digest"],
        row["session_id"],
        row["drawer"],
        row["station"],
        row["operator_id"],
        row["operator_name"],
        day(row["business_date"]),
        day(row["effective_on"]),
        instant(row["entered_at"]),
        row["policy_digest"],
    )
    journal = Journal(
        tuple(
            JournalLine(gl_code, Money(debit), Money(credit))
            for gl_code, debit, credit in _numbered(parts.take("journal_line"))
        )
    )
    body = _body(PostingKind(row["kind"]), parts)
    left = sorted(parts.parts)
    if left:
        raise ValueError(f"rows in {', '.join(left)} that are no part of it")
    if isinstance(body, Receipt):
        _same(header.drawer, body.number.drawer)
    trail = TrailEntry(header.drawer, row["chain_no"], row["previous"], row["digest"])
    return Posting(header, body, journal, trail)


def _body(kind: PostingKind, parts: Parts) -> Body:
    if kind is PostingKind.DRAWER_OPENED:
        return DrawerOpened(Money(parts.one("drawer_opening")[1]))
    if kind is PostingKind.DRAWER_CLOSED:
        _, count, reason, words, receipts, float_cents = parts.one("drawer_closing")
        tallies = tuple(
            Tally(code, name, Money(expected), Money(counted))
            for code, name, expected, counted in _numbered(parts.take("closing_tally"))
        )
        counted = count_from_data(from_json(count))
        return DrawerClosed(tallies, counted, reason, words, receipts, Money(float_cents))
    _, year, drawer, seq, payer, change = parts.one("receipt")
    lines = _lines(parts.take("receipt_line"), parts.take("allocation"))
    tenders = tuple(_tender(row) for row in _numbered(parts.take("tender")))
    return Receipt(ReceiptNo(year, drawer, seq), lines, tenders, Money(change), payer)


def _numbered(found: Iterable[Row]) -> Iterator[Row]:
    """Yield rows without their key, whose last part counts from 1 without a gap."""
    for number, row in enumerate(found, 1):
        _same(number, row[1])
        yield row[2:]


def _lines(lines: list[Row], allocations: list[Row]) -> tuple[Line, ...]:
    by_line: dict[int, list[Allocation]] = {}
    for _, line_no, part_no, instalment, kind, amount in allocations:
        parts = by_line.setdefault(line_no, [])
        parts.append(Allocation(instalment, kind, Money(amount)))
        _same(len(parts), part_no)
    made = tuple(
        _line(row, tuple(by_line.pop(number, ()))) for number, row in enumerate(_numbered(lines), 1)
    )
    if by_line:
        raise ValueError("allocations of a line that is not there")
    return made


def _line(row: Row, allocations: tuple[Allocation, ...]) -> Line:
    kind, amount, description, *bill, item_code, quantity, price, gl_code = row
    if kind == "item":
        _same([None] * 7, bill)
        _same((), allocations)
        item = ItemLine(item_code, description, quantity, Money(price), gl_code)
        _same(item.amount.cents, amount)
        return item
    _same("bill", kind)
    _same([None] * 4, [item_code, quantity, price, gl_code])
    bill_no, version, service, account, name, balance, cash_only = bill
    return BillLine(
        bill_no,
        service,
        account,
        description,
        name,
        Money(amount),
        Money(balance),
        version,
        allocations,
        cash_only,
    )


def _tender(row: Row) -> Tender:
    kind, name, amount, number, is_cash, gl_code = row
    _same(int(bool(is_cash)), is_cash)
    return Tender(kind, name, Money(amount), number, bool(is_cash), gl_code)
