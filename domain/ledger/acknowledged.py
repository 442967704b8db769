"""What an accounting program says that it posted, held against the lines that it was sent.

Every line of ours and every row of theirs falls into exactly one place: agreed, missing, doubled, different amount, or
unknown to us. So the totals foot on both sides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.ledger.interface import ProgramLine
from domain.money import ZERO, Money, total

Key = tuple[str, ...]
REFERENCE: Final = "reference"
KEYS: Final[dict[str, Callable[[ProgramLine], str]]] = {
    REFERENCE: lambda line: line.reference,
    "number": lambda line: line.number,
    "account": lambda line: line.account_number,
    "bill": lambda line: line.bill_no,
    "instalment": lambda line: str(line.instalment),
    "charge": lambda line: line.kind,
    "effective": lambda line: line.effective_on.isoformat(),
}
"""What a program's report may know our lines by."""


class Finding(StrEnum):
    """How a line differs between the program and us."""

    MISSING = "missing"
    DOUBLED = "doubled"
    DIFFERENT = "different amount"
    UNKNOWN = "unknown to us"


LACKING: Final = (Finding.MISSING, Finding.DIFFERENT)
"""The findings on lines that the program has not agreed to; the others are about what it has too many of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a program's posting report: what it knows our line by, its amount in our sign, its own reference.

    ``rejected`` is the program's reason where it did not post the line.
    """

    key: Key
    amount: Money
    its_reference: str = ""
    rejected: str = ""
    batch_id: str = ""

    @property
    def words(self) -> str:
        """What it knows the line by, in words."""
        return " ".join(self.key)


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that differs: our reference (theirs where we know none), both amounts, and why where they say it.

    ``others`` are our further lines that it is about, where the program told of them in one sum.
    """

    finding: Finding
    reference: str
    bill_no: str
    ours: Money | None
    theirs: Money | None
    note: str = ""
    others: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """Our references of all the lines that it is about."""
        return (self.reference, *self.others)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order; other lines only where there are any."""
        ours = None if self.ours is None else self.ours.cents
        theirs = None if self.theirs is None else self.theirs.cents
        told: list[object] = [
            self.finding.value,
            self.reference,
            self.bill_no,
            ours,
            theirs,
            self.note,
        ]
        return [*told, list(self.others)] if self.others else told


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of a batch: the lines that agree with the program's own references, and what differs."""

    agreed: tuple[tuple[str, str], ...]
    agreed_amount: Money
    differences: tuple[Difference, ...]

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            [[ours, theirs] for ours, theirs in self.agreed],
            self.agreed_amount.cents,
            [each.data() for each in self.differences],
        ]

    @property
    def ours(self) -> Money:
        """Our side's sum: what agrees, and our amounts of what differs, each line once."""
        differing = (d.ours for d in self.differences if d.finding is not Finding.DOUBLED)
        return self.agreed_amount + total(ours for ours in differing if ours is not None)

    @property
    def theirs(self) -> Money:
        """Their side's sum: what agrees, and their amounts of what differs."""
        return self.agreed_amount + total(
            d.theirs for d in self.differences if d.theirs is not None
        )

    def count(self, finding: Finding) -> int:
        """Return how many lines differ in one way."""
        return sum(each.finding is finding for each in self.differences)


def told_from_data(data: object) -> Told:
    """Return what ``Told.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [list(agreed), int(cents), list(differences)]:
            return Told(
                tuple((str(ours), str(theirs)) for ours, theirs in agreed),
                Money(cents),
                tuple(difference_from_data(each) for each in differences),
            )
    raise ValueError("a saved acknowledgement is damaged")


def difference_from_data(data: object) -> Difference:
    """Return what ``Difference.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(finding), str(reference), str(bill), int() | None as ours, int() | None as theirs,
            str(note), *more,
        ] if len(more) < 2:  # fmt: skip
            return Difference(
                Finding(finding),
                reference,
                bill,
                None if ours is None else Money(ours),
                None if theirs is None else Money(theirs),
                note,
                tuple(str(each) for each in _listed(more)),
            )
    raise ValueError("a saved difference is damaged")


