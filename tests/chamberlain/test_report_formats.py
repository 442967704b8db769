"""Every report in every form from the command line, to a file that is there whole or not at all."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from chamberlain.reports.spans import SPANS
from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from domain.reports.catalog import REPORTS
from tests.chamberlain.kit import ON, Line, one_sentence, open_drawer, take

ALL = sorted({*SPANS, *REPORTS} - {"drawer"})
"""A drawer's own is asked for by its session."""
DAY = ON.isoformat()


@pytest.fixture
def a_day(stocked: Line) -> Line:
    """An open drawer with a receipt for two bills."""
    take(stocked.url, open_drawer(stocked.url), "r1", ["W-1", "W-2"])
    return stocked


def test_every_report_comes_in_every_form(a_day: Line, tmp_path: Path) -> None:
    for name in ALL:
        about = ("--account", "10-000001") if name == "status" else ()
        for how in ("text", "csv", "json"):
            assert a_day("report", name, *about, "--on", DAY, "--format", how).code == DONE
        sheet, paper = tmp_path / f"{name}.xlsx", tmp_path / f"{name}.pdf"
        for how, path in (("xlsx", sheet), ("pdf", paper)):
            ran = a_day("report", name, *about, "--on", DAY, "--format", how, "--output", path)
            assert (ran.code, ran.out, ran.err) == (DONE, "", "")
        assert openpyxl.load_workbook(sheet).worksheets
        assert DAY in PdfReader(paper).pages[0].extract_text()


def test_an_account_that_is_not_there_is_refused_and_no_file_written(
    a_day: Line, tmp_path: Path
) -> None:
    path = tmp_path / "status.pdf"
    for more in ((), ("--format", "csv"), ("--format", "pdf", "--output", path)):
        ran = a_day("report", "status", "--account", "10-9", "--on", DAY, *more)
        assert (ran.code, ran.out) == (REFUSED, "")
        assert "There is no account 10-9 in these books" in one_sentence(ran)
    assert not path.exists()


def test_receipts_and_sequence_hold_the_receipt(a_day: Line, tmp_path: Path) -> None:
    for name in ("receipts", "sequence"):
        path = tmp_path / f"{name}.xlsx"
        assert a_day("report", name, "--on", DAY, "--format", "xlsx", "--output", path).code == DONE
        cells = [c.value for row in openpyxl.load_workbook(path).worksheets[0] for c in row]
        assert "2026-1-000001" in cells
        assert 197 in cells, "an amount is a number"


def test_a_report_of_training_books_says_so_and_that_no_number_is_missing(
    a_day: Line, tmp_path: Path
) -> None:
    said, path = a_day("report", "sequence", "--on", DAY).out, tmp_path / "sequence.pdf"
    assert said.startswith("TRAINING, ")
    assert "No number is missing." in said
    told = a_day("report", "gl", "--on", DAY, "--format", "json").json
    assert told["office"].startswith("TRAINING, ")
    a_day("report", "sequence", "--on", DAY, "--format", "pdf", "--output", path)
    assert "TRAINING, " in PdfReader(path).pages[0].extract_text()


def test_an_open_drawer_is_no_workbook(a_day: Line, tmp_path: Path) -> None:
    ran = a_day("report", "drawer", "--format", "xlsx", "--output", tmp_path / "d.xlsx")
    assert ran.code == REFUSED
    assert "is open" in one_sentence(ran)
    assert not list(tmp_path.glob("*.xlsx"))
    said = a_day("report", "tender", "--on", DAY).out
    assert "Drawer 1 (session 1-1, Ada Lark) is open and left out" in said
    assert "197" not in said


def test_a_file_is_replaced_only_where_that_is_asked_for(a_day: Line, tmp_path: Path) -> None:
    path = tmp_path / "sequence.csv"
    words = ("report", "sequence", "--on", DAY, "--format", "csv", "--output", path)
    assert a_day(*words).code == DONE
    first = path.read_bytes()
    assert first.startswith(b"receipt,state,")
    assert first == a_day(*words[:-2]).out.encode().replace(b"\n", b"\r\n").replace(b"\r\r", b"\r")
    path.write_bytes(b"mine")
    ran = a_day(*words)
    assert ran.code == REFUSED
    assert "is there already; --force replaces it" in one_sentence(ran)
    assert path.read_bytes() == b"mine"
    assert a_day(*words, "--force").code == DONE
    assert path.read_bytes() == first
    ran = a_day("report", "sequence", "--force")
    assert ran.code == WRONG_USAGE
    gone = a_day(*words[:-1], tmp_path / "no" / "where.csv")
    assert gone.code == REFUSED
    assert "cannot be written" in one_sentence(gone)


def test_a_workbook_does_not_go_to_a_terminal(a_day: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for how in ("xlsx", "pdf"):
        ran = a_day("report", "gl", "--format", how)
        assert ran.code == WRONG_USAGE
        assert "name a file with --output" in one_sentence(ran)


def test_a_period_is_typed_as_on_the_screen(a_day: Line) -> None:
    whole = a_day("report", "sequence", "--on", "2026-03", "--format", "csv").out
    assert len(list(csv.reader(io.StringIO(whole)))) == 2
    some = a_day("report", "sequence", "--on", "2026-03-01..02", "--json").json
    assert [row["receipt"] for row in some] == ["2026-1-000001"]
    assert a_day("report", "sequence", "--on", "2026-02", "--json").json == []
    ran = a_day("report", "sequence", "--on", "soonish")
    assert ran.code == WRONG_USAGE
    assert "is not a date or a period" in one_sentence(ran)


def test_json_of_a_report_of_postings(a_day: Line) -> None:
    data = a_day("report", "collected", "--on", DAY, "--json").json
    assert list(data) == ["report", "title", "office", "from", "to", "sections", "notes"]
    assert [each["title"] for each in data["sections"]] == ["By service", "By person", "By day"]
