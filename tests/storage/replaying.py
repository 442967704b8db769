"""Everything that follows from postings, added up again from the postings alone, by other code than the books'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Amendment, Correction
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting, verify
from domain.receipting.receipt import Receipt
from domain.receivables.bills import Applied, How

MONEY = {"C": "A.0210", "K": "A.0211", "M": "A.0212", "D": "A.0213", "E": "A.0214"}
"""The sample office's ledger accounts of money in drawers, by kind of tender."""


def postings(books: Books) -> Iterator[Posting]:
    """All postings in their order."""
    number = 0
    while (found := books.posting(number + 1)) is not None:
        number += 1
        yield found


@dataclass
class Drawer:
    """A session as its postings leave it."""

    operator_id: str
    drawer: str
    business_date: date
    float_cents: int
    taken: Counter[str] = field(default_factory=Counter)
    change: int = 0
    receipts: int = 0
    checks: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Tenders that are not cash, one by one: kind and cents."""
    closed: DrawerClosed | None = None


@dataclass
class Replay:
    """All postings, added up."""

    receipts: dict[str, Posting] = field(default_factory=dict)
    corrections: list[Posting] = field(default_factory=list)
    sessions: dict[str, Drawer] = field(default_factory=dict)
    applied: dict[str, list[Applied]] = field(default_factory=dict)
    ledger: Counter[str] = field(default_factory=Counter)
    """Debits less credits by ledger account, in cents."""
    undone: dict[str, str] = field(default_factory=dict)
    tenders_back: set[tuple[str, int]] = field(default_factory=set)
    settled: Counter[str] = field(default_factory=Counter)

    def add(self, posting: Posting) -> None:
        """Add the next posting."""
        assert verify(posting)
        entry = posting.journal.lines
        assert sum(x.debit.cents for x in entry) == sum(x.credit.cents for x in entry)
        for line in entry:
            self.ledger[line.gl_code] += line.debit.cents - line.credit.cents
        body, header = posting.body, posting.header
        if isinstance(body, DrawerOpened):
            assert header.session_id not in self.sessions
            self.sessions[header.session_id] = Drawer(
                header.operator_id, header.drawer, header.business_date, body.float_amount.cents
            )
        elif isinstance(body, DrawerClosed):
            assert self.sessions[header.session_id].closed is None
            self._closes(self.sessions[header.session_id], body)
        elif isinstance(body, Receipt):
            self._receipt(posting, body)
        elif isinstance(body, Correction):
            self._correction(posting, body)

    def _closes(self, session: Drawer, body: DrawerClosed) -> None:
        session.closed = body
        assert body.receipts == session.receipts
        for tally in body.tallies:
            assert tally.expected.cents == expected(session, tally.kind), "I7"

    def _receipt(self, posting: Posting, body: Receipt) -> None:
        header = posting.header
        session = self.sessions[header.session_id]
        assert session.closed is None, "a receipt in a closed session"
        assert (header.drawer, header.business_date) == (session.drawer, session.business_date)
        assert header.operator_id == session.operator_id, "I6"
        assert header.policy_digest, "I13"
        kept = sum(t.amount.cents for t in body.tenders) - body.change.cents
        assert body.total.cents + body.rounding.cents == kept, "I2"
        cash = sum(t.amount.cents for t in body.tenders if t.is_cash)
        assert 0 <= body.change.cents <= cash, "I5"
        self.receipts[str(body.number)] = posting
        session.receipts += 1
        session.change += body.change.cents
        for tender in body.tenders:
            session.taken[tender.kind] += tender.amount.cents
            if not tender.is_cash:
                session.checks[tender.kind, tender.amount.cents] += 1
        for line in body.lines:
            if isinstance(line, BillLine):
                day = line.effective_on or header.business_date
                assert day <= header.business_date, "I12"
                assert day == header.business_date or body.evidence is not None, "I12"
                self.applied.setdefault(line.bill_no, []).extend(
                    Applied(a.instalment, a.kind, a.amount, day) for a in line.allocations
                )

    def _correction(self, posting: Posting, body: Correction) -> None:
        self.corrections.append(posting)
        header, said = posting.header, body.amendment
        approval = said.support.approval
        assert said.support.reason_code, "I10"
        assert approval is not None or said.kind is CorrectionKind.RETURNED_CHECK, "I10"
        assert approval is None or approval.operator_id != header.operator_id, "I10"
        for number in said.corrects:
            of = self.receipts[str(number)].header
            if said.ends:
                assert str(number) not in self.undone, "a receipt undone twice"
                self.undone[str(number)] = said.kind.value
            if said.kind is CorrectionKind.VOID:
                assert of.session_id == header.session_id, "I11"
                assert self.sessions[header.session_id].operator_id == header.operator_id
            elif said.kind in (CorrectionKind.REVERSAL, CorrectionKind.RETURNED_CHECK):
                assert self.sessions[of.session_id].closed is not None
        if said.in_drawer:
            self._leaves_the_drawer(self.sessions[header.session_id], said)
        for back in said.tenders:
            place = (str(back.receipt), back.tender_no)
            assert place not in self.tenders_back, "a tender taken back twice"
            self.tenders_back.add(place)
        for effect in said.effects:
            rows = self.applied.setdefault(effect.bill_no, [])
            rows.extend(part.applied for part in effect.parts)
            for part in effect.parts:
                assert part.effective_on <= header.business_date, "I12"
        if said.settlement is not None:
            self.settled[said.settlement.gl_code] += said.settlement.amount.cents

    def _leaves_the_drawer(self, session: Drawer, said: Amendment) -> None:
        assert session.closed is None
        session.change -= said.change.cents
        for back in said.tenders:
            session.taken[back.tender.kind] -= back.tender.amount.cents
            if not back.tender.is_cash:
                session.checks[back.tender.kind, back.tender.amount.cents] -= 1

    @property
    def open_drawers(self) -> list[Drawer]:
        """The sessions that are not closed."""
        return [session for session in self.sessions.values() if session.closed is None]


def expected(session: Drawer, kind: str) -> int:
    """What a drawer should hold of a kind, in cents: float, plus taken, less change for cash."""
    taken = session.taken[kind]
    return session.float_cents + taken - session.change if kind == "C" else taken


def replayed(books: Books) -> Replay:
    """Everything that the books' postings amount to."""
    found = Replay()
    for posting in postings(books):
        found.add(posting)
    return found


def as_if(applied: list[Applied]) -> tuple[Applied, ...]:
    """The history that would have been: each place and day once, nothing taken back, adjustments as they are."""
    sums: Counter[tuple[int, str, date]] = Counter()
    kept = []
    for a in applied:
        if a.how in (How.PAID, How.TAKEN_BACK):
            sums[a.instalment, a.kind, a.effective_on] += a.amount.cents
        else:
            kept.append(a)
    paid = [
        Applied(instalment, kind, type(applied[0].amount)(cents), day)
        for (instalment, kind, day), cents in sums.items()
        if cents
    ]
    return (*paid, *kept)
