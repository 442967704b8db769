"""Items: what the counter sells, by code."""

from domain.office import Item
from domain.receipting.cart import read_quantity
from domain.refusals import Refusal
from tui.at_the_desk import AT_THE_DESK
from tui.explaining import Amount, of_item
from tui.paint import Line, heading, line, pad, right
from tui.screens.explaining import ExplainingScreen, WhyOffBar
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList
from tui.widgets.message_line import Message


class ItemsScreen(ExplainingScreen):
    """Choose an item and press Enter. Type part of its name to narrow the list, or 3* for three of it.
    Behind a slash goes to whom: the plates of a garage card, the code of an outlet, such as 40*TS/GREEN.

    ? says since when it costs that much, and who decided it.
    """

    NAME = "Items"
    NOTHING = "No item has that name or code. Ctrl+U clears the line."
    ACTS = (WhyOffBar, *AT_THE_DESK)
    entry: EntryLine
    rows: LineList

    def __init__(self, quantity: str = "") -> None:
        super().__init__()
        self.entry = EntryLine("Item")
        if quantity:
            self.entry.set(f"{quantity}*")
        self.rows = LineList()
        self.items: list[Item] = []

    def load(self) -> None:
        """List what is on sale."""
        self.typed()

    def typed(self) -> None:
        """Narrow the list to what was typed behind the quantity."""
        self.message = Message()
        wanted = self.entry.text.rpartition("*")[2].partition("/")[0].strip().casefold()
        self.items = [
            item
            for item in self.desk.office.items
            if item.price_on(self.desk.today) is not None
            and (item.code.casefold().startswith(wanted) or wanted in item.name.casefold())
        ]
        self.rows.fill(len(self.items), self._row)

    @property
    def explains(self) -> bool:
        """Whether an item is on the screen."""
        return bool(self.items)

    def amounts(self) -> tuple[Amount, ...]:
        """Return the price of the chosen item."""
        chosen = self.items[self.rows.cursor : self.rows.cursor + 1]
        return tuple(of_item(self.desk, each) for each in chosen)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the items on sale today with their prices."""
        return [
            heading("Items on sale today", columns),
            *self.rows.paint(columns, rows - 1),
        ]

    def _row(self, index: int, columns: int) -> Line:
        item = self.items[index]
        price = item.price_on(self.desk.today)
        amount = right(str(price.amount) if price else "", 13)
        return line((pad(item.code, 6), "strong"), pad(item.name, columns - 19), amount)

    def enter(self, text: str) -> None:
        """Put the chosen item into the cart, as many as were typed before the star."""
        if not self.items:
            self.refuse(self.NOTHING)
            return
        count = text.partition("*")[0] if "*" in text else ""
        quantity = read_quantity(count) if count else 1
        if isinstance(quantity, Refusal):
            self.refuse(quantity.sentence)
            return
        item = self.items[self.rows.cursor]
        _, slash, about = text.partition("/")
        refusal = self.desk.add_items(f"{item.code}{slash}{about}", quantity)
        if self.answer(refusal, f"In the cart: {quantity} x {item.name}."):
            self.entry.clear()
            self.counter.pop()

    def back(self) -> None:
        """Go back; a half-typed item name is no loss."""
        self.counter.pop()
