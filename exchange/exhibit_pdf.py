"""The auditor's exhibit of a day as PDF on letter paper: what agrees on the first page, and behind it the tables."""

from typing import TYPE_CHECKING, Final

from domain.calendar import day_text
from domain.reports.exhibit import Check, Exhibit, Holds, Part
from exchange.pdf_page import FIXED, FONT, Letters, bytes_of, new_pdf, number_pages
from exchange.pdf_table import Tables

if TYPE_CHECKING:
    from fpdf import FPDF

_SHADE: Final = 232
_MARK: Final = 62.0
"""Points of width in which a check says whether it agrees."""
_GROUP: Final = 8
_MADE: Final = (
    "Made from the postings; nothing on it was typed in. As long as nothing more is posted, it can be made again and "
    "comes out the same."
)


def exhibit_pdf(exhibit: Exhibit) -> bytes:
    """Return the exhibit, the same bytes for the same postings."""
    return bytes_of(_Paper(exhibit).made())


class _Paper:
    def __init__(self, exhibit: Exhibit) -> None:
        self._exhibit = exhibit
        self._letters = Letters()
        on = exhibit.on.isoformat()
        self.pdf = new_pdf(f"Auditor's exhibit {on}")
        mark = "TRAINING. " if exhibit.training else ""
        number_pages(self.pdf, self._letters(f"{mark}{exhibit.office}: auditor's exhibit of {on}"))
        self._tables = Tables(self.pdf, self._letters, wraps=True)

    def made(self) -> "FPDF":
        """Return the whole document."""
        self.pdf.add_page()
        self._head()
        for number, part in enumerate(self._exhibit.parts, 1):
            self._part(number, part)
        self._notes()
        self._signatures()
        return self.pdf

    def _head(self) -> None:
        exhibit, line = self._exhibit, self._tables.line
        if exhibit.training:
            line("TRAINING: THIS IS NO RECORD OF PUBLIC MONEY", 12, bold=True)
        line(exhibit.office, 12, bold=True)
        line("Auditor's exhibit of a day", 20, bold=True)
        line(
            f"Business date: {exhibit.on:%A}, {day_text(exhibit.on)} ({exhibit.on.isoformat()})", 11
        )
        self.pdf.ln(2)
        line(_MADE, 8)
        self.pdf.ln(8)
        for check in exhibit.checks:
            self._check(check)
        self.pdf.ln(4)
        line(_verdict(exhibit), 10, bold=True)

    def _check(self, check: Check) -> None:
        width = self.pdf.epw - _MARK
        top = self.pdf.get_y()
        for text, size, bold in ((check.what, 9.5, True), (check.said, 8.5, False)):
            self.pdf.set_font(FONT, "B" if bold else "", size)
            self.pdf.multi_cell(
                width, size * 1.4, self._letters(text), align="L", new_x="LMARGIN", new_y="NEXT"
            )
        bottom = self.pdf.get_y() + 3
        self.pdf.set_xy(self.pdf.l_margin + width, top)
        self.pdf.set_font(FONT, "B" if check.holds is Holds.DIFFERS else "", 9.5)
        self.pdf.set_fill_color(_SHADE)
        filled = check.holds is not Holds.AGREES
        self.pdf.cell(_MARK, 14, check.holds.value, align="C", fill=filled, border=1)
        self.pdf.line(self.pdf.l_margin, bottom, self.pdf.l_margin + width - 6, bottom)
        self.pdf.set_xy(self.pdf.l_margin, bottom + 3)

    def _part(self, number: int, part: Part) -> None:
        self.pdf.ln(14)
        if self.pdf.will_page_break(90):
            self.pdf.add_page()
        self.pdf.set_font(FONT, "B", 12)
        self.pdf.set_fill_color(_SHADE)
        title = self._letters(f" {number}  {part.title}")
        self.pdf.cell(0, 19, title, fill=True, new_x="LMARGIN", new_y="NEXT")
        if part.words:
            self.pdf.ln(4)
        for word in part.words:
            self._tables.line(word, 9)
        for code in part.codes:
            self._code(code)
        for section in part.sections:
            self._tables.section(section, 9.5)
        if not part.sections:
            self.pdf.ln(4)
            self._tables.line("Nothing.", 9)

    def _code(self, code: str) -> None:
        groups = [code[place : place + _GROUP] for place in range(0, len(code), _GROUP)]
        self.pdf.ln(4)
        self.pdf.set_font(FIXED, "B", 11)
        half = len(groups) // 2
        for some in (groups[:half], groups[half:]):
            self.pdf.cell(0, 15, "  ".join(some), align="C", new_x="LMARGIN", new_y="NEXT")

    def _notes(self) -> None:
        self.pdf.ln(12)
        for note in (*self._exhibit.notes, self._letters.note):
            if note:
                self._tables.line(note, 8)

    def _signatures(self) -> None:
        if self.pdf.will_page_break(70):
            self.pdf.add_page()
        self.pdf.ln(42)
        self.pdf.set_font(FONT, "", 8)
        width = self.pdf.epw / 3
        for label in ("Prepared by, date", "Reviewed by, date", "Examined by, date"):
            self.pdf.cell(width - 14, 12, label, border="T")
            self.pdf.cell(14, 12, "")
        self.pdf.ln(12)


def _verdict(exhibit: Exhibit) -> str:
    if exhibit.differs:
        return "THIS DAY DOES NOT AGREE: see what is marked."
    left = sum(1 for check in exhibit.checks if check.holds is Holds.OPEN)
    if not left:
        return "Everything on this day agrees."
    were = "one thing is" if left == 1 else f"{left} things are"
    return f"Nothing differs; {were} still open."
