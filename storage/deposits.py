"""What waits for the bank, and the drawers as they stand, on SQL."""

from datetime import date
from typing import Final

from domain.custody.acts import CustodyAct
from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.deposit_orders import Undeposited
from domain.custody.depositing import HELD, DepositMade, item_claim, session_claim
from domain.custody.drawer import DrawerClosed
from domain.custody.drawers_now import DrawerNow
from domain.custody.keeping import BankAccount
from domain.custody.waiting import item_kinds, waiting_session
from domain.money import Money
from domain.office import Office
from domain.outage import BooksUnavailable
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo, number_text
from storage import custody_acts_sql, custody_sql
from storage.cells import day, instant, money
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part, places
from storage.posting_load import load
from storage.session_state import found_session, takings_of

_CLOSED: Final = (
    "SELECT p.posting_id FROM drawer_closing d "  # noqa: S608 - constants
    "JOIN posting p ON p.posting_id = d.posting_id "
    "WHERE p.business_date >= ? AND NOT EXISTS (SELECT 1 FROM custody_claim c "
    "JOIN custody_act a ON a.posting_id = c.posting_id "
    f"WHERE c.what = ? AND c.claimed = p.session_id AND {custody_acts_sql.STANDS}) "
    "ORDER BY p.business_date, p.posting_id"
)
_NUMBERS: Final = (
    "SELECT min(r.year), min(r.drawer), min(r.seq), max(r.seq) FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id WHERE p.session_id = ?"
)
"""A session is at one drawer on one date, so that its numbers are of one series."""
_GONE: Final = (
    "SELECT 1 FROM corrected_receipt x JOIN correction c ON c.posting_id = x.posting_id "
    "JOIN correction_tender b ON b.posting_id = x.posting_id AND b.tender_no = t.tender_no "
    "AND b.year = r.year AND b.drawer = r.drawer AND b.seq = r.seq "
    "WHERE x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
    "AND c.kind IN ('void', 'returned_check')"
)
"""By the index of what corrected a receipt: tenders of corrections have none of their receipts."""
_ITEMS: Final = (
    "SELECT r.year, r.drawer, r.seq, t.tender_no, t.kind, t.number, t.amount_cents FROM posting p "  # noqa: S608 - constants
    "JOIN receipt r ON r.posting_id = p.posting_id JOIN tender t ON t.posting_id = p.posting_id "
    f"WHERE p.session_id = ? AND t.kind IN ({{}}) AND NOT EXISTS ({_GONE}) "
    "ORDER BY p.posting_id, t.tender_no"
)
_STANDS: Final = (
    "SELECT p.business_date FROM receipt r JOIN posting p ON p.posting_id = r.posting_id "  # noqa: S608 - constants
    "JOIN tender t ON t.posting_id = r.posting_id AND t.tender_no = ? "
    f"WHERE r.year = ? AND r.drawer = ? AND r.seq = ? AND NOT EXISTS ({_GONE})"
)
_HELD: Final = (
    "SELECT DISTINCT c.posting_id FROM custody_claim c "  # noqa: S608 - constants
    "JOIN custody_act a ON a.posting_id = c.posting_id "
    f"WHERE c.what = ? AND {custody_acts_sql.STANDS} ORDER BY c.posting_id"
)
_ACTS: Final = "SELECT posting_id FROM custody_effect WHERE session_id = ? ORDER BY posting_id"
_OPEN: Final = (
    "SELECT open_session_id, counting_session_id FROM drawer_series "
    "WHERE open_session_id IS NOT NULL OR counting_session_id IS NOT NULL ORDER BY drawer"
)
_LAST: Final = (
    "SELECT entered_at FROM posting WHERE session_id = ? ORDER BY posting_id DESC LIMIT 1"
)


class SqlDeposits(Part):
    """The port ``Deposits``."""

    def undeposited(self, bank: BankAccount, office: Office) -> Undeposited:
        """Return what waits for a bank account; see the port."""
        return self._read(lambda tx: _undeposited(tx, bank, office))

    def drawers_now(self, office: Office) -> tuple[DrawerNow, ...]:
        """Return all sessions that are not closed, by drawer."""
        return self._read(_drawers_now)


