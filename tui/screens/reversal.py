"""The reversal of an act of custody: which one, why, and a second person's approval."""

from domain.custody.acting import PostedAct
from domain.custody.reversing import APPROVES
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.desk_reversal import Kinds, ReversalDesk, short_words
from tui.paint import BLANK, Line, line, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import AskingScreen, Choice, Step


class ReverseIt(Command["ReversalScreen"]):
    """Reverse the act: after the reason was typed, and a second person has approved it."""

    name, key, also, label, group = "reverse-keep", "y", "", "Reverse it", "drawer"
    weight = 4

    def available(self, screen: "ReversalScreen") -> str | None:
        """The act and the reason must be known."""
        return None if screen.step is None else screen.ask_first()

    def run(self, screen: "ReversalScreen") -> None:
        """Ask the second person, then record."""
        screen.keep()


class ReversalScreen(AskingScreen):
    """Choose the act that was entered wrong, say why, then press Y; a second person approves it by badge or PIN.

    The act stays in the books. Its reversal moves the same money or numbers back, so that it can be entered again.
    """

    NAME = "Reversal"
    ACTS = (ReverseIt, *PEOPLE_COMMANDS)

    def __init__(self, kinds: Kinds, marked: str = "") -> None:
        super().__init__()
        self.kinds = kinds
        self.found: dict[str, PostedAct] = {}
        if marked:
            self.given["act"] = marked

    def load(self) -> None:
        """Read which acts may still be reversed."""
        acts = ReversalDesk(self.desk).standing(self.kinds)
        self.found = {str(act.number): act for act in acts}
        super().load()

    def head(self) -> str:
        """Return the heading."""
        return "Reverse an act"

    def about(self) -> list[str]:
        """Say what it does; of the chosen act, all that it says of itself."""
        made = self.made
        if made is None:
            left = "What was entered wrong? The latest is first. It stays in the books."
            return [left if self.found else "Nothing of these days is left to reverse."]
        said = "; ".join(f"{label} {value}" for label, value in made.body.in_short())
        return [f"{made.number}, {made.body.title}: {said}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask which act, then why."""
        choices = tuple(Choice(number, short_words(act)) for number, act in self.found.items())
        told = "What was wrong with it, for whoever reads the books."
        return (Step("act", "Act", choices), Step("reason", "Reason", told=told))

    @property
    def made(self) -> PostedAct | None:
        """The act that was chosen."""
        return self.found.get(self.given.get("act", "")) if self.place else None

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Refuse an act whose reversal this person may not enter."""
        made = self.found.get(answer) if step.name == "act" else None
        denied = ReversalDesk(self.desk).may_enter(made) if made is not None else None
        return denied or answer

    def answered(self) -> None:
        """Wait for the key."""

    def enter(self, text: str) -> None:
        """Take an answer; Enter never does what the last key does."""
        if not self.found:
            self.counter.pop()
        elif self.step is None:
            self.refuse("Y reverses it. Esc goes one step back.")
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Say what will be done, and by which key."""
        told = "The act stays as it is; what it moved goes back, and it can be entered again."
        return [
            BLANK,
            *paragraphs(told, columns - 2),
            BLANK,
            line(("Y asks the second person, and prints the slip.", "strong")),
        ]

    def keep(self) -> None:
        """Let the second person approve, then record."""
        made = self.made
        if made is None:
            self.refuse(self.ask_first())
            return
        refusal = ReversalDesk(self.desk).stands_against(made)
        if refusal is not None:
            self.refuse(refusal)
            return
        words = f"Reverse {short_words(made)}. {self.given.get('reason', '')}"
        self.ask_approval(APPROVES, words[:240], lambda given: self._record(made, given))

    def _record(self, made: PostedAct, approval: Approval) -> None:
        reason = self.given.get("reason", "")
        posted = ReversalDesk(self.desk).reverse(made, reason, approval)
        if isinstance(posted, Refusal):
            self.refuse(posted)
            return
        self.counter.pop(f"{posted.number} reverses {made.number}; its slip is printing.")
