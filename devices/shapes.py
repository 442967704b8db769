"""What readers that act as keyboards type: a scanned code, a check's magnetic line, a card's track.

A shape says by which key it may begin, which keys may follow, and reads the whole run, or not. A run that fits no
shape is ordinary typing. Of a check only what the counter keeps is taken out, of a card nothing at all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.money import Money, parse_money
from domain.text import clean_text

_DIGITS = frozenset("0123456789")
_PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))
_TAIL = 4
_LONGEST_CODE = 60
_LONGEST_MICR = 90
_LONGEST_CARD = 300


class BurstKind(StrEnum):
    """What was read."""

    SCAN = "scan"
    CHECK = "check"
    CARD_SWIPE = "card_swipe"


@dataclass(frozen=True, slots=True)
class Burst:
    """One thing read. ``keys`` is the number of keys it took the place of, its Enter included.

    ``text`` is a scanned code. Of a check: ``check_number`` without leading zeros, ``routing_no`` and whether its check
    digit is right, the last four digits of the account, the amount when the line had one; ``unreadable`` says that a
    part could not be read, which is then empty. A card swipe carries nothing (PCI DSS 3.4).
    """

    kind: BurstKind
    keys: int
    text: str = ""
    check_number: str = ""
    routing_no: str = ""
    routing_no_valid: bool = False
    account_tail: str = ""
    amount: Money | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of run: the keys that may begin it, those that may follow, its greatest length, and its reader.

    It never begins without a pause behind one of ``not_behind``: such a key shows it to be the tail of another run.
    """

    first: frozenset[str]
    follow: frozenset[str]
    most: int
    read: Callable[[str], Burst | None]
    not_behind: frozenset[str] = frozenset()


def scan_shape(prefix: str) -> Shape:
    """Return the shape of codes from a scanner that is set to type ``prefix`` before each."""

    def read(run: str) -> Burst | None:
        return _scan(run[len(prefix) :]) if run.startswith(prefix) else None

    return Shape(frozenset(prefix[0]), _PRINTABLE, len(prefix) + _LONGEST_CODE, read)


_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z](?P<code>.+)\Z")


def _read_aim(run: str) -> Burst | None:
    match = _AIM.match(run)
    return _scan(match["code"]) if match else None


AIM_SHAPE = Shape(frozenset("]"), _PRINTABLE, 3 + _LONGEST_CODE, _read_aim)
"""A code behind its symbology identifier (ISO/IEC 15424, such as ``]C1``), which any scanner can be set to type."""


def _scan(code: str) -> Burst | None:
    text = clean_text(code)
    return Burst(BurstKind.SCAN, 0, text) if text else None


_TRACKS = re.compile(r"(?:[%;+][^?]*\?[^%;+]?){1,3}\Z")
_CARD_NUMBER = re.compile(r"[%;][A-Z]?[0-9 ]{12,23}(?:[=^]|\Z)")


def _read_card(run: str) -> Burst | None:
    return Burst(BurstKind.CARD_SWIPE, 0) if _TRACKS.match(run) else None


def holds_card_number(run: str) -> bool:
    """Whether a run that was not ended is still the beginning of a card's track: it never goes further.

    A reader that stalls behind the number is one too: nobody types twelve digits at that speed behind a sentinel.
    """
    return _CARD_NUMBER.match(run) is not None


CARD_SHAPE = Shape(frozenset("%;"), _PRINTABLE, _LONGEST_CARD, _read_card)
"""The tracks of a card between their sentinels, with or without a check character."""


# Check readers, by their format numbers. A character that could not be read arrives as '?'.

_SLASHED = re.compile(
    r"/(?P<transit>[0-9?]{8,9})/(?P<account>[0-9?]*)/(?P<check>[0-9? \-]*)"
    r"(?:/[0-9?]*)?(?:/[0-9A-Z?]*)?/?\Z"
)
_TYPED = re.compile(
    r"(?P<transit>[0-9?]{8,9})/(?P<account>[0-9?]+)(?:/(?P<check>[0-9?]{1,10}))?/[12?]\Z"
)
_FIXED = re.compile(r"0{3}(?P<transit>[0-9?]{9})(?P<account>[0-9?]+)(?P<check>[0-9?]{12})\Z")
_TABBED = re.compile(
    r"(?P<transit>[0-9?]{8,9})\t(?P<account>[0-9?]*)\t(?P<check>[0-9?]*)\t(?P<amount>[0-9?.]*)\Z"
)
_RAW = re.compile(
    r"(?:[UO](?P<aux>[0-9?D\-]+)[UO] *)?T(?P<transit>[0-9?]{9})T *(?P<account>[0-9?D\- ]*)[UO]"
    r" *(?P<check>[0-9? ]*)(?:[$A](?P<amount>[0-9?]{10})[$A])?\Z"
)


def _micr_shape(first: str, follow: str, pattern: re.Pattern[str]) -> Shape:
    def read(run: str) -> Burst | None:
        match = pattern.match(run)
        return _check(match.groupdict()) if match else None

    follow_keys = _DIGITS | frozenset(follow)
    return Shape(frozenset(first), follow_keys, _LONGEST_MICR, read, _DIGITS | {"?"})


MICR_SHAPES = {
    "00": _micr_shape("TUO", "TUO$AD-? ", _RAW),
    "53": _micr_shape("/", "/? -ABCDEFGHIJKLMNOPQRSTUVWXYZ", _SLASHED),
    "54": _micr_shape("0", "?", _FIXED),
    "60": _micr_shape("0123456789?", "/?", _TYPED),
    "68": _micr_shape("0123456789?", "?\t.", _TABBED),
}
"""The formats of keyboard-wedge check readers by the first two digits of the reader's format number."""


def _check(parts: dict[str, str | None]) -> Burst:
    """Return what the counter keeps of a check's line."""
    # Loaded with the first check: loading the check digits takes longer than painting a screen.
    from stdnum.us import rtn

    transit = parts["transit"] or ""
    number = parts.get("aux") or parts.get("check") or ""
    account = parts["account"] or ""
    amount = parts.get("amount") or ""
    return Burst(
        BurstKind.CHECK,
        0,
        check_number=_readable(re.sub(r"[ D\-]", "", number)).lstrip("0"),
        routing_no=_readable(transit),
        routing_no_valid=bool(transit.strip("0")) and bool(rtn.is_valid(transit)),
        account_tail=_tail(account),
        amount=_amount(amount),
        unreadable="?" in transit + number + account + amount,
    )


def _readable(text: str) -> str:
    return "" if "?" in text else text


def _tail(account: str) -> str:
    """Return the last four digits, when they are not the whole account and all could be read."""
    digits = re.sub(r"[ D\-]", "", account)
    return _readable(digits[-_TAIL:]) if len(digits) > _TAIL else ""


def _amount(text: str) -> Money | None:
    """Return the amount of the line: whole cents, or dollars and cents with a point."""
    if not text or "?" in text:
        return None
    amount = parse_money(text) if "." in text else Money(int(text))
    return amount or None
