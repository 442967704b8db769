"""Whether settlements are of what closed drawers were counted for, and decisions of differences that there were."""

from typing import Final

from domain.custody.acting import PostedAct
from domain.custody.acts import CustodyAct
from domain.custody.decided import DifferenceDecided, open_difference
from domain.custody.settlements import MoneySettled, ToSettle
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load

_SOME: Final = (
    "SELECT posting_id FROM custody_act WHERE kind IN ('settlement', 'difference_decided') "
    "ORDER BY posting_id"
)
_COUNTED: Final = (
    "SELECT p.business_date, t.counted_cents FROM posting p "
    "JOIN closing_tally t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND p.kind = 'drawer_closed' AND t.kind = ?"
)
_ACT: Final = "SELECT posting_id FROM custody_act WHERE year = ? AND seq = ?"
_AT_ONCE: Final = 200


def check_settlements(tx: Tx, findings: Findings) -> None:
    """Hold each settlement against the counts of its sessions, and each decision against what the bank had said.

    That nothing is settled or decided twice is checked with the claims of all acts.
    """
    ids = [row[0] for row in tx.run(_SOME)]
    for start in range(0, len(ids), _AT_ONCE):
        for posting_id, posting in load(tx, ids[start : start + _AT_ONCE]).items():
            act = posting.body
            if not isinstance(act, CustodyAct):
                continue
            findings.checked += 1
            if isinstance(act.body, MoneySettled):
                for part in act.body.parts:
                    _check_part(
                        tx, findings, f"Posting {posting_id} (settlement {act.number})", part
                    )
            elif isinstance(act.body, DifferenceDecided):
                _check_decision(tx, findings, posting_id, act.body)


def _check_part(tx: Tx, findings: Findings, name: str, part: ToSettle) -> None:
    row = tx.run(_COUNTED, (part.session_id, part.kind)).fetchone()
    if row is None:
        findings.differs(
            f"{name} settles {part.kind} of session {part.session_id}, which has none."
        )
    elif tuple(row) != (part.business_date.isoformat(), part.amount.cents):
        findings.differs(
            f"{name} settles {part.amount.cents} cents of {part.kind} of session {part.session_id} "
            f"of {part.business_date}; {row[1]} were counted on {row[0]}."
        )


def _check_decision(tx: Tx, findings: Findings, posting_id: int, body: DifferenceDecided) -> None:
    row = tx.run(_ACT, (body.of.year, body.of.seq)).fetchone()
    found = None
    if row is not None and row[0] < posting_id:
        found = open_difference(PostedAct(row[0], load(tx, [row[0]])[row[0]]))
    if found is None or (found.amount, found.account) != (body.amount, body.account):
        findings.differs(
            f"Posting {posting_id} decides on a difference of {body.amount.cents} cents in {body.of}, "
            "which left none such."
        )
