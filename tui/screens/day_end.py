"""End of day: what is still open, whether the deposits prove, and where not; Enter goes to what settles a line."""

from domain.outage import BooksUnavailable
from tui.desk_day_end import DayEndDesk, Point
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_MARK, _WHAT = 6, 14


class DayEndScreen(DeskScreen):
    """Every line that says OPEN is still to be done; Enter on it goes to where it is done, Esc comes back here.

    The day is done when no line is open. Nothing is closed by this list.
    """

    NAME = "End of day"
    CART = False
    ACTS = PEOPLE_COMMANDS
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.points: tuple[Point, ...] = ()
        self.read = False
        self.left_for = ""
        """The command that was gone to: coming back, everything is looked at anew."""

    def arrive(self) -> None:
        """Look anew when this screen is come back to."""
        if self.left_for:
            self.left_for = ""
            self.attempt(self.load)
        super().arrive()

    def load(self) -> None:
        """Look at everything, in a thread: a deposit's proof reads its receipts."""
        desk = DayEndDesk(self.desk)
        self.say("Looking ...", "")
        self.counter.work(
            desk.points,
            self._looked,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(f"The books cannot be reached: {failure}"),
        )

    def _looked(self, points: tuple[Point, ...]) -> None:
        self.say("", "")
        self.points, self.read = points, True
        first = next((n for n, point in enumerate(points) if point.open), 0)
        self.rows.fill(len(points), self._row, first)

    @property
    def left(self) -> int:
        """How many lines are open."""
        return sum(point.open for point in self.points)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the list, and in one line whether the day is done."""
        lines = [heading("End of day", columns), BLANK]
        if not self.read:
            return lines
        if self.left:
            words = "1 thing is open." if self.left == 1 else f"{self.left} things are open."
            lines.append(line((words, "warn")))
        else:
            lines.append(line(("Nothing is open. The day is done.", "good")))
        lines.append(BLANK)
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        point = self.points[index]
        done = "" if point.what.startswith(" ") else "ok"
        return line(
            (pad("OPEN" if point.open else done, _MARK), "warn" if point.open else "good"),
            (pad(point.what, _WHAT), "strong"),
            pad(point.words, columns - _MARK - _WHAT),
        )

    def enter(self, text: str) -> None:
        """Go to where the marked line is settled."""
        if not self.points:
            return
        point = self.points[self.rows.cursor]
        command = point.command
        if not point.open or not command:
            self.refuse("This line is done. Up and Down go to one that is open.")
            return
        from tui.screens.lookup import LookupScreen

        # The commands of the counter are found by name; this screen has only those of its own.
        found = LookupScreen.table().named(command)
        if found is not None:
            self.left_for = command
            self.do(found)
            if self.message.text:
                self.left_for = ""

    def burst(self, burst: Burst) -> None:
        """A scan ends no day."""
        self.refuse("Esc goes back to the customers; then scan again.")

    def back(self) -> None:
        """Go back to the customers."""
        self.counter.pop()
