"""How typed text meets the words of an account.

What a lookup finds, the same in every store of the books:

1. accounts with a **key** (name, address, number, plate, each in the orders people type them) that equals the
   text, then accounts with a key that begins with it, in the order of the keys;
2. then accounts in which every typed word begins some **word** of the name or address, oldest account first;
3. only when there are none of these: **forgiven** ones. Two typed words are read as one (``mc donald``); words that
   begin nothing in the books are replaced by their nearest words (``spelling.py``); when each word alone is known
   but not together, one word at a time is replaced.

A word with a digit in it is never forgiven: one wrong digit is another customer's account.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Final

INDEX_VERSION: Final = 1
"""Raised when keys or words of an account change here, so that a stored index knows that it is stale."""

MAX_TYPED: Final = 80
MAX_WORDS: Final = 8
"""Longer texts are cut: nobody types them at a counter, and a pasted page must not cost more than a name."""

MOST_JOINED: Final = 4
"""With more words than this none are read as one: each pair costs a search."""

LAST: Final = "\U0010ffff"
"""Sorts after every character of a key: the keys that begin with p lie from p up to p + LAST."""

_APOSTROPHES = "'`\u2018\u2019\u02bc\u00b4"
_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
}
_ASCII = {
    i: (chr(i) if chr(i).isalnum() else None if chr(i) in _APOSTROPHES else " ") for i in range(128)
}
_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_DIRECTION_WORDS = (
    frozenset(_DIRECTIONS) | frozenset(_DIRECTIONS.values()) | {"ne", "nw", "se", "sw"}
)
_STREET_KINDS = {
    "st": "street", "ave": "avenue", "av": "avenue", "rd": "road", "dr": "drive", "ln": "lane", "ct": "court",
    "pl": "place", "blvd": "boulevard", "ter": "terrace", "cir": "circle", "hwy": "highway", "pkwy": "parkway",
    "sq": "square", "apt": "apartment",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Ids of the accounts found, best first. ``forgiven``: nothing matched as typed, ask "did you mean"."""

    ids: tuple[int, ...] = ()
    forgiven: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Typed text made comparable: ``text`` with single blanks, ``joined`` without, and its ``words``."""

    text: str
    joined: str
    words: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The beginnings to look for among the keys; joined only for numbers, ``abc 1234`` for plate ABC1234."""
        if not self.text:
            return ()
        if self.joined != self.text and has_digit(self.text):
            return (self.text, self.joined)
        return (self.text,)


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, with one blank for any run of punctuation.

    Apostrophes vanish (``O'Brien`` is ``obrien``). What is left are letters and digits of any script and blanks,
    so a folded text has no meaning to a database, a terminal or a query language.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(map(_plain, small)).split())


def _plain(char: str) -> str:
    if char in _APOSTROPHES or unicodedata.category(char)[0] == "M":
        return ""
    return _LETTERS.get(char, char) if char.isalnum() else " "


def has_digit(text: str) -> bool:
    """Whether a digit occurs in ``text``."""
    return any(map(str.isdigit, text))


def typed(text: str) -> Typed:
    """Read what the clerk typed; at most ``MAX_TYPED`` characters and ``MAX_WORDS`` words of it count."""
    words = fold(text[:MAX_TYPED]).split()[:MAX_WORDS]
    return Typed(" ".join(words), "".join(words), tuple(dict.fromkeys(words)))


def keys_of(number: str, name: str, address: str, plate: str) -> set[str]:
    """Return every key under which an account is found by its beginning."""
    keys = {*name_keys(name), *address_keys(address), *number_keys(number), plate_key(plate)}
    keys.discard("")
    return keys


def name_keys(name: str) -> set[str]:
    """Return a name as written and with the family name at the other end.

    ``Smith, Ann B`` is also ``ann smith``; without a comma the last word may be the family name, so ``Ann B Smith``
    is also ``smith ann b``.
    """
    last, comma, first = name.partition(",")
    whole = fold(name)
    if comma:
        called = fold(first).partition(" ")[0]
        return {whole, f"{called} {fold(last)}".strip()}
    front, blank, back = whole.rpartition(" ")
    return {whole, f"{back} {front}"} if blank else {whole}


def address_keys(address: str) -> set[str]:
    """Return an address as written and street first: ``12 N Cayuga St`` is also ``cayuga st 12``, without direction."""
    words = fold(address).split()
    if not words:
        return set()
    house = [words[0]] if words[0][0].isdigit() else []
    street = words[len(house) :]
    if len(street) > 1 and street[0] in _DIRECTION_WORDS:
        street = street[1:]
    return {" ".join(words), " ".join(street + house)}


def number_keys(number: str) -> set[str]:
    """Return a number as written, without its punctuation, and without leading zeros.

    As written too, so that parcel ``12-3-45`` does not come second to ``1-23-45``.
    """
    spaced = fold(number)
    joined = spaced.replace(" ", "")
    return {spaced, joined, joined.lstrip("0")}


def plate_key(plate: str) -> str:
    """Return a plate without blanks and punctuation, which mean nothing on it; a plate of letters keeps its blanks."""
    spaced = fold(plate)
    return spaced.replace(" ", "") if has_digit(spaced) else spaced


def words_of(name: str, address: str) -> list[str]:
    """Return the distinct words of a name and an address, sorted.

    Short forms in an address also count in full (``N`` as ``north``, ``Rd`` as ``road``), as people type both.
    """
    words = set(fold(name).split())
    for word in fold(address).split():
        words.add(word)
        full = _DIRECTIONS.get(word) or _STREET_KINDS.get(word)
        if full is not None:
            words.add(full)
            # The short form is a beginning of the full one: storing both would find nothing more.
            if full.startswith(word):
                words.discard(word)
    return sorted(words)


def key_rank(text: Typed, key: str, account: int) -> tuple[bool, str, int]:
    """Sort order of accounts found by a key: equal ones first, then by key, then the oldest account."""
    return (key not in text.keys, key, account)


def joins(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield ``words`` with each neighbouring pair read as one word: a blank too many is one wrong letter."""
    for i in range(len(words) - 1 if len(words) <= MOST_JOINED else 0):
        yield (*words[:i], words[i] + words[i + 1], *words[i + 2 :])


def in_turn(lists: Iterable[Sequence[int]], limit: int) -> tuple[int, ...]:
    """Merge lists of accounts by taking one of each in turn, each account once, at most ``limit``.

    Several words may have been meant; the first rows shown hold one account of each of them.
    """
    rounds = chain.from_iterable(zip_longest(*lists))
    return tuple(dict.fromkeys(i for i in rounds if i is not None))[:limit]
