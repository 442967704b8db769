"""The command of the reports: the list, and from it every figure down to its receipts."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Reports(Command["DeskScreen"]):
    """Reports: drawers, tenders, what was collected, the ledger; every figure opens its receipts."""

    name, key, also, label, group = "reports", "", "", "Reports", "reports"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must hold the right to read reports."""
        from tui.desk_reports import ReportsDesk

        denied = ReportsDesk(screen.desk).may_read()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Show the list of reports."""
        from tui.screens.reports import ReportsScreen

        screen.counter.push(ReportsScreen())


REPORT_COMMANDS: tuple[type[AnyCommand], ...] = (Reports,)
