"""Which drawer: yesterday's that waits to be counted, or today's."""

from collections.abc import Sequence

from domain.custody.drawer import DrawerSession
from tui.at_the_desk import AT_THE_DESK
from tui.desk_drawer import DrawerDesk
from tui.drawer_commands import count_drawer
from tui.keys import KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.screens.drawer_open import DrawerOpenScreen
from tui.widgets.line_pane import LineList


class DrawerChoiceScreen(DeskScreen):
    """A drawer that was cut off waits to be counted, while the next business date goes on. Choose by the digit.

    Count the waiting one when it is quiet, today or tomorrow morning: its money stays apart in its own insert.
    """

    NAME = "Which drawer"
    CART = False
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, waiting: Sequence[DrawerSession]) -> None:
        super().__init__()
        self.waiting = tuple(waiting)
        self.rows = LineList()
        self.choices: tuple[str, ...] = ()

    def load(self) -> None:
        """List what can be done."""
        desk = self.desk
        found = [f"Count drawer {s.drawer} of {s.business_date:%A, %B %-d}" for s in self.waiting]
        if desk.session is None:
            on = DrawerDesk(desk).opening_date()
            found.append(f"Open drawer {desk.station.drawer} for {on:%A, %B %-d}")
        else:
            on = desk.session.business_date
            found.append(f"Count and close drawer {desk.session.drawer} of {on:%A, %B %-d}")
        self.choices = tuple(found)
        self.rows.fill(len(found), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what can be done, with digits."""
        told = "A drawer that was cut off waits to be counted. Choose by the digit, or Enter."
        lines = [heading("Which drawer", columns), BLANK, *paragraphs(told, columns - 2), BLANK]
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        return line((f"{index + 1}  ", "strong"), pad(self.choices[index], columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose by a digit."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        if 1 <= digit <= len(self.choices):
            self.rows.move_to(digit - 1)
            self.enter("")
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Go to what was chosen."""
        session = self.desk.session
        if self.rows.cursor < len(self.waiting):
            count_drawer(self, self.waiting[self.rows.cursor])
        elif session is None:
            self.counter.push(DrawerOpenScreen())
        else:
            count_drawer(self, session)
