"""Checklist: what to look for on a check before it is taken, point by point. Nothing of it is kept."""

from domain.privacy.bank_numbers import is_routing_number
from domain.receipting.checks import Point, check_dated, read_check_date, wrong
from domain.refusals import Code, Refusal
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine, digits

_TYPED = (Point.DATE, Point.ROUTING)


class ChecklistScreen(DeskScreen):
    """Enter says yes to each point, N says no: then the check is not taken, and the screen says why.

    The date is typed as month, day and year, such as 012527; Enter alone is today. The nine digits of the bank at the
    foot are typed only when they could not be read. Esc goes back to the money.
    """

    NAME = "Checklist"
    ACTS = ()

    def __init__(self) -> None:
        super().__init__()
        self.points = list(Point)
        self.done = 0

    @property
    def point(self) -> Point:
        """The point that is asked about."""
        return self.points[self.done]

    def _question(self, point: Point) -> str:
        return {
            Point.PAYEE: f"Is it made out to {self.desk.office.short_name}?",
            Point.DATE: "What is its date? Enter alone: today.",
            Point.WORDS: "Do the words and the figures agree?",
            Point.SIGNED: "Is it signed?",
            Point.ROUTING: "Is the bank's number at the foot printed? Type it where it cannot be read.",
        }[point]

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the points, the ones that were looked at with their yes."""
        lines = [heading("A check, before it is taken", columns), BLANK]
        for place, point in enumerate(self.points):
            mark = "yes" if place < self.done else " > " if place == self.done else "   "
            style = "strong" if place == self.done else "dim"
            first, *rest = paragraphs(self._question(point), columns - 5, style)
            lines.append(line((f"{mark}  ", style), *first))
            lines.extend(line("     ", *each) for each in rest)
        lines.extend([BLANK, line("Enter: yes. N: no.")])
        return lines

    def take_key(self, press: KeyPress) -> None:
        """Take N as no; figures and dates are typed where they are asked for."""
        if press.key in ("n", "N"):
            self._no()
        else:
            super().take_key(press)

    def burst(self, burst: Burst) -> None:
        """A swipe takes money, which is not done here."""
        self.refuse("Finish the list with Enter, or Esc goes back to the money; then swipe.")

    def enter(self, text: str) -> None:
        """Go on to the next point, unless what was typed stands against the check."""
        refusal = self._against(text)
        if refusal is not None and refusal.code is Code.CHECK_DATE_UNREADABLE:
            self.refuse(refusal)
            return
        if refusal is not None or self.done + 1 == len(self.points):
            self.counter.pop(refusal or "The check is in order. Type its amount, then K.")
            return
        self.done += 1
        self.entry = None
        if self.point in _TYPED:
            label = "Date on the check" if self.point is Point.DATE else "Nine digits"
            self.entry = EntryLine(label, digits if self.point is Point.ROUTING else _dated)

    def _against(self, text: str) -> Refusal | None:
        if self.point is Point.DATE:
            day = read_check_date(text, self.desk.today)
            if isinstance(day, Refusal):
                return day
            return check_dated(day, self.desk.today, self.desk.office.guards)
        if self.point is Point.ROUTING and text and not is_routing_number(text):
            return wrong(Point.ROUTING)
        return None

    def _no(self) -> None:
        if self.point is Point.DATE:
            self.refuse("Type the date that stands on the check, then Enter.")
        else:
            self.counter.pop(wrong(self.point))

    def back(self) -> None:
        """Go back to the money; the list may be left at any point."""
        self.counter.pop()


def _dated(character: str, text: str) -> bool:
    """Accept what can stand in a date."""
    return len(text) < 10 and character in "0123456789/-"
