"""Ctrl+P: every command of the screen by name. Typing narrows the list; Enter runs the marked one."""

from tui.commands import AnyCommand, shown
from tui.keys import Burst
from tui.paint import Line, heading, line, pad, right
from tui.screens.base import CounterScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


def matching(commands: list[AnyCommand], text: str) -> list[AnyCommand]:
    """Return the commands whose title, name or label holds every word of ``text``, best first."""
    words = text.casefold().split()

    def said(command: AnyCommand) -> str:
        return f"{command.title()} {command.name} {command.label}".casefold()

    found = [each for each in commands if all(word in said(each) for word in words)]
    first = words[0] if words else ""
    return sorted(found, key=lambda each: not said(each).startswith(first))


class PaletteScreen(CounterScreen):
    """Type a part of what you want to do; Enter does the marked command. Esc does nothing and goes back."""

    NAME = "Commands"
    CART = False
    rows: LineList
    entry: EntryLine

    def __init__(self, below: CounterScreen) -> None:
        super().__init__()
        self.below = below
        self.entry = EntryLine("Command")
        self.rows = LineList()
        self._all = [each for each in below.table() if each.name != "palette"]
        self._found = self._all
        self.typed()

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the commands that were not narrowed away."""
        return [heading("Commands", columns), *self.rows.paint(columns, rows - 1)]

    def typed(self) -> None:
        """Narrow the list."""
        self._found = matching(self._all, self.entry.text)
        self.rows.fill(len(self._found), self._row)

    def _row(self, index: int, columns: int) -> Line:
        command = self._found[index]
        keys = " or ".join(shown(key) for key in command.ways())
        off = command.available(self.below) is not None
        title = f"({command.title()})" if off else command.title()
        # The second way takes only the room that it needs, so that most titles are read to their end.
        room = columns - len(keys) - 2 * bool(keys)
        return line((pad(title, room), "dim" if off else ""), (right(keys, columns - room), "dim"))

    def enter(self, text: str) -> None:
        """Go back and run the marked command there."""
        if self._found:
            self.counter.pop(self._found[self.rows.cursor].name)
        else:
            self.refuse(
                f"No command has '{text}' in its name on this screen. Esc goes back: others have more."
            )

    def burst(self, burst: Burst) -> None:
        """A scan is no command."""
        self.refuse("Nothing can be scanned here. Go back with Esc and scan again.")

    def back(self) -> None:
        """Go back and run nothing; a half-typed command name is no loss."""
        self.counter.pop()
