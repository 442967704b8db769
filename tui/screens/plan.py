"""Payment plan: the day of signing, what the owner states, then the schedule to print."""

from datetime import date
from enum import Enum

from domain.calendar import day_text
from domain.receivables.payment_plans import PaymentPlan, PlanPayment
from domain.receivables.told import rate_text
from domain.refusals import Refusal
from domain.when import read_day, read_past_day
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.desk_plan import PlanDesk
from tui.desk_sheets import SheetDesk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, paragraphs, spread
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import Accept, EntryLine
from tui.widgets.line_pane import LineList

_SCHEDULE = 40
"""Columns of a payment's row."""


class Step(Enum):
    """What is asked now."""

    DAY = 1
    LIENS = 2
    LOST = 3
    READY = 4


class PrintPlan(Command["PlanScreen"]):
    """Print the plan, for the owner and the office to sign."""

    name, key, also, label, group = "print-plan", "p", "", "Print", "account"
    weight = 4

    def available(self, screen: "PlanScreen") -> str | None:
        """The questions come first."""
        return (
            None if screen.plan is not None else "Answer the questions first: Enter, then Y or N."
        )

    def run(self, screen: "PlanScreen") -> None:
        """Print the schedule."""
        if screen.plan is not None:
            printed = SheetDesk(screen.desk).print_plan(
                screen.plan, screen.rules.rule, screen.owner
            )
            refusal = printed if isinstance(printed, Refusal) else None
            if screen.answer(refusal, "The plan is printing. Owner and office sign it."):
                screen.counter.pop(screen.message.text)


class PlanScreen(DeskScreen):
    """A plan for the delinquent taxes of a parcel: Enter takes today as the day of signing, then answer what the owner
    states with Y or N. The schedule is shown; P prints it to be signed.

    Esc goes back one question. Nothing is posted: the part down is paid like any payment.
    """

    NAME = "Payment plan"
    CART = False
    ACTS = (PrintPlan, *AT_THE_DESK)
    rows: LineList

    def __init__(self, rules: PlanDesk, owner: str) -> None:
        super().__init__()
        self.rules, self.owner = rules, owner
        self.rows = LineList(plain=True)
        self.signed_on = date.min
        self.plan: PaymentPlan | None = None
        self.step = Step.DAY

    def load(self) -> None:
        """Begin with the day."""
        self._ask(Step.DAY)

    def _ask(self, step: Step) -> None:
        """Ask the next question; what comes behind it is asked again."""
        self.step, self.plan = step, None
        years = self.rules.rule.foreclosed_years
        prompts = {
            Step.DAY: "Signed on, or Enter for today",
            Step.LIENS: "Other liens without a plan? Y or N",
            Step.LOST: f"Lost a property to foreclosure in the last {years} years? Its day, or N",
        }
        self.entry = EntryLine(prompts[step], _characters(step)) if step in prompts else None

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what the plan is for, the rule, and the schedule when all is answered."""
        rule = self.rules.rule
        lines = [heading(f"Payment plan for {self.rules.parcel}", columns)]
        every = "month" if rule.every_months == 1 else f"{rule.every_months} months"
        told = (
            f"{rate_text(rule.down)} of the delinquent taxes down, then {rule.payments} equal payments, "
            f"one every {every}. {rule.source.citation}"
        )
        lines.extend(paragraphs(told, columns - 2, "dim"))
        if self.step is not Step.DAY:
            amount = str(self.rules.delinquent(self.signed_on))
            lines.extend([BLANK, line(f"Signed on {day_text(self.signed_on)}")])
            lines.append(line(("Delinquent taxes ", ""), (amount, "strong")))
        if self.plan is None:
            return lines
        payments = self.plan.payments
        self.rows.fill(len(payments), lambda index, _columns: _payment_line(payments[index]))
        lines.append(BLANK)
        return lines + self.rows.paint(columns, rows - len(lines))

    def take_key(self, press: KeyPress) -> None:
        """Take Y and N as answers at once."""
        answer = press.key.lower()
        if self.step is Step.LIENS and answer in ("y", "n"):
            self._stated(other_liens=answer == "y")
        elif self.step is Step.LOST and answer == "n" and not self._typed():
            self._make(None)
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Take the day that was typed, or say which key answers."""
        if self.step is Step.DAY:
            self._sign(text)
        elif self.step is Step.LIENS:
            self.refuse("Ask the owner, then press Y or N.")
        elif self.step is Step.LOST:
            lost = read_past_day(text, self.signed_on) if text else None
            if lost is None:
                self.refuse("Type the day on which it was lost, such as 6/30/25, or press N.")
            else:
                self._make(lost)
        else:
            self.refuse("P prints the plan. Esc goes back one question.")

    def _sign(self, text: str) -> None:
        day = read_day(text, self.desk.today) if text else self.desk.today
        if day is None or day < self.desk.today:
            self.refuse("Type the day of signing, today or later, such as 12/1; Enter is today.")
        elif not self.rules.delinquent(day):
            self.refuse(f"No tax of {self.rules.parcel} is delinquent on {day_text(day)}: no plan.")
        else:
            self.signed_on = day
            self._ask(Step.LIENS)

    def _stated(self, *, other_liens: bool) -> None:
        refusal = self.rules.plan(self.signed_on, other_liens=other_liens)
        if isinstance(refusal, Refusal):
            self.refuse(refusal)
        elif self.rules.rule.foreclosed_years:
            self._ask(Step.LOST)
        else:
            self._make(None)

    def _make(self, foreclosed_on: date | None) -> None:
        made = self.rules.plan(self.signed_on, foreclosed_on=foreclosed_on)
        if isinstance(made, Refusal):
            self.refuse(made)
            return
        self._ask(Step.READY)
        self.plan = made
        self.say("P prints the plan, to be signed.", "")

    def _typed(self) -> str:
        return self.entry.text if self.entry is not None else ""

    def burst(self, burst: Burst) -> None:
        """A scan is no answer here."""
        self.refuse("Finish the plan with P, or go back with Esc, then scan again.")

    def back(self) -> None:
        """Go back one question."""
        if self.step is Step.DAY or self._typed():
            super().back()
        else:
            self._ask(Step(self.step.value - 1))


def _characters(step: Step) -> Accept:
    """Return what may be typed as the answer to a question."""

    def day(character: str, text: str) -> bool:
        return len(text) < 12 and (character.isalnum() or character in "/-+")

    def digits(character: str, text: str) -> bool:
        return len(text) < 12 and (character.isdigit() or character in "/-")

    return {Step.DAY: day, Step.LOST: digits}.get(step, lambda _character, _text: False)


def _payment_line(payment: PlanPayment) -> Line:
    when = f"{payment.no:>3}  by {day_text(payment.last_day)}" if payment.no else "     on signing"
    return spread(when, str(payment.amount), _SCHEDULE)
