"""Why: a bill's amount, step by step, each with the day it took effect and the rule it comes from."""

from domain.receivables.assessment import Assessment, Step
from domain.receivables.bills import BillState
from tui.paint import BLANK, Line, clip, fit, heading, line, spread, wrap
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
from tui.widgets.line_pane import LineList


class WhyScreen(DeskScreen):
    """Each step of the amount: what was billed, what was added on which day by which rule, what was paid."""

    NAME = "Why"
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, state: BillState, assessment: Assessment) -> None:
        super().__init__()
        self.state = state
        self.assessment = assessment
        self.rows = LineList(plain=True)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the explanation, wrapped, with the part in view."""
        lines = self._lines(columns - 2)
        self.rows.count = len(lines)
        self.rows.painter = lambda index, width: fit(lines[index], width)
        return self.rows.paint(columns, rows)

    def _lines(self, columns: int) -> list[Line]:
        bill, day = self.state.bill, self.assessment.on
        lines = [
            heading(f"Why bill {bill.bill_no} is {self.assessment.total}", columns),
            line((clip(f"{bill.description}, as of {day:%b %-d, %Y}", columns), "dim")),
        ]
        for step in self.assessment.steps:
            lines.append(spread(self._words(step), str(step.amount), columns))
            if step.citation:
                lines.extend(line((f"   {row}", "dim")) for row in wrap(step.citation, columns - 3))
        for move in dict.fromkeys(move for step in self.assessment.steps for move in step.moves):
            words = f"{move.from_on:%m-%d-%y} ({move.why}) moves to {move.to_on:%m-%d-%y}."
            lines.extend([BLANK, line(words)])
            lines.extend(line((f"   {row}", "dim")) for row in wrap(move.citation, columns - 3))
        lines.extend([BLANK, spread("Owed", str(self.assessment.total), columns, "strong")])
        return lines

    def _words(self, step: Step) -> str:
        service = self.desk.office.service(self.assessment.service)
        name = service.charge_name(step.charge_kind)
        part = f" {step.instalment}" if len(self.state.bill.instalments) > 1 else ""
        if step.kind == "face":
            return f"{name}{part}, due {step.to_on:%m-%d-%y}"
        if step.kind == "applied":
            return f"paid on {name}{part}, {step.from_on:%m-%d-%y}"
        rate = f" {step.rate * 100:f}".rstrip("0").rstrip(".") + "%" if step.rate else ""
        return f"{name}{part}{rate} from {step.from_on:%m-%d-%y}"

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()