def _listed(more: list[object]) -> list[object]:
    """Return the one list in what follows a difference's note, or nothing."""
    match more:
        case []:
            return []
        case [list(others)] if others:
            return others
    raise ValueError("a saved difference's lines are damaged")


def key_of(line: ProgramLine, names: Sequence[str]) -> Key:
    """Return what a report knows a line by; ``names`` are those of ``KEYS``."""
    return tuple(KEYS[name](line) for name in names)


def rows_by_key(rows: Iterable[Row]) -> tuple[dict[Key, list[Row]], dict[Key, str]]:
    """Return the rows that a program posted by their keys, and why it rejected the others."""
    posted: dict[Key, list[Row]] = defaultdict(list)
    rejected: dict[Key, str] = {}
    for row in rows:
        if row.rejected:
            rejected[row.key] = row.rejected
        else:
            posted[row.key].append(row)
    return posted, rejected


def compare(
    lines: Iterable[ProgramLine],
    rows: Iterable[Row],
    names: Sequence[str],
    sent_before: Callable[[Key], ProgramLine | None] = lambda _: None,
) -> Told:
    """Hold a program's rows against the lines of a batch that it has not yet agreed to.

    Lines and rows of the same key and amount agree, one row a line. What is left of a key is a different amount where
    both have one left, doubled where only they do, missing where only we do. A key that is in no line here is doubled
    when ``sent_before`` knows the line, which the program then posted once more, and unknown to us else.
    """
    waiting: dict[Key, list[ProgramLine]] = defaultdict(list)
    for line in lines:
        waiting[key_of(line, names)].append(line)
    posted, rejected = rows_by_key(rows)
    agreed: list[tuple[ProgramLine, Row]] = []
    differences: list[Difference] = []
    for key, ours in waiting.items():
        pairs, ours_left, theirs_left = _paired(ours, posted.pop(key, []))
        agreed += pairs
        differences += _left(ours, ours_left, theirs_left, rejected.get(key, ""))
    for key, strange in posted.items():
        known = sent_before(key)
        differences += [_strange(row, known) for row in strange]
    return Told(
        tuple((line.reference, row.its_reference) for line, row in agreed),
        total(line.amount for line, _ in agreed),
        tuple(differences),
    )


def _paired(
    ours: list[ProgramLine], theirs: list[Row]
) -> tuple[list[tuple[ProgramLine, Row]], list[ProgramLine], list[Row]]:
    """Return the lines and rows of one key whose amounts agree, and what is left on either side."""
    left, pairs, missing = list(theirs), [], []
    for line in ours:
        row = next((each for each in left if each.amount == line.amount), None)
        if row is None:
            missing.append(line)
        else:
            left.remove(row)
            pairs.append((line, row))
    return pairs, missing, left


def _left(
    ours: list[ProgramLine], missing: list[ProgramLine], extra: list[Row], reason: str
) -> list[Difference]:
    found = [
        Difference(
            Finding.DIFFERENT,
            line.reference,
            line.bill_no,
            line.amount,
            row.amount,
            row.its_reference,
        )
        for line, row in zip(missing, extra, strict=False)
    ]
    found += [
        Difference(Finding.MISSING, line.reference, line.bill_no, line.amount, None, reason)
        for line in missing[len(extra) :]
    ]
    found += [
        Difference(
            Finding.DOUBLED, ours[0].reference, ours[0].bill_no, ours[0].amount, row.amount, row.its_reference
        )
        for row in extra[len(missing) :]
    ]  # fmt: skip
    return found


def _strange(row: Row, known: ProgramLine | None) -> Difference:
    if known is None:
        return Difference(Finding.UNKNOWN, row.words, "", None, row.amount, row.its_reference)
    return Difference(
        Finding.DOUBLED, known.reference, known.bill_no, known.amount, row.amount, row.its_reference
    )


NOTHING_TOLD: Final = Told((), ZERO, ())
"""A program that said nothing yet."""
