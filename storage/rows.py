"""Postings as rows and back, both directions side by side.

Reading builds the domain's values, whose constructors check them again; what they cannot see (a column that the value
does not hold, another spelling of the same date) is compared here, so that no column can be changed unseen. Damage
raises ``ValueError`` or ``TypeError``. Rows are tuples in the order of ``posted_columns.COLUMNS``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.corrections.values import Correction
from domain.custody.acts import SERIES, CustodyAct
from domain.custody.count import count_from_data
from domain.custody.drawer import DrawerClosed, DrawerCutOff, DrawerOpened, Tally
from domain.custody.floats import FloatReason, float_issue_from_data
from domain.ledger.journal import Journal, JournalLine
from domain.ledger.trail import TrailEntry
from domain.people.approval import approval_from_data
from domain.receipting.posting import Body, Header, Posting, PostingKind
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender
from storage.cells import Row, as_json, day, from_json, instant, money, same
from storage.correction_rows import correction_from
from storage.custody_columns import CUSTODY_COLUMNS
from storage.custody_rows import act_from
from storage.line_rows import lines_from, numbered
from storage.receipt_rows import receipt_from
from storage.stock_rows import counts_from, serials_from


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


def opening_row(posting_id: int, body: DrawerOpened) -> Row:
    """Return the row of a drawer's opening."""
    issue = None if body.issue is None else as_json(body.issue.data())
    left = None if body.left is None else body.left.cents
    standard = None if body.standard is None else body.standard.cents
    row = (posting_id, body.float_amount.cents, issue, left, standard)
    if body.why is None:
        return (*row, None, None, None)
    approval = body.why.approval
    approved = None if approval is None else as_json(approval.data())
    return (*row, body.why.code, body.why.text, approved)


def closing_row(posting_id: int, body: DrawerClosed) -> Row:
    """Return the row of a drawer's closing."""
    return (
        posting_id,
        as_json(body.count.data()),
        body.reason_code,
        body.reason_text,
        body.receipts,
        body.float_amount.cents,
        None if body.approval is None else as_json(body.approval.data()),
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
    (
        _, kind, request, request_digest, session, drawer, station, operator_id, operator_name,
        on, effective, entered_at, policy_digest, chain_no, previous, digest,
    ) = parts.posting  # fmt: skip
    header = Header(
        request, request_digest, session, drawer, station, operator_id, operator_name,
        day(on), day(effective), instant(entered_at), policy_digest,
    )  # fmt: skip
    journal = Journal(
        tuple(
            JournalLine(gl_code, money(debit), money(credit))
            for gl_code, debit, credit in numbered(parts.take("journal_line"))
        )
    )
    body = _body(PostingKind(kind), parts)
    if parts.parts:
        raise ValueError(f"rows in {', '.join(sorted(parts.parts))} that are no part of it")
    if isinstance(body, Receipt):
        same(header.drawer, body.number.drawer)
    if isinstance(body, Correction):
        same(header.drawer, body.number.series)
    if isinstance(body, CustodyAct):
        same((header.drawer, header.session_id), (SERIES, ""))
    trail = TrailEntry(header.drawer, chain_no, previous, digest)
    return Posting(header, body, journal, trail)


def _body(kind: PostingKind, parts: Parts) -> Body:
    if kind is PostingKind.CORRECTION:
        return correction_from(parts)
    if kind is PostingKind.CUSTODY:
        row = parts.one("custody_act")
        return act_from(row, {table: parts.take(table) for table in CUSTODY_COLUMNS})
    if kind is PostingKind.DRAWER_OPENED:
        return _opening(parts.one("drawer_opening"))
    if kind is PostingKind.DRAWER_CUT_OFF:
        return DrawerCutOff()
    if kind is PostingKind.DRAWER_CLOSED:
        _, count, reason, words, receipts, float_cents, approved = parts.one("drawer_closing")
        tallies = tuple(
            Tally(code, name, money(expected), money(counted))
            for code, name, expected, counted in numbered(parts.take("closing_tally"))
        )
        counted = count_from_data(from_json(count))
        approval = None if approved is None else approval_from_data(from_json(approved))
        stock = counts_from(parts.take("closing_stock"))
        return DrawerClosed(
            tallies, counted, reason, words, receipts, money(float_cents), approval, stock
        )
    tenders = tuple(_tender(row) for row in numbered(parts.take("tender")))
    serials = serials_from(parts.take("line_serials"))
    lines = lines_from(parts.take("receipt_line"), parts.take("allocation"), serials)
    approvals = numbered(parts.take("receipt_approval"))
    return receipt_from(parts.one("receipt"), lines, tenders, approvals)


def _opening(row: Row) -> DrawerOpened:
    _, float_cents, issued, left, standard, code, words, approved = row
    issue = None if issued is None else float_issue_from_data(from_json(issued))
    if (code is None) != (words is None) or (code is None and approved is not None):
        raise ValueError("a reason has a code and words")
    approval = None if approved is None else approval_from_data(from_json(approved))
    return DrawerOpened(
        money(float_cents),
        issue,
        None if left is None else money(left),
        None if code is None else FloatReason(code, words, approval),
        None if standard is None else money(standard),
    )


def _tender(row: Row) -> Tender:
    kind, name, amount, number, is_cash, gl_code = row
    same(int(bool(is_cash)), is_cash)
    return Tender(kind, name, money(amount), number, bool(is_cash), gl_code)
