"""The command that writes the auditor's exhibit."""

from __future__ import annotations

from pathlib import Path

from chamberlain.stop import DONE, REFUSED
from tests.chamberlain.kit import ON, Line, open_drawer, take


def test_the_exhibit_of_a_day_is_one_pdf_and_the_same_again(line: Line, tmp_path: Path) -> None:
    take(line.url, open_drawer(line.url), "r-1", [])
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    ran = line("exhibit", "--on", ON.isoformat(), "--output", one)
    assert ran.code == DONE
    assert "Money received is what was relieved and sold" in ran.out
    assert "not sealed" in ran.out
    assert "Drawer 1 (session 1-1, Ada Lark) is open" in ran.err
    assert line("exhibit", "--on", ON.isoformat(), "--output", other).code == DONE
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().startswith(b"%PDF")


def test_an_exhibit_of_nothing_or_over_a_file_is_refused(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "day.pdf"
    ran = line("exhibit", "--on", ON.isoformat(), "--output", path)
    assert ran.code == REFUSED
    assert "Nothing was posted on 2026-03-02" in ran.err
    assert not path.exists()
    path.write_text("mine")
    ran = line("exhibit", "--on", ON.isoformat(), "--output", path)
    assert ran.code == REFUSED
    assert "--force" in ran.err
    assert path.read_text() == "mine"
