"""The base of the screens that correct: why, then what will happen, then a key of its own and a second person.

Nothing is posted before the last key, and not by that key alone where policy wants a second person.
"""

from typing import ClassVar, Final

from domain.corrections.needs import NEEDS, approval_act
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.outage import BooksUnavailable
from domain.people.approval import MOST_WORDS, Approval
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal, refuse
from tui.commands import AnyCommand, Command
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview
from tui.paint import BLANK, Line, line
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import AskingScreen, Choice, Step
from tui.screens.corrected import fact_lines
from tui.screens.explaining import ExplainingScreen, WhyOffBar


class DoIt(Command["CorrectingScreen"]):
    """Do it: after everything was answered and read, and a second person has approved."""

    group = "correct"
    weight = 4

    def available(self, screen: "CorrectingScreen") -> str | None:
        """All questions must be answered."""
        return None if screen.preview is not None else screen.ask_first()

    def run(self, screen: "CorrectingScreen") -> None:
        """Ask the second person, then post."""
        screen.confirm()


class WhyCorrected(WhyOffBar):
    """Why is it that much: what is corrected, in plain words, with the law.

    Where several amounts may be meant, it asks which. Where words are typed, ? is one of them and Ctrl+W asks.
    """

    over_entry = False


CORRECTING_KEYS: Final[tuple[type[AnyCommand], ...]] = (WhyCorrected, *PEOPLE_COMMANDS)


class CorrectingScreen(AskingScreen, ExplainingScreen):
    """Say why, read what will happen, then press the key that does it; a second person approves."""

    KIND: ClassVar[CorrectionKind]
    DO: ClassVar[str] = ""
    """What the last key does, such as ``V voids it``."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.support: Support | None = None
        """What was approved and then not answered by the books: asked again it is the very same."""

    # What a screen says -------------------------------------------------------------------------

    @property
    def kind(self) -> CorrectionKind:
        """The kind of correction."""
        return self.KIND

    def foresee(self) -> Preview | Refusal:
        """Return what would happen."""
        raise NotImplementedError

    def whose(self) -> str:
        """Return the sign-in name of the one whose work is corrected; empty for the person at the desk."""
        return ""

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Post it; runs in a thread."""
        raise NotImplementedError

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Show what was done."""
        raise NotImplementedError

    # The questions of every correction ----------------------------------------------------------

    def support_steps(self) -> tuple[Step, ...]:
        """Return the questions for the coded reason, the words, and the document where the kind rests on one."""
        kind = self.kind
        reasons = CorrectionDesk(self.desk).reasons(kind)
        needed = NEEDS[kind].words
        said = "What happened, for whoever reads the report."
        steps = (
            Step("reason", "Reason", tuple(Choice(r.code, r.name) for r in reasons)),
            Step(
                "words",
                "In words",
                told=said if needed else f"{said} Enter alone leaves it out.",
                needed=needed,
            ),
        )
        if not NEEDS[kind].document:
            return steps
        told = "The paper that it rests on: its number or name."
        return (*steps, Step("document", "Document", told=told))

    def missing(self, step: Step) -> Refusal | str:
        """Say what an answer is needed for."""
        codes = {"words": Code.CORRECTION_WORDS, "document": Code.CORRECTION_DOCUMENT}
        code = codes.get(step.name)
        return refuse(code, kind=self.kind.one.capitalize()) if code else super().missing(step)

    def changed(self) -> None:
        """Another answer is another correction: what was approved is not this."""
        self.support = None

    def ask(self) -> None:
        """Show the question of this place; what would happen is worked out anew behind the last."""
        self.preview = None
        super().ask()

    def answered(self) -> None:
        """Work out what will happen."""
        found = self.foresee()
        if isinstance(found, Refusal):
            self.refuse(found)
        else:
            self.preview = found

    def enter(self, text: str) -> None:
        """Take an answer; Enter never does what the last key does."""
        if self.step is None:
            self.refuse(f"{self.DO}. Esc goes one step back.")
        else:
            super().enter(text)

    # Doing it -----------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Ask a second person where one is needed, then post."""
        preview = self.preview
        if preview is None:
            return
        if self.support is not None:
            self._post(self.support)
        elif NEEDS[self.kind].always:
            self._ask_approval(preview)
        else:
            self._approved(None)

    def _ask_approval(self, preview: Preview) -> None:
        reason = self.desk.office.corrections.reason_name(self.given["reason"])
        said = [preview.words, reason, self.given.get("words", ""), self.given.get("document", "")]
        words = ". ".join(part.rstrip(".") for part in said if part)
        self.ask_approval(
            approval_act(self.kind),
            f"{words}."[:MOST_WORDS],
            self._approved,
            whose=self.whose(),
            amount=preview.amount,
            about=preview.about,
        )

    def _approved(self, approval: Approval | None) -> None:
        given = self.given
        words, document = given.get("words", ""), given.get("document", "")
        self._post(Support(given["reason"], words, document, approval))

    def _post(self, support: Support) -> None:
        self.support = support
        self.say("Posting ...", "")
        self.counter.work(
            lambda: self.act(support),
            self._answered,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _answered(self, result: PostedCorrection | Refusal) -> None:
        preview, support = self.preview, self.support
        self.say("", "")
        if preview is None or support is None:
            return
        if isinstance(result, PostedCorrection):
            self.done(result, preview)
            return
        self.support = None
        if result.code is Code.APPROVAL_NEEDED and support.approval is None:
            self._ask_approval(preview)
            return
        # What it would do may be another by now.
        self.ask()
        self.refuse(result)

    def _unreachable(self, failure: Exception) -> None:
        self.refuse(refuse(Code.BOOKS_UNAVAILABLE, why=str(failure)))

    # Painting -----------------------------------------------------------------------------------

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what will happen, what the hands must do last of all, and the key that does it."""
        if self.preview is None:
            return []
        facts = self.preview.facts
        hands = [row for fact in facts if fact.strong for row in fact_lines(fact, columns)]
        others = [row for fact in facts if not fact.strong for row in fact_lines(fact, columns)]
        left = max(1, rows - len(hands) - 4)
        if len(others) > left:
            more = line((f"  and {len(others) - left + 1} more", "dim"))
            others = [*others[: left - 1], more]
        sure = line((f"{self.DO}. Esc goes back and nothing is done.", "strong"))
        return [BLANK, line(("What will happen", "title")), *others, *hands, BLANK, sure]
