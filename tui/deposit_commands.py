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

        screen.counter.push(DepositsScreen(), lambda _result: look_again(screen))


class EndOfDay(Command["DeskScreen"]):
    """End of day: what is still open, whether the deposits prove, and where they do not."""

    name, key, also, label, group = "end-of-day", "", "", "Day end", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must be one who may make deposits."""
        from tui.desk_deposit import DepositDesk

        denied = DepositDesk(screen.desk).may_make()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Go through the list."""
        from tui.screens.day_end import DayEndScreen

        screen.counter.push(DayEndScreen(), lambda _result: look_again(screen))


class BankReturned(Command["DeskScreen"]):
    """Bank returns: the checks that the bank's statements say came back, until each is entered."""

    name, key, also, label, group = "bank-returns", "", "", "Returns", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must hold the right to enter returned checks."""
        from domain.corrections.policy import CorrectionKind
        from tui.correction_commands import may_correct

        denied = may_correct(screen.desk, CorrectionKind.RETURNED_CHECK)
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """List them."""
        from tui.screens.bank_returns import BankReturnsScreen

        screen.counter.push(BankReturnsScreen())


class Settlements(Command["DeskScreen"]):
    """Settlements: card and electronic money that waits for its processor; key in what it paid."""

    name, key, also, label, group = "settlements", "", "", "Settle", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must be one who may make deposits."""
        from tui.desk_settlements import SettlementDesk

        denied = SettlementDesk(screen.desk).may_settle()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """List what waits."""
        from tui.screens.settlements import SettlementsScreen

        screen.counter.push(SettlementsScreen())


class BankDifferences(Command["DeskScreen"]):
    """Bank differences: what the bank says otherwise of a bag or a payment, until somebody decides."""

    name, key, also, label, group = "bank-differences", "", "", "Differ", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must be one who may decide, or may make deposits and see what waits."""
        from tui.desk_settlements import SettlementDesk

        desk = SettlementDesk(screen.desk)
        denied = desk.may_decide()
        return denied.sentence if denied is not None and desk.may_settle() is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """List them."""
        from tui.screens.bank_differences import BankDifferencesScreen

        screen.counter.push(BankDifferencesScreen())


def look_again(screen: "DeskScreen") -> None:
    """Let the home screen look anew for money that waits: it may be on its way to the bank by now."""
    from tui.screens.lookup import LookupScreen

    if isinstance(screen, LookupScreen):
        screen.attempt(screen.load)


DEPOSIT_COMMANDS: tuple[type[AnyCommand], ...] = (
    Deposits,
    EndOfDay,
    BankReturned,
    Settlements,
    BankDifferences,
)
"""What leads from anywhere to the bank."""
