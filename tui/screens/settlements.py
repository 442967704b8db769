"""Settlements: what waits for each processor by business date; Enter keys in what it paid for the marked dates."""

from domain.calendar import day_text
from domain.custody.keeping import Processor
from domain.custody.settlements import WaitingDay
from domain.money import total
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_settlements import SettlementDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs, spread
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList


class WithThis(Command["SettlementsScreen"]):
    """Mark this date as paid with the others that are marked, or take its mark away."""

    name, key, also, label, group = "settle-with", " ", "", "Mark", "deposit"

    def available(self, screen: "SettlementsScreen") -> str | None:
        """The cursor must be on a date, of the processor that is marked."""
        if not screen.listed:
            return "Nothing waits here."
        if any(each[0] is not screen.row[0] for each in screen.chosen()):
            return "One payment is of one processor: take the other mark away first."
        return None

    def run(self, screen: "SettlementsScreen") -> None:
        """Mark it, or not."""
        screen.marked ^= {screen.rows.cursor}


class SettlementsScreen(DeskScreen):
    """Enter keys in what the processor paid for the date under the cursor. Where one payment is of several dates, mark
    each with Space before. What the bank's statement names is settled when that is taken in.
    """

    NAME = "Settlements"
    CART = False
    ACTS = (Find, WithThis, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.listed: tuple[tuple[Processor, WaitingDay], ...] = ()
        self.marked: set[int] = set()

    @property
    def row(self) -> tuple[Processor, WaitingDay]:
        """The row under the cursor."""
        return self.listed[self.rows.cursor]

    def chosen(self) -> tuple[tuple[Processor, WaitingDay], ...]:
        """Return the marked rows."""
        return tuple(each for number, each in enumerate(self.listed) if number in self.marked)

    def load(self) -> None:
        """Read what waits."""
        desk = SettlementDesk(self.desk)
        self.listed, self.today, self.marked = desk.waiting(), desk.today, set()
        self.rows.fill(len(self.listed), self._row, self.rows.cursor)

    def done(self, words: object) -> None:
        """Read anew, and say what was done."""
        self.attempt(self.load)
        if isinstance(words, str):
            self.say(words)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what waits by processor and date."""
        lines = [heading("Settlements", columns), BLANK]
        if not self.listed:
            told = "Nothing waits: what closed drawers took by card or electronically is settled."
            return [*lines, *paragraphs(told, columns - 2)]
        if self.marked:
            amount = total(day.amount for _, day in self.chosen())
            lines += [line((f"{len(self.marked)} marked: {amount}", "strong")), BLANK]
        else:
            lines += [
                line("Enter keys in what the processor paid for the date at the mark."),
                BLANK,
            ]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        processor, day = self.listed[index]
        mark = "* " if index in self.marked else "  "
        age = (self.today - day.business_date).days
        late = day.late(processor, self.today)
        words = f"{mark}{processor.name}, {day_text(day.business_date)}: {age} days{', LATE' if late else ''}"
        return spread(words, str(day.amount), columns, "bad" if late else "")

    def enter(self, text: str) -> None:
        """Key in the payment for the marked dates, or for that under the cursor."""
        denied = SettlementDesk(self.desk).may_settle()
        if not self.listed:
            self.counter.pop()
        elif denied is not None:
            self.refuse(denied)
        else:
            from tui.screens.payment import PaymentScreen

            some = self.chosen() or (self.row,)
            self.counter.push(PaymentScreen(some[0][0], tuple(d for _, d in some)), self.done)

    def burst(self, burst: Burst) -> None:
        """A scan is no payment."""
        self.refuse("Choose the date with Up and Down, then Enter. Esc goes back.")

    def back(self) -> None:
        """Go back to where it was opened."""
        self.counter.pop()
