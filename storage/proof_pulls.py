"""Whether a pull that was taken back brought back what the pull had taken: the same pieces, drawer and accounts."""

from typing import Final

from domain.custody.acts import ActNo, CustodyAct
from domain.custody.moves import CashMoved
from domain.custody.taking_back import PullTakenBack
from domain.custody.vault import MoveKind
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load

_BACK: Final = "SELECT posting_id FROM custody_act WHERE kind = ? ORDER BY posting_id"
_PULL: Final = "SELECT posting_id FROM custody_act WHERE year = ? AND seq = ?"


def check_pulls(tx: Tx, findings: Findings) -> None:
    """Hold each taking back against the pull that it names; that a pull goes back once is checked with the claims."""
    for (posting_id,) in tx.run(_BACK, (PullTakenBack.kind,)).fetchall():
        act = load(tx, [posting_id])[posting_id].body
        back = act.body if isinstance(act, CustodyAct) else None
        if not isinstance(back, PullTakenBack):
            findings.differs(f"Posting {posting_id} takes no pull back.")
            continue
        findings.checked += 1
        pull = _pull(tx, back.pull, posting_id)
        if pull is None:
            findings.differs(
                f"Posting {posting_id} takes back pull {back.pull}, which was not there."
            )
        elif (back.given, back.session_id) != (pull.move.given, pull.from_session):
            findings.differs(
                f"Posting {posting_id} takes back {back.given.amount} into session {back.session_id}; "
                f"pull {back.pull} took {pull.amount} from {pull.from_session}."
            )
        elif (back.debit, back.credit) != (pull.credit, pull.debit):
            findings.differs(
                f"Posting {posting_id} books pull {back.pull} back on other accounts than it was booked on."
            )


def _pull(tx: Tx, number: ActNo, before: int) -> CashMoved | None:
    """Return the pull of a number that was posted before, or ``None``."""
    found = tx.run(_PULL, (number.year, number.seq)).fetchone()
    if found is None or found[0] >= before:
        return None
    act = load(tx, found)[found[0]].body
    body = act.body if isinstance(act, CustodyAct) else None
    return body if isinstance(body, CashMoved) and body.move.kind is MoveKind.PULL else None
