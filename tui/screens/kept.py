"""The base of screens that ask, show what will be kept, and keep it by a key of its own: never by Enter."""

from domain.custody.acting import PostedAct
from domain.refusals import Refusal
from tui.commands import Command
from tui.paint import BLANK, Line, line, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import AskingScreen


class KeepIt(Command["KeptScreen"]):
    """Keep it: after everything was answered and read."""

    name, key, also, label, group = "bag-keep", "y", "", "Keep it", "deposit"
    weight = 4

    def available(self, screen: "KeptScreen") -> str | None:
        """All questions must be answered."""
        return None if screen.step is None else screen.ask_first()

    def run(self, screen: "KeptScreen") -> None:
        """Keep it in the books."""
        screen.keep()


class KeptScreen(AskingScreen):
    """Answer, read, then Y keeps it."""

    ACTS = (KeepIt, *PEOPLE_COMMANDS)

    def answered(self) -> None:
        """Wait for the key."""

    def enter(self, text: str) -> None:
        """Take an answer; Enter never does what the last key does."""
        if self.step is None:
            self.refuse("Y keeps it. Esc goes one step back.")
        else:
            super().enter(text)

    def will(self) -> str:
        """Return what will be kept, in words."""
        raise NotImplementedError

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what will be kept, and the key."""
        return [
            BLANK,
            *paragraphs(self.will(), columns - 2),
            BLANK,
            line(("Y keeps it.", "strong")),
        ]

    def act(self) -> PostedAct | Refusal:
        """Post it."""
        raise NotImplementedError

    def keep(self) -> None:
        """Post it, and go back saying so."""
        posted = self.act()
        if isinstance(posted, Refusal):
            self.refuse(posted)
        else:
            self.counter.pop(self.done(posted))

    def done(self, posted: PostedAct) -> str:
        """Return what to say when it is kept."""
        raise NotImplementedError
