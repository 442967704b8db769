"""Hand over: the parked carts of this drawer go to another that is open."""

from domain.refusals import Refusal
from tui.desk_counts import CountsDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList


class HandOverScreen(DeskScreen):
    """Choose the drawer that takes the parked carts over, then Enter. The carts stay as they are; F5 recalls them
    there. No money moves. Esc goes back.
    """

    NAME = "Hand carts over"
    CART = False
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.choices: tuple[str, ...] = ()

    def load(self) -> None:
        """List the other drawers that are open."""
        self.choices = CountsDesk(self.desk).other_drawers()
        self.rows.fill(len(self.choices), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the drawers."""
        told = "Which drawer takes the parked carts of this one over? Choose it, then Enter."
        lines = [heading("Hand carts over", columns), BLANK, *paragraphs(told, columns - 2), BLANK]
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        return line(pad(f"Drawer {self.choices[index]}", columns))

    def burst(self, burst: Burst) -> None:
        """A scan hands nothing over."""
        self.refuse("Choose the drawer, then Enter. Esc goes back.")

    def enter(self, text: str) -> None:
        """Hand them over."""
        if not self.choices:
            self.counter.pop()
            return
        to = self.choices[self.rows.cursor]
        moved = CountsDesk(self.desk).hand_over_carts(to)
        if isinstance(moved, Refusal):
            self.refuse(moved.sentence)
            return
        self.counter.lookup_saying(
            f"{moved} cart(s) are at drawer {to} now; F5 recalls them there."
        )
