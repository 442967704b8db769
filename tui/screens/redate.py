"""A payment that counts for another day than it was posted for, by evidence."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import day_text
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import Support
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence
from domain.records import BillPayment, PostedCorrection
from domain.refusals import Code, Refusal, refuse
from domain.when import read_past_day
from tui.desk_corrections import CorrectionDesk
from tui.desk_previews import Preview, posted_facts, redating
from tui.explaining import Amount, of_bill
from tui.screens.asking import NO_KEY, Choice, Step
from tui.screens.came import Way, day_characters, number_characters, ways_of
from tui.screens.corrected import CorrectedScreen, Outcome
from tui.screens.correcting import CORRECTING_KEYS, CorrectingScreen, DoIt


class RedateIt(DoIt):
    """Let the payment count for the other day: evidence shows it; a second person approves."""

    name, key, also, label = "redate", "e", "", "Redate"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the answers make: the payment that counts for another day, and what shows it."""

    payment: BillPayment
    evidence: Evidence


class RedateScreen(CorrectingScreen):
    """Choose the payment, what shows its day, and the day; then why, in words, and the paper itself. E posts it.

    The payment is taken back at its day and applied again at the other. What was then paid too much becomes a refund
    request or a credit.
    """

    NAME = "Other day"
    KIND = CorrectionKind.EFFECTIVE_CHANGE
    DO = "E lets it count for that day"
    ACTS = (RedateIt, *CORRECTING_KEYS)

    def __init__(self, state: BillState, payments: tuple[BillPayment, ...]) -> None:
        super().__init__()
        self.state = state
        self.payments = payments

    def load(self) -> None:
        """Read the bill anew."""
        self.state = self.desk.books.bill(self.state.bill.bill_no) or self.state
        super().load()

    def amounts(self) -> tuple[Amount, ...]:
        """Return what is owed on the bill."""
        return (of_bill(self.desk, self.state, self.desk.assessed(self.state)),)

    def head(self) -> str:
        """Return the heading."""
        noun = self.desk.office.service(self.state.bill.service).noun
        return f"Another day for a payment on {noun} {self.state.bill.bill_no}"

    def about(self) -> list[str]:
        """Return what the bill is."""
        return [f"{self.state.bill.description}, account {self.state.bill.account_number}"]

    def _ways(self) -> tuple[Way, ...]:
        return tuple(way for way in ways_of(self.desk) if way.key != "C")

    def questions(self) -> tuple[Step, ...]:
        """Ask for the payment, how it came, the day that shows where one does, and the support."""
        payments = tuple(
            Choice(
                str(n), f"Receipt {p.number}, counts for {day_text(p.effective_on)}", str(p.amount)
            )
            for n, p in enumerate(self.payments)
        )
        ways = tuple(
            Choice(str(n), way.words, key=way.key.lower() or NO_KEY)
            for n, way in enumerate(self._ways())
        )
        steps: tuple[Step, ...] = (
            Step("payment", "Payment", payments),
            Step("way", "It came", ways),
        )
        if self._way is not None and self._way.numbered:
            told = "Of the paper; it is kept with the correction."
            steps = (*steps, Step("number", "Its number", told=told, accept=number_characters))
        if self._way is not None and self._way.needs_day:
            day = Step("day", "Day it shows", told="Such as 1/30.", accept=day_characters)
            steps = (*steps, day)
        return (*steps, *self.support_steps())

    @property
    def _way(self) -> Way | None:
        chosen = self.given.get("way", "")
        return self._ways()[int(chosen)] if chosen else None

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Read the day, and ask at once whether the payment can count for it."""
        if step.name not in ("way", "day"):
            return answer
        way = self._ways()[int(answer)] if step.name == "way" else self._way
        if way is None or (step.name == "way" and way.needs_day):
            return answer
        day = read_past_day(answer, self.desk.today) if way.needs_day else None
        if way.needs_day and day is None:
            return refuse(Code.EVIDENCE_WITHOUT_DAY, kind=way.kind.replace("_", " "))
        found = self._redating(self._shown(way, day))
        return found if isinstance(found, Refusal) else day.isoformat() if day else answer

    def _shown(self, way: Way, day: date | None) -> Shown:
        payment = self.payments[int(self.given["payment"])]
        number = self.given.get("number", "") if way.numbered else way.carrier
        evidence = Evidence(way.kind, payment.taken_on, day, number, way.proper)
        return Shown(payment, evidence)

    @property
    def _answered_shown(self) -> Shown | None:
        way = self._way
        if way is None or "payment" not in self.given:
            return None
        day = date.fromisoformat(self.given["day"]) if way.needs_day else None
        return self._shown(way, day)

    def _redating(self, shown: Shown) -> Preview | Refusal:
        standing = CorrectionDesk(self.desk).standing(shown.payment.number)
        if isinstance(standing, Refusal):
            return standing
        return redating(self.desk, standing, self.state, shown.evidence)

    def foresee(self) -> Preview | Refusal:
        """Return what it would do."""
        shown = self._answered_shown
        return self._nothing() if shown is None else self._redating(shown)

    def _nothing(self) -> Refusal:
        return refuse(Code.NOT_IN_RECEIPT, receipt="", bill=self.state.bill.bill_no)

    def whose(self) -> str:
        """Return who took the payment."""
        shown = self._answered_shown
        posted = self.desk.books.receipt(shown.payment.number) if shown is not None else None
        return posted.posting.header.operator_id if posted is not None else ""

    def act(self, support: Support) -> PostedCorrection | Refusal:
        """Post it."""
        shown, bill_no = self._answered_shown, self.state.bill.bill_no
        if shown is None:
            return self._nothing()
        desk = CorrectionDesk(self.desk)
        return desk.redate(shown.payment.number, bill_no, shown.evidence, support)

    def done(self, posted: PostedCorrection, preview: Preview) -> None:
        """Say what is owed now."""
        head = f"COUNTED ANEW on {self.state.bill.bill_no}, as {posted.body.number}"
        told = ("Its slip is printing: keep it with the evidence.",)
        facts = posted_facts(self.desk, posted.body.amendment)
        self.counter.replace(CorrectedScreen(Outcome(head, facts, told)))
