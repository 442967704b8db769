"""The command of cash on its ways: pulls, change orders, transfers, the vault."""

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


MOVE_COMMANDS: tuple[type[AnyCommand], ...] = (Cash,)
