"""Numbers: which serial numbers a line of the cart sells, where they are not the drawer's next ones."""

from domain.custody.serials import in_words
from domain.receipting.cart import ItemLine
from tui.at_the_desk import AT_THE_DESK
from tui.cart_pane import line_words
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine


class NumbersScreen(DeskScreen):
    """Type the first number on the paper, or ranges such as 1041-1043, 1101. Enter keeps them; Esc leaves them."""

    NAME = "Numbers"
    ACTS = AT_THE_DESK
    entry: EntryLine

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self.entry = EntryLine("Numbers")

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the line and its numbers as they are."""
        lines = [heading("Numbers of a line", columns, "Esc: back"), BLANK]
        chosen = self.desk.cart.lines[self.index : self.index + 1]
        for each in chosen:
            lines.append(line((line_words(each), "strong")))
            if isinstance(each, ItemLine):
                lines.append(line(f"Now sold: {in_words(each.serials)}"))
        told = (
            "Type the numbers without their letters. One number is the first of as many as are sold; "
            "several are typed as 1041-1043, 1101."
        )
        return [*lines, BLANK, *paragraphs(told, columns - 2)]

    def enter(self, text: str) -> None:
        """Sell these numbers; Enter alone keeps those of the line."""
        if not text.strip():
            self.counter.pop()
            return
        refusal = self.desk.type_numbers(self.index, text)
        if refusal is not None:
            self.refuse(refusal)
            self.entry.spoil()
            return
        self.entry.clear()
        self.counter.pop()

    def burst(self, burst: Burst) -> None:
        """A scan is no number of this stock."""
        self.refuse("Type the numbers, then Enter; or go back with Esc. Then scan again.")
