"""F8 where custody is kept: take back an act on the vault, on stock or on a deposit that was entered wrong."""

from typing import TYPE_CHECKING

from tui.commands import CorrectKey

if TYPE_CHECKING:
    from tui.screens.deposits import DepositsScreen
    from tui.screens.stock import StockScreen
    from tui.screens.vault import VaultScreen


class ReverseVault(CorrectKey["VaultScreen"]):
    """Reverse an act on the vault that was entered wrong: change fund, a turn-in, a count; a second person approves."""

    label, group = "Reverse", "drawer"

    def run(self, screen: "VaultScreen") -> None:
        """Ask which act and why."""
        from tui.desk_reversal import OF_VAULT
        from tui.screens.reversal import ReversalScreen

        screen.counter.push(ReversalScreen(OF_VAULT), screen.kept)


class ReverseStock(CorrectKey["StockScreen"]):
    """Reverse an act on stock that was entered wrong; a second person approves."""

    label, group = "Reverse", "drawer"

    def run(self, screen: "StockScreen") -> None:
        """Ask which act and why."""
        from tui.desk_reversal import OF_STOCK
        from tui.screens.reversal import ReversalScreen

        screen.counter.push(ReversalScreen(OF_STOCK), screen.kept)


class ReverseDeposit(CorrectKey["DepositsScreen"]):
    """Reverse a deposit, a hand-over or the bank's answer that was entered wrong; a second person approves."""

    label, group = "Reverse", "deposit"

    def run(self, screen: "DepositsScreen") -> None:
        """Ask which act and why, the marked bag's last one first."""
        from tui.desk_reversal import OF_DEPOSITS
        from tui.screens.reversal import ReversalScreen

        bag = screen.row.bag if screen.listed else None
        last = (bag.handed or bag.made) if bag is not None else None
        marked = str(last.number) if last is not None else ""
        screen.counter.push(ReversalScreen(OF_DEPOSITS, marked), screen.done)
