"""A report as PDF on letter paper: heads on every page, sums under every section, pages numbered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.reports.report import Column, Kind, Report, Section
from exchange.pdf_page import FONT, Letters, bytes_of, new_pdf
from exchange.report_text import cell_text

if TYPE_CHECKING:
    from fpdf import FPDF

_SIZES = (9.0, 8.0, 7.0, 6.0)
"""Points; the largest in which a row fits across the page is taken."""
_GAP, _LEAD = 8.0, 1.45
_RIGHT = (Kind.MONEY, Kind.COUNT)
_LEAST = 40.0
"""Points of width that a column of words keeps when the page is too narrow for all."""


def pdf_bytes(report: Report) -> bytes:
    """Return the report as PDF. A cell of words that does not fit is cut with an ellipsis, never an amount."""
    wide = max((len(section.columns) for section in report.sections), default=0) > 6
    return bytes_of(_Paper(report, wide).pdf)


class _Paper:
    def __init__(self, report: Report, wide: bool) -> None:
        self._report = report
        self._letters = Letters()
        self._together: tuple[list[float], float] | None = None
        self.pdf = _numbered(report, wide, self._letters)
        self.pdf.add_page()
        self._line(f"{report.office}: {report.title}", 14, bold=True)
        self._line(report.period, 10)
        for section in report.sections:
            self._section(section)
        self.pdf.ln(8)
        for note in (*report.notes, self._letters.note):
            if note:
                self._line(note, 8)

    def _line(self, text: str, size: float, *, bold: bool = False) -> None:
        self.pdf.set_font(FONT, "B" if bold else "", size)
        self.pdf.multi_cell(
            0, size * _LEAD, self._letters(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )

    def _section(self, section: Section) -> None:
        self.pdf.ln(8)
        if section.title:
            self._line(section.title, 11, bold=True)
        if not section.rows:
            self._line("Nothing.", 9)
            return
        rows = [[self._letters(cell_text(cell)) for cell in row.cells] for row in section.rows]
        sums = [cell_text(cell) for cell in section.sums] if section.sums else None
        heads = [column.head for column in section.columns]
        widths, size = self._like(section) or self._fitted(
            section.columns, [heads, *rows, *([sums] if sums else [])]
        )
        self._heads(section.columns, heads, widths, size)
        for cells in rows:
            if self._turns(size):
                self.pdf.add_page()
                self._heads(section.columns, heads, widths, size)
            self._row(section.columns, cells, widths, size)
        if sums:
            self._row(section.columns, sums, widths, size, border="T", bold=True)

    def _like(self, section: Section) -> tuple[list[float], float] | None:
        """Return the widths for all sections together where they have the same columns, so that these stand in line."""
        if self._report.columns is None or len(self._report.sections) == 1:
            return None
        if self._together is None:
            lines = [[column.head for column in section.columns]]
            for each in self._report.sections:
                cells = [row.cells for row in each.rows] + ([each.sums] if each.sums else [])
                lines += [[self._letters.shown(cell_text(c)) for c in line] for line in cells]
            self._together = self._fitted(section.columns, lines)
        return self._together

    def _turns(self, size: float) -> bool:
        # Room for one row more, so that the sums never stand on a page alone.
        return bool(self.pdf.will_page_break(2 * size * _LEAD))

    def _fitted(
        self, columns: Sequence[Column], lines: Sequence[Sequence[str]]
    ) -> tuple[list[float], float]:
        """Return the columns' widths and the size of letters; where even the smallest is too wide, words give way."""
        room = self.pdf.epw
        widths: list[float] = []
        for size in _SIZES:
            self.pdf.set_font(FONT, "B", size)
            widths = [
                max(self.pdf.get_string_width(line[i]) for line in lines) + _GAP
                for i in range(len(columns))
            ]
            if sum(widths) <= room:
                return widths, size
        over = sum(widths) - room
        words = [i for i, column in enumerate(columns) if column.kind is Kind.TEXT]
        while over > 0.5 and any(widths[i] > _LEAST for i in words):
            widest = max(words, key=lambda i: widths[i])
            less = min(over, max(1.0, (widths[widest] - _LEAST) / 4))
            widths[widest] -= less
            over -= less
        return widths, _SIZES[-1]

    def _heads(
        self, columns: Sequence[Column], heads: Sequence[str], widths: Sequence[float], size: float
    ) -> None:
        self._row(columns, heads, widths, size, border="B", bold=True)

    def _row(
        self,
        columns: Sequence[Column],
        cells: Sequence[str],
        widths: Sequence[float],
        size: float,
        *,
        border: str = "",
        bold: bool = False,
    ) -> None:
        self.pdf.set_font(FONT, "B" if bold else "", size)
        for column, cell, width in zip(columns, cells, widths, strict=True):
            right = column.kind in _RIGHT
            shown = cell if right else self._cut(cell, width)
            self.pdf.cell(
                width, size * _LEAD, shown, align="R" if right else "L", border=border
            )
        self.pdf.ln(size * _LEAD)

    def _cut(self, text: str, width: float) -> str:
        if self.pdf.get_string_width(text) + 4 <= width:
            return text
        while text and self.pdf.get_string_width(f"{text}…") + 4 > width:
            text = text[:-1]
        return f"{text.rstrip()}…"


def _numbered(report: Report, wide: bool, letters: Letters) -> "FPDF":
    """Return the document whose pages say at the foot what they are and which of how many."""
    pdf = new_pdf(f"{report.title} {report.period}", landscape=wide)
    foot = letters(f"{report.office}: {report.title}, {report.period}")

    def footer() -> None:
        pdf.set_y(-32)
        pdf.set_font(FONT, "", 7)
        pdf.cell(pdf.epw / 2, 9, foot)
        pdf.cell(pdf.epw / 2, 9, f"Page {pdf.page_no()} of {{nb}}", align="R")

    pdf.footer = footer  # type: ignore[method-assign]  # the library's way is a subclass, and it may not be loaded yet
    return pdf
