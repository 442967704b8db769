"""The command of accountable stock: what lies where, and the way to its acts."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Stock(Command["DeskScreen"]):
    """Stock: tags, cards and permits by serial number; receive, issue, hand back, spoil, return, count."""

    name, key, also, label, group = "stock", "", "", "Stock", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The office must keep accountable stock, and the person may sign for it."""
        from tui.desk_stock import StockDesk

        stock = StockDesk(screen.desk)
        if not stock.series:
            return "This office keeps no accountable stock: its policy names none in stock.toml."
        denied = stock.may_enter()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Show what lies where."""
        from tui.screens.stock import StockScreen

        screen.counter.push(StockScreen())


STOCK_COMMANDS: tuple[type[AnyCommand], ...] = (Stock,)
