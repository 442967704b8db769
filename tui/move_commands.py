"""The commands of cash on its ways, and of the supervisor's view of all drawers."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Cash(Command["DeskScreen"]):
    """Cash: pull it, order change, hand it to another drawer, turn a drawer in, see the vault."""

    name, key, also, label, group = "cash", "", "", "Cash", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must sign for cash that changes hands, or for the vault."""
        from tui.desk_moves import MovesDesk

        denied = MovesDesk(screen.desk).may_enter()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Show the ways of cash."""
        from tui.screens.cash import CashScreen

        screen.counter.push(CashScreen())


class AllDrawers(Command["DeskScreen"]):
    """All drawers live: who, cash, receipts, parked carts; money on hand, and whether the deposit proves."""

    name, key, also, label, group = "drawers", "", "", "Drawers", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must be one who may see what drawers should hold."""
        from tui.desk_drawers import DrawersDesk

        denied = DrawersDesk(screen.desk).may_see()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Show them."""
        from tui.screens.drawers import DrawersScreen

        screen.counter.push(DrawersScreen())


MOVE_COMMANDS: tuple[type[AnyCommand], ...] = (Cash, AllDrawers)
