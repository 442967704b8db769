"""The keys on one batch: release, send, write its file, settle what differs, print its tape and tick it."""

from typing import TYPE_CHECKING, Final

from domain.ledger.batch_life import BatchState
from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.batch import BatchScreen

TAPE, LINES, DIFFERENCES = "tape", "lines", "differences"
_UNSENT: Final = (BatchState.READY, BatchState.RELEASED, BatchState.UNKNOWN)


def at_the_line(screen: "BatchScreen", more: str) -> str:
    """Return the sentence that names the command, where nobody at this counter knows the programs."""
    code = screen.held.made.program
    return f"This counter cannot. At the command line: chamberlain export {code} {more}."


class ReleaseBatch(Command["BatchScreen"]):
    """Release: you key large amounts again from paper, where there are any; then a second person approves the batch."""

    name, key, also, label, group = "batch-release", "r", "", "Release", "deposit"
    weight = 4

    def available(self, screen: "BatchScreen") -> str | None:
        """It must not be released, and somebody here must know its program."""
        if screen.held.state is not BatchState.READY:
            return f"Batch {screen.held.batch_id} is {screen.held.state.value}: no release waits."
        if screen.desk.programs is None:
            return at_the_line(screen, "--release --by NAME --approved-by NAME")
        return None

    def run(self, screen: "BatchScreen") -> None:
        """Ask for the amounts and the second person."""
        screen.release()


class SendBatch(Command["BatchScreen"]):
    """Send: hand the batch over to its program, as the settings say. What broke off is sent again after you asked."""

    name, key, also, label, group = "batch-send", "n", "", "Send", "deposit"
    weight = 3

    def available(self, screen: "BatchScreen") -> str | None:
        """It must be unsent, and somebody here must know its program."""
        if screen.held.state not in _UNSENT:
            return (
                f"Batch {screen.held.batch_id} is {screen.held.state.value}: it is not sent again."
            )
        if screen.desk.programs is None:
            return at_the_line(screen, "--send --by NAME")
        return None

    def run(self, screen: "BatchScreen") -> None:
        """Send it, or ask first whether the program has it not."""
        screen.send()


class WriteBatch(Command["BatchScreen"]):
    """Write the batch's file where exports go: the same bytes each time, so nothing is told twice."""

    name, key, also, label, group = "batch-write", "w", "", "Write", "deposit"

    def available(self, screen: "BatchScreen") -> str | None:
        """Somebody here must know its program."""
        on = screen.held.made.on
        return at_the_line(screen, f"--on {on}") if screen.desk.programs is None else None

    def run(self, screen: "BatchScreen") -> None:
        """Write it."""
        screen.write()


class SettleDifference(Command["BatchScreen"]):
    """Settle the marked difference, after it was put right by hand: a reason, and a second person's approval."""

    name, key, also, label, group = "batch-settle", "s", "", "Settle", "deposit"
    weight = 2

    def available(self, screen: "BatchScreen") -> str | None:
        """The mark must be on a difference."""
        if not screen.held.differences:
            return "The program says nothing otherwise of this batch."
        if screen.difference is None:
            return "Tab goes to what differs; go to the line first, then S."
        return None

    def run(self, screen: "BatchScreen") -> None:
        """Ask for the reason."""
        screen.settle()


class Tick(Command["BatchScreen"]):
    """Tick the marked amount of the tape against its paper, or take the tick back."""

    name, key, also, label, group = "batch-tick", " ", "", "Tick", "deposit"

    def available(self, screen: "BatchScreen") -> str | None:
        """The tape must be in front."""
        return None if screen.view == TAPE else "Tab goes to the tape; its amounts are ticked."

    def run(self, screen: "BatchScreen") -> None:
        """Tick it and go down."""
        screen.tick()


class PrintTape(Command["BatchScreen"]):
    """Print the tape on receipt paper: each amount with a box to tick, what it foots to, and the hash total."""

    name, key, also, label, group = "batch-tape", "p", "", "Print", "deposit"

    def run(self, screen: "BatchScreen") -> None:
        """Print it."""
        screen.print_tape()


BATCH_KEYS = (ReleaseBatch, SendBatch, SettleDifference, WriteBatch, PrintTape, Tick)
"""The keys on one batch."""
