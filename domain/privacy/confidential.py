"""What may never be kept, found in what people type, paste, scan, swipe or import: card numbers and tracks, Social
Security numbers, bank accounts in full (PCI DSS 3.3 and 3.4; invariant I18).

Only free text is looked at. A field of a known form (parcel, account, bill, receipt number, date, amount) is never
mistaken, because it is never asked about here; written into a remark, such numbers are told by their form. A finding
says what was found and never repeats a digit of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.privacy.bank_numbers import holds_bank_account, may_hold_bank_account
from domain.privacy.card_issuers import LONGEST, SHORTEST, is_card_number
from domain.privacy.social_security import holds_social_security_number, may_hold_one
from domain.refusals import Code, Refusal, refuse


class Secret(StrEnum):
    """What was found, in the words of the access log."""

    TRACK = "card track"
    CARD = "card number"
    SOCIAL = "Social Security number"
    BANK = "bank account number"


_CODES: Final = {
    Secret.TRACK: Code.TRACK_DATA,
    Secret.CARD: Code.CARD_NUMBER,
    Secret.SOCIAL: Code.SOCIAL_SECURITY_NUMBER,
    Secret.BANK: Code.BANK_ACCOUNT_NUMBER,
}
SECRET_CODES: Final = frozenset(_CODES.values())
"""The codes of refusals for what may never be kept: the attempt is noted in the access log, without a digit."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that must not be kept."""

    kind: Secret

    @property
    def refusal(self) -> Refusal:
        """The refusal, whose sentence holds no digit of what was found."""
        return refuse(_CODES[self.kind])

    @property
    def overridable(self) -> bool:
        """Whether a person may say that it is a false alarm; a card's track is none, ever."""
        return self.kind is not Secret.TRACK


def screen(text: str, *, certain: bool = False) -> Finding | None:
    """Return what in ``text`` must not be kept, or ``None``.

    ``certain`` is for fields where nobody can say that it is a false alarm: bare numbers of nine digits, which are
    more often something else, are let through there unless a word beside them says what they are.
    """
    folded = fold_digits(text)
    if sum(map(str.isdigit, folded)) < _FEWEST_DIGITS:
        return None
    if _track_in(folded):
        return Finding(Secret.TRACK)
    if holds_card_number(folded):
        return Finding(Secret.CARD)
    if holds_bank_account(folded):
        return Finding(Secret.BANK)
    if holds_social_security_number(folded):
        return Finding(Secret.SOCIAL)
    if certain:
        return None
    if may_hold_bank_account(folded):
        return Finding(Secret.BANK)
    return Finding(Secret.SOCIAL) if may_hold_one(folded) else None


def screen_split(first: str, second: str) -> Finding | None:
    """Return what two texts hold together: a number that begins at the end of one and goes on in the other."""
    before, behind = fold_digits(first).rstrip(_GAPS), fold_digits(second).lstrip(_GAPS)
    if not (before[-1:].isdigit() and behind[:1].isdigit()):
        return None
    cut = len(before)
    whole = f"{before} {behind}"
    crosses = (start < cut < end for start, end in _card_numbers(whole))
    return Finding(Secret.CARD) if any(crosses) else None


def refused_text(*texts: str) -> Refusal | None:
    """Return the refusal for the first text that may not be kept, where no override is offered."""
    for text in texts:
        finding = screen(text, certain=True)
        if finding is not None:
            return finding.refusal
    return None


def holds_track(text: str) -> bool:
    """Whether ``text`` holds what a card reader types, or the beginning of it with the card's number in it."""
    return _track_in(fold_digits(text))


_FEWEST_DIGITS: Final = 6
_GAPS: Final = " -._/,"


