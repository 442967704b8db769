"""What a cleverer attacker does after a change: every digest made anew, seals included, and a tail cut off cleanly."""

from __future__ import annotations

from dataclasses import replace

from domain.custody.acts import CustodyAct
from domain.custody.day_seal import DaySealed, SeriesHead
from domain.receipting.posting import seal
from storage.cells import as_json
from storage.posted_columns import COLUMNS
from storage.posting_load import load
from storage.rebuilding import rebuild
from tests.storage.tampering import Attacker


def recompute(attacker: Attacker) -> None:
    """Make all digests anew from what the rows say now, as the program itself would have made them."""
    tx = attacker.tx
    ids = [row[0] for row in attacker.run("SELECT posting_id FROM posting ORDER BY posting_id")]
    heads: dict[str, tuple[int, str]] = {}
    last: DaySealed | None = None
    for posting_id in ids:
        posting = load(tx, [posting_id])[posting_id]
        body = posting.body
        chain_no, previous = heads.get(posting.trail.series, (0, "0" * 64))
        if isinstance(body, CustodyAct) and isinstance(body.body, DaySealed):
            found = tuple(sorted(SeriesHead(s, *head) for s, head in heads.items()))
            last = replace(
                body.body, heads=found, previous=last.digest if last else body.body.previous
            )
            body = replace(body, body=last)
            attacker.run(
                "UPDATE custody_act SET body_json = ? WHERE posting_id = ?",
                (as_json(last.data()), posting_id),
            )
        made = seal(posting.header, body, posting.journal, chain_no + 1, previous).trail
        attacker.run(
            "UPDATE posting SET previous = ?, digest = ? WHERE posting_id = ?",
            (made.previous, made.digest, posting_id),
        )
        heads[made.series] = (made.chain_no, made.digest)
    rebuild(tx)


def cut_off(attacker: Attacker, after: int) -> None:
    """Remove all postings after one, with everything that follows from them, as if they had never been."""
    for table in reversed(COLUMNS):
        attacker.run(f"DELETE FROM {table} WHERE posting_id > ?", (after,))
    for table in ("print_copy", "print_job"):
        attacker.run(f"DELETE FROM {table} WHERE posting_id > ?", (after,))
    rebuild(attacker.tx)
