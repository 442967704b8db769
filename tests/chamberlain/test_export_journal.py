"""``chamberlain export journal``: a closed day's entries for another ledger, whole into a file or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chamberlain.commands.export import FORMATS
from chamberlain.commands.import_ import who_runs_this
from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from domain.people.access import AccessKind
from exchange.ledger_export import FORMS
from storage.open import open_books
from tests.chamberlain.kit import ON, ROOT, Line, close, one_sentence, open_drawer, take
from tests.chamberlain.test_export_program import DIES
from tests.exchange.ledger_kit import bean_balances

DAY = ON.isoformat()

PIN = "Blue Heron 7 Crossing\n"


@pytest.fixture
def closed(stocked: Line) -> Line:
    """A closed day with a receipt for two water bills of three funds and a sheet of tags."""
    session = open_drawer(stocked.url)
    take(stocked.url, session, "r1", ["W-1", "W-2"])
    close(stocked.url, session, 20_000 + 19_700 - 2_000, 2_000)
    return stocked


def test_the_command_knows_every_form() -> None:
    assert sorted(FORMATS) == sorted(FORMS)


@pytest.mark.parametrize("how", FORMATS)
def test_a_day_is_written_and_again_to_the_same_bytes(
    closed: Line, tmp_path: Path, how: str
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    ran = closed("export", "journal", "--on", DAY, "--format", how, "--output", first)
    assert (ran.code, ran.out) == (DONE, "")
    assert ran.err.startswith("3 entries, ")
    days = ("--from", DAY, "--to", DAY)
    assert closed("export", "journal", *days, "--format", how, "--output", second).code == DONE
    assert first.read_bytes() == second.read_bytes() != b""
    assert b"Doe" not in first.read_bytes()


@pytest.mark.parametrize("how", FORMATS)
def test_the_journal_of_training_books_says_so(closed: Line, tmp_path: Path, how: str) -> None:
    path = tmp_path / "day"
    ran = closed("export", "journal", "--on", DAY, "--format", how, "--output", path)
    assert "these books are for training: no ledger may take this file" in ran.err
    if how in ("beancount", "hledger"):
        assert b"TRAINING, " in path.read_bytes()


@pytest.mark.parametrize("how", ["beancount", "hledger"])
def test_a_day_that_is_not_sealed_is_said_to_be(closed: Line, tmp_path: Path, how: str) -> None:
    path = tmp_path / "day"
    words = ("export", "journal", "--on", DAY, "--format", how, "--output", path)
    ran = closed(*words, "--sealed-only")
    assert ran.code == REFUSED
    assert f"{DAY} is not sealed" in one_sentence(ran)
    assert not path.exists()
    ran = closed(*words)
    assert ran.code == DONE
    assert f"WARNING: {DAY} is not sealed" in ran.err
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert f"NOT SEALED: {DAY}" in first
    closed(
        "operator", "add", "sam", "--name", "Sam Field", "--role", "supervisor", "--pin-stdin",
        stdin=PIN,
    )  # fmt: skip
    assert closed("close-day", "--by", "sam", "--pin-stdin", stdin=PIN).code == DONE
    ran = closed(*words, "--force", "--sealed-only")
    assert ran.code == DONE, ran.err
    assert "not sealed" not in ran.err
    assert "NOT SEALED" not in path.read_text(encoding="utf-8")


def test_beancount_and_the_report_agree(closed: Line, tmp_path: Path) -> None:
    path = tmp_path / "day"
    words = ("export", "journal", "--on", DAY, "--format", "beancount", "--output", path)
    assert closed(*words).code == DONE
    said = closed("report", "gl", "--on", DAY, "--json").json
    (section,) = said["sections"]
    told = {row["gl_code"]: row["net_cents"] for row in section["rows"]}
    assert bean_balances(path.read_bytes(), tmp_path) == told
    assert {code[0] for code in told} == {"A", "F", "G"}


def test_an_open_drawer_a_file_in_the_way_and_wrong_words_are_refused(
    stocked: Line, tmp_path: Path
) -> None:
    take(stocked.url, open_drawer(stocked.url), "r1", ["W-1"])
    path = tmp_path / "day"
    words = ("export", "journal", "--on", DAY, "--format", "csv", "--output", path)
    ran = stocked(*words)
    assert ran.code == REFUSED
    assert "Drawer 1 of 2026-03-02 is not closed" in one_sentence(ran)
    assert not path.exists()
    path.write_bytes(b"mine")
    ran = stocked(*words)
    assert ran.code == REFUSED
    assert "is there already; --force replaces it" in one_sentence(ran)
    assert path.read_bytes() == b"mine"
    assert stocked("export", "journal", "--format", "csv").code == WRONG_USAGE
    assert stocked("export", "journal", "--output", path).code == WRONG_USAGE
    month = ("--from", "2026-02-01", "--to", "2026-02-28", "--force")
    ran = stocked("export", "journal", *month, "--format", "munis", "--output", path)
    assert "a file is of one day" in one_sentence(ran)


def test_each_export_is_in_the_access_log(closed: Line, tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    closed("export", "journal", "--on", DAY, "--format", "csv", "--output", path)
    books = open_books(closed.url)
    try:
        ever = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
        (line,) = [e for e in books.access_events(*ever) if e.event == AccessKind.EXPORTED]
        assert line.about == f"journal {DAY} to {DAY} as csv, 3 entries, not sealed"
        assert line.why == f"command line, {who_runs_this()}, to day.csv"
    finally:
        books.close()


def test_a_file_that_cannot_be_finished_leaves_nothing(
    closed: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exchange.whole_file.os.fsync", full)
    path = tmp_path / "day"
    ran = closed("export", "journal", "--on", DAY, "--format", "csv", "--output", path)
    assert ran.code == REFUSED
    assert "No space left on device" in one_sentence(ran)
    assert not list(tmp_path.glob("*day*"))


@pytest.mark.parametrize("where", ["file", "rename"])
def test_a_kill_in_mid_export_leaves_no_journal_of_that_name(
    closed: Line, tmp_path: Path, where: str
) -> None:
    path = tmp_path / "out" / "day.csv"
    path.parent.mkdir()
    words = ("export", "journal", "--on", DAY, "--format", "csv", "--output", str(path))
    died = subprocess.run(
        [sys.executable, "-c", DIES, where, *words, "--books", closed.url],
        check=False,
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert not path.exists()
    assert closed(*words).code == DONE
    first = path.read_bytes()
    assert closed(*words, "--force").code == DONE
    assert path.read_bytes() == first
