"""A batch whose sending broke off: it is sent again only by a key of its own, after the program was asked."""

from domain.ledger.batch_life import Batch
from tui.commands import Command
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen


class SendAgain(Command["AgainScreen"]):
    """Send it again: the program was asked, and has it not."""

    name, key, also, label, group = "batch-again", "y", "", "Again", "deposit"
    weight = 4

    def run(self, screen: "AgainScreen") -> None:
        """Go back, and send."""
        screen.counter.pop(True)


class AgainScreen(DeskScreen):
    """Nobody knows whether this batch arrived. Ask the program for it. Y sends it again; Esc leaves it."""

    NAME = "Send again"
    CART = False
    ACTS = (SendAgain, *PEOPLE_COMMANDS)

    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self.held = batch

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is known, and what Y does."""
        where = self.held.sendings[-1].where if self.held.sendings else ""
        told = (
            f"The sending of {self.held.batch_id} to {where} broke off. Nobody knows whether it arrived.\n\n"
            "Ask the program for it first. Has it the batch, leave it: read its report in, which says what it posted. "
            "Has it not, Y sends the same file again."
        )
        return [heading("Did it arrive?", columns), BLANK, *paragraphs(told, columns - 2)]

    def enter(self, text: str) -> None:
        """Enter decides nothing."""
        self.refuse("Y sends it again; Esc leaves it as it is.")

    def burst(self, burst: Burst) -> None:
        """A scan decides nothing."""
        self.refuse("Y sends it again; Esc leaves it as it is. Then scan again.")

    def back(self) -> None:
        """Leave it."""
        self.counter.pop()
