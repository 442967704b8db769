"""Which batches a program's posting report is of, and which of its rows say something new of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from chamberlain.interfaces import Interface
from chamberlain.stop import Stop, misused
from domain.ledger.acknowledged import LACKING, REFERENCE, Key, Row, key_of
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.interface import ProgramLine, lines_of
from domain.ledger.summed import JOINED, SUMMABLE
from domain.money import Money
from domain.receipting.receipt import parse_receipt_no

_T = TypeVar("_T")
_SAID = (BatchState.SENT, BatchState.UNKNOWN, BatchState.DIFFERING)


def batches_told_of(
    interface: Interface,
    known: Sequence[Batch],
    done: Sequence[Batch],
    rows: Sequence[Row],
    by: Sequence[str],
    batch_id: str | None,
) -> list[Batch]:
    """Return the batches that a report is of: the one named, those in it, or the only one that waits for an answer.

    ``done`` are those that it was kept for before; then only what it says of others is left, which may be nothing.
    """
    if batch_id is not None:
        named = [batch for batch in known if batch.batch_id == batch_id.upper()]
        if not named:
            raise misused(f"{interface.program.name} has no batch {batch_id}.")
        return [batch for batch in named if batch not in done]
    waiting = [batch for batch in known if batch.state in _SAID and batch not in done]
    if len(waiting) == 1 and not done:
        return waiting
    said = {row.batch_id for row in rows}
    keys = {row.key for row in rows} - _keys(interface, done, by)
    found = [
        batch
        for batch in waiting
        if batch.batch_id in said
        or any(key_of(line, by) in keys for line in interface.lines(batch))
    ]
    if not found and not done:
        names = ", ".join(batch.batch_id for batch in waiting) or "none was sent"
        raise Stop(
            f"The report names no line of a batch that waits for an answer ({names}): say with --batch which it is of."
        )
    return found


def rows_of(
    interface: Interface,
    known: Sequence[Batch],
    chosen: Sequence[Batch],
    done: Collection[Batch],
    rows: Sequence[Row],
    by: Sequence[str],
) -> list[Row]:
    """Return the rows of a report that are of these batches, or of none that is known here.

    Left out is what other batches wait for, and what their program agreed to before: a report of a whole month tells it
    again. Ends the command where nothing is left that is of these batches: it is another batch's report.
    """
    mine = _keys(interface, chosen, by) - _keys(interface, done, by)
    names = {batch.batch_id for batch in chosen}
    others = [batch for batch in known if batch.batch_id not in names]
    theirs = _keys(interface, (b for b in others if not b.ended or b in done), by)
    agreed = {
        (ours, its)
        for batch in others
        for ours, joined in batch.agreed.items()
        for its in joined.split(JOINED)
        if its
    }
    kept = []
    for row in rows:
        of_chosen = row.key in mine or row.batch_id in names
        told = row.key in theirs or (row.words, row.its_reference) in agreed
        # What is of no batch was told when the report was read first.
        if of_chosen or not (told or done):
            kept.append(row)
    if len(kept) < len(rows) and not any(r.key in mine or r.batch_id in names for r in kept):
        raise Stop(
            f"The report has no line of batch {', '.join(sorted(names))}, only of others: name with --batch the one "
            "that it is of."
        )
    return kept


def _keys(interface: Interface, batches: Iterable[Batch], by: Sequence[str]) -> set[Key]:
    return {key_of(line, by) for batch in batches for line in interface.lines(batch)}


def new_rows(
    rows: Iterable[Row], batch: Batch, sent: Sequence[ProgramLine], by: Sequence[str]
) -> tuple[list[Row], set[Key]]:
    """Return the rows that tell something new of a batch, and the keys of agreed lines that it tells otherwise now.

    What the program agreed to before, or what was settled by hand, told once more is no second posting; what one
    report tells more often than that is. Where a row has its old reference and another amount, or says that a line was
    not posted after all, or where that was said before, everything of its key is compared anew.
    """
    agreed, settled = _agreed_before(batch, sent, by), _settled_before(batch, sent, by)
    left = [row for row in rows if not _taken(settled, (row.words, row.its_reference))]
    differ = {r for d in batch.differences if d.finding in LACKING for r in d.references}
    open_keys = {key_of(line, by) for line in sent if line.reference in differ}
    anew = {
        row.key
        for row in left
        if row.key in agreed and (row.key in open_keys or _otherwise(row, agreed[row.key]))
    }
    found = []
    for row in left:
        before = agreed.get(row.key)
        if before is None or row.key in anew or not _told_again(before, row):
            found.append(row)
    return found, anew


_Said = Counter[tuple[str, Money | None]]
"""How often a program's own reference was told with an amount; without one where several of its rows made a sum."""


def _agreed_before(
    batch: Batch, sent: Sequence[ProgramLine], by: Sequence[str]
) -> dict[Key, _Said]:
    found: dict[Key, _Said] = {}
    for line in sent:
        joined = batch.agreed.get(line.reference, "")
        said = [each for each in joined.split(JOINED) if each]
        if said:
            # A sum is told once for all its lines, in an amount that is none of theirs.
            amount = None if set(by) <= set(SUMMABLE) else line.amount
            found.setdefault(key_of(line, by), Counter()).update((each, amount) for each in said)
    return found


def _settled_before(
    batch: Batch, sent: Sequence[ProgramLine], by: Sequence[str]
) -> Counter[tuple[str, str]]:
    words = {line.reference: " ".join(key_of(line, by)) for line in sent}
    found = [each.difference for each in batch.settlements]
    told = [
        (words.get(d.reference, d.reference), d.note) for d in found if d.finding not in LACKING
    ]
    return Counter((known, its) for known, joined in told for its in joined.split(JOINED) if its)


def _otherwise(row: Row, before: _Said) -> bool:
    amounts = {amount for its, amount in before if its == row.its_reference}
    if row.rejected:
        return None not in {amount for _, amount in before}
    return bool(amounts) and not amounts & {row.amount, None}


def _told_again(before: _Said, row: Row) -> bool:
    its = row.its_reference
    return not row.rejected and (_taken(before, (its, row.amount)) or _taken(before, (its, None)))


def _taken(budget: Counter[_T], told: _T) -> bool:
    """Take one out of what was told before; whether there was one."""
    if budget[told] <= 0:
        return False
    budget[told] -= 1
    return True


def sent_before(interface: Interface, key: Key, by: Sequence[str]) -> ProgramLine | None:
    """Return the line of ours that a key means, when it was in a batch before: the program posted it once more."""
    if tuple(by) != (REFERENCE,):
        return None
    number, _, _ = key[0].partition("/")
    receipt_no = parse_receipt_no(number)
    posted = interface.at.books.receipt(receipt_no) if receipt_no is not None else None
    if posted is None:
        return None
    entries = interface.at.books.entries_of([posted.posting_id])
    lines = (line for entry in entries for line in lines_of(entry, interface.program.services))
    return next((line for line in lines if line.reference == key[0]), None)
