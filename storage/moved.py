"""What must still be so inside a posting transaction beside the bills it changes: its grounds, and who acts.

The rows are read, and on PostgreSQL locked, in one order, so that two counters wait for each other and never in a ring.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.custody.acts import ActNo
from domain.custody.depositing import item_claim
from domain.grounds import DepositGround, Grounds, SaleGround, Versions, versions
from domain.people.access import AccessKind
from domain.people.approval import Given, marks_of
from domain.refusals import Code, Refusal, refuse
from storage import custody_acts_sql
from storage.engine import Tx
from storage.part import places

NOBODY: Final[Mapping[str, str]] = {}

_VERSIONS: Final = (
    "SELECT b.bill_no, b.version FROM bill b JOIN account a ON a.account_id = b.account_id "
    "WHERE a.service = ? AND a.number = ? ORDER BY b.bill_no"
)
# An import that adds a bill holds the whole table, so that no row can come while these are locked.
_TO_HOLD: Final = {True: _VERSIONS, False: f"{_VERSIONS} FOR UPDATE OF b"}
_CHANGED: Final = "SELECT changed_by, changed_at FROM bill WHERE bill_no = ?"
LAST_SALE: Final = (
    "SELECT r.year, r.drawer, r.seq, p.business_date, p.entered_at, p.request_id "
    "FROM receipt_line l JOIN receipt r ON r.posting_id = l.posting_id "
    "JOIN posting p ON p.posting_id = l.posting_id "
    "WHERE l.reference = ? AND l.item_code = ? AND NOT EXISTS (SELECT 1 FROM corrected_receipt c "
    "WHERE c.year = r.year AND c.drawer = r.drawer AND c.seq = r.seq AND c.ends = 1) "
    "ORDER BY l.posting_id DESC LIMIT 1"
)
_DISABLED: Final = "SELECT name FROM operator WHERE operator_id = ? AND disabled = 1"
_APPROVED: Final = "SELECT why FROM access_event WHERE at = ? AND operator_id = ? AND event = ?"
_SOME_DISABLED: Final = (
    "SELECT operator_id FROM operator WHERE operator_id IN ({}) AND disabled = 1"
)


def account_versions(tx: Tx, service: str, number: str) -> Versions:
    """Return all bills of an account with their versions."""
    return versions(tx.run(_VERSIONS, (service, number)).fetchall())


def moved(tx: Tx, grounds: Grounds) -> Refusal | None:
    """Hold what an order rests on, and return what of it has moved since it was decided."""
    for ground in sorted(grounds.accounts):
        place = (ground.service, ground.account_number)
        number = ground.moved(versions(tx.run(_TO_HOLD[tx.sqlite], place).fetchall()))
        if number is not None:
            by, at = tx.run(_CHANGED, (number,)).fetchone()
            return refuse(Code.BILL_CHANGED, bill=number, by=by, at=tx.clock_time(at))
    for each in sorted(grounds.deposits):
        if _held_by(tx, each) != each.made:
            return refuse(Code.CHECK_DEPOSIT_MOVED, receipt=each.receipt)
    return next((r for sale in grounds.sales if (r := _sold(tx, sale)) is not None), None)


def unlogged(tx: Tx, given: Iterable[Given]) -> Refusal | None:
    """Refuse an approval that the access log does not know, or knows to be of another thing: it was never given."""
    for each in given:
        approval = each.approval
        line = (approval.at.isoformat(), approval.operator_id, AccessKind.APPROVED.value)
        if marks_of(each).isdisjoint(row[0] for row in tx.run(_APPROVED, line)):
            return refuse(Code.APPROVAL_OTHER, name=approval.name, about=each.about)
    return None


def _held_by(tx: Tx, each: DepositGround) -> str:
    claim = item_claim(each.receipt, each.tender_no)
    row = tx.run(custody_acts_sql.CLAIMED_BY, (claim.what, claim.key)).fetchone()
    return "" if row is None else str(ActNo(row[1], row[2]))


def _sold(tx: Tx, sale: SaleGround) -> Refusal | None:
    row = tx.run(LAST_SALE, (sale.reference, sale.item_code)).fetchone()
    if (row[5] if row else "") == sale.request_id:
        return None
    return refuse(Code.SALE_CHANGED, reference=sale.reference)


def gone(tx: Tx, operator_id: str, approvers: Mapping[str, str] = NOBODY) -> Refusal | None:
    """Refuse an act of somebody who was disabled meanwhile, or one that such a person approved.

    ``approvers`` are names by sign-in name. A sign-in name that the books do not know is left to the desk.
    """
    found = tx.run(_DISABLED, (operator_id,)).fetchone()
    if found is not None:
        return refuse(Code.OPERATOR_GONE, name=found[0])
    if not approvers:
        return None
    statement = _SOME_DISABLED.format(places(len(approvers)))
    away = tx.run(statement, tuple(sorted(approvers))).fetchone()
    return None if away is None else refuse(Code.APPROVER_GONE, name=approvers[away[0]])
