"""A made-up city of any size for the lookup measure, and what clerks type in it; the same on every run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from domain.lookup import words_of

AccountRow = tuple[int, str, str, str, str]

_ONSETS = [
    "b", "br", "c", "ch", "cl", "d", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "mc", "n", "p", "pr", "r",
    "s", "sch", "sh", "st", "str", "t", "th", "v", "w", "z",
]  # fmt: skip
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo", "ou", "y"]
_CODAS = [
    "",
    "",
    "",
    "l",
    "ll",
    "m",
    "n",
    "nd",
    "ng",
    "r",
    "rd",
    "rs",
    "s",
    "ss",
    "t",
    "tt",
    "ck",
    "x",
]
_ENDINGS = ["", "", "er", "man", "son", "ski", "ton", "ley", "berg", "ini", "ez", "sen"]
_FAMILIES = [
    "smith", "johnson", "williams", "brown", "jones", "garcia", "miller", "davis", "henderson", "martin", "clark",
    "lewis",
]  # fmt: skip
_FIRST = [
    "james", "mary", "robert", "john", "linda", "michael", "susan", "david", "karen", "olivia", "ann", "thomas",
    "maria", "lee",
]  # fmt: skip
_KINDS = ["St", "St", "St", "Ave", "Rd", "Dr", "Ln", "Ct", "Pl", "Ter"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

HOSTILE = (
    "s", "1", "s j", "1 s", "a s", "st john smith", "s s s", "e a o u i", "st st", "n s e w", "1 2 3 4 5 6 7 8",
    "smith smith", "smith john street", "john mary smith henderson", "williams jones brown", "mc", "zz zz",
    "qxzv jqkx", "smiht jonh", "hndrs", "%_'\"*", "street avenue", "x" * 80, "ab " * 40,
)  # fmt: skip


class Names:
    """The families (common ones common, as in life: Zipf), first names and streets to draw from."""

    def __init__(self) -> None:
        dice = Random(20)
        families = dict.fromkeys(_FAMILIES)
        while len(families) < 60_000:
            families[
                _syllable(dice) + _syllable(dice) * dice.randint(0, 1) + dice.choice(_ENDINGS)
            ] = None
        self.families = list(families)
        self.family_weights = list(accumulate(1 / (rank + 1) for rank in range(60_000)))
        self.first = _FIRST + [_syllable(dice) + _syllable(dice) for _ in range(800)]
        self.first_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.first))))
        self.streets = [
            f"{_syllable(dice)}{_syllable(dice)}{dice.choice(_ENDINGS)}".title()
            for _ in range(4_000)
        ]


def _syllable(dice: Random) -> str:
    return dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS)


def accounts(count: int) -> Iterator[AccountRow]:
    """Yield that many accounts: parcels, water accounts and tickets with plates in turn."""
    dice, names = Random(count), Names()
    for start in range(0, count, 10_000):
        size = min(10_000, count - start)
        families = dice.choices(names.families, cum_weights=names.family_weights, k=size)
        firsts = dice.choices(names.first, cum_weights=names.first_weights, k=size)
        streets = dice.choices(names.streets, k=size)
        for i in range(size):
            account = start + i + 1
            name = f"{families[i].upper()}, {firsts[i].upper()} {dice.choice(_LETTERS).upper()}"
            house, side = (
                dice.randint(1, 999),
                dice.choice(["", "", "", "", "N ", "S ", "E ", "W "]),
            )
            address = f"{house} {side}{streets[i]} {_KINDS[len(streets[i]) % len(_KINDS)]}"
            yield (account, _number(account, dice), name, address, _plate(account, dice))


def _number(account: int, dice: Random) -> str:
    if account % 3 == 0:
        return f"{account // 3000 + 1}.-{account // 3 % 1000}-{dice.randint(1, 99)}"
    return (
        f"{account % 3 * 1000 + account // 10_000:04d}{account % 10_000:04d}-{dice.randint(0, 9)}"
    )


def _plate(account: int, dice: Random) -> str:
    if account % 2:
        return ""
    return f"{''.join(dice.choices(_LETTERS.upper(), k=3))}-{dice.randint(1000, 9999)}"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text with one wrong letter, and the words that were meant."""

    text: str
    meant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed: for each class the texts as they grow key by key, and the misspelt ones."""

    classes: dict[str, list[str]]
    wrong: list[Wrong]


def typing(conn: sqlite3.Connection, count: int, people: int) -> Typing:
    """Return what clerks type to find ``people`` accounts drawn from the city."""
    dice = Random(count + 1)
    read = "SELECT number, name, address, plate FROM account WHERE account_id = ?"
    drawn = [conn.execute(read, (dice.randint(1, count),)).fetchone() for _ in range(people)]
    classes: dict[str, list[str]] = {
        name: [] for name in ("name", "address", "number", "plate", "two words")
    }
    for number, name, address, plate in drawn:
        family = name.partition(",")[0].lower()
        classes["name"] += growing(name.replace(",", "").lower())
        classes["address"] += growing(address.lower())
        classes["number"] += growing(number)
        classes["plate"] += growing(plate.lower())
        classes["two words"] += growing(f"{family[:4]} {address.split()[-2][:5].lower()}", 5)
    wrong = [
        item for _ in range(15) for row in drawn if (item := _misspell(dice, row[1])) is not None
    ]
    classes["one wrong letter"] = [text for item in wrong[:250] for text in growing(item.text, 4)]
    classes["hostile"] = [text for item in HOSTILE for text in growing(item)]
    return Typing(classes, wrong)


def growing(text: str, first: int = 1) -> list[str]:
    """Return the text after each key press."""
    return [text[:end] for end in range(first, len(text) + 1)]


def _misspell(dice: Random, name: str) -> Wrong | None:
    """Put one wrong letter anywhere into a family name of five letters or more; half with the first name after it."""
    family, _, rest = name.lower().partition(",")
    if len(family) < 5:
        return None
    at, letter = dice.randrange(len(family)), dice.choice(_LETTERS)
    swapped = family[:at] + family[at + 1 : at + 2] + family[at : at + 1] + family[at + 2 :]
    bad = dice.choice([
        family[:at] + letter + family[at:], family[:at] + letter + family[at + 1 :],
        family[:at] + family[at + 1 :], swapped,
    ])  # fmt: skip
    # A wrong letter at the end of a beginning is no error at all.
    if family.startswith(bad) or bad.startswith(family):
        return None
    if dice.random() < 0.5:
        return Wrong(bad, frozenset({family}))
    return Wrong(f"{bad} {rest.split()[0]}", frozenset({family, rest.split()[0]}))


def has(conn: sqlite3.Connection, account: int, words: frozenset[str]) -> bool:
    """Whether an account's name or address has these words."""
    read = "SELECT name, address FROM account WHERE account_id = ?"
    return words <= set(words_of(*conn.execute(read, (account,)).fetchone()))
