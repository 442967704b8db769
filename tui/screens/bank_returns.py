"""Bank returns: the checks that the bank's statements say came back; Enter begins to take one back here."""

from tui.counter_commands import Find
from tui.desk_bank_returns import BankReturns, ReturnedItem
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, right
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_STATE, _NUMBER, _DAY, _AMOUNT = 14, 14, 12, 12


class BankReturnsScreen(DeskScreen):
    """Enter on a check that is to be entered opens the returned check with its number and amount; reason, document and
    a second person are asked there. What was entered before is listed as done.
    """

    NAME = "Bank returns"
    CART = False
    ACTS = (Find, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.listed: tuple[ReturnedItem, ...] = ()

    def load(self) -> None:
        """Read what came back, and how each stands by now."""
        self.listed = BankReturns(self.desk).listed()
        self.rows.fill(len(self.listed), self._row, self.rows.cursor)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the items, those to be entered first."""
        lines = [heading("Checks that the bank sent back", columns), BLANK]
        if not self.listed:
            told = "No statement tells of a returned check. 'chamberlain import bank' takes statements in."
            return [*lines, *paragraphs(told, columns - 2)]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        item = each.returned
        room = columns - _NUMBER - _DAY - _AMOUNT - 2
        return line(
            pad(item.reference or "no number", _NUMBER),
            pad(item.on.isoformat(), _DAY),
            right(str(item.amount), _AMOUNT),
            "  ",
            (pad(each.state if not item.words else f"{each.state}: {item.words}", room),
             "strong" if each.to_enter else "dim"),
        )  # fmt: skip

    def enter(self, text: str) -> None:
        """Begin to take the marked check back."""
        from domain.corrections.policy import CorrectionKind
        from tui.correction_commands import may_correct
        from tui.screens.returned import ReturnedScreen

        if not self.listed:
            self.counter.pop()
            return
        chosen = self.listed[self.rows.cursor]
        denied = may_correct(self.desk, CorrectionKind.RETURNED_CHECK)
        if not chosen.to_enter:
            self.refuse(f"Nothing is to be done here: {chosen.state}.")
        elif denied is not None:
            self.refuse(denied)
        else:
            self.counter.push(ReturnedScreen(typed=chosen.typed), lambda _result: self.load())

    def burst(self, burst: Burst) -> None:
        """A scan is no check of this list."""
        self.refuse("Choose the check with Up and Down, then Enter. Esc goes back.")

    def back(self) -> None:
        """Go back to where it was opened."""
        self.counter.pop()
