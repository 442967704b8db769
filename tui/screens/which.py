"""Which amount: where several are on the screen, the one that is to be explained."""

from collections.abc import Sequence

from tui.at_the_desk import AT_THE_DESK
from tui.explaining import Amount
from tui.paint import Line, heading, spread
from tui.screens.explaining import ExplainingScreen, Why
from tui.widgets.line_pane import LineList


class WhichScreen(ExplainingScreen):
    """Choose the amount that the customer asks about with Up and Down; Enter or ? says why it is that much."""

    NAME = "Which amount"
    ACTS = (Why, *AT_THE_DESK)
    rows: LineList

    def __init__(self, amounts: Sequence[Amount]) -> None:
        super().__init__()
        self.listed = tuple(amounts)
        self.rows = LineList(len(self.listed), self._row)

    def amounts(self) -> Sequence[Amount]:
        """Return the chosen one."""
        return self.listed[self.rows.cursor : self.rows.cursor + 1]

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the amounts."""
        head = heading("Which amount is asked about?", columns)
        return [head, *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        return spread(each.words, str(each.amount), columns)

    def enter(self, text: str) -> None:
        """Explain the chosen amount."""
        self.explain(self.amounts())
