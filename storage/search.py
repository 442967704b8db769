"""The steps of a lookup, the same for every store that keeps an index of keys and words.

`domain/lookup.py` says what is found. Here is in which order it is asked for, so that a key press costs a bounded
amount of work whatever the number of accounts: one range of the keys first, words only when that range is short, and
forgiving only when nothing was found.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from domain.lookup import SearchHits, Typed, in_turn, joins, key_rank, typed
from domain.spelling import (
    MEANT,
    MEANT_IN_PAIR,
    MOST_WORDS,
    Near,
    best,
    forgivable,
    replaced,
)

EFFORT = 3_000
"""About how many accounts with the rarest of several words a store may pass before it gives up finding more.

Of two words that each thousands of accounts have and hardly any has both, only the oldest such accounts are found:
in a city of a million accounts these are words of more than one account in three hundred.
"""
EFFORT_TO_FILL = 500
"""The same when some accounts were found by their keys already and only rows below them are missing."""
LEAST_EFFORT = 200
"""What each of many forgiven readings of the text gets at least."""


class SearchIndex(Protocol):
    """What a store must answer; each is a few look-ups in a sorted table."""

    def keyed(self, beginning: str, count: int) -> Iterable[tuple[str, int]]:
        """Yield (key, account) of the keys with this beginning, sorted, of at least ``count`` accounts if there are."""

    def known(self, beginning: str) -> bool:
        """Whether any word of any account begins so."""

    def worded(
        self, words: Sequence[str], whole: Sequence[bool], count: int, effort: int
    ) -> list[int]:
        """Return ``count`` accounts that have all words, as whole words where ``whole`` says so, else as beginnings.

        About ``effort`` accounts with the rarest word are looked at, the oldest ones.
        """

    def near(self, word: str) -> list[Near]:
        """Return the nearest words of the books, at least the best ``MEANT``."""


def find(index: SearchIndex, text: str, limit: int) -> SearchHits:
    """Find at most ``limit`` accounts for what was typed, best first, as `domain/lookup.py` says."""
    asked = typed(text)
    if not asked.words or limit < 1:
        return SearchHits()
    ids = _by_key(index, asked, limit)
    unknown: list[int] = []
    if len(ids) < limit:
        unknown = [i for i, word in enumerate(asked.words) if not index.known(word)]
        if not unknown:
            effort = EFFORT_TO_FILL if ids else EFFORT
            found = index.worded(asked.words, [False] * len(asked.words), limit + len(ids), effort)
            ids = list(dict.fromkeys(ids + found))[:limit]
    if ids:
        return SearchHits(tuple(ids))
    forgiven = _joined(index, asked, limit) or _misspelt(index, asked, unknown, limit)
    return SearchHits(forgiven, bool(forgiven))


def _by_key(index: SearchIndex, asked: Typed, limit: int) -> list[int]:
    """Return the accounts of the first keys that begin as typed, equal keys first."""
    rows = {row for beginning in asked.keys for row in index.keyed(beginning, limit)}
    ranked = sorted(rows, key=lambda row: key_rank(asked, *row))
    return list(dict.fromkeys(account for _, account in ranked))[:limit]


def _joined(index: SearchIndex, asked: Typed, limit: int) -> tuple[int, ...]:
    """Return the accounts found when two neighbouring words are read as one."""
    tries = [words for words in joins(asked.words) if all(map(index.known, words))]
    return _in_turn(index, [(words, [False] * len(words)) for words in tries], limit)


def _in_turn(
    index: SearchIndex, readings: Sequence[tuple[Sequence[str], Sequence[bool]]], limit: int
) -> tuple[int, ...]:
    """Return the accounts for several readings of the text, which share the effort of one."""
    effort = max(LEAST_EFFORT, EFFORT // max(1, len(readings)))
    return in_turn((index.worded(*reading, limit, effort) for reading in readings), limit)


def _misspelt(
    index: SearchIndex, asked: Typed, unknown: Sequence[int], limit: int
) -> tuple[int, ...]:
    """Return the accounts found when the unknown words, or else one word at a time, are replaced by near ones."""
    words = asked.words
    if not all(forgivable(words[i]) for i in unknown) or len(unknown) > 2:
        return ()
    if unknown:
        count = MEANT if len(unknown) == 1 else MEANT_IN_PAIR
        turns = [{i: best(index.near(words[i]), count) for i in unknown}]
    elif len(words) <= MOST_WORDS:
        turns = [{i: best(index.near(words[i]), MEANT)} for i in range(len(words))]
    else:
        turns = []
    readings = [
        (meant, [i in turn for i in range(len(words))])
        for turn in turns
        for meant in replaced(words, turn)
    ]
    return _in_turn(index, readings, limit)
