"""Reports as text, CSV, JSON, workbooks and PDF: safe, exact, and the same bytes for the same report."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from domain.money import Money
from domain.reports.report import Report, Row, Section, text
from domain.text import display_text
from exchange import report_xlsx
from exchange.cells import harmless_cell
from exchange.pdf_page import Letters
from exchange.report_pdf import pdf_bytes
from exchange.report_text import csv_lines, report_data, text_lines
from exchange.report_xlsx import xlsx_bytes
from exchange.whole_file import NotWritten, write_whole
from tests.exchange.reports_kit import HOSTILE, ON, report_of


def sheet_rows(content: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    """The cells of a workbook, as another program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell.value for cell in row) for row in book.worksheets[sheet].iter_rows()]


def test_a_workbook_holds_words_as_words_and_numbers_as_numbers() -> None:
    content = xlsx_bytes(report_of(*HOSTILE))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    rows = sheet_rows(content)
    body = [row for row in rows if isinstance(row[1], datetime)]
    assert [row[0] for row in body] == [display_text(name) for name in HOSTILE]
    assert [row[2] for row in body] == list(range(1, len(HOSTILE) + 1))
    assert [row[3] for row in body][:3] == [-1.5, -0.5, 0.5]
    sums = next(row for row in rows if row[0] is None and row[3] is not None)
    assert sums[3] == sum(row[3] for row in body)  # type: ignore[misc]
    assert rows[0][0] == "City of Sample: Sample report"
    assert rows[-1][0] == "A note."


@pytest.mark.parametrize("made", [xlsx_bytes, pdf_bytes])
def test_the_same_report_is_the_same_bytes(made: object) -> None:
    assert callable(made)
    report = report_of("Doe, Jane", "Łukasz", sections=2)
    assert made(report) == made(report)


def test_a_workbook_goes_on_to_a_second_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_xlsx, "MOST_ROWS", 10)
    content = xlsx_bytes(report_of(*map(str, range(25))))
    names = [
        row[0] for n in range(4) for row in sheet_rows(content, n) if isinstance(row[1], datetime)
    ]
    assert names == [str(n) for n in range(25)]


def test_a_cell_longer_than_a_workbook_takes_is_cut() -> None:
    rows = sheet_rows(xlsx_bytes(report_of("x" * 40_000)))
    assert max(len(str(row[0])) for row in rows) == 32_000


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_csv_reads_back_as_what_was_said_and_no_formula(names: list[str]) -> None:
    lines = "".join(csv_lines(report_of(*names)))
    rows = list(csv.reader(io.StringIO(lines, newline="")))
    assert rows[0] == ["name", "on", "number", "amount", "rate"]
    assert [row[0] for row in rows[1:]] == [harmless_cell(display_text(name)) for name in names]
    for row in rows[1:]:
        assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows[1][3] == "-1.50", "an amount below zero is a number, not a formula"


def test_csv_of_several_sections_names_them() -> None:
    rows = list(csv.reader("".join(csv_lines(report_of("a", sections=2))).splitlines()))
    assert [row[0] for row in rows] == ["section", "Part 1", "Part 2"]
    other = Section("=Other", (text("x", "X"),), (Row(("y",)),))
    report = report_of("a", sections=2)
    mixed = Report("m", "Mixed", "Office", ON, ON, (*report.sections, other))
    said = "".join(csv_lines(mixed)).split("\r\n")
    assert said[-3:] == ["section,x", "'=Other,y", ""]
    assert said.count("section,name,on,number,amount,rate") == 2


def test_text_has_sums_under_their_columns() -> None:
    lines = list(text_lines(report_of("a", "bb")))
    assert lines[0] == "City of Sample: Sample report"
    assert lines[1] == "2027-01-25"
    head, last = lines[3], lines[7]
    assert head.index("Amount") + len("Amount") == last.rindex("-2.00") + len("-2.00")
    assert "Nothing." in list(text_lines(report_of()))


def test_json_has_whole_cents() -> None:
    data: dict[str, Any] = report_data(report_of("a", "b"))
    (part,) = data["sections"]
    assert part["rows"][0] == {
        "name": "a",
        "on": "2027-01-25",
        "number": 1,
        "amount_cents": -150,
        "rate_cents": None,
    }
    assert part["totals"] == {"number": 3, "amount_cents": -200}


def pdf_words(content: bytes) -> str:
    """What the pages of a PDF say."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_pdf_says_it_all_and_what_its_fonts_lack() -> None:
    said = pdf_words(pdf_bytes(report_of("Müller – Škoda €5", "Łukasz 渋谷")))
    assert "Müller – Škoda €5" in said
    assert "¿ukasz ¿¿" in said
    assert "3 characters are printed as ¿" in " ".join(said.split())
    assert "-1.50" in said
    assert "Page 1 of 1" in said
    assert "fonts lack" not in pdf_words(pdf_bytes(report_of("Müller")))


def test_a_long_pdf_has_heads_on_every_page_and_loses_no_row() -> None:
    content = pdf_bytes(report_of(*(f"Row {n:04}" for n in range(300))))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 3
    assert all("Amount" in page for page in pages)
    assert all(f"Row {n:04}" in "".join(pages) for n in range(300))


def test_amounts_are_never_cut_however_wide_the_words_are() -> None:
    columns = (*(text(f"w{n}", "Words") for n in range(9)), *report_of().sections[0].columns[3:4])
    row = Row((*("A sentence that goes on and on and on" for _ in range(9)), Money(-123456789_00)))
    report = Report("w", "Wide", "Office", ON, ON, (Section("", columns, (row,)),))
    assert "-123,456,789.00" in pdf_words(pdf_bytes(report))


@given(st.text(max_size=40))
def test_letters_are_kept_or_seen_to_be_missing(name: str) -> None:
    letters = Letters()
    shown = letters(name)
    shown.encode("cp1252")
    assert len(shown) == len(name)
    assert bool(letters.note) == bool(letters.lost)


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_whole(path, b"first")
    with pytest.raises(NotWritten, match="is there already; --force replaces it"):
        write_whole(path, b"second")
    assert path.read_bytes() == b"first"
    write_whole(path, b"second", replace=True)
    assert path.read_bytes() == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]
    with pytest.raises(NotWritten, match="cannot be written"):
        write_whole(tmp_path / "no" / "where.pdf", b"x")


def test_where_files_have_one_name_only_none_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refused)
    write_whole(tmp_path / "a", b"first")
    with pytest.raises(NotWritten):
        write_whole(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1