def fold_digits(text: str) -> str:
    """Return ``text`` with every script's digits as ASCII, every dash ``-``, every space a blank, and without what is
    not seen (zero-width characters, accents)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_folded, unicodedata.normalize("NFKC", text)))


def _folded(character: str) -> str:
    if character.isspace():
        return " "
    if character.isascii() and character.isprintable():
        return character
    figure = unicodedata.digit(character, -1)
    if figure >= 0:
        return str(figure)
    kind = unicodedata.category(character)
    if kind in ("Cf", "Mn", "Me", "Cc"):
        return ""
    dash = kind in ("Pd", "Sm") or character == "\N{REPLACEMENT CHARACTER}"
    return "-" if dash else character


# Card numbers. Groups of digits that are hardly apart are read as one number, from any group to any other.

_RUN: Final = re.compile(r"[0-9]+(?:(?:[ \-._/]{1,3}|,)[0-9]+)+|[0-9]{13,}")
_GROUP: Final = re.compile(r"[0-9]+")
_MONTH_YEAR: Final = re.compile(r"(?:0[1-9]|1[0-2])[/-]?[2-4][0-9]|[2-4][0-9](?:0[1-9]|1[0-2])")
_WITH_EXPIRY: Final = (15, 16, 19)

# What a run of groups may be instead, when all of it is: dates, amounts, telephones, ZIP codes, receipts, parcels.
# Each stands by itself: what goes on behind a dash or a point is a piece of something longer.
_KNOWN: Final = re.compile(
    r"(?<![0-9])(?<![0-9][.\-/_,])(?:"
    r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-[0-3][0-9]"
    r"|(?:0?[1-9]|1[0-2])(?P<d>[/-])(?:0?[1-9]|[12][0-9]|3[01])(?P=d)(?:(?:19|20)[0-9]{2}|[0-9]{2})"
    r"|[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{2}"
    r"|[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}"
    r"|[0-9]{5}-[0-9]{4}"
    r"|20[0-9]{2}-[0-9]{1,4}-[0-9]{6}"
    r"|(?:[0-9]{6}[ -])?[0-9]{1,3}\.(?:[0-9]{1,3})?-[0-9]{1,3}-[0-9]{1,3}(?:\.[0-9]{1,3})?(?:/[0-9]{1,3})?"
    r")(?![0-9])(?![.\-/_,][0-9])"
)


def holds_card_number(folded: str) -> bool:
    """Whether a text with folded digits holds a card's number."""
    return next(_card_numbers(folded), None) is not None


def _card_numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where card numbers begin and end."""
    for run in _RUN.finditer(folded):
        if sum(map(str.isdigit, run[0])) < SHORTEST:
            continue
        groups = [group.span() for group in _GROUP.finditer(folded, *run.span())]
        for first in range(len(groups)):
            yield from _from_group(folded, groups[first:])


def _from_group(folded: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = groups[0][0]
    digits = ""
    for group_start, end in groups:
        digits += folded[group_start:end]
        if len(digits) > LONGEST:
            break
        if len(digits) >= SHORTEST and is_card_number(digits) and not _is_known(folded, start, end):
            yield start, end
    for length in _WITH_EXPIRY:
        # A card's number with the expiry typed right behind it.
        end = start + length
        if (
            end < groups[0][1]
            and _MONTH_YEAR.match(folded, end)
            and is_card_number(folded[start:end])
        ):
            yield start, end


def _is_known(folded: str, start: int, end: int) -> bool:
    """Whether each digit from ``start`` to ``end`` is part of something that is written in a known form."""
    known = [span for match in _KNOWN.finditer(folded) for span in [match.span()]]
    return all(
        any(a <= place < b for a, b in known)
        for place in range(start, end)
        if folded[place].isdigit()
    )


# Tracks (ISO/IEC 7813): with or without their sentinels, whole or cut off behind the card's number.

_TRACK: Final = re.compile(
    r"[%;+]\s?[A-Za-z]?[0-9][0-9 ]{11,22}[=^]"
    r"|(?<![0-9])[0-9]{13,19}=[0-9]{4}"
    r"|[Bb][0-9][0-9 ]{12,22}\^"
)


_BARE_TRACK: Final = re.compile(r"(?<![0-9])([0-9]{13,19})[=^]")


def _track_in(folded: str) -> bool:
    if "=" not in folded and "^" not in folded:
        return False
    bare = (match[1] for match in _BARE_TRACK.finditer(folded))
    return _TRACK.search(folded) is not None or any(map(is_card_number, bare))
