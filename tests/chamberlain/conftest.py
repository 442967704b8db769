"""Fixtures of the command line: fresh books on SQLite for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chamberlain.kit import Line, a_day, water_row, write_water


@pytest.fixture
def line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Line:
    """The command line on fresh training books."""
    made = Line(f"sqlite:///{tmp_path / 'books' / 'books.sqlite'}", capsys, monkeypatch)
    assert made("init", "--training").code == 0
    return made


@pytest.fixture
def stocked(line: Line, tmp_path: Path) -> Line:
    """The command line on books with three water bills of 85.00."""
    file = write_water(
        tmp_path, water_row(1), water_row(2, name="Ann O'Hara"), water_row(3, name="=cmd|x")
    )
    assert line("import", "water", file).code == 0
    return line


@pytest.fixture
def worked(stocked: Line) -> Line:
    """Books after a day."""
    a_day(stocked)
    return stocked
