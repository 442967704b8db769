"""The rows of the lookup index that belong to accounts: computed for building, changing and proving it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from domain.lookup import keys_of, words_of

AccountRow = tuple[int, str, str, str, str]
"""Account id, number, name, address, plate."""

Progress = Callable[[int, int], None]
"""Told how many accounts are done, and of how many."""

CHUNK = 10_000
STALE = "The lookup index is missing or of another version of the program. Rebuild it."
_MASK = (1 << 64) - 1


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class IndexRows:
    """The index rows of some accounts. ``sign`` is 1 when they come and -1 when they go."""

    keys: list[tuple[str, int]] = field(default_factory=list)
    docs: list[tuple[int, str, str, str, str, str]] = field(default_factory=list)
    """The account's text as indexed; what has to go can be computed from it. Last its words in blanks."""
    words: list[tuple[str, int]] = field(default_factory=list)
    vocabulary: Counter[str] = field(default_factory=Counter)
    """How many accounts have a word; negative for those that go."""

    def add(self, row: AccountRow, sign: int = 1) -> None:
        """Add the rows of one account."""
        account, number, name, address, plate = row
        words = words_of(name, address)
        self.keys += [(key, account) for key in keys_of(number, name, address, plate)]
        self.words += [(word, account) for word in words]
        self.docs.append((*row, f" {' '.join(words)} "))
        for word in words:
            self.vocabulary[word] += sign


def changed(
    indexed: Iterable[AccountRow], now: Iterable[AccountRow]
) -> tuple[IndexRows, IndexRows]:
    """Return the index rows that go and those that come, for accounts as they were indexed and as they are now."""
    old, new = {row[0]: row for row in indexed}, {row[0]: row for row in now}
    going, coming = IndexRows(), IndexRows()
    for row in old.values():
        if new.get(row[0]) != row:
            going.add(row, sign=-1)
    for row in new.values():
        if old.get(row[0]) != row:
            coming.add(row)
    return going, coming


def in_chunks(read: Callable[[int], list[AccountRow]]) -> Iterator[list[AccountRow]]:
    """Yield all accounts in order, ``read`` giving those after an id, so that memory stays flat."""
    last = -(1 << 62)
    while rows := read(last):
        yield rows
        last = rows[-1][0]


@dataclass(slots=True)
class _Sum:
    """Counts rows and adds their hashes up: equal for equal rows in any order, with flat memory."""

    rows: int = 0
    total: int = 0

    def add(self, rows: Iterable[tuple[str, int]]) -> None:
        for row in rows:
            self.rows += 1
            self.total = (self.total + hash(row)) & _MASK


def differences(
    accounts: Iterable[list[AccountRow]],
    keys: Iterable[tuple[str, int]],
    words: Iterable[tuple[str, int]],
    vocabulary: Iterable[tuple[str, int]],
) -> list[str]:
    """Compare what the index holds with what the accounts need; return one sentence for each part that differs."""
    need_keys, need_words, need_vocabulary = _Sum(), _Sum(), Counter[str]()
    for chunk in accounts:
        need = IndexRows()
        for row in chunk:
            need.add(row)
        need_keys.add(need.keys)
        need_words.add(need.words)
        need_vocabulary.update(need.vocabulary)
    known = _Sum()
    known.add(need_vocabulary.items())
    parts = (
        ("keys", keys, need_keys),
        ("words", words, need_words),
        ("vocabulary", vocabulary, known),
    )
    found = []
    for name, held, need_sum in parts:
        have = _Sum()
        have.add(held)
        if have != need_sum:
            found.append(
                f"The lookup index does not agree with the accounts: {have.rows} {name} held, "
                f"{need_sum.rows} needed. Rebuild it."
            )
    return found
