"""The line that the clerk types into: a one-line editor as plain state, and its painter."""

from collections.abc import Callable

from rich.cells import cell_len, set_cell_size

from domain.text import display_text
from tui.paint import Line, line, pad

Accept = Callable[[str, str], bool]
"""Says whether a character may be typed: ``accept(character, text so far)``."""

MASK = "*"


def anything(character: str, text: str) -> bool:
    """Accept every printing character."""
    return True


def money_digits(character: str, text: str) -> bool:
    """Accept what can stand in an amount: digits, and one point; at most 12 characters."""
    if len(text) >= 12:
        return False
    return character in "0123456789" or (character == "." and "." not in text)


def digits(character: str, text: str) -> bool:
    """Accept digits only, at most 20 of them."""
    return character in "0123456789" and len(text) < 20


class EntryLine:
    """One line of text and a place in it. ``masked`` shows stars, for a PIN."""

    LIMIT = 200

    def __init__(self, label: str = "", accept: Accept = anything, *, masked: bool = False) -> None:
        self.label = label
        self.accept = accept
        self.masked = masked
        self.text = ""
        self.place = 0
        self.spoilt = False
        """What stands here was refused: it stays to be read and mended, the next character begins anew."""

    def __repr__(self) -> str:
        """Say nothing of what was typed: it may be a PIN."""
        return f"EntryLine({self.label!r})"

    def clear(self) -> None:
        """Empty the line."""
        self.text, self.place, self.spoilt = "", 0, False

    def spoil(self) -> None:
        """Mark what stands here as refused, so that an amount typed behind it is not joined to it."""
        self.spoilt = bool(self.text)

    def set(self, text: str) -> None:
        """Put ``text`` into the line, with the cursor behind it."""
        self.text, self.spoilt = text[: self.LIMIT], False
        self.place = len(self.text)

    def take(self) -> str:
        """Return the text without its outer spaces and empty the line."""
        text = self.text.strip()
        self.clear()
        return text

    def handle(self, key: str) -> bool:
        """Act on a key of the editor and return whether it was one."""
        if len(key) == 1:
            return self._insert(key)
        mended = self._edit(key) or self._move(key)
        self.spoilt = self.spoilt and not mended
        return mended

    def _insert(self, character: str) -> bool:
        if self.spoilt and self.accept(character, ""):
            self.clear()
        if len(self.text) >= self.LIMIT or not self.accept(character, self.text):
            return False
        self.text = self.text[: self.place] + character + self.text[self.place :]
        self.place += 1
        return True

    def _edit(self, key: str) -> bool:
        before, after = self.text[: self.place], self.text[self.place :]
        match key:
            case "backspace":
                self.text, self.place = before[:-1] + after, max(0, self.place - 1)
            case "delete":
                self.text = before + after[1:]
            case "ctrl+u":
                self.clear()
            case _:
                return False
        return True

    def _move(self, key: str) -> bool:
        match key:
            case "left":
                self.place = max(0, self.place - 1)
            case "right":
                self.place = min(len(self.text), self.place + 1)
            case "home":
                self.place = 0
            case "end":
                self.place = len(self.text)
            case _:
                return False
        return True

    def paint(self, columns: int) -> tuple[Line, int]:
        """Return the line in ``columns`` columns and the column of the cursor. A long text slides to its cursor."""
        prompt = f" {self.label}: " if self.label else " "
        start = cell_len(display_text(prompt))
        room = max(1, columns - start - 1)
        text = MASK * len(self.text) if self.masked else display_text(self.text)
        skipped = 0
        under = text[self.place : self.place + 1] or " "
        while cell_len(text[skipped : self.place]) + cell_len(under) > room + 1:
            skipped += 1
        before = text[skipped : self.place]
        after_room = max(0, room - cell_len(before) - cell_len(under) + 1)
        after = text[self.place + 1 :]
        if cell_len(after) > after_room:
            after = set_cell_size(after, after_room)
        rest = " " * (after_room - cell_len(after))
        style = "selected" if self.spoilt else "entry"
        painted = line(
            (prompt, "label"), (before, style), (under, "cursor"), (after, style), (rest, "entry")
        )
        return painted, start + cell_len(before)


def idle_line(label: str, columns: int) -> Line:
    """Return the entry line of a screen that takes keys but no text."""
    return line((pad(f" {label}" if label else "", columns), "entry"))
