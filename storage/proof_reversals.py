"""Whether reversals undo acts that stand before them, once each, to the cent, and free only what those had taken."""

from collections import Counter
from typing import Final

from domain.custody.about import repeats
from domain.custody.acts import SERIES, CustodyAct
from domain.custody.reversal import REVERSED, ActReversed
from domain.receipting.posting import Posting
from storage import custody_acts_sql as sql
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load, load_one

_REVERSALS: Final = "SELECT posting_id FROM custody_act WHERE kind = ? ORDER BY posting_id"
_LATER_TURNS: Final = (
    "SELECT what, claimed, turn, posting_id FROM custody_claim WHERE turn <> 1 "
    "ORDER BY posting_id, claim_no"
)
_FREED: Final = (
    "SELECT min(v.posting_id) FROM custody_claim c "  # noqa: S608 - constants
    "JOIN custody_act a ON a.posting_id = c.posting_id "
    f"JOIN custody_claim v ON v.what = '{REVERSED}' "
    f"AND v.claimed = a.year || '-{SERIES}-' || a.seq "
    "WHERE c.what = ? AND c.claimed = ? AND c.turn = ?"
)
_MOST: Final = 200


def check_turns(tx: Tx, findings: Findings) -> None:
    """Check that what an act took was taken again only after a reversal of that act."""
    for what, claimed, turn, posting_id in tx.run(_LATER_TURNS).fetchall():
        if type(turn) is not int:
            continue  # Its posting cannot be read, which the trail says.
        freed = tx.run(_FREED, (what, claimed, turn - 1)).fetchone()[0]
        if freed is None or freed >= posting_id:
            findings.differs(
                f"Posting {posting_id} takes the {what} {claimed} for the {turn}. time; "
                "the act that had it before was not reversed."
            )


def check_reversals(tx: Tx, findings: Findings) -> None:
    """Check each reversal against the act that it points at."""
    ids = [row[0] for row in tx.run(_REVERSALS, (ActReversed.kind,))]
    for start in range(0, len(ids), _MOST):
        for posting_id, posting in load(tx, ids[start : start + _MOST]).items():
            act = posting.body
            if isinstance(act, CustodyAct) and isinstance(act.body, ActReversed):
                _check(tx, findings, posting_id, posting, act.body)


def _check(
    tx: Tx, findings: Findings, posting_id: int, posting: Posting, body: ActReversed
) -> None:
    name = f"Posting {posting_id} reverses {body.number}"
    found = tx.run(sql.BY_NUMBER, (body.number.year, body.number.seq)).fetchone()
    made = load_one(tx, found[0]) if found is not None else None
    if found is None or made is None or found[0] >= posting_id:
        findings.differs(f"{name}, which is no act before it.")
        return
    if not repeats(body, made):
        findings.differs(f"{name}, which says something else.")
    if _sums(made) != Counter({account: -cents for account, cents in _sums(posting).items()}):
        findings.differs(f"{name} by other amounts.")
    people = (posting.header.operator_id, made.header.operator_id)
    if body.approver.operator_id in people or body.maker.operator_id != people[0]:
        findings.differs(f"{name} and was approved by one who entered it or that act.")


def _sums(posting: Posting) -> Counter[str]:
    """Return what a posting moves on each ledger account, in cents, those between funds too."""
    sums: Counter[str] = Counter()
    for line in posting.journal.lines:
        sums[line.gl_code] += line.debit.cents - line.credit.cents
    return Counter({account: cents for account, cents in sums.items() if cents})
