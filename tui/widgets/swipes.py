"""A card that is swiped into a line where it does not belong: wiped as it is typed, with what comes behind it.

A reader that types at full speed is recognised before its keys get here. What is left are slow readers, a stalled line
and a paste: their keys arrive one by one, and the line is wiped at the first that shows what they are.
"""

from typing import Final

from tui.keys import KeyPress

_SHOWS: Final = "=^?"
"""The characters of a track that no name, number or amount ends with."""
_PAUSE: Final = 0.5
"""Seconds without a key after which a person types again."""
_LONGEST: Final = 120


class Swipes:
    """Watches the keys of one screen. What was typed stands here only until the next key that types nothing."""

    def __init__(self) -> None:
        self._typed = ""
        self._left = 0
        self._last = 0.0

    def __repr__(self) -> str:
        """Say nothing of what was typed."""
        return "Swipes()"

    def begins(self, press: KeyPress) -> bool:
        """Whether this key shows that a card is being swiped: what it typed so far must go."""
        if self._left:
            return False
        if not press.printable:
            self._typed = ""
            return False
        self._typed = (self._typed + press.key)[-_LONGEST:]
        if press.key not in _SHOWS:
            return False
        # Loaded with the first such character: hardly anybody ever types one.
        from domain.privacy.confidential import holds_track

        if not holds_track(self._typed):
            return False
        self._typed, self._last = "", press.at
        self._left = 0 if press.key == "?" else _LONGEST
        return True

    def goes_on(self, press: KeyPress) -> bool:
        """Whether a key is the rest of a card's track that was wiped, up to its end sentinel or a pause."""
        if not self._left:
            return False
        over = not press.printable or press.at - self._last > _PAUSE
        self._left = 0 if over or press.key == "?" else self._left - 1
        self._last = press.at
        return not over
