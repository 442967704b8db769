"""One report: its sections, rows and sums; Enter opens what is behind a row."""

from dataclasses import dataclass

from domain.reports.report import Report, Row, Section
from tui.at_the_desk import AT_THE_DESK
from tui.keys import KeyPress
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.report_table import cells_line, heads, lay_out
from tui.screens.behind import BehindScreen
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list: a row of a section, its sums, a head, or words. ``ids`` are the postings behind it."""

    section: Section | None = None
    row: Row | None = None
    words: str = ""
    style: str = ""
    sums: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        """The postings behind the line: of a sum those of all its rows."""
        if self.row is not None:
            return self.row.behind
        if self.sums and self.section is not None:
            return tuple(sorted({i for row in self.section.rows for i in row.behind}))
        return ()


class ReportScreen(DeskScreen):
    """Up and Down move over the rows; Enter lists the postings behind a figure or a sum, and Enter again opens the
    receipt. Left and Right move over columns that do not fit. Esc goes back to the list.
    """

    NAME = "Report"
    CART = False
    ACTS = AT_THE_DESK
    rows: LineList

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.shift = 0
        self.lines = tuple(_lines(report))
        first = next((i for i, each in enumerate(self.lines) if each.row is not None), 0)
        self.rows = LineList()
        self.rows.fill(len(self.lines), self._row, first)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the rows with the heads of the section that the cursor is in, and the notes."""
        report = self.report
        lines = [heading(f"{report.title}, {report.period}", columns)]
        notes = [row for note in report.notes for row in paragraphs(note, columns - 2, "dim")]
        notes = notes[: max(0, rows // 3)]
        section = self._section()
        if section is not None:
            layout = lay_out(section, columns - 4, self.shift)
            mark = "  Right: more" if layout.more else ""
            lines.append(line((f"  {heads(section, layout)}{mark}", "dim")))
        lines += self.rows.paint(columns, rows - len(lines) - len(notes) - bool(notes))
        return [*lines, *([BLANK] if notes else []), *notes]

    def _section(self) -> Section | None:
        return self.lines[self.rows.cursor].section if self.lines else None

    def _row(self, index: int, columns: int) -> Line:
        each = self.lines[index]
        if each.section is None or not (each.row or each.sums):
            return line((each.words, each.style))
        layout = lay_out(each.section, columns, self.shift)
        if each.row is not None:
            return line(cells_line(each.section, each.row.cells, layout))
        return line((cells_line(each.section, each.section.sums or (), layout), "strong"))

    def take_key(self, press: KeyPress) -> None:
        """Left and Right move over the columns; other keys work as everywhere."""
        section = self._section()
        if press.key in ("left", "right") and section is not None:
            most = max(0, len(section.columns) - 2)
            wanted = self.shift + (1 if press.key == "right" else -1)
            self.shift = max(0, min(wanted, most))
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """List the postings behind the chosen line."""
        if not self.lines:
            self.refuse("There is nothing in this report. Esc goes back.")
            return
        chosen = self.lines[self.rows.cursor]
        gl_code = _account(chosen)
        if not chosen.ids and not gl_code:
            self.refuse("Nothing is behind this line. Up and Down go to a row with figures.")
            return
        self.counter.push(BehindScreen(self.report, chosen.ids, gl_code))

    def back(self) -> None:
        """Go back to the list."""
        self.counter.pop()


def _account(chosen: Shown) -> str:
    """Return the ledger account that a row is about, or nothing."""
    if chosen.section is None or chosen.row is None:
        return ""
    names = [column.name for column in chosen.section.columns]
    if "gl_code" not in names or "charge" in names:
        return ""
    return str(chosen.row.cells[names.index("gl_code")])


def _lines(report: Report) -> list[Shown]:
    lines: list[Shown] = []
    for section in report.sections:
        if section.title:
            lines.append(Shown(section, words=section.title, style="title"))
        if not section.rows:
            lines.append(Shown(section, words="Nothing.", style="dim"))
            continue
        lines += [Shown(section, row) for row in section.rows]
        if section.sums is not None:
            lines.append(Shown(section, sums=True))
    return lines
