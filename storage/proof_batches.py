"""Whether each batch for an accounting program holds the lines that its postings say, and each sent line once."""

from typing import Final

from domain.custody.acts import CustodyAct
from domain.ledger.batches import BatchMade
from domain.reports.asked import Entry
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load

_BATCHES: Final = "SELECT posting_id FROM custody_act WHERE kind = ? ORDER BY posting_id"


def check_batches(tx: Tx, findings: Findings) -> None:
    """Make the lines of every batch again of its postings, and compare totals and digest with what it says.

    That no line is in two batches is held by the claims, which the database keeps once each.
    """
    for (posting_id,) in tx.run(_BATCHES, (BatchMade.kind,)).fetchall():
        findings.checked += 1
        act = load(tx, [posting_id])[posting_id].body
        made = act.body if isinstance(act, CustodyAct) else None
        if not isinstance(made, BatchMade):
            findings.differs(f"Posting {posting_id} is no batch.")
            continue
        try:
            postings = load(tx, list(made.postings))
        except KeyError:
            postings = {}
        if set(postings) != set(made.postings) or max(made.postings) >= posting_id:
            findings.differs(f"Batch {made.batch_id} holds postings that were not there.")
            continue
        wrong = made.says_of(made.lines(Entry(i, posting) for i, posting in postings.items()))
        if wrong:
            findings.differs(f"Batch {made.batch_id} (posting {posting_id}): {wrong}.")
