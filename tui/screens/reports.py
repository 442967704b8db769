"""Reports: the list of them, and the period that is asked for."""

import asyncio

from domain.outage import BooksUnavailable
from domain.periods import GRAMMAR
from domain.policy.saved_reports import SavedReport
from domain.reports.catalog import REPORTS
from domain.reports.report import Report
from tui.at_the_desk import AT_THE_DESK
from tui.desk_reports import ReportsDesk
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.screens.report import ReportScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList

_NAME = 24


class ReportsScreen(DeskScreen):
    """Choose a report with Up and Down, type the period, and press Enter. Nothing typed is today.

    A period is a day (today, yesterday, fri, 2026-11-23), a name (this week, last month, last quarter, this year,
    fy26), a month (2026-11) or from one to another (2026-11-01..15). In the report, Enter on a row lists the receipts
    behind its figures, and Enter again opens the receipt. A drawer that is not counted yet is left out.
    For the status of an account, type its number, and after a blank the period. The office's own questions stand at the
    end: with nothing typed they ask for their own period.
    """

    NAME = "Reports"
    CART = False
    ACTS = AT_THE_DESK
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("Period")
        self.names: tuple[str, ...] = tuple(REPORTS)
        self.saved: tuple[SavedReport, ...] = ()
        self.rows = LineList(len(self.names), self._row)

    def on_mount(self) -> None:
        """Put the office's own questions at the end of the list."""
        super().on_mount()
        self.saved = self.desk.office.reporting.saved
        self.rows.fill(len(self.names) + len(self.saved), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the list, and what a period may be."""
        told = paragraphs(f"Period: {GRAMMAR}. Nothing typed is today.", columns - 2, "dim")
        lines = [heading("Reports", columns), BLANK]
        lines += self.rows.paint(columns, rows - len(lines) - len(told) - 1)
        return [*lines, BLANK, *told]

    def _row(self, index: int, columns: int) -> Line:
        if index >= len(self.names):
            one = self.saved[index - len(self.names)]
            told = f"{REPORTS[one.report].title}, {' '.join((one.account, one.period)).strip()}"
            return line((pad(one.name, _NAME), "strong"), (pad(told, columns - _NAME), ""))
        kind = REPORTS[self.names[index]]
        return line((pad(kind.title, _NAME), "strong"), (pad(kind.purpose, columns - _NAME), ""))

    def enter(self, text: str) -> None:
        """Make the chosen report of the period that was typed."""
        desk = ReportsDesk(self.desk)
        denied = desk.may_read()
        if denied is not None:
            self.refuse(denied)
            return
        chosen = self._chosen(text)
        if chosen is None:
            self.refuse("Whose? Type the account's number, then a blank and a period; Enter.")
            return
        name, about, text = chosen
        period = desk.period(text)
        if period is None:
            self.refuse(f"That is no period. Type one of: {GRAMMAR}; then Enter.")
            return
        self.say("Adding up...", "")
        loop = asyncio.get_running_loop()

        def reading(count: int) -> None:
            loop.call_soon_threadsafe(self._reading, count)

        self.counter.work(
            lambda: desk.made(name, period, about, reading),
            self._made,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(f"The books cannot be reached: {failure}"),
        )

    def _chosen(self, text: str) -> tuple[str, str, str] | None:
        """Return the marked report, its account and its period; ``None`` where the account is still to be typed."""
        place = self.rows.cursor
        if place >= len(self.names):
            saved = self.saved[place - len(self.names)]
            return saved.report, saved.account, text.strip() or saved.period
        name, about = self.names[place], ""
        if REPORTS[name].of_account:
            about, _, text = text.strip().partition(" ")
            if not about:
                return None
        return name, about, text

    def _reading(self, count: int) -> None:
        self.say(f"Adding up... {count:,} read so far", "")
        self.build()
        self.present()

    def _made(self, report: Report) -> None:
        self.say("")
        self.counter.push(ReportScreen(report))

    def back(self) -> None:
        """Go back; a period that was typed is no loss."""
        self.counter.pop()
