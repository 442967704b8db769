"""Undoing a receipt as a whole: the void while its drawer is open, the reversal on a later day."""

from domain.calendar import day_text
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.receipting.receipt import Receipt
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Refusal
from tui.cart_pane import line_words
from tui.commands import CorrectKey
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview, drawn, posted_facts
from tui.explaining import Amount, of_receipt
from tui.paint import clip
from tui.screens.asking import Step
from tui.screens.corrected import CorrectedScreen, Outcome
from tui.screens.correcting import CORRECTING_KEYS, CorrectingScreen, DoIt

_MOST_LINES = 220
"""How much of a long receipt's lines is told: what will happen tells the rest."""


class VoidIt(DoIt):
    """Void it: the receipt keeps its number and is marked void; a second person approves."""

    name, key, also, label = "void", "v", "", "Void"


class ReverseIt(DoIt):
    """Reverse it: what was paid becomes a refund request; a second person approves."""

    name, key, also, label = "reverse", "r", "", "Reverse"


class Others(CorrectKey["UndoScreen"]):
    """Another correction: an earlier receipt, a check that came back, a bill."""

    in_bar = False

    def run(self, screen: "UndoScreen") -> None:
        """List what else can be corrected."""
        from tui.screens.correct import CorrectScreen

        screen.counter.replace(CorrectScreen())


class UndoScreen(CorrectingScreen):
    """Undo a receipt."""

    def __init__(self, posted: PostedReceipt) -> None:
        super().__init__()
        self.posted = posted

    @property
    def receipt(self) -> Receipt:
        """The receipt that is undone."""
        body = self.posted.posting.body
        if not isinstance(body, Receipt):
            raise TypeError("only a receipt is undone")
        return body

    def about(self) -> list[str]:
        """Return which receipt it is: when, of whom, for how much, by whom, and what was paid or sold."""
        header, receipt = self.posted.posting.header, self.receipt
        at = self.desk.local(header.entered_at)
        day = "" if at.date() == self.desk.today else f"{day_text(at.date())} "
        payer = f"{receipt.payer}, " if receipt.payer else ""
        paid = ", ".join(f"{t.name.lower()} {t.amount}" for t in receipt.tenders)
        lines = "; ".join(f"{line_words(each)} {each.amount}" for each in receipt.lines)
        return [
            f"{day}{at:%H:%M} {payer}{receipt.total} by {header.operator_name} ({paid})",
            clip(lines, _MOST_LINES),
        ]

    def amounts(self) -> tuple[Amount, ...]:
        """Return the receipt's lines, each by the policy of its day."""
        return of_receipt(self.desk, self.posted)

    def whose(self) -> str:
        """Return who took the money."""
        return self.posted.posting.header.operator_id

    def foresee(self) -> Preview | Refusal:
        """Return what undoing it would do now."""
        undoing = CorrectionDesk(self.desk).undoing(self.receipt.number)
        return undoing if isinstance(undoing, Refusal) else drawn(self.desk, undoing)


class VoidScreen(UndoScreen):
    """Choose why by its digit, say it in words, read what will happen, then V. A second person approves with badge or
    PIN; nobody approves the own act.

    The receipt keeps its number, both copies stay, and its bills are owed as if it had never been. Take the customer's
    copy back. Afterwards N fills a new cart with everything, so that you type only what was wrong.
    """

    NAME = "Void"
    KIND = CorrectionKind.VOID
    DO = "V voids it"
    ACTS = (VoidIt, Others, *CORRECTING_KEYS)

    def head(self) -> str:
        """Return the heading."""
        return f"Void receipt {self.receipt.number}"

    def questions(self) -> tuple[Step, ...]:
        """Ask for reason and words."""
        return self.support_steps()

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Void it."""
        return CorrectionDesk(self.desk).void(self.receipt.number, support)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say what to hand back, and offer the new cart."""
        number = self.receipt.number
        hands = tuple(fact for fact in preview.facts if fact.strong)
        if preview.give_back is not None:
            # Cash stands in large figures already.
            hands = tuple(fact for fact in hands if fact.words != "Give back in cash")
        outcome = Outcome(
            f"VOIDED {number}, as {posted.body.number}",
            (*hands, *posted_facts(self.desk, posted.body.amendment)),
            ("Keep both copies of the receipt with the slip that is printing.",),
            preview.give_back,
            number,
        )
        self.counter.replace(CorrectedScreen(outcome))


class ReverseScreen(UndoScreen):
    """For a receipt whose drawer is closed. Choose why by its digit, say it in words, and whom the refund goes to; then
    R. A second person approves.

    No cash is given: what was paid becomes a refund request, and the bills are owed as if it had never been paid.
    """

    NAME = "Reverse"
    KIND = CorrectionKind.REVERSAL
    DO = "R reverses it"
    ACTS = (ReverseIt, Others, *CORRECTING_KEYS)

    def head(self) -> str:
        """Return the heading."""
        return f"Reverse receipt {self.receipt.number}"

    def questions(self) -> tuple[Step, ...]:
        """Ask for reason and words, and to whom the refund goes."""
        payer = self.receipt.payer
        told = (
            f"Enter alone: {payer}." if payer else "Who paid is not on the receipt: type the name."
        )
        return (*self.support_steps(), Step("payee", "Refund to", told=told, needed=not payer))

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Reverse it."""
        payee = self.given.get("payee", "")
        return CorrectionDesk(self.desk).reverse(self.receipt.number, support, payee)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say that it is a refund request, and offer the new cart."""
        number = self.receipt.number
        settlement = posted.body.amendment.settlement
        told = "Its slip is printing: send it with the refund request to be audited."
        outcome = Outcome(
            f"REVERSED {number}, as {posted.body.number}",
            posted_facts(self.desk, posted.body.amendment),
            (told if settlement is not None else "Nothing had been paid; its slip is printing.",),
            receipt=number,
        )
        self.counter.replace(CorrectedScreen(outcome))
