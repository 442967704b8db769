"""Telling the Escape key from the beginning of another key, in what a terminal sends.

Textual waits to see what follows an Escape, and where typed-ahead keys follow at once it makes
another character of them (Escape, 1 becomes an inverted exclamation mark). Here an Escape that
begins no sequence of a terminal is the Escape key, whatever follows. No Alt key is used anywhere,
so nothing is lost by it.
"""

import re
from typing import Final

ESCAPE: Final = "\x1b"
PASTE_START: Final = "\x1b[200~"
PASTE_END: Final = "\x1b[201~"

LONE_WAIT: Final = 0.05
"""Seconds after which an Escape with nothing behind it is the key."""
SEQUENCE_WAIT: Final = 0.5
"""Seconds that a begun sequence may take on a slow line: nobody types one by hand."""

_SEQUENCE: Final = re.compile(r"\x1b(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-Z\\-~]|O[0-9;]*[A-Za-z])")
_BEGUN: Final = re.compile(r"\x1b(?:\[\[?|\[[0-?]*[ -/]*|O[0-9;]*)?\Z")


def split(data: str) -> tuple[list[str], str]:
    """Return the pieces of ``data`` and what is left because more may follow.

    A piece is ``ESCAPE`` alone for the Escape key, otherwise text and whole sequences for Textual.
    """
    pieces: list[str] = []
    text = ""
    place = 0
    while (found := data.find(ESCAPE, place)) >= 0:
        text += data[place:found]
        sequence = _SEQUENCE.match(data, found)
        if sequence is not None:
            text += sequence.group()
            place = sequence.end()
        elif _BEGUN.match(data, found):
            return ([*pieces, text] if text else pieces), data[found:]
        else:
            if text:
                pieces.append(text)
            pieces.append(ESCAPE)
            text = ""
            place = found + 1
    text += data[place:]
    return ([*pieces, text] if text else pieces), ""


def parts(piece: str) -> list[str]:
    """Return ``piece`` with each sequence by itself, so that one that cannot be read takes no text with it."""
    if ESCAPE not in piece or piece == ESCAPE:
        return [piece]
    found: list[str] = []
    place = 0
    for sequence in _SEQUENCE.finditer(piece):
        found += [piece[place : sequence.start()], sequence.group()]
        place = sequence.end()
    return [part for part in (*found, piece[place:]) if part]


def patience(left: str) -> float:
    """Return how many seconds to wait for what follows ``left``."""
    return LONE_WAIT if left == ESCAPE else SEQUENCE_WAIT


def give_up(left: str) -> list[str]:
    """Return the pieces that ``left`` is when nothing followed it in time.

    An Escape and one character were typed; a longer fragment is a key that the line lost, and is
    dropped rather than typed.
    """
    return [ESCAPE, *left[1:]] if len(left) <= 2 else []
