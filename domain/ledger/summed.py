"""A program's report that tells one sum a bill, held against our lines summed alike.

A sum agrees for all lines of the bill or for none: nobody can say which line of it is another. Both sides foot as
where a report tells each line.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from domain.ledger.acknowledged import Difference, Finding, Key, Row, Told, key_of, rows_by_key
from domain.ledger.interface import ProgramLine
from domain.money import Money, total

JOINED: Final = " + "
"""Between the program's own references where several of its rows make one sum."""
SUMMABLE: Final = ("account", "bill", "effective")
"""What a report of sums may know them by: nothing that tells the lines of one bill apart, but their day."""


def compare_sums(lines: Iterable[ProgramLine], rows: Iterable[Row], names: Sequence[str]) -> Told:
    """Hold a program's sums against those of a batch's lines that it has not yet agreed to; ``names`` make the sums.

    A sum that is told twice over is doubled. A sum of nothing that is not told agrees: the program need not tell of
    what it posted and took back. What is in no line here is unknown to us.
    """
    ours: dict[Key, list[ProgramLine]] = defaultdict(list)
    for line in lines:
        ours[key_of(line, names)].append(line)
    posted, rejected = rows_by_key(rows)
    agreed: list[tuple[ProgramLine, str]] = []
    differences: list[Difference] = []
    for key, mine in ours.items():
        theirs = posted.pop(key, [])
        found = _difference(mine, theirs, rejected.get(key, ""))
        if found is None or found.finding is Finding.DOUBLED:
            agreed += [(line, _told_as(theirs)) for line in mine]
        if found is not None:
            differences.append(found)
    differences += [_unknown(strange) for strange in posted.values()]
    return Told(
        tuple((line.reference, said) for line, said in agreed),
        total(line.amount for line, _ in agreed),
        tuple(differences),
    )


def _difference(lines: list[ProgramLine], rows: list[Row], rejected: str) -> Difference | None:
    """Return how one sum differs, or ``None`` where it agrees."""
    ours, theirs = total(line.amount for line in lines), total(row.amount for row in rows)
    references = tuple(line.reference for line in lines)
    bill, others = lines[0].bill_no, references[1:]
    if not rows:
        if not ours and not rejected:
            return None
        return Difference(Finding.MISSING, references[0], bill, ours, None, rejected, others)
    if ours == theirs:
        return None
    note = rejected or _told_as(rows)
    if ours and theirs == ours + ours:
        return Difference(Finding.DOUBLED, references[0], bill, ours, theirs - ours, note, others)
    return Difference(Finding.DIFFERENT, references[0], bill, ours, theirs, note, others)


def _unknown(rows: list[Row]) -> Difference:
    theirs: Money = total(row.amount for row in rows)
    return Difference(Finding.UNKNOWN, rows[0].words, "", None, theirs, _told_as(rows))


def _told_as(rows: list[Row]) -> str:
    """Return the program's own references of rows, each once."""
    return JOINED.join(dict.fromkeys(row.its_reference for row in rows if row.its_reference))
