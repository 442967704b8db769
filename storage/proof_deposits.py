"""Whether deposits and turn-ins are what the postings say: each composition made again from receipts (I8, I9)."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from domain.custody.acts import CustodyAct
from domain.custody.deposit import DepositItem
from domain.custody.depositing import DepositMade
from domain.custody.drawer import DrawerClosed, DrawerOpened
from domain.custody.moves import CashMoved
from domain.custody.recounted import CountedAgain, of_float
from domain.custody.reversal import ActReversed
from domain.custody.vault import MoveKind
from domain.money import Money
from domain.people.acts import Act
from domain.receipting.receipt import ReceiptNo
from storage import custody_sql
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load

_IDS: Final = "SELECT posting_id FROM custody_act WHERE kind IN ('deposit', 'cash', 'reversal') ORDER BY posting_id"
_CASH: Final = (
    "SELECT coalesce(sum(cents), 0) FROM ("
    "SELECT t.amount_cents AS cents FROM posting p JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.kind = ? UNION ALL "
    "SELECT -r.change_cents FROM posting p JOIN receipt r ON r.posting_id = p.posting_id "
    "WHERE p.session_id = ? UNION ALL "
    "SELECT -b.amount_cents FROM posting p JOIN correction_tender b "
    "ON b.posting_id = p.posting_id WHERE p.session_id = ? AND b.kind = ? UNION ALL "
    "SELECT c.change_cents FROM posting p JOIN correction c ON c.posting_id = p.posting_id "
    "WHERE p.session_id = ?) AS taken"
)
TAKEN_BACK: Final = (
    "SELECT min(x.posting_id) FROM corrected_receipt x "
    "JOIN correction c ON c.posting_id = x.posting_id AND c.kind IN ('void', 'returned_check') "
    "JOIN correction_tender b ON b.posting_id = x.posting_id AND b.year = x.year "
    "AND b.drawer = x.drawer AND b.seq = x.seq "
    "WHERE x.year = {} AND x.drawer = {} AND x.seq = {} AND b.tender_no = {}"
)
"""The first correction that took a tender of a receipt back; by the index of what corrected a receipt."""
_ITEMS: Final = (
    "SELECT r.year, r.drawer, r.seq, t.tender_no, t.kind, t.number, t.amount_cents, "  # noqa: S608 - constants
    f"({TAKEN_BACK.format('r.year', 'r.drawer', 'r.seq', 't.tender_no')}) FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.is_cash = 0 ORDER BY p.posting_id, t.tender_no"
)
_BACK_OF: Final = TAKEN_BACK.format("?", "?", "?", "?")
_ENDS: Final = (
    "SELECT year, drawer, min(seq), max(seq) FROM receipt WHERE posting_id IN "
    "(SELECT posting_id FROM posting WHERE session_id = ?) GROUP BY year, drawer ORDER BY year"
)
_TWICE: Final = (
    "SELECT what, claimed FROM custody_claim GROUP BY what, claimed, turn HAVING count(*) > 1"
)
_AT_ONCE: Final = 200


class _Session(NamedTuple):
    """What a closed session came to, in cents, as far as a deposit asks for it."""

    closed: DrawerClosed
    issued: bool
    owner: str

    def owns(self, again: CountedAgain) -> bool:
        """Whether what a turn-in says of its difference is of this session, and somebody else approved it."""
        share = of_float(self.closed, again.over_short, issued=self.issued)
        approval = again.why.approver.approval
        approved = approval is not None and approval.act == Act.APPROVE_DRAWER
        others = again.why.approver.operator_id != self.owner
        return approved and others and (again.owner_id, again.of_float) == (self.owner, share)

    @property
    def left(self) -> int:
        """What stays in the drawer as its float."""
        counted = self.closed.count.cash.cents
        return 0 if self.issued else min(self.closed.float_amount.cents, counted)


def check_deposits(tx: Tx, findings: Findings) -> None:
    """Make what each deposit had to hold again from its sessions' receipts, and what each closed drawer had to turn in.

    Memory grows with what is held over and with transfers between drawers, not with receipts.
    """
    for what, claimed in tx.run(_TWICE).fetchall():
        findings.differs(f"There are two acts of the {what} {claimed}.")
    proof = _Deposits(tx, findings)
    ids = [row[0] for row in tx.run(_IDS)]
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for posting_id, posting in load(tx, some).items():
            act = posting.body
            if isinstance(act, CustodyAct):
                proof.add(posting_id, act)


class _Deposits:
    """Follows moves and deposits in their order; ``held`` are the items that wait, by bank account."""

    def __init__(self, tx: Tx, findings: Findings) -> None:
        self._tx = tx
        self._findings = findings
        self._held: dict[str, set[DepositItem]] = {}
        self._brought: dict[str, set[DepositItem]] = {}
        """What each deposit took or held over of what had been held over before, by its number."""
        self._transferred: Counter[str] = Counter()
        self._recounted: Counter[str] = Counter()
        """What turn-ins that stand found beside the counts of their sessions, less what of it is a float's."""

    def add(self, posting_id: int, act: CustodyAct) -> None:
        """Add the next act."""
        again = act.body.recount()
        if again is not None:
            self._recounted[again.session_id] += (again.over_short - again.of_float).cents
        if isinstance(act.body, CashMoved):
            self._move(posting_id, act.body)
        elif isinstance(act.body, DepositMade):
            self._findings.checked += 1
            self._deposit(f"Posting {posting_id} (deposit {act.number})", posting_id, act.body)
            self._carry(str(act.number), act.body)
        elif isinstance(act.body, ActReversed) and isinstance(act.body.body, DepositMade):
            self._back_to_waiting(str(act.body.number), act.body.body)

    def _carry(self, number: str, made: DepositMade) -> None:
        """Carry what waits on: what went into the bag waits no more, what it held over does."""
        forward, held = self._held[made.deposit.bank], {each.item for each in made.deposit.held}
        self._brought[number] = forward & (held | set(made.deposit.items))
        forward.difference_update(made.deposit.items)
        forward.update(held)

    def _back_to_waiting(self, number: str, made: DepositMade) -> None:
        """Let wait what had been held over before a deposit that was reversed, and nothing else of it."""
        forward = self._held.setdefault(made.deposit.bank, set())
        forward.difference_update(each.item for each in made.deposit.held)
        forward.update(self._brought.get(number, ()))

    def _move(self, posting_id: int, body: CashMoved) -> None:
        if body.move.kind is MoveKind.TRANSFER:
            for effect in body.effects():
                self._transferred[effect.session_id] += effect.cash.cents
        session = self._session(body.from_session) if body.turns_in else None
        if session is None:
            return
        self._findings.checked += 1
        wanted = session.closed.count.cash.cents - session.left
        again, said = body.again, body.amount.cents
        if (said if again is None else again.wanted.cents) != wanted:
            self._findings.differs(
                f"Posting {posting_id} turns in {said} cents of session "
                f"{body.from_session}; its count less its float is {wanted}."
            )
        if again is not None and not session.owns(again):
            self._findings.differs(
                f"Posting {posting_id} turns in other cash than was counted in session {body.from_session}; "
                "whose it is, what of it is the float's, or who approved it does not hold."
            )

    def _deposit(self, name: str, posting_id: int, made: DepositMade) -> None:
        due: Counter[DepositItem] = Counter()
        cash, turned = 0, []
        for session_id in made.deposit.sessions:
            session = self._session(session_id)
            if session is None:
                self._findings.differs(f"{name} is of session {session_id}, which has no closing.")
                continue
            for item, back in self._items(session_id, made.item_kinds):
                due[item] += back is None or back > posting_id
            if made.cash_kind:
                cash += self._cash(session_id, session, made.cash_kind)
                if session.closed.count.cash.cents > session.left:
                    turned.append(session_id)
        forward = self._held.setdefault(made.deposit.bank, set())
        for item in forward:
            back = self._back(item)
            due[item] += back is None or back > posting_id
        self._compare(name, made, cash, due)
        if tuple(turned) != made.turned_in:
            self._findings.differs(f"{name} names other sessions as turned in than had cash to.")
        self._ends(name, made)

    def _compare(self, name: str, made: DepositMade, cash: int, due: Counter[DepositItem]) -> None:
        """Say what is missing and what is too much; what was taken back before is too much."""
        came_in = made.deposit.cash.amount - made.deposit.from_vault
        if came_in.cents != cash:
            self._findings.differs(
                f"{name} holds {came_in.cents} cents of cash; its sessions came to {cash}."
            )
        here = Counter((*made.deposit.items, *(held.item for held in made.deposit.held)))
        self._tell(f"{name} leaves out", (due - here).elements())
        self._tell(f"{name} lists what is on none of its receipts:", (here - due).elements())

    def _tell(self, what: str, items: Iterable[DepositItem]) -> None:
        for item in items:
            self._findings.differs(
                f"{what} {item.kind} {item.number} of {item.amount.cents} cents, "
                f"receipt {item.receipt}, tender {item.tender_no}."
            )

    def _ends(self, name: str, made: DepositMade) -> None:
        should = []
        for session_id in made.deposit.sessions:
            rows = self._tx.run(_ENDS, (session_id,)).fetchall()
            if rows:
                (year, drawer, first, _), (to_year, to_drawer, _, last) = rows[0], rows[-1]
                ends = ReceiptNo(year, drawer, first), ReceiptNo(to_year, to_drawer, last)
                should.append((str(ends[0]), str(ends[1])))
        if tuple(should) != made.numbers:
            self._findings.differs(f"{name} names other receipts than its sessions have.")

    def _session(self, session_id: str) -> _Session | None:
        found = [
            self._tx.run(statement, (session_id,)).fetchone()
            for statement in (custody_sql.OPENED_AS, custody_sql.CLOSED_AS)
        ]
        if None in found:
            return None
        began, ended = (load(self._tx, row[:1])[row[0]] for row in found)
        opened, closed = began.body, ended.body
        if not isinstance(opened, DrawerOpened) or not isinstance(closed, DrawerClosed):
            return None
        return _Session(closed, opened.issue is not None, began.header.operator_id)

    def _cash(self, session_id: str, session: _Session, kind: str) -> int:
        """Return what a session owes the bank in cash: taken, over or short, transferred, less what its float lacks."""
        params = (session_id, kind, session_id, session_id, kind, session_id)
        taken = int(self._tx.run(_CASH, params).fetchone()[0])
        over = sum(t.over_short.cents for t in session.closed.tallies if t.kind == kind)
        lacked = max(session.closed.float_amount.cents - session.closed.count.cash.cents, 0)
        moved = self._transferred[session_id] + self._recounted[session_id]
        return taken + over + moved + lacked

    def _items(
        self, session_id: str, kinds: tuple[str, ...]
    ) -> Iterable[tuple[DepositItem, int | None]]:
        for year, drawer, seq, tender_no, kind, number, cents, back in self._tx.run(
            _ITEMS, (session_id,)
        ).fetchall():
            if kind in kinds:
                receipt = str(ReceiptNo(year, drawer, seq))
                yield DepositItem(receipt, kind, number, Money(cents), tender_no), back

    def _back(self, item: DepositItem) -> int | None:
        year, drawer, seq = item.receipt.split("-")
        found = self._tx.run(_BACK_OF, (int(year), drawer, int(seq), item.tender_no)).fetchone()
        back: int | None = found[0]
        return back
