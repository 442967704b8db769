"""Cart: its lines, to take one out."""

from domain.receipting.cart import BillLine
from domain.refusals import Code, refuse
from tui.cart_pane import line_words
from tui.commands import Command
from tui.paint import Line, heading, spread
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
from tui.screens.why import WhyScreen
from tui.widgets.line_pane import LineList


class TakeOut(Command["CartScreen"]):
    """Take the chosen line out of the cart."""

    name, key, also, label, group = "take-out", "delete", "backspace", "Remove", "cart"

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


class WhyLine(Command["CartScreen"]):
    """Why is it that much: the chosen line step by step, with the law."""

    name, key, also, label, group = "why-line", "?", "ctrl+w", "Why", "cart"

    def available(self, screen: "CartScreen") -> str | None:
        """There must be a line."""
        return None if screen.desk.cart.lines else "The cart is empty. Esc goes back."

    def run(self, screen: "CartScreen") -> None:
        """Explain the bill, or say the item's price and since when."""
        desk = screen.desk
        chosen = desk.cart.lines[screen.rows.cursor]
        if not isinstance(chosen, BillLine):
            screen.say(desk.price_words(chosen))
            return
        state = desk.bill_typed(chosen.bill_no)
        if state is None:
            screen.refuse(refuse(Code.BILL_UNKNOWN, bill=chosen.bill_no))
            return
        day = chosen.effective_on or desk.today
        screen.counter.push(WhyScreen(state, desk.assessed(state, day)))


class DropCart(Command["CartScreen"]):
    """Drop the whole cart: nothing of it is posted."""

    name, key, also, label, group = "drop-cart", "X", "ctrl+x", "Drop all", "cart"

    def run(self, screen: "CartScreen") -> None:
        """Begin a new cart."""
        screen.desk.clear()
        screen.counter.lookup_saying("The cart was dropped; nothing of it was posted.")


class CartScreen(DeskScreen):
    """Choose a line; Delete takes it out, ? says why it is that much. X drops the whole cart."""

    NAME = "Cart"
    ACTS = (TakeOut, WhyLine, DropCart, *AT_THE_DESK)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList(0, self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the lines of the cart as they are now: parking or selling changes them under this screen."""
        if self.rows.count != len(self.desk.cart.lines):
            self.rows.fill(len(self.desk.cart.lines), self._row, self.rows.cursor)
        return [heading("Lines of the cart", columns), *self.rows.paint(columns, rows - 1)]

    def _row(self, index: int, columns: int) -> Line:
        entry = self.desk.cart.lines[index]
        return spread(line_words(entry), str(entry.amount), columns)

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()
