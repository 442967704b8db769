"""Words, settings and outputs that are wrong end in one sentence and an exit code, and show no password."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from chamberlain.settings import load_settings, shown_url
from chamberlain.stop import REFUSED, WRONG_USAGE, Stop
from tests.chamberlain.kit import ROOT, Line, one_sentence, water_row, write_water


def run(
    *words: str | bytes, output: IO[bytes] | int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program by itself, with the output and the environment of the test."""
    return subprocess.run(
        [sys.executable, "-m", "chamberlain", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
        stdout=output,
        stderr=subprocess.PIPE,
        timeout=60,
    )


def sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on standard error."""
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "postgresql+psycopg://clerk:hunter2@localhost:notaport/books",
        "postgresql+psycopg://clerk:hunter2@[::1/books",
        "postgresql+psycopg://clerk:hunter2@127.0.0.1:1/books",
        "mysql://clerk:hunter2@localhost/books",
        "mysql://clerk:hun/ter2:hunter2@localhost/books",
        "postgresql+psycopg://localhost/books\x1b[2J",
    ],
)
@pytest.mark.parametrize("command", ["init", "prove"])
def test_addresses_that_are_none_end_in_a_sentence_without_the_password(
    line: Line, url: str, command: str
) -> None:
    line.url = url
    ran = line(command)
    assert ran.code in (REFUSED, WRONG_USAGE)
    assert "hunter2" not in one_sentence(ran)
    assert "\x1b" not in ran.err


def test_books_out_of_reach_are_told_as_a_sentence(line: Line) -> None:
    line.url = "postgresql+psycopg://clerk:hunter2@127.0.0.1:1/books"
    for words in (("init",), ("prove",), ("find", "doe")):
        said = one_sentence(line(*words))
        assert said == "chamberlain: The books cannot be reached: the server does not answer."


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://clerk:hunter2@localhost/books",
        "postgresql+psycopg://localhost/books?user=clerk&password=hunter2",
        "postgresql+psycopg://clerk:hun/ter2:hunter2@localhost/books",
    ],
)
@pytest.mark.parametrize("words", [["prove"], []])
def test_a_password_is_no_word_of_the_command_line(url: str, words: list[str]) -> None:
    # Anybody on the machine reads the words of every program with ps.
    done = run(*words, "--books", url)
    assert done.returncode == WRONG_USAGE
    assert "~/.pgpass" in sentence(done) or not words
    assert b"hunter2" not in done.stderr


def test_a_url_is_shown_without_its_password() -> None:
    assert shown_url("postgresql+psycopg://u:p@h/b?password=p") == "postgresql+psycopg://u@h/b"
    assert shown_url("postgresql+psycopg://u@h/b") == "postgresql+psycopg://u@h/b"
    assert shown_url("sqlite:////var/books.sqlite") == "sqlite:////var/books.sqlite"


def test_what_is_typed_is_said_again_without_its_commands_to_the_terminal(line: Line) -> None:
    ran = line("quote", "W-1\x1b]0;OWNED\x07\x9b2J")
    assert ran.code == REFUSED
    assert "W-1" in one_sentence(ran)
    assert not any(letter in ran.err for letter in "\x1b\x07\x9b")


def test_words_that_are_no_text_are_wrong_usage() -> None:
    done = run("find", b"\xff\xfe")
    assert done.returncode == WRONG_USAGE
    assert "no text in this terminal's encoding" in sentence(done)


def test_a_disk_that_is_full_while_a_report_is_printed_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = run("keys", output=full)
    assert done.returncode == REFUSED
    assert "No space left on device" in sentence(done)


@pytest.mark.parametrize("words", [["--help"], ["keys"], []])
def test_streams_that_were_closed_before_the_start_break_nothing(words: list[str]) -> None:
    shell = f"exec {sys.executable} -m chamberlain {' '.join(words)} <&- >&- 2>&-"
    done = subprocess.run(
        ["sh", "-c", shell], check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == (0 if words else WRONG_USAGE)


def test_letters_that_the_terminal_cannot_show_break_no_report(
    stocked: Line, tmp_path: Path
) -> None:
    export = write_water(tmp_path, water_row(900, name="Ana Nu\u00f1ez"), name="more.csv")
    assert stocked("import", "water", export).code == 0
    find = ("find", "nunez", "--books", stocked.url)
    done = run(*find, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Nu?ez" in done.stdout
    as_json = run(*find, "--json", PYTHONIOENCODING="ascii")
    assert json.loads(as_json.stdout)[0]["name"] == "Ana Nu\u00f1ez"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_city_of_an_impossible_year_is_refused(line: Line, tmp_path: Path, day: str) -> None:
    ran = line("sample-city", tmp_path / "city", "--parcels", "1", "--on", day)
    assert ran.code == WRONG_USAGE
    assert "allowed: the years 1960 to 2140" in one_sentence(ran)


@pytest.mark.parametrize(
    "content",
    ['printer = "file:/tmp/a\\u0000b"', 'books = "sqlite:////tmp/a\\u0000b"', "a=" + "[" * 9000],
)
def test_settings_files_that_hold_anything(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        load_settings({"settings": str(path)}, {})
    assert stopped.value.exit_code == WRONG_USAGE


def test_new_books_are_their_owners_alone(line: Line, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    line.url = f"sqlite:///{shared / 'books.sqlite'}"
    assert line("init").code == 0
    kept = [*shared.iterdir()]
    assert kept
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
