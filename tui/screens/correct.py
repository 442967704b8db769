"""Correct: what can be set right, to choose from where no receipt is in front."""

from domain.corrections.policy import CorrectionKind
from domain.receipting.receipt import Receipt
from domain.records import PostedReceipt
from tui.at_the_desk import AT_THE_DESK
from tui.correction_commands import correct_receipt, last_receipt, may_correct
from tui.keys import KeyPress
from tui.paint import BLANK, Line, heading, line, paragraphs, spread
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_ROWS = (
    "The last receipt of this drawer: void it",
    "Another receipt: void it, or reverse one of an earlier day",
    "A check that the bank returned",
    "A bill: abate, waive, dismiss, adjust, refund, another day",
)
_RECEIPT, _LIST, _CHECK, _BILL = range(len(_ROWS))


class CorrectScreen(DeskScreen):
    """Choose by its digit what is to be set right. Each correction is a new posting that points at the old one: nothing
    is ever changed or deleted. It needs a reason, words, and a second person."""

    NAME = "Correct"
    CART = False
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList(len(_ROWS), self._row)
        self.last: PostedReceipt | None = None

    def load(self) -> None:
        """Read the last receipt of the drawer."""
        self.last = last_receipt(self.desk)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what can be corrected."""
        told = "What is posted stays as it is; a correction is another posting that points at it."
        lines = [heading("Correct", columns), *paragraphs(told, columns - 2, "dim"), BLANK]
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        amount = ""
        if index == _RECEIPT:
            receipt = self.last.posting.body if self.last is not None else None
            amount = str(receipt.total) if isinstance(receipt, Receipt) else "none"
        return (*line((f"{index + 1}  ", "strong")), *spread(_ROWS[index], amount, columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose by a digit."""
        if press.key.isdecimal() and press.key.isascii() and 1 <= int(press.key) <= len(_ROWS):
            self.rows.move_to(int(press.key) - 1)
            self.enter("")
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Go to what was chosen."""
        chosen = self.rows.cursor
        if chosen == _RECEIPT:
            if self.last is None:
                self.refuse("This drawer has no receipt today that stands. 2 lists the others.")
            else:
                correct_receipt(self, self.last)
        elif chosen == _LIST:
            from tui.screens.receipts import ReceiptsScreen

            self.counter.push(ReceiptsScreen())
        elif chosen == _CHECK:
            denied = may_correct(self.desk, CorrectionKind.RETURNED_CHECK)
            if denied is not None:
                self.refuse(denied)
                return
            from tui.screens.returned import ReturnedScreen

            self.counter.push(ReturnedScreen(), lambda _result: self.load())
        else:
            self.counter.lookup_saying("Find the customer, then F8 on the bill.")
