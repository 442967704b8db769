"""The commands of custody's end of the day: deposits, the checklist, and what the bank sent back."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Deposits(Command["DeskScreen"]):
    """Deposit: what waits for the bank; make up the bag, hand it over, key in the bank's answer."""

    name, key, also, label, group = "deposit", "", "", "Deposit", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must be one who may make deposits."""
        from tui.desk_deposit import DepositDesk

        denied = DepositDesk(screen.desk).may_make()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """List what waits."""
        from tui.screens.deposits import DepositsScreen

        screen.counter.push(DepositsScreen())


DEPOSIT_COMMANDS: tuple[type[AnyCommand], ...] = (Deposits,)
"""What leads from anywhere to the bank."""
