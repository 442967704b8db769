"""Whether a deposit is still what came in, asked in the transaction that seals it, on SQL.

A bag is made up in minutes. Meanwhile a check may come back, and a turn-in or an earlier deposit may be reversed.
"""

from collections.abc import Iterator
from typing import Final

from domain.custody.acts import ActBody, CustodyAct
from domain.custody.deposit import DepositItem
from domain.custody.depositing import FROM_BAG, HELD, DepositMade
from domain.custody.drawer import DrawerClosed
from domain.custody.waiting import brought_forward, cash_came_in, waiting_cash
from domain.money import Money, total
from domain.receipting.receipt import number_text
from domain.refusals import Code, Refusal, refuse
from storage import custody_acts_sql, custody_sql
from storage.engine import Tx
from storage.posting_load import load
from storage.session_state import takings_of

_BACK: Final = (
    "SELECT r.year, r.drawer, r.seq, b.tender_no FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id "
    "JOIN corrected_receipt x ON x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
    "JOIN correction c ON c.posting_id = x.posting_id AND c.kind IN ('void', 'returned_check') "
    "JOIN correction_tender b ON b.posting_id = x.posting_id AND b.year = r.year "
    "AND b.drawer = r.drawer AND b.seq = r.seq WHERE p.session_id = ?"
)
_BACK_OF: Final = (
    "SELECT 1 FROM correction_tender b JOIN correction c ON c.posting_id = b.posting_id "
    "WHERE b.year = ? AND b.drawer = ? AND b.seq = ? AND b.tender_no = ? "
    "AND c.kind IN ('void', 'returned_check')"
)
_ACTS: Final = "SELECT posting_id FROM custody_effect WHERE session_id = ? ORDER BY posting_id"


def deposit_moved(tx: Tx, body: ActBody) -> Refusal | None:
    """Refuse a deposit of which something came back or changed since it was made up; the vault is locked."""
    if not isinstance(body, DepositMade):
        return None
    gone = _gone(tx, body)
    where = [f"{i.kind} {i.number} of {i.amount} waits no more" for i in gone][:2]
    due = total(_cash(tx, name, body.cash_kind) for name in body.deposit.sessions if body.cash_kind)
    if due != cash_came_in(body):
        where.append(f"cash by {cash_came_in(body) - due}")
    if not where:
        return None
    return refuse(Code.DEPOSIT_DIFFERS, deposit=body.deposit.bag, where="; ".join(where))


def _gone(tx: Tx, made: DepositMade) -> Iterator[DepositItem]:
    """Yield the items that were taken back, and those of earlier deposits that are held over no more."""
    back = {
        (number_text(year, drawer, seq), tender_no)
        for name in made.deposit.sessions
        for year, drawer, seq, tender_no in tx.run(_BACK, (name,)).fetchall()
    }
    for item in (*made.deposit.items, *(held.item for held in made.deposit.held)):
        if back and (item.receipt, item.tender_no) in back:
            yield item
    for item in brought_forward(made):
        if not _held_over(tx, made.deposit.bank, item):
            yield item


def _held_over(tx: Tx, bank: str, item: DepositItem) -> bool:
    year, drawer, seq = item.receipt.split("-")
    key = f"{item.receipt}/{item.tender_no}"
    held = (f"{HELD}{bank}", key + FROM_BAG, key + custody_acts_sql.AFTER_BAGS, 0)
    if tx.run(custody_acts_sql.LATER_HELD, held).fetchone() is None:
        return False
    return tx.run(_BACK_OF, (int(year), drawer, int(seq), item.tender_no)).fetchone() is None


def _cash(tx: Tx, name: str, kind: str) -> Money:
    """Return what a closed session is to bring to the bank in cash, as it stands now."""
    row = tx.run(custody_sql.CLOSED_AS, (name,)).fetchone()
    closed = load(tx, row[:1])[row[0]].body if row else None
    if not isinstance(closed, DrawerClosed):
        return Money(0)
    acts = load(tx, [row[0] for row in tx.run(_ACTS, (name,)).fetchall()]).values()
    bodies = [act.body.body for act in acts if isinstance(act.body, CustodyAct)]
    return total(waiting_cash(name, closed, takings_of(tx, name), bodies, kind))
