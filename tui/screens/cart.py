"""Cart: its lines, to take one out."""

from domain.receipting.cart import ItemLine
from domain.receipting.cart import Line as CartLine
from tui.at_the_desk import AT_THE_DESK
from tui.cart_pane import line_words, numbers_words
from tui.commands import Command
from tui.explaining import Amount, of_line
from tui.paint import Line, heading, spread
from tui.screens.explaining import ExplainingScreen, Why
from tui.widgets.line_pane import LineList


class TakeOut(Command["CartScreen"]):
    """Take the chosen line out of the cart."""

    name, key, also, label, group = "take-out", "delete", "backspace", "Remove", "cart"
    weight = 3

    def available(self, screen: "CartScreen") -> str | None:
        """There must be a line."""
        return None if screen.desk.cart.lines else "The cart is empty. Esc goes back."

    def run(self, screen: "CartScreen") -> None:
        """Take it out; money that was entered stays."""
        desk = screen.desk
        gone = desk.cart.lines[screen.rows.cursor]
        refusal = desk.remove_line(screen.rows.cursor)
        screen.answer(refusal, f"Taken out: {gone.description} {gone.amount}.")
        if not desk.cart.lines:
            screen.counter.pop()


class Numbers(Command["CartScreen"]):
    """Sell other serial numbers on the chosen line than the drawer's next ones."""

    name, key, also, label, group = "numbers", "n", "", "Numbers", "cart"

    def available(self, screen: "CartScreen") -> str | None:
        """The chosen line must sell numbered stock."""
        line = screen.chosen
        if isinstance(line, ItemLine) and line.serials:
            return None
        return "This line sells nothing that is numbered. Choose another with Up and Down."

    def run(self, screen: "CartScreen") -> None:
        """Ask for the numbers."""
        from tui.screens.numbers import NumbersScreen

        screen.counter.push(NumbersScreen(screen.rows.cursor))


class DropCart(Command["CartScreen"]):
    """Drop the whole cart: nothing of it is posted."""

    name, key, also, label, group = "drop-cart", "X", "ctrl+z", "Drop all", "cart"
    weight = 3

    def run(self, screen: "CartScreen") -> None:
        """Begin a new cart."""
        screen.desk.clear()
        screen.counter.lookup_saying("The cart was dropped; nothing of it was posted.")


class CartScreen(ExplainingScreen):
    """Choose a line; Delete takes it out, N sells other numbers, ? says why it is that much. X drops the whole cart."""

    NAME = "Cart"
    NOTHING = "The cart is empty. Esc goes back."
    ACTS = (TakeOut, Numbers, Why, DropCart, *AT_THE_DESK)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList(0, self._row)

    @property
    def chosen(self) -> CartLine | None:
        """The marked line."""
        return next(iter(self.desk.cart.lines[self.rows.cursor : self.rows.cursor + 1]), None)

    @property
    def explains(self) -> bool:
        """Whether there is a line."""
        return bool(self.desk.cart.lines)

    def amounts(self) -> tuple[Amount, ...]:
        """Return the chosen line."""
        chosen = self.desk.cart.lines[self.rows.cursor : self.rows.cursor + 1]
        return tuple(of_line(self.desk, each) for each in chosen)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the lines of the cart as they are now: parking or selling changes them under this screen."""
        if self.rows.count != len(self.desk.cart.lines):
            self.rows.fill(len(self.desk.cart.lines), self._row, self.rows.cursor)
        return [heading("Lines of the cart", columns), *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        entry = self.desk.cart.lines[index]
        words = f"{line_words(entry)} {numbers_words(entry)}".rstrip()
        return spread(words, str(entry.amount), columns)

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()
