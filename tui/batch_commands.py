"""The command of the batches for the accounting programs."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Batches(Command["DeskScreen"]):
    """Batches: what goes to each accounting program; verify the tape, release, send, and settle what differs."""

    name, key, also, label, group = "batches", "", "", "Batches", "deposit"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must hold the right to export."""
        from tui.desk_batches import BatchDesk

        denied = BatchDesk(screen.desk).may()
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """List them."""
        from tui.screens.batches import BatchesScreen

        screen.counter.push(BatchesScreen())


BATCH_COMMANDS: tuple[type[AnyCommand], ...] = (Batches,)
"""What leads from anywhere to the accounting programs."""
