"""Esc from home: the menu by digits. The slow way to everything, for a keyboard without F-keys."""

from tui.commands import AnyCommand, PaletteKey, shown
from tui.keys import KeyPress
from tui.paint import BLANK, Line, heading, line, pad, right
from tui.screens.base import CounterScreen
from tui.widgets.line_pane import LineList

_DIGITS = "0123456789"


class MenuScreen(CounterScreen):
    """Press the digits of what you want to do, or mark it and press Enter. Esc goes back.

    Where the numbers have two digits, the first one marks the rows that begin with it. Letters choose nothing: a name
    that is typed on runs no command.
    """

    NAME = "Menu"
    CART = False
    rows: LineList

    def __init__(self, below: CounterScreen) -> None:
        super().__init__()
        self.below = below
        self._offered: list[AnyCommand] = [each for each in below.table() if each.name != "menu"]
        self._wide = 1 if len(self._offered) < len(_DIGITS) else 2
        self._begun = ""
        self.rows = LineList(len(self._offered), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the heading and the numbered commands."""
        told = f"{self._begun}_ and one digit more" if self._begun else "Esc goes back"
        return [heading("Menu", columns, told), BLANK, *self.rows.paint(columns, rows - 2)]

    def _number(self, index: int) -> str:
        return f"{index + 1:0{self._wide}}"

    def _row(self, index: int, columns: int) -> Line:
        command = self._offered[index]
        keys = " or ".join(shown(key) for key in command.ways())
        off = command.available(self.below) is not None
        title = f"({command.title()})" if off else command.title()
        number = f"{self._number(index)}  "
        room = columns - len(number) - len(keys) - 2 * bool(keys)
        return line(
            (number, "strong"),
            (pad(title, room), "dim" if off else ""),
            (right(keys, columns - len(number) - room), "dim"),
        )

    def take_key(self, press: KeyPress) -> None:
        """Take digits as the number of a command; a letter chooses nothing, other keys work as everywhere."""
        begun, self._begun = self._begun, ""
        if press.printable and press.key in _DIGITS:
            self._take_digit(begun + press.key)
        elif press.printable and press.key.isalpha():
            self.refuse("The menu goes by digits. Esc goes back to the line that takes names.")
        elif not (begun and press.key in ("backspace", "escape")):
            super().take_key(press)

    def _take_digit(self, typed: str) -> None:
        numbers = [self._number(index) for index in range(len(self._offered))]
        at = [index for index, number in enumerate(numbers) if number.startswith(typed)]
        if not at:
            self.refuse(f"The menu has no {typed}.")
        elif len(typed) == self._wide:
            self.counter.pop(self._offered[at[0]].name)
        else:
            self._begun = typed
            self.rows.move_to(at[0])

    def do(self, command: AnyCommand) -> None:
        """Run a command; the palette is that of the screen below, which has all commands of the desk."""
        if command.name == PaletteKey.name:
            self.counter.pop(command.name)
        else:
            super().do(command)

    def enter(self, text: str) -> None:
        """Go back and run the marked command there."""
        self.counter.pop(self._offered[self.rows.cursor].name)