def _undeposited(tx: Tx, bank: BankAccount, office: Office) -> Undeposited:
    claim = session_claim(bank.code, "any")
    ids = [row[0] for row in tx.run(_CLOSED, (bank.from_on.isoformat(), claim.what))]
    closings = load(tx, ids)
    sessions = tuple(
        _waiting(tx, closings[i], bank, office)
        for i in ids
        if bank.serves(closings[i].header.drawer)
    )
    return Undeposited(sessions, _held(tx, bank))


def _waiting(tx: Tx, closing: Posting, bank: BankAccount, office: Office) -> ClosedSession:
    header, closed = closing.header, closing.body
    if not isinstance(closed, DrawerClosed):
        raise TypeError("a closing's posting closes a drawer")
    name = header.session_id
    session = found_session(tx, name)
    if session is None:
        raise BooksUnavailable(f"session {name} is closed and has no opening; run prove.")
    acts = load(tx, [row[0] for row in tx.run(_ACTS, (name,))]).values()
    bodies = [act.body.body for act in acts if isinstance(act.body, CustodyAct)]
    with read_soundly("a receipt's number"):
        year, drawer, *ends = tx.run(_NUMBERS, (name,)).fetchone()
        numbers = tuple(ReceiptNo(year, drawer, seq) for seq in ends if seq is not None)
    return waiting_session(
        header, closed, takings_of(tx, name), numbers, bodies, _items(tx, name, bank, office),
        bank, office, issued=session.issued, owner=session.operator_id,
    )  # fmt: skip


def _items(tx: Tx, name: str, bank: BankAccount, office: Office) -> tuple[DepositItem, ...]:
    kinds = item_kinds(bank, office)
    if not kinds:
        return ()
    rows = tx.run(_ITEMS.format(places(len(kinds))), (name, *kinds))
    with read_soundly("a check"):
        items = [
            DepositItem(number_text(year, drawer, seq), kind, number, money(cents), tender_no)
            for year, drawer, seq, tender_no, kind, number, cents in rows
        ]
    return tuple(items)


def _held(tx: Tx, bank: BankAccount) -> tuple[tuple[date, DepositItem], ...]:
    """Return the items that were held over and are in no deposit since, each with its receipt's business date."""
    ids = [row[0] for row in tx.run(_HELD, (f"{HELD}{bank.code}",))]
    found: dict[DepositItem, date] = {}
    for posting in load(tx, ids).values():
        act = posting.body
        if not isinstance(act, CustodyAct) or not isinstance(act.body, DepositMade):
            continue
        for held in act.body.deposit.held:
            on = _stands(tx, held.item)
            claim = item_claim(held.item.receipt, held.item.tender_no)
            taken = tx.run(custody_acts_sql.CLAIMED_BY, (claim.what, claim.key)).fetchone()
            if on is not None and taken is None:
                found[held.item] = on
    return tuple(sorted((on, item) for item, on in found.items()))


def _stands(tx: Tx, item: DepositItem) -> date | None:
    """Return the business date of an item that was not taken back since."""
    year, drawer, seq = item.receipt.split("-")
    row = tx.run(_STANDS, (item.tender_no, int(year), drawer, int(seq))).fetchone()
    return None if row is None else day(row[0])


def _drawers_now(tx: Tx) -> tuple[DrawerNow, ...]:
    return tuple(
        _now(tx, name, waits=waits)
        for standing in tx.run(_OPEN).fetchall()
        for name, waits in zip(standing, (False, True), strict=True)
        if name is not None
    )


def _now(tx: Tx, name: str, *, waits: bool) -> DrawerNow:
    with read_soundly("an open drawer"):
        session = found_session(tx, name)
        if session is None:
            raise ValueError(f"session {name} has no opening")
        takings = takings_of(tx, name)
        cents = int(tx.run(custody_acts_sql.CASH_TAKEN, (name,) * 5).fetchone()[0])
        parked = tx.run(custody_sql.PARKED_COUNT, (session.drawer,)).fetchone()[0]
        last = instant(tx.run(_LAST, (name,)).fetchone()[0])
        acts = load(tx, [row[0] for row in tx.run(_ACTS, (name,))]).values()
        moments = [last, *(act.header.entered_at for act in acts)]
        return DrawerNow(
            session,
            session.float_amount + Money(cents),
            takings.receipts,
            takings.voids,
            max(moments),
            0 if waits else int(parked),
            waits,
        )
