"""Tables on PDF pages: heads again on every page, sums under each section, columns as wide as what is in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.reports.report import Column, Kind, Section
from exchange.pdf_page import FONT, Letters
from exchange.report_text import cell_text

if TYPE_CHECKING:
    from fpdf import FPDF

_SIZES = (9.0, 8.0, 7.0, 6.0)
"""Points; the largest in which a row fits across the page is taken."""
_GAP, _LEAD = 11.0, 1.45
_AFTER_NUMBER = 5.0
"""Points that keep a number apart from the words of the next column."""
_RIGHT = (Kind.MONEY, Kind.COUNT)
_LEAST = 40.0
"""Points of width that a column of words keeps when the page is too narrow for all."""


class Tables:
    """Sections drawn on a document one below the other.

    Where a row does not fit, words give way, never an amount: they are cut with an ellipsis, or go on in further lines
    where ``wraps`` says so.
    """

    def __init__(
        self,
        pdf: "FPDF",
        letters: Letters,
        together: Sequence[Section] = (),
        *,
        wraps: bool = False,
    ) -> None:
        self.pdf = pdf
        self._letters = letters
        self._alike = tuple(together)
        self._wraps = wraps
        self._together: tuple[list[float], float] | None = None

    def line(self, text: str, size: float, *, bold: bool = False) -> None:
        """Write words across the page."""
        self.pdf.set_font(FONT, "B" if bold else "", size)
        self.pdf.multi_cell(
            0, size * _LEAD, self._letters(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )

    def section(self, section: Section, title_size: float = 11) -> None:
        """Draw a section: its title, its rows under their heads, and its sums."""
        self.pdf.ln(8)
        if self.pdf.will_page_break(5 * title_size * _LEAD):
            # A title never stands alone at the foot of a page.
            self.pdf.add_page()
        if section.title:
            self.line(section.title, title_size, bold=True)
        if not section.rows:
            self.line("Nothing.", 9)
            return
        rows = [[self._letters(cell_text(cell)) for cell in row.cells] for row in section.rows]
        sums = [cell_text(cell) for cell in section.sums] if section.sums else None
        heads = [column.head for column in section.columns]
        widths, size = self._like(section) or self._fitted(
            section.columns, [heads, *rows, *([sums] if sums else [])]
        )
        self._row(section.columns, heads, widths, size, border="B", bold=True)
        for cells in rows:
            if self._turns(size, self._height(section.columns, cells, widths, size)):
                self.pdf.add_page()
                self._row(section.columns, heads, widths, size, border="B", bold=True)
            self._row(section.columns, cells, widths, size)
        if sums:
            self._row(section.columns, sums, widths, size, border="T", bold=True)

    def _like(self, section: Section) -> tuple[list[float], float] | None:
        """Return the widths for all sections together where they have the same columns, so that these stand in line."""
        if len(self._alike) < 2:
            return None
        if self._together is None:
            lines = [[column.head for column in section.columns]]
            for each in self._alike:
                cells = [row.cells for row in each.rows] + ([each.sums] if each.sums else [])
                lines += [[self._letters.shown(cell_text(c)) for c in line] for line in cells]
            self._together = self._fitted(section.columns, lines)
        return self._together

    def _turns(self, size: float, lines: int) -> bool:
        # Room for one row more, so that the sums never stand on a page alone.
        return bool(self.pdf.will_page_break((lines + 1) * size * _LEAD))

    def _height(
        self, columns: Sequence[Column], cells: Sequence[str], widths: Sequence[float], size: float
    ) -> int:
        self.pdf.set_font(FONT, "", size)
        return max(len(each) for each in self._lines(columns, cells, widths))

    def _lines(
        self, columns: Sequence[Column], cells: Sequence[str], widths: Sequence[float]
    ) -> list[list[str]]:
        """Return each cell in the lines that it takes, in the font that is set."""
        return [
            [cell] if column.kind in _RIGHT else self._broken(cell, width)
            for column, cell, width in zip(columns, cells, widths, strict=True)
        ]

    def _broken(self, text: str, width: float) -> list[str]:
        if not self._wraps:
            return [self._cut(text, width)]
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if self.pdf.get_string_width(longer) + 4 <= width:
                lines[-1] = longer
                continue
            lines += self._pieces(word, width)
        return [each for each in lines if each] or [""]

    def _pieces(self, word: str, width: float) -> list[str]:
        """Return a word in pieces that fit, as a digest needs it."""
        pieces = [""]
        for sign in word:
            if pieces[-1] and self.pdf.get_string_width(pieces[-1] + sign) + 4 > width:
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _fitted(
        self, columns: Sequence[Column], lines: Sequence[Sequence[str]]
    ) -> tuple[list[float], float]:
        """Return the columns' widths and the size of letters; where even the smallest is too wide, words give way."""
        room = self.pdf.epw
        widths: list[float] = []
        # Words that may go on in further lines are better read at this size than all in one smaller.
        sizes = _SIZES[:2] if self._wraps else _SIZES
        for size in sizes:
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
        return widths, sizes[-1]

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
        lines = self._lines(columns, cells, widths)
        many = max(len(each) for each in lines)
        for place in range(many):
            sides = "".join(side for side in border if (side, place) in (("T", 0), ("B", many - 1)))
            for column, cell, width in zip(columns, lines, widths, strict=True):
                shown = cell[place] if place < len(cell) else ""
                align = "R" if column.kind in _RIGHT else "L"
                room = _AFTER_NUMBER if align == "R" else 0.0
                self.pdf.cell(width - room, size * _LEAD, shown, align=align, border=sides)
                if room:
                    self.pdf.cell(room, size * _LEAD, "", border=sides)
            self.pdf.ln(size * _LEAD)

    def _cut(self, text: str, width: float) -> str:
        if self.pdf.get_string_width(text) + 4 <= width:
            return text
        while text and self.pdf.get_string_width(f"{text}…") + 4 > width:
            text = text[:-1]
        return f"{text.rstrip()}…"
