"""Drawer close: the reason for a difference, and the closing report."""

from domain.custody.count import Count
from domain.office import Reason
from domain.receipting.posting import Posting
from domain.refusals import Refusal
from tui.commands import FinishKey
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.paper import drawer_report_text
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


class Close(FinishKey["DrawerCloseScreen"]):
    """Close the drawer with the chosen reason."""

    def run(self, screen: "DrawerCloseScreen") -> None:
        """The same as Enter."""
        screen.enter(screen.entry.text.strip())


class DrawerCloseScreen(DeskScreen):
    """The count does not agree and is accepted: choose the reason by its digit, add words if needed, then Enter.

    The difference is recorded with your name, the reason and your words. Nothing is forced to agree.
    """

    NAME = "Close drawer"
    ACTS = (Close,)
    CART = False
    entry: EntryLine
    rows: LineList

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count
        self.entry = EntryLine("In your words")
        self.rows = LineList()

    def on_mount(self) -> None:
        self.rows.fill(len(self.reasons), self._row)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The office's coded reasons."""
        return self.desk.office.over_short_reasons

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the reasons with their digits."""
        told = "The count is accepted as it is. Choose the reason by its digit, say more in words, then Enter."
        lines = [heading("Close the drawer with a difference", columns), BLANK]
        lines.extend(paragraphs(told, columns - 2))
        lines.append(BLANK)
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        return line((f"{index + 1}  ", "strong"), pad(self.reasons[index].name, columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose a reason by its digit while no words are typed."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        if not self.entry.text and 1 <= digit <= len(self.reasons):
            self.rows.move_to(digit - 1)
            return
        super().take_key(press)

    def burst(self, burst: Burst) -> None:
        """A scan is no reason."""
        self.refuse("Close this drawer first. Choose the reason by its digit, then Enter.")

    def enter(self, text: str) -> None:
        """Close with the chosen reason."""
        reason = self.reasons[self.rows.cursor]
        show_closing(self, DrawerDesk(self.desk).close(self.count, reason.code, text))


class ClosedScreen(DeskScreen):
    """The drawer is closed. Its report is printing; sign it and hand the money over. Enter goes on."""

    NAME = "Drawer closed"
    CART = False
    rows: LineList

    def __init__(self, posting: Posting) -> None:
        super().__init__()
        self.posting = posting
        self.rows = LineList(plain=True)

    def on_mount(self) -> None:
        text = drawer_report_text(self.desk, self.posting).splitlines()
        self.rows.fill(len(text), lambda index, columns: line(text[index]))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the report, the part in view."""
        head = heading("The drawer is closed", columns, "Enter goes on")
        return [head, *self.rows.paint(columns, rows - 1)]

    def enter(self, text: str) -> None:
        """Go on."""
        self.counter.lookup()

    def back(self) -> None:
        """Go on."""
        self.counter.lookup()


def close_balanced(screen: DeskScreen, count: Count) -> None:
    """Close a drawer whose count agrees."""
    show_closing(screen, DrawerDesk(screen.desk).close(count))


def show_closing(screen: DeskScreen, result: Posting | Refusal) -> None:
    """Show the closing report, or say why the drawer could not be closed."""
    if isinstance(result, Refusal):
        screen.refuse(result.sentence)
        return
    closed = ClosedScreen(result)
    closed.say("The drawer is closed; its report is printing.")
    screen.counter.replace(closed)
