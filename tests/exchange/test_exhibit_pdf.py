"""The exhibit on paper: every part and page, the same bytes again, and no word cut off."""

from __future__ import annotations

import io
from dataclasses import replace

from pypdf import PdfReader

from domain.reports.exhibit import Check, Exhibit, Holds, Part, day_exhibit
from domain.reports.report import Row, Section, money, text
from exchange.exhibit_pdf import exhibit_pdf
from storage.memory import MemoryBooks
from tests.domain.reports.kit import asked, dollars
from tests.samples import DAY
from tests.storage.worked_books import work


def pages_of(made: Exhibit) -> list[str]:
    """What each page says."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(exhibit_pdf(made))).pages]


def worked_exhibit() -> Exhibit:
    """The exhibit of a day with everything in it."""
    books = MemoryBooks()
    work(books)
    return day_exhibit(books, asked(books))


def test_the_exhibit_is_one_paper_with_every_part_and_numbered_pages() -> None:
    made = worked_exhibit()
    pages = pages_of(made)
    said = " ".join("\n".join(pages).split())
    for number, part in enumerate(made.parts, 1):
        assert f"{number} {part.title}" in said
    for check in made.checks:
        assert check.what in said
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
    assert "Made from the postings" in pages[0]
    assert "Examined by" in pages[-1]
    assert "Nothing differs; 2 things are still open." in said


def test_the_same_day_is_the_same_bytes() -> None:
    assert exhibit_pdf(worked_exhibit()) == exhibit_pdf(worked_exhibit())


def test_long_words_go_on_in_further_lines_and_amounts_stay_whole() -> None:
    why = " ".join(f"word{n}" for n in range(80))
    columns = (text("a", "What"), text("why", "Why"), money("amount", "Amount"))
    row = Row(("x" * 90, why, dollars("1234567.89")))
    part = Part("One", (), (Section("Table", columns, (row,)),), ("AB12CD34" * 8,))
    checks = (Check("It is right", "1.00 and 2.00", Holds.DIFFERS),)
    made = Exhibit("City of Sample", DAY, True, checks, (part,), ())
    said = " ".join("\n".join(pages_of(made)).split())
    for n in range(80):
        assert f"word{n}" in said
    assert "…" not in said
    assert "1,234,567.89" in said
    assert "TRAINING" in said
    assert "THIS DAY DOES NOT AGREE" in said
    assert "AB12CD34 AB12CD34" in said
    right = replace(made, checks=(replace(checks[0], holds=Holds.AGREES),))
    assert "Everything on this day agrees." in " ".join(pages_of(right))
