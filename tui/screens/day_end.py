"""End of day: what is still open, whether the deposits prove, and where not; Enter goes to what settles a line."""

from domain.custody.acting import PostedAct
from domain.outage import BooksUnavailable
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_day_end import SEAL, DayEndDesk, Point
from tui.desk_seal import SealDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_MARK, _WHAT = 6, 14


class SealDay(Command["DayEndScreen"]):
    """Seal the day: the oldest that is not sealed is closed for good, by your PIN, and its report is printed."""

    name, key, also, label, group = SEAL, "s", "", "Seal day", "deposit"
    weight = 4

    def available(self, screen: "DayEndScreen") -> str | None:
        """A day must wait for its seal."""
        if screen.to_seal is not None:
            return None
        return "Every day with postings is sealed: there is nothing to seal."

    def run(self, screen: "DayEndScreen") -> None:
        """Ask whoever closes it."""
        screen.seal()


class DayEndScreen(DeskScreen):
    """Every line that says OPEN is still to be done; Enter on it goes to where it is done, Esc comes back here.

    S seals the day, the last line of all: the drawers must be closed by then. The day is done when no line is open.
    """

    NAME = "End of day"
    CART = False
    ACTS = (Find, SealDay, *PEOPLE_COMMANDS)
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

    @property
    def to_seal(self) -> Point | None:
        """The line of the day that is next to be sealed, or ``None``."""
        return next((point for point in self.points if point.on is not None), None)

    def seal(self) -> None:
        """Ask for the closer's PIN, unless something is seen to stand against the seal."""
        point = self.to_seal
        if point is None or point.on is None:
            return
        desk, on = SealDesk(self.desk), point.on
        refusal = desk.check(on)
        if refusal is not None:
            self.refuse(refusal)
            return
        from tui.screens.seal_day import DaySealedScreen, SealDayScreen

        def sealed(posted: PostedAct | None) -> None:
            if posted is None:
                self.refuse("Not sealed. Nothing was done.")
            else:
                self.left_for = SEAL
                self.counter.push(DaySealedScreen(posted))

        others = tuple(
            f"{each.what}: {each.words}" for each in self.points if each.open and each is not point
        )
        mine = self.desk.operator.operator_id if self.desk.operator and desk.mine() else ""
        self.counter.push(SealDayScreen(on, mine, desk.who_can(), others), sealed)

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
            done = "This line is done." if not point.open else "This is done at its own counter."
            self.refuse(f"{done} Up and Down go to one that is open here.")
            return
        if command == SEAL:
            self.seal()
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
