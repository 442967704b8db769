"""Making strings from outside harmless: for storage, for the screen and for paper.

A name in an accounting program's export can hold terminal escapes, printer commands or characters that turn text
around. One cleaner is used when a string enters the books and again when it is shown, so that neither relies on the
other.
"""

import re
import unicodedata

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[\t\r\n\x0b\x0c\u00a0\u2028\u2029 ]+")
_CLEAN_ASCII = re.compile(r"[\x20-\x7e]*\Z")
_TIED = "\ue000"
_PIECES = re.compile(r"(?<=[0-9]) x (?=[0-9])")
"""Stands for a blank at which no line is broken; no letter in any alphabet."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u00d7": "x",
        "\u00b7": "*",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "AE",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u00a7": "Sec.",
    }
)


def clean_text(text: str) -> str:
    """Return ``text`` as it may be stored: NFC, runs of white space as one space, trimmed, harmful characters replaced.

    Control, escape, bidirectional and zero-width characters become U+FFFD, so that a reader sees that something
    was there.
    """
    if _CLEAN_ASCII.match(text) and "  " not in text:
        return text.strip()
    spaced = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", _HARMFUL.sub(REPLACEMENT, spaced)).strip()


def display_text(text: str) -> str:
    """Return ``text`` as it may be shown on a terminal: one line, without a character that could command it."""
    if _CLEAN_ASCII.match(text):
        return text
    return _HARMFUL.sub(REPLACEMENT, re.sub(r"[\t\r\n]", " ", text))


def tie(text: str) -> str:
    """Return ``text`` with a percent sign, and pieces such as ``5 x 20.00``, tied so that no line ends in them."""
    return _PIECES.sub(f"{_TIED}x{_TIED}", text.replace(" %", f"{_TIED}%"))


def untie(text: str) -> str:
    """Return tied words as they are read."""
    return text.replace(_TIED, " ")


def paper_text(text: str) -> str:
    """Return ``text`` in printable ASCII, for a receipt printer: accents dropped, what cannot be told becomes ``?``."""
    if _CLEAN_ASCII.match(text):
        return text
    plain = unicodedata.normalize("NFKD", display_text(text).translate(_PLAIN))
    kept = (c for c in plain if not unicodedata.combining(c))
    return "".join(c if " " <= c <= "~" else "?" for c in kept)
