"""Esc from home: the menu by digits. The slow way to everything, for a keyboard without F-keys."""

from tui.commands import AnyCommand, shown
from tui.keys import KeyPress
from tui.paint import BLANK, Line, heading, line, pad, right
from tui.screens.base import CounterScreen
from tui.widgets.line_pane import LineList

_MARKS = "1234567890abcdefghijklmnopqrstuvwxyz"


class MenuScreen(CounterScreen):
    """Press the digit of what you want to do, or mark it and press Enter. Esc goes back."""

    NAME = "Menu"
    CART = False
    rows: LineList

    def __init__(self, below: CounterScreen) -> None:
        super().__init__()
        self.below = below
        offered = [each for each in below.table() if each.name != "menu"]
        self._offered: list[AnyCommand] = offered[: len(_MARKS)]
        self.rows = LineList(len(self._offered), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the heading and the numbered commands."""
        return [heading("Menu", columns), BLANK, *self.rows.paint(columns, rows - 2)]

    def _row(self, index: int, columns: int) -> Line:
        command = self._offered[index]
        keys = " or ".join(shown(key) for key in command.ways())
        off = command.available(self.below) is not None
        title = f"({command.title()})" if off else command.title()
        return line(
            (f"{_MARKS[index]}  ", "strong"),
            (pad(title, columns - 23), "dim" if off else ""),
            (right(keys, 20), "dim"),
        )

    def take_key(self, press: KeyPress) -> None:
        """Take a mark as the choice of its command; other keys work as everywhere."""
        index = _MARKS.find(press.key) if press.printable else -1
        if 0 <= index < len(self._offered):
            self.counter.pop(self._offered[index].name)
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Go back and run the marked command there."""
        self.counter.pop(self._offered[self.rows.cursor].name)
