"""Difference: by how much a drawer differs, what the check tape lacks, and what would explain it, likeliest first."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.custody.difference import Explanation
from domain.custody.drawer import DrawerSession
from domain.custody.report_layout import over_short_text
from domain.custody.tape import TapeLine
from domain.refusals import Refusal
from tui.desk_difference import DifferenceDesk, Looked
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, wrap
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_ROOM = 72
_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row: words, and the number of the receipt that Enter opens."""

    words: str
    receipt: str = ""
    style: str = ""
    digit: int = 0


class DifferenceScreen(DeskScreen):
    """What would explain the difference, the likeliest first, each with what speaks for it. A digit opens the receipt
    of that explanation; Up, Down and Enter open any other.

    It looks at this drawer's own receipts, voids, count and items, and at the other drawers of the day. It changes
    nothing: what went wrong is put right by a correction, and the reason is yours to give. Esc goes back.
    """

    NAME = "Difference"
    CART = False
    rows: LineList

    def __init__(self, session: DrawerSession) -> None:
        super().__init__()
        self.session = session
        self.rows = LineList()
        self.found: Looked | Refusal | None = None
        self.listed: tuple[Row, ...] = ()

    def load(self) -> None:
        """Look through the session."""
        self.found = DifferenceDesk(self.desk, self.session).look()
        if isinstance(self.found, Looked):
            self.listed = (*tape_rows(self.found, self._kind_name), *explanation_rows(self.found))
            first = next((i for i, row in enumerate(self.listed) if row.digit), 0)
            self.rows.fill(len(self.listed), self._row, first)

    def _kind_name(self, kind: str) -> str:
        return next((k.name for k in self.desk.office.tender_kinds if k.code == kind), kind)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return by how much each kind differs, then what was found."""
        title = f"Drawer {self.session.drawer}, {self.session.business_date:%a %b %-d}"
        lines = [heading(title, columns, "1-8 opens the receipt")]
        if not isinstance(self.found, Looked):
            said = self.found.sentence if isinstance(self.found, Refusal) else ""
            return [*lines, BLANK, *paragraphs(said, columns - 2, "strong")]
        for tally in self.found.tallies:
            if tally.over_short:
                expected, counted = f"expected {tally.expected}", f"counted {tally.counted}"
                lines.append(
                    line(
                        pad(tally.name, 14),
                        (pad(over_short_text(tally.over_short), 18), "strong"),
                        pad(expected, 22),
                        pad(counted, 22),
                    )
                )
        if not self.found.explanations:
            none = "Nothing in this drawer's own data comes to that difference. Count the cash again by hand."
            lines.extend([BLANK, *paragraphs(none, columns - 2, "strong")])
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        row = self.listed[index]
        mark = f"{row.digit}  " if row.digit else "   "
        return line((mark, "strong"), (pad(row.words, columns - 3), row.style))

    def take_key(self, press: KeyPress) -> None:
        """Open the receipt of an explanation by its digit."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        chosen = next((i for i, row in enumerate(self.listed) if digit and row.digit == digit), -1)
        if chosen < 0:
            super().take_key(press)
            return
        self.rows.move_to(chosen)
        self._open(self.listed[chosen])

    def enter(self, text: str) -> None:
        """Open the receipt of the chosen row."""
        if self.listed:
            self._open(self.listed[self.rows.cursor])

    def _open(self, row: Row) -> None:
        posted = (
            DifferenceDesk(self.desk, self.session).receipt(row.receipt) if row.receipt else None
        )
        if posted is None:
            self.refuse("This one is about no single receipt. Choose another row, or Esc.")
            return
        from tui.screens.receipt import ReceiptScreen

        self.counter.push(ReceiptScreen(posted, fresh=False))

    def burst(self, burst: Burst) -> None:
        """A scan explains nothing."""
        self.refuse("Nothing is scanned here. Esc goes back to the close.")


def tape_rows(found: Looked, name: Callable[[str], str]) -> tuple[Row, ...]:
    """Return the rows of the check tape: what is missing, extra or different, with its receipt."""
    rows = [Row("Check tape", style="label")] if found.tape else []
    for each in found.tape:
        rows.append(
            Row(_tape_words(each, name(each.kind)), each.posted.receipt if each.posted else "")
        )
    return tuple(rows)


def _tape_words(each: TapeLine, name: str) -> str:
    if each.posted is None:
        return f"extra      {name} of {each.counted}, on no receipt"
    number = f" {each.posted.number}" if each.posted.number else ""
    words = f"{each.words:<11}{name}{number} of {each.posted.amount}, receipt {each.posted.receipt}"
    return words if each.counted is None else f"{words}; counted {each.counted}"


def explanation_rows(found: Looked) -> tuple[Row, ...]:
    """Return the rows of the explanations: the cause with its share, then what speaks for it."""
    rows: list[Row] = []
    for number, one in enumerate(found.explanations, start=1):
        rows.append(_cause_row(number, one))
        for suspect in one.suspects[:_EVIDENCE]:
            for place, part in enumerate(wrap(suspect.words, _ROOM)):
                rows.append(Row(f"   {'  ' * bool(place)}{part}", suspect.receipt))
    return tuple(rows)


def _cause_row(number: int, one: Explanation) -> Row:
    causes = ", and ".join(cause.value for cause in one.causes)
    receipt = next((s.receipt for s in one.suspects if s.receipt), "")
    return Row(f"{causes}  ({one.percent} %)", receipt, "strong", number)
