"""The journal: a double entry that balances, or is not constructed."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.money import Money


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One side of an entry on a ledger account (``gl_code``: fund.department.object); one of the two is positive."""

    gl_code: str
    debit: Money
    credit: Money

    def __post_init__(self) -> None:
        if not self.gl_code:
            raise ValueError("a journal line names its account")
        if self.debit.cents < 0 or self.credit.cents < 0 or bool(self.debit) == bool(self.credit):
            raise ValueError("a journal line is a positive debit or a positive credit")


@dataclass(frozen=True, slots=True)
class Journal:
    """A balanced entry. An empty one belongs to an act that moved no money."""

    lines: tuple[JournalLine, ...]

    def __post_init__(self) -> None:
        if sum(line.debit.cents for line in self.lines) != sum(
            line.credit.cents for line in self.lines
        ):
            raise ValueError("a journal entry's debits and credits are equal")


def journal_of(movements: Iterable[tuple[str, int]]) -> Journal:
    """Return the entry of ``(gl_code, cents)`` movements: positive is a debit, negative a credit.

    Movements on one account are added up; accounts that come to zero are left out. Order of accounts is the order in
    which each was first named. Raises ``ValueError`` when the movements do not balance.
    """
    sums: dict[str, int] = {}
    for gl_code, cents in movements:
        sums[gl_code] = sums.get(gl_code, 0) + cents
    return Journal(
        tuple(
            JournalLine(gl_code, Money(max(cents, 0)), Money(max(-cents, 0)))
            for gl_code, cents in sums.items()
            if cents
        )
    )
