"""The commands of the guards: the drawer opened without a sale, and a flagged customer shown."""

from typing import TYPE_CHECKING

from domain.refusals import Code
from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.account import AccountScreen
    from tui.screens.desk_screen import DeskScreen


class NoSale(Command["DeskScreen"]):
    """No sale: open the drawer, with a reason that is kept."""

    name, key, also, label, group = "no-sale", "", "", "No sale", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The drawer must be open, and the person may do it alone or with a second person."""
        from tui.desk_guards import GuardDesk

        guards = GuardDesk(screen.desk)
        refusal = guards.may_open()
        if refusal is not None and refusal.code is not Code.APPROVAL_NEEDED:
            return refusal.sentence
        return None if guards.reasons() else "The office's policy names no reason to open it."

    def run(self, screen: "DeskScreen") -> None:
        """Ask for the reason."""
        from tui.screens.no_sale import NoSaleScreen

        screen.counter.push(NoSaleScreen())


class Reveal(Command["AccountScreen"]):
    """View: show a confidential customer. It asks why, and keeps your name, the time and your words."""

    name, key, also, label, group = "reveal", "v", "", "View", "account"
    in_bar = False

    def available(self, screen: "AccountScreen") -> str | None:
        """Somebody must be masked here, and the person must hold the right."""
        if not screen.masked:
            return "Nobody is masked here."
        denied = screen.desk.may_see()
        return denied.sentence if denied is not None else None

    def run(self, screen: "AccountScreen") -> None:
        """Ask why."""
        from tui.screens.reveal import RevealScreen

        screen.counter.push(RevealScreen(screen.account_id), lambda _result: screen.load())


GUARD_COMMANDS: tuple[type[AnyCommand], ...] = (NoSale,)
