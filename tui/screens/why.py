"""Why: a bill's amount in plain words, each with its law, as the printed sheet says it."""

from domain.receivables.assessment import Assessment
from domain.receivables.bills import BillState
from domain.receivables.told import Told
from domain.refusals import Refusal
from tui.commands import Command
from tui.desk_sheets import SheetDesk
from tui.paint import BLANK, Line, clip, fit, heading, line, spread, wrap
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
from tui.widgets.line_pane import LineList

_INDENT = 3


class PrintWhy(Command["WhyScreen"]):
    """Print this explanation for the customer: billed, paid, added and why, what to pay by which day, whom to ask."""

    name, key, also, label, group = "print-why", "p", "ctrl+y", "Print", "account"
    weight = 4

    def available(self, screen: "WhyScreen") -> str | None:
        """An old receipt has its own paper."""
        return "Print the receipt instead: Esc, then Ctrl+Y." if screen.of_receipt else None

    def run(self, screen: "WhyScreen") -> None:
        """Print the sheet."""
        sheets = SheetDesk(screen.desk)
        printed = sheets.print_explained(screen.state, screen.assessment.on)
        refusal = printed if isinstance(printed, Refusal) else None
        screen.answer(refusal, "The explanation is printing.")


class WhyScreen(DeskScreen):
    """Why it is that much, to be read to the customer: what was billed, added and paid, each with its day and law.

    P prints it on receipt paper. Up and Down move a long one.
    """

    NAME = "Why"
    ACTS = (PrintWhy, *AT_THE_DESK)
    rows: LineList

    def __init__(self, state: BillState, assessment: Assessment, *, of_receipt: str = "") -> None:
        super().__init__()
        self.state = state
        self.assessment = assessment
        self.of_receipt = of_receipt
        self.rows = LineList(plain=True)
        self.told: tuple[Told, ...] = ()

    def load(self) -> None:
        """Put the amount into words."""
        self.told = SheetDesk(self.desk).told(self.state, self.assessment)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the explanation, wrapped, with the part in view."""
        lines = self._lines(columns - 2)
        self.rows.count = len(lines)
        self.rows.painter = lambda index, width: fit(lines[index], width)
        return self.rows.paint(columns, rows)

    def _lines(self, columns: int) -> list[Line]:
        bill, day = self.state.bill, self.assessment.on
        since = f"as of {day:%b %-d, %Y}"
        if self.of_receipt:
            since = f"as it was for receipt {self.of_receipt}, {since}"
        lines = [
            heading(f"Why bill {bill.bill_no} is {self.assessment.total}", columns),
            line((clip(f"{bill.description}, {since}", columns), "dim")),
        ]
        for told in self.told:
            amount = "" if told.amount is None else str(told.amount)
            words = wrap(told.text, columns - len(amount) - 2) or [""]
            # A sentence may take several rows; its amount stands beside the last, where the eye adds up.
            lines.extend(line(row) for row in words[:-1])
            lines.append(spread(words[-1], amount, columns))
            for more in told.more:
                lines.extend(line(f"   {row}") for row in wrap(more, columns - _INDENT))
            if told.law:
                lines.extend(
                    line((f"   {row}", "dim")) for row in wrap(told.law, columns - _INDENT)
                )
        owed = "Owed" if not self.of_receipt else "Owed before the receipt"
        lines.extend([BLANK, spread(owed, str(self.assessment.total), columns, "strong")])
        return lines

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()
