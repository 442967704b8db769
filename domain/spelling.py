"""Forgiving one wrong letter in a typed word.

A wrong letter is one letter too many, missing, or another one, or two neighbours exchanged (the optimal string
alignment distance 1). A typed word of four letters or more may also be the beginning of a longer word, with the wrong
letter in it, or the consonants of one: ``hndrs`` for Henderson.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

from domain.lookup import has_digit

SHORTEST_WHOLE: Final = 3
SHORTEST_BEGINNING: Final = 4
LONGEST: Final = 20
"""Typed words outside these lengths are not forgiven: too little to go by, or no name."""

MEANT: Final = 6
"""How many words a typed one may have meant."""
MEANT_IN_PAIR: Final = 3
"""The same when two typed words are unknown: the searches are one for each pair."""
MOST_WORDS: Final = 2
"""With more words than this that are all known, none is replaced in turn: each costs up to MEANT searches."""

_ALPHABET: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_VOWELS: Final = dict.fromkeys(map(ord, "aeiou"))


class Near(NamedTuple):
    """A word of the books near to a typed one; they sort best first."""

    kind: int
    """0 the whole word differs by one letter, 1 its beginning does, 2 the consonants agree."""
    other_initial: bool
    rarity: int
    """Minus the number of accounts that have the word."""
    word: str


def forgivable(word: str) -> bool:
    """Whether a wrong letter in this typed word may be forgiven: letters only, neither very short nor very long."""
    return SHORTEST_WHOLE <= len(word) <= LONGEST and not has_digit(word)


def within_one(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` are equal or one wrong letter apart."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = _agreement(a, b)
    rests = (a[i:], b[i + 1 :]), (a[i + 1 :], b[i:]), (a[i + 1 :], b[i + 1 :])
    return any(x == y for x, y in rests) or (_exchanged(a, b, i) and a[i + 2 :] == b[i + 2 :])


def begins_within_one(part: str, word: str) -> bool:
    """Whether some beginning of ``word`` is at most one wrong letter away from ``part``."""
    i = _agreement(part, word)
    tries = (part[i:], i + 1), (part[i + 1 :], i), (part[i + 1 :], i + 1)
    return any(word.startswith(rest, at) for rest, at in tries) or (
        _exchanged(part, word, i) and word.startswith(part[i + 2 :], i + 2)
    )


def _agreement(a: str, b: str) -> int:
    """Return how many letters agree from the front. One wrong letter can always be taken as the first that does not."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _exchanged(a: str, b: str, i: int) -> bool:
    return i + 1 < len(a) and i + 1 < len(b) and a[i] == b[i + 1] and a[i + 1] == b[i]


def consonants(word: str) -> str:
    """Return ``word`` without the vowels after its first letter."""
    return word[:1] + word[1:].translate(_VOWELS)


def is_consonants(part: str) -> bool:
    """Whether a typed word can be the consonants of one: four letters or more and no vowel."""
    return len(part) >= SHORTEST_BEGINNING and part == part.translate(_VOWELS)


def near(part: str, word: str, accounts: int) -> Near | None:
    """Judge one word of the books against a typed one; None when it is not near.

    A word that begins with ``part`` is not near but a plain hit. ``accounts`` is how many have ``word``.
    """
    if not forgivable(part) or word.startswith(part):
        return None
    kind = _kind(part, word)
    return None if kind is None else Near(kind, part[0] != word[0], -accounts, word)


def _kind(part: str, word: str) -> int | None:
    if within_one(part, word):
        return 0
    if len(part) >= SHORTEST_BEGINNING and begins_within_one(part, word):
        return 1
    if is_consonants(part) and consonants(word).startswith(part):
        return 2
    return None


def neighbours(part: str) -> list[str]:
    """Return every text one wrong letter away from ``part``, sorted, but those that begin with ``part``.

    These are looked up in the vocabulary instead of storing deletions of all its words: a few hundred probes for one
    typed word, no table to keep, and errors at any place. Letters put in are a to z and those of ``part`` itself.
    """
    letters = _ALPHABET.union(part)
    halves = [(part[:i], part[i:]) for i in range(len(part) + 1)]
    found = {a + b[1:] for a, b in halves if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    for a, b in halves:
        found |= {a + c + b for c in letters}
        found |= {a + c + b[1:] for c in letters if b}
    return sorted(text for text in found if text and not text.startswith(part))


def shortest_beginnings(texts: Sequence[str]) -> list[str]:
    """Leave out of sorted texts those that begin with another, so that no word is met twice under their beginnings."""
    kept: list[str] = []
    for text in texts:
        if not kept or not text.startswith(kept[-1]):
            kept.append(text)
    return kept


def best(found: Iterable[Near], count: int) -> tuple[str, ...]:
    """Return the words of the ``count`` best, each once."""
    ranked = dict.fromkeys(item.word for item in sorted(set(found)))
    return tuple(ranked)[:count]


def replaced(words: Sequence[str], meant: dict[int, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return ``words`` with those at the places of ``meant`` replaced, one result for each combination."""
    return list(product(*(meant.get(i, (word,)) for i, word in enumerate(words))))
