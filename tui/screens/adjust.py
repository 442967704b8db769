"""Changing what a bill comes to without money: abatement, waiver, dismissal, and setting an error right."""

from domain.corrections.adjusting import Change, choices_of
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.money import Money, parse_money
from domain.receivables.bills import BillState
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal, refuse
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview, adjustment, posted_facts
from tui.explaining import Amount, of_bill
from tui.screens.asking import Choice, Step
from tui.screens.corrected import CorrectedScreen, Outcome
from tui.screens.correcting import CORRECTING_KEYS, CorrectingScreen, DoIt

_K = CorrectionKind


class AdjustIt(DoIt):
    """Change the bill: its document stands behind it; a second person approves."""

    name, key, also, label = "adjust-bill", "a", "", "Change"


def signed_amount(character: str, text: str) -> bool:
    """Accept what can stand in an amount that may be below zero; at most 13 characters."""
    if len(text) >= 13:
        return False
    return (
        character in "0123456789"
        or (character == "-" and not text)
        or (character == "." and "." not in text)
    )


def read_signed(text: str) -> Money | None:
    """Return a typed amount; with a minus before it, below zero."""
    amount = parse_money(text.removeprefix("-"))
    return None if amount is None else -amount if text.startswith("-") else amount


class AdjustScreen(CorrectingScreen):
    """Choose the charge, type by how much it is lowered (Enter alone: all of it), choose why, say it in words, and name
    the paper that it rests on: the order, the Assessor's correction, the letter. A changes the bill.

    Nobody changes a bill with a drawer open, and a second person approves. A penalty is waived only where the law gives
    leave; for property tax it gives none. An adjustment may also raise a charge: type - before the amount.
    """

    NAME = "Adjust"
    DO = "A changes the bill"
    ACTS = (AdjustIt, *CORRECTING_KEYS)

    def __init__(self, kind: CorrectionKind, state: BillState) -> None:
        super().__init__()
        self.adjusting = kind
        self.state = state
        self.choices: tuple[Change, ...] = ()

    @property
    def kind(self) -> CorrectionKind:
        """The kind that was chosen for the bill."""
        return self.adjusting

    def load(self) -> None:
        """Read the bill anew and see what of it the kind may change."""
        self.state = self.desk.books.bill(self.state.bill.bill_no) or self.state
        self.choices = choices_of(self.kind, self.state, self.desk.today, self.desk.office)
        super().load()

    def amounts(self) -> tuple[Amount, ...]:
        """Return what is owed on the bill."""
        return (of_bill(self.desk, self.state, self.desk.assessed(self.state)),)

    def head(self) -> str:
        """Return the heading."""
        noun = self.desk.office.service(self.state.bill.service).noun
        return f"{self.kind.words.capitalize()} of {noun} {self.state.bill.bill_no}"

    def about(self) -> list[str]:
        """Return what the bill is, and by which law it may be waived or dismissed."""
        bill, policy = self.state.bill, self.desk.office.corrections
        law = policy.dismissal(bill.service) if self.kind is _K.DISMISSAL else None
        if self.kind is _K.WAIVER:
            laws = (policy.waiver(bill.service, change.kind) for change in self.choices)
            law = next((found for found in laws if found is not None), None)
        said = [f"{bill.description}, account {bill.account_number}"]
        return [*said, law.source.citation] if law is not None else said

    def questions(self) -> tuple[Step, ...]:
        """Ask for the charge and the amount, unless all goes; then for the support."""
        if self.kind is _K.DISMISSAL:
            return self.support_steps()
        service = self.desk.office.service(self.state.bill.service)
        several = len({change.instalment for change in self.choices}) > 1
        charges = tuple(
            Choice(
                str(n),
                service.charge_name(c.kind) + (f", instalment {c.instalment}" if several else ""),
                str(c.amount),
            )
            for n, c in enumerate(self.choices)
        )
        raising = self.kind is _K.ADJUSTMENT
        told = "By how much it is lowered. Enter alone: all of it."
        if raising:
            told = f"{told} Type - before an amount by which it is raised."
        amount = Step("amount", "Lower by", told=told, needed=False, accept=signed_amount)
        return (Step("charge", "Charge", charges), amount, *self.support_steps())

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read the amount, without one the whole charge, and ask at once whether the bill bears it."""
        if step.name != "amount":
            return answer
        chosen = self.choices[int(self.given["charge"])]
        amount = read_signed(answer.replace(",", "")) if answer else chosen.amount
        if amount is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=answer)
        change = Change(chosen.instalment, chosen.kind, amount)
        found = adjustment(self.desk, self.kind, self.state, (change,))
        return found if isinstance(found, Refusal) else str(amount)

    def _changes(self) -> tuple[Change, ...]:
        if self.kind is _K.DISMISSAL:
            return ()
        chosen = self.choices[int(self.given["charge"])]
        amount = read_signed(self.given["amount"].replace(",", ""))
        return (
            Change(chosen.instalment, chosen.kind, chosen.amount if amount is None else amount),
        )

    def foresee(self) -> Preview | Refusal:
        """Return what it would do to the bill."""
        return adjustment(self.desk, self.kind, self.state, self._changes())

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Post it."""
        bill_no = self.state.bill.bill_no
        return CorrectionDesk(self.desk).adjust(self.kind, bill_no, self._changes(), support)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say what is owed now."""
        head = f"{self.kind.words.upper()} of {self.state.bill.bill_no}, as {posted.body.number}"
        told = ("Its slip is printing: keep it with the document.",)
        facts = posted_facts(self.desk, posted.body.amendment)
        self.counter.replace(CorrectedScreen(Outcome(head, facts, told)))
