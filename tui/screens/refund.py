"""What was paid too much on a bill: a refund request, or a credit on the account."""

from domain.corrections.policy import CorrectionKind, Overpaid
from domain.corrections.values import Support
from domain.receivables.bills import BillState
from domain.records import PostedCorrection
from domain.refusals import Refusal
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview, posted_facts, refund
from tui.explaining import Amount, of_bill
from tui.screens.asking import Choice, Step
from tui.screens.corrected import CorrectedScreen, Outcome
from tui.screens.correcting import CORRECTING_KEYS, CorrectingScreen, DoIt


class RefundIt(DoIt):
    """Settle what was paid too much: as a refund request or a credit; a second person approves."""

    name, key, also, label = "refund", "f", "", "Refund"


class RefundScreen(CorrectingScreen):
    """Choose whether it is refunded by check or stands as a credit, say to whom, and why. F settles it.

    No cash is given: a refund is a request that is audited and paid by check.
    """

    NAME = "Refund"
    KIND = CorrectionKind.REFUND
    DO = "F settles it"
    ACTS = (RefundIt, *CORRECTING_KEYS)

    def __init__(self, state: BillState) -> None:
        super().__init__()
        self.state = state

    @property
    def how(self) -> Overpaid:
        """Whether it is refunded or credited; the office's usual way until it was chosen."""
        chosen = self.given.get("how", self.desk.office.corrections.overpaid)
        return "credit" if chosen == "credit" else "refund"

    def load(self) -> None:
        """Read the bill anew."""
        found = self.desk.books.bill(self.state.bill.bill_no)
        self.state = self.state if found is None else self.desk.shown(found)
        super().load()

    def amounts(self) -> tuple[Amount, ...]:
        """Return what is owed on the bill."""
        return (of_bill(self.desk, self.state, self.desk.assessed(self.state)),)

    def head(self) -> str:
        """Return the heading."""
        noun = self.desk.office.service(self.state.bill.service).noun
        return f"Paid too much on {noun} {self.state.bill.bill_no}"

    def about(self) -> list[str]:
        """Return what the bill is."""
        return [f"{self.state.bill.description}, account {self.state.bill.account_number}"]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the way, the payee, and the support; the office's usual way first."""
        ways = [
            Choice("refund", "Refund by check, after audit"),
            Choice("credit", f"Credit on account {self.state.bill.account_number}"),
        ]
        ways.sort(key=lambda each: each.code != self.desk.office.corrections.overpaid)
        name = self.state.name
        told = f"Enter alone: {name}." if name else "To whom, by name."
        payee = Step("payee", "Refund to", told=told, needed=not name)
        steps = (Step("how", "What becomes of it", tuple(ways)),)
        return (*steps, *((payee,) if self.how == "refund" else ()), *self.support_steps())

    def foresee(self) -> Preview | Refusal:
        """Return what it would do."""
        return refund(self.desk, self.state, self.how, self.given.get("payee", ""))

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Post it."""
        bill_no, payee = self.state.bill.bill_no, self.given.get("payee", "")
        return CorrectionDesk(self.desk).refund(bill_no, support, payee, self.how)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say what became of it."""
        told = "Its slip is printing: send it with the request to be audited."
        if self.how == "credit":
            told = "Its slip is printing."
        head = f"{preview.amount} of {self.state.bill.bill_no}, as {posted.body.number}"
        facts = posted_facts(self.desk, posted.body.amendment)
        self.counter.replace(CorrectedScreen(Outcome(head, facts, (told,))))
