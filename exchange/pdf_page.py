"""Pages of PDF in the fonts that every reader has, and the same bytes for the same content.

These fonts hold the letters of Western Europe and no others (Windows code page 1252). A character that they lack is
printed as ``¿``, and whoever makes the page can ask how many there were, to say so on it.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.text import display_text

if TYPE_CHECKING:
    from fpdf import FPDF

MISSING = "¿"
_CODE_PAGE = "cp1252"
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
"""A mark of the file and no moment: what is printed says its own days."""
FONT, FIXED = "Helvetica", "Courier"


class Letters:
    """What the fonts can print of a text; counts the characters that they cannot."""

    def __init__(self) -> None:
        self.lost = 0

    def __call__(self, text: str) -> str:
        """Return ``text`` with every character that the fonts lack as ``¿``, and count these."""
        kept = self.shown(text)
        if kept != text:
            whole = display_text(text)
            self.lost += sum(1 for mine, its in zip(kept, whole, strict=True) if mine != its)
        return kept

    @staticmethod
    def shown(text: str) -> str:
        """Return ``text`` as it will stand there, without counting what is lost."""
        whole = display_text(text)
        try:
            whole.encode(_CODE_PAGE)
        except UnicodeEncodeError:
            return "".join(c if _has(c) else MISSING for c in whole)
        return whole

    @property
    def note(self) -> str:
        """What the page must say of the characters that were lost; nothing when none was."""
        if not self.lost:
            return ""
        were = "character is" if self.lost == 1 else "characters are"
        return (
            f"{self.lost} {were} printed as {MISSING}: this paper's fonts lack them. The names in full are in the "
            "text, CSV and XLSX of the same report."
        )


def _has(character: str) -> bool:
    try:
        character.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True


def new_pdf(title: str, *, landscape: bool = False) -> "FPDF":
    """Return an empty document on US letter paper with the marks that make its bytes repeatable."""
    from fpdf import FPDF

    pdf = FPDF(orientation="landscape" if landscape else "portrait", unit="pt", format="letter")
    pdf.core_fonts_encoding = _CODE_PAGE
    pdf.set_creation_date(_WHEN)
    pdf.set_title(title.encode("ascii", "replace").decode())
    pdf.set_producer("Chamberlain")
    pdf.set_margin(36)
    pdf.set_auto_page_break(True, margin=48)
    return pdf


def number_pages(pdf: "FPDF", foot: str) -> None:
    """Let every page say at its foot what it is of, and which of how many it is."""

    def footer() -> None:
        pdf.set_y(-32)
        pdf.set_font(FONT, "", 7)
        pdf.cell(pdf.epw * 3 / 4, 9, foot)
        pdf.cell(pdf.epw / 4, 9, f"Page {pdf.page_no()} of {{nb}}", align="R")

    pdf.footer = footer  # type: ignore[method-assign]  # the library's way is a subclass, and it may not be loaded yet


def bytes_of(pdf: "FPDF") -> bytes:
    """Return the finished document."""
    return bytes(pdf.output())
