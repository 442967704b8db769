"""Why: a bill's amount in plain words, each with its law, as the printed sheet says it."""

from domain.papers.explain import CHANGED_SINCE
from domain.receivables.told import Told
from domain.refusals import Refusal
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.desk_sheets import SheetDesk
from tui.explaining import Explained
from tui.paint import BLANK, Line, clip, fit, heading, line, paragraphs, spread, wrap
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_INDENT = 3
_READABLE = 76
"""On a wide terminal a sentence ends here too: an amount at the far edge belongs to no sentence."""


class PrintWhy(Command["WhyScreen"]):
    """Print this explanation for the customer: billed, paid, added and why, what to pay by which day, whom to ask."""

    name, key, also, label, group = "print-why", "p", "", "Print", "account"
    weight = 4

    def run(self, screen: "WhyScreen") -> None:
        """Print the sheet."""
        printed = SheetDesk(screen.desk).print_why(screen.explained)
        refusal = printed if isinstance(printed, Refusal) else None
        screen.answer(refusal, "The explanation is printing.")


class WhyScreen(DeskScreen):
    """Why it is that much, to be read to the customer: what was billed, added and paid, each with its day and law.

    P prints it on receipt paper. Up and Down move a long one. Enter or Esc goes back.
    """

    NAME = "Why"
    CART = False
    ACTS = (PrintWhy, *AT_THE_DESK)
    rows: LineList

    def __init__(self, explained: Explained) -> None:
        super().__init__()
        self.explained = explained
        self.rows = LineList(plain=True)
        self.told: tuple[Told, ...] = ()

    def load(self) -> None:
        """Put the amount into words."""
        self.told = SheetDesk(self.desk).told(self.explained)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the explanation, wrapped, with the part in view under its heading."""
        bill, total = self.explained.state.bill, self.explained.assessment.total
        noun = self.explained.office.service(bill.service).noun
        width = min(columns - 4, _READABLE)
        lines = self._lines(width)
        self.rows.count = len(lines)
        self.rows.painter = lambda index, room: fit(lines[index], room)
        head = [
            heading(f"Why {noun} {bill.bill_no} is {total}", columns),
            line((clip(f"{bill.description}, {self._as_of()}", columns), "dim")),
        ]
        return head + self.rows.paint(columns, rows - len(head))

    def _as_of(self) -> str:
        day, receipt = self.explained.assessment.on, self.explained.receipt
        since = f"as of {day:%b %-d, %Y}"
        return f"as it was for receipt {receipt}, {since}" if receipt else since

    def _lines(self, columns: int) -> list[Line]:
        lines: list[Line] = []
        laws: set[str] = set()
        if self.explained.changed_since:
            lines.extend(paragraphs(CHANGED_SINCE, columns, "warn"))
        for told in self.told:
            amount = "" if told.amount is None else str(told.amount)
            words = wrap(told.text, columns - len(amount) - 2) or [""]
            # A sentence may take several rows; its amount stands beside the last, where the eye adds up.
            lines.extend(line(row) for row in words[:-1])
            lines.append(spread(words[-1], amount, columns))
            for more in told.more:
                lines.extend(line(f"   {row}") for row in wrap(more, columns - _INDENT))
            law = "" if told.law in laws else told.law
            laws.add(told.law)
            lines.extend(line((f"   {row}", "dim")) for row in wrap(law, columns - _INDENT))
        return [*lines, BLANK, *self._sums(columns)]

    def _sums(self, columns: int) -> list[Line]:
        """Return what it comes to, and what of it is due, or was paid and is left."""
        explained = self.explained
        owed = "Owed before the receipt" if explained.receipt else "Owed"
        assessment = explained.assessment
        lines = [spread(owed, str(assessment.total), columns, "strong")]
        if explained.paid is not None:
            said = f"Paid by receipt {explained.receipt}" if explained.receipt else "In the cart"
            lines.append(spread(said, str(explained.paid), columns))
            lines.append(spread("Left after it", str(explained.left), columns))
        elif assessment.due != assessment.total:
            lines.append(spread("Due now", str(assessment.due), columns, "strong"))
        return lines

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()
