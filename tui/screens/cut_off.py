"""Cut-off: the last receipt of this business date was taken; the drawer waits to be counted, the next date opens."""

from datetime import timedelta

from domain.refusals import Refusal
from tui.commands import Command
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen


class DoCutOff(Command["CutOffScreen"]):
    """Cut off now."""

    name, key, also, label, group = "do-cut-off", "c", "", "Cut off", "drawer"

    def run(self, screen: "CutOffScreen") -> None:
        """Cut the drawer off."""
        screen.cut_off()


class CutOffScreen(DeskScreen):
    """C ends the taking of money on this business date. Put the insert with its money aside: it is counted later.

    The drawer then opens on the next business date with another insert and its own float, at this same station. What
    is taken from then on has that date. Esc goes back and changes nothing.
    """

    NAME = "Cut-off"
    ACTS = (DoCutOff,)
    CART = False

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is cut off and what opens after it."""
        session = self.desk.session
        if session is None:
            return [heading("Cut-off", columns)]
        coming = self.desk.office.calendar.roll(session.business_date + timedelta(days=1))
        told = (
            f"No more receipts of {session.business_date:%A, %B %-d}. Put the insert of drawer "
            f"{session.drawer} aside with its money; count it today or tomorrow (Ctrl+B).",
            f"The drawer opens next for {coming:%A, %B %-d}, with another insert and its own float. What is paid from "
            "then on counts for that date, unless how it came says another.",
            "Parked carts stay at the drawer and are decided again on the new date.",
        )
        lines = [heading(f"Cut off drawer {session.drawer}", columns), BLANK]
        for each in told:
            lines.extend([*paragraphs(each, columns - 2), BLANK])
        return [*lines, line(("C cuts off. Esc changes nothing.", "strong"))]

    def cut_off(self) -> None:
        """Cut the drawer off and go to the opening of the next date."""
        session = self.desk.session
        result = DrawerDesk(self.desk).cut_off()
        if isinstance(result, Refusal):
            self.refuse(result.sentence)
            return
        on = f"{session.business_date:%a %b %-d}" if session else ""
        self.counter.lookup_saying(
            f"Drawer {result.header.drawer} of {on} is cut off and waits to be counted. "
            "Ctrl+B opens the next date or counts."
        )

    def burst(self, burst: Burst) -> None:
        """A scan cuts nothing off."""
        self.refuse("C cuts off, Esc goes back; then scan again.")
