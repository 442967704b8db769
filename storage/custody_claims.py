"""What acts of custody take for themselves alone, on SQL: standing claims, their turns, and what builds on an act."""

from typing import Any, Final

from domain.custody.acts import ActBody, ActNo, Claim
from domain.custody.depositing import FROM_BAG, HELD, DepositMade
from domain.custody.reversal import ActReversed
from domain.receipting.receipt import parse_receipt_no
from domain.refusals import Code, Refusal, refuse
from storage import custody_acts_sql as sql
from storage.custody_rows import Turns
from storage.engine import Tx

_BACK_SINCE: Final = (
    "SELECT 1 FROM correction_tender t JOIN correction c ON c.posting_id = t.posting_id "
    "WHERE t.year = ? AND t.drawer = ? AND t.seq = ? AND t.tender_no = ? AND t.posting_id > ? "
    "AND c.kind IN ('void', 'returned_check')"
)


def next_turns(tx: Tx, body: ActBody) -> Turns | Refusal:
    """Return the turns of the claims that were made before and freed by a reversal, or refuse one that stands.

    The vault is locked, so that nobody claims the same meanwhile.
    """
    turns: dict[int, int] = {}
    for number, claim in enumerate(body.claims(), 1):
        last = tx.run(sql.TURN, (claim.what, claim.key)).fetchone()[0]
        if last is None:
            continue
        taken = tx.run(sql.CLAIMED_BY, (claim.what, claim.key)).fetchone()
        if taken is not None:
            return _told(tx, Code.ACT_DONE_BEFORE, claim, taken)
        turns[number] = last + 1
    return turns


def built_on(tx: Tx, body: ActBody) -> Refusal | None:
    """Refuse a reversal while a later act stands that builds on what it takes back; the vault is locked.

    A deposit is not reversed once one of its checks came back from the bank: the bank has it. Any other act is refused
    once what it is about was reversed.
    """
    undoes = isinstance(body, ActReversed)
    for claim in body.barred_by():
        if claim.what.startswith(HELD) and isinstance(body, ActReversed):
            taken = _later_held(tx, body.number, claim)
        else:
            taken = tx.run(sql.CLAIMED_BY, (claim.what, claim.key)).fetchone()
        if taken is not None:
            code = Code.REVERSAL_BUILT_ON if undoes else Code.ACT_DONE_BEFORE
            return _told(tx, code, claim, taken)
    made = body.body if isinstance(body, ActReversed) else None
    if isinstance(body, ActReversed) and isinstance(made, DepositMade):
        return _came_back(tx, body.number, made)
    return None


def _came_back(tx: Tx, number: ActNo, made: DepositMade) -> Refusal | None:
    posting_id = tx.run(sql.BY_NUMBER, (number.year, number.seq)).fetchone()[0]
    for item in made.deposit.items:
        receipt = parse_receipt_no(item.receipt)
        if receipt is None:
            raise ValueError("a deposit's item is of a receipt")
        key = (receipt.year, receipt.drawer, receipt.seq, item.tender_no, posting_id)
        if tx.run(_BACK_SINCE, key).fetchone() is not None:
            facts = {"item": item.number, "receipt": item.receipt}
            return refuse(Code.REVERSAL_CAME_BACK, **facts, number=number)
    return None


def _later_held(tx: Tx, number: ActNo, claim: Claim) -> Any:
    """Return the first later act that held an item over again, if any."""
    made = tx.run(sql.BY_NUMBER, (number.year, number.seq)).fetchone()
    first, last = claim.key + FROM_BAG, claim.key + sql.AFTER_BAGS
    return tx.run(sql.LATER_HELD, (claim.what, first, last, made[0])).fetchone()


def _told(tx: Tx, code: Code, claim: Claim, taken: Any) -> Refusal:
    _, year, seq, by, at = taken
    facts = {"what": claim.what, "key": claim.key, "number": ActNo(year, seq), "by": by}
    return refuse(code, **facts, at=tx.clock_time(at))
