"""Behind a figure: the receipts and other postings it was made of, and the journal of one that is no receipt."""

from domain.receipting.posting import Posting
from domain.reports.report import Report
from tui.at_the_desk import AT_THE_DESK
from tui.desk_reports import Behind, Entries, ReportsDesk
from tui.paint import BLANK, Line, heading, line, pad, right, spread
from tui.screens.desk_screen import DeskScreen
from tui.screens.receipt import ReceiptScreen
from tui.widgets.line_pane import LineList

_ACCOUNT, _AMOUNT = 24, 16


class BehindScreen(DeskScreen):
    """What the figure was made of, in the order of posting. Enter opens the receipt, or the journal entry of what is
    no receipt. Esc goes back to the report.
    """

    NAME = "Behind a figure"
    CART = False
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, report: Report, ids: tuple[int, ...], gl_code: str = "") -> None:
        super().__init__()
        self.report, self.ids, self.gl_code = report, ids, gl_code
        self.found = Entries(())
        self.rows = LineList()

    def load(self) -> None:
        """Read the postings."""
        self.found = ReportsDesk(self.desk).behind(self.report, self.ids, self.gl_code)
        self.rows.fill(len(self.found.rows), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the postings, and how many are not listed."""
        count = len(self.found.rows)
        of = f" on {self.gl_code}" if self.gl_code else ""
        words = f"{self.report.title}: {count:,} {'posting' if count == 1 else 'postings'}{of}"
        lines = [heading(words, columns), BLANK]
        if self.found.cut:
            lines.append(line((f"Only the last {count:,} are listed.", "warn")))
        if not count:
            return [*lines, line(("None.", "dim"))]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        each = self.found.rows[index]
        return spread(each.words, str(each.amount), columns)

    def chosen(self) -> Behind | None:
        """Return the marked posting, if there is one."""
        return self.found.rows[self.rows.cursor] if self.found.rows else None

    def enter(self, text: str) -> None:
        """Open the receipt, or the journal entry of what is none."""
        chosen, desk = self.chosen(), ReportsDesk(self.desk)
        if chosen is None:
            self.refuse("There is no posting here. Esc goes back.")
            return
        posted = desk.receipt(chosen.receipt) if chosen.receipt else None
        if posted is not None:
            self.counter.push(ReceiptScreen(posted, fresh=False))
            return
        posting = desk.posting(chosen.posting_id)
        if posting is not None:
            self.counter.push(EntryScreen(chosen.words, posting))

    def back(self) -> None:
        """Go back to the report."""
        self.counter.pop()


class EntryScreen(DeskScreen):
    """The journal entry of one posting: what was debited and credited, by whom, and its place in the trail."""

    NAME = "Journal entry"
    CART = False
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, words: str, posting: Posting) -> None:
        super().__init__()
        self.words, self.posting = words, posting
        self.rows = LineList(plain=True)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return who, and the sides of the entry."""
        header, trail = self.posting.header, self.posting.trail
        lines = [
            heading(self.words, columns),
            line(f"Session {header.session_id}, {header.operator_name} at {header.station}"),
            line((f"Trail of {trail.series}, link {trail.chain_no}: {trail.short}", "dim")),
            BLANK,
            line((_sides("Account", "Debit", "Credit"), "dim")),
        ]
        entry = self.posting.journal.lines
        self.rows.count = len(entry)
        self.rows.painter = lambda index, _: line(
            _sides(
                entry[index].gl_code,
                str(entry[index].debit) if entry[index].debit else "",
                str(entry[index].credit) if entry[index].credit else "",
            )
        )
        if not entry:
            return [*lines, line(("No money moved.", "dim"))]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()


def _sides(account: str, debit: str, credit: str) -> str:
    return f"  {pad(account, _ACCOUNT)}{right(debit, _AMOUNT)}{right(credit, _AMOUNT)}"
