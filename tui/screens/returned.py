"""Returned check: the bank sent it back, and every bill that it paid is owed again."""

from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.records import Customer, PostedCorrection
from domain.refusals import Refusal
from tui.desk_checks import Candidate, CheckDesk
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview, posted_facts, returned
from tui.explaining import Amount, of_receipt
from tui.keys import Burst
from tui.screens.asking import Choice, Step
from tui.screens.corrected import CorrectedScreen, Outcome
from tui.screens.correcting import CORRECTING_KEYS, CorrectingScreen, DoIt
from tui.screens.desk_screen import SWIPED_CHECK


class ReturnIt(DoIt):
    """Take the check back: its bills are owed again from the day they were, with the fee once, and a letter is made."""

    name, key, also, label = "return-check", "r", "", "Return"


class ReturnedScreen(CorrectingScreen):
    """Type the number of the check as the bank's notice has it, or swipe it; behind it the amount or the payer where
    several have that number. Then why the bank sent it back, and the notice itself as the document. R takes it back.

    All that it paid comes back together, on all its receipts. The fee comes once; the hold follows by itself when it is
    not the first. The letter is printed here.
    """

    NAME = "Returned check"
    KIND = CorrectionKind.RETURNED_CHECK
    DO = "R takes the check back"
    ACTS = (ReturnIt, *CORRECTING_KEYS)

    def __init__(self, customer: Customer | None = None, typed: str = "") -> None:
        super().__init__()
        self.customer = customer
        self.typed_before = typed
        """The number and amount of the check, where the bank's statement has them."""
        self.found: tuple[Candidate, ...] = ()

    def load(self) -> None:
        """Look for the checks of the customer that was in front, where one was."""
        if self.customer is not None:
            self.found = CheckDesk(self.desk).of_customer(self.customer)
            if not self.found:
                self.customer = None
                self.say(
                    "No check that stands paid this customer's bills. Type its number.", "warn"
                )
        super().load()
        if self.typed_before:
            self.take(self.typed_before)

    @property
    def check(self) -> Candidate | None:
        """The check that is meant, once it is known."""
        if len(self.found) == 1 and self.customer is None:
            return self.found[0]
        which = self.given.get("which", "")
        return self.found[int(which)] if which else None

    @property
    def explains(self) -> bool:
        """Whether the check is known."""
        return self.check is not None

    def amounts(self) -> tuple[Amount, ...]:
        """Return the lines of the receipts on which the check is."""
        check, books = self.check, self.desk.books
        numbers = dict.fromkeys(part.standing.number for part in check.parts) if check else ()
        found = (books.receipt(number) for number in numbers)
        return tuple(a for posted in found if posted for a in of_receipt(self.desk, posted))

    def head(self) -> str:
        """Return the heading."""
        return "A check that the bank returned"

    def about(self) -> list[str]:
        """Return the check and what it paid."""
        check = self.check
        if check is None:
            return []
        paid = ", ".join(f"{what} {amount}" for what, amount in check.paid(self.desk))
        return [f"{check.words}: {check.amount}", f"It paid {paid}."]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the check, for which of several, and for its support."""
        told = "Its number; where several have it, also the amount or payer: 1001 612.28"
        steps = () if self.customer is not None else (Step("check", "Check", told=told),)
        if self.customer is not None or len(self.found) > 1:
            choices = tuple(
                Choice(str(n), each.words, str(each.amount)) for n, each in enumerate(self.found)
            )
            steps = (*steps, Step("which", "Which check", choices))
        return (*steps, *self.support_steps())

    def burst(self, burst: Burst) -> None:
        """Take the number of the check itself, where it is at hand and swiped."""
        step = self.step
        if burst.kind == SWIPED_CHECK and burst.text and step is not None and step.name == "check":
            self.take(burst.text)
        else:
            super().burst(burst)

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Find the check; one in an open drawer cannot have come back."""
        desk = CheckDesk(self.desk)
        if step.name == "check":
            found = desk.find(answer)
            if isinstance(found, Refusal):
                return found
            self.found = found
            self.given.pop("which", None)
            if len(found) == 1:
                return desk.in_open_drawer(found[0]) or answer
        elif step.name == "which":
            return desk.in_open_drawer(self.found[int(answer)]) or answer
        return answer

    def foresee(self) -> Preview | Refusal:
        """Return what taking it back would do now."""
        check = self.check
        return returned(self.desk, check.parts if check is not None else ())

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Take it back."""
        check = self.check
        return CorrectionDesk(self.desk).return_check(check.parts if check else (), support)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say what is owed again, and that the letter is printing."""
        said = posted.body.amendment.check
        letter = bool(self.desk.office.corrections.returned.letter)
        papers = "The letter to the customer is printing." if letter else "Its slip is printing."
        number = said.number if said is not None else ""
        facts = posted_facts(self.desk, posted.body.amendment)
        holds = tuple(fact.words for fact in preview.facts if fact.words.startswith("Hold "))
        head = f"CHECK {number} TAKEN BACK, as {posted.body.number}"
        outcome = Outcome(head, facts, (*holds, papers))
        self.counter.replace(CorrectedScreen(outcome))
