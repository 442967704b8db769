"""Batches at the command line: made once, written alike, released by two people, sent, and answered."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from domain.people.authority import Operator
from storage.open import open_books
from tests.chamberlain import kit
from tests.chamberlain.kit import ON, Line, one_sentence, water_row, write_water
from tests.samples import at as moment

DAY = ON.isoformat()
CHRIS = Operator("chris", "Chris Ham", "chamberlain")
CONNIE = Operator("connie", "Connie Troll", "controller")


@pytest.fixture
def live(tmp_path: Path, line: Line) -> Line:
    """Books that are not for training, with a day's work, and the two people who sign."""
    real = Line(f"sqlite:///{tmp_path / 'live' / 'books.sqlite'}", line.capsys, line.monkeypatch)
    assert real("init").code == 0
    rows = (water_row(1), water_row(2), water_row(3))
    assert real("import", "water", write_water(tmp_path, *rows, name="live.csv")).code == 0
    kit.a_day(real)
    books = open_books(real.url)
    for person, pin in ((CHRIS, "483920"), (CONNIE, "592031")):
        assert books.add_operator(person, pin, moment(8, day=ON)) is None
    books.close()
    return real


def settings_file(folder: Path, text: str) -> Path:
    """A settings file that says where files go."""
    path = folder / "settings.toml"
    path.write_text(text)
    return path


def test_a_batch_is_written_once_and_always_alike(worked: Line, tmp_path: Path) -> None:
    first = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json")
    assert first.code == 0, first.err
    (batch,) = first.json
    assert batch["batch"] == "UTILITY-20260302-01"
    assert batch["state"] == "ready"
    assert batch["records"] == 9
    assert batch["amount_cents"] == 3 * 8_500
    path = Path(batch["file"])
    assert path.name == "TRAINING-UB2026030201.TXT"
    content = path.read_bytes()
    assert "exported" in worked("report", "access").out
    path.unlink()
    again = worked("export", "water", "--on", DAY, "--output", tmp_path, "--json")
    assert again.json == first.json
    assert path.read_bytes() == content
    lines = content.decode("ascii").split("\r\n")
    assert {len(each) for each in lines[:-1]} == {100}
    assert lines[0].startswith("HUTILITY-20260302-01")
    assert lines[-2].startswith("T000009" + "0000000025500" + "0000000000000")


def test_batches_of_a_period_are_of_its_days_only(worked: Line, tmp_path: Path) -> None:
    made = worked("export", "utility", "--on", "2026-03-01..2026-03-02", "--output", tmp_path)
    assert (made.code, "UTILITY-20260302-01" in made.out) == (0, True), made.err
    before = ("--from", "2026-02-01", "--to", "2026-02-28")
    ran = worked("export", "utility", *before, "--output", tmp_path, "--json")
    assert (ran.code, ran.json) == (0, []), "the batch of another day is not of these days"
    ran = worked("export", "utility", "--on", "2026-03", "--output", tmp_path, "--json")
    assert [batch["batch"] for batch in ran.json] == ["UTILITY-20260302-01"]
    ran = worked("export", "utility", "--on", "no day", "--output", tmp_path)
    assert (ran.code, "not a date or a period" in one_sentence(ran)) == (2, True)


def test_a_day_outside_the_period_is_put_into_no_batch(worked: Line, tmp_path: Path) -> None:
    before = ("--from", "2026-02-01", "--to", "2026-02-28")
    ran = worked("export", "utility", *before, "--output", tmp_path, "--json")
    assert (ran.code, ran.json, list(tmp_path.glob("*UB*"))) == (0, [], [])


def test_words_of_the_journal_are_refused_for_a_program_and_the_other_way(
    worked: Line, tmp_path: Path
) -> None:
    ran = worked("export", "utility", "--format", "csv", "--output", tmp_path)
    assert (ran.code, "are the journal's" in one_sentence(ran)) == (2, True)
    journal = ("export", "journal", "--on", DAY, "--format", "csv", "--output", tmp_path / "j.csv")
    ran = worked(*journal, "--release")
    assert (ran.code, "are a program's" in one_sentence(ran)) == (2, True)
    assert not (tmp_path / "j.csv").exists()


def test_nothing_of_an_open_drawer_is_told(stocked: Line, tmp_path: Path) -> None:
    session = kit.open_drawer(stocked.url)
    kit.take(stocked.url, session, "r-1", ["W-1"])
    ran = stocked("export", "water", "--on", DAY, "--output", tmp_path, "--json")
    assert ran.json == []
    assert session.session_id in ran.err
    kit.close(stocked.url, session, 29_200, 2_000)
    assert len(stocked("export", "water", "--output", tmp_path, "--json").json) == 1


def test_an_unknown_program_and_a_missing_folder_are_said(worked: Line, tmp_path: Path) -> None:
    ran = worked("export", "gas", "--on", DAY)
    assert ran.code == 2
    assert "tax, utility, parking, permits" in one_sentence(ran)
    assert worked("export", "utility", "--output", tmp_path / "no").code == 1


def test_another_file_of_that_name_is_not_replaced_unasked(worked: Line, tmp_path: Path) -> None:
    there = tmp_path / "TRAINING-UB2026030201.TXT"
    there.write_text("mine")
    assert worked("export", "utility", "--on", DAY, "--output", tmp_path).code == 1
    assert there.read_text() == "mine"
    assert worked("export", "utility", "--on", DAY, "--output", tmp_path, "--force").code == 0
    assert there.read_bytes().startswith(b"H")


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "link"])
def test_a_write_that_breaks_off_leaves_no_part_and_loses_no_batch(
    worked: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out"
    out.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile if step == "mkstemp" else os, step, broken)
        if step == "link":
            patch.setattr(os, "replace", broken)
        ran = worked("export", "utility", "--on", DAY, "--output", out)
    assert ran.code == 1
    assert "No space left" in one_sentence(ran)
    assert list(out.iterdir()) == []
    (batch,) = worked("export", "utility", "--on", DAY, "--output", out, "--json").json
    assert batch["batch"] == "UTILITY-20260302-01"
    assert [each.name for each in out.iterdir()] == ["TRAINING-UB2026030201.TXT"]


def test_training_books_send_nothing(worked: Line, tmp_path: Path) -> None:
    ran = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--send", "--by", "sam")
    assert ran.code == 1
    assert "training" in one_sentence(ran)


def test_the_tape_lists_each_payment_and_what_is_keyed_again(worked: Line, tmp_path: Path) -> None:
    ran = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--tape")
    assert ran.out.count("85.00") == 3
    assert "2026-1-000001" in ran.out


def test_two_people_release_a_batch_and_it_is_sent_once(live: Line, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    settings = settings_file(tmp_path, f'[deliver.utility]\nfolder = "{drop}"\n')
    steps = ("export", "utility", "--on", DAY, "--output", tmp_path, "--settings", settings)
    send = ("--send", "--by", "chris", "--pin-stdin")
    early = live(*steps, *send, stdin="483920\n")
    assert early.code == 1
    assert "not released" in one_sentence(early)
    alone = live(
        *steps, "--release", "--by", "chris", "--approved-by", "chris", "--pin-stdin",
        stdin="483920\n483920\n",
    )  # fmt: skip
    assert alone.code == 1
    done = live(
        *steps, "--release", "--approved-by", "connie", *send, "--json", stdin="483920\n592031\n"
    )
    assert done.code == 0, done.err
    assert done.json[0]["state"] == "sent"
    assert [each.name for each in drop.iterdir()] == ["UB2026030201.TXT"]
    assert (drop / "UB2026030201.TXT").read_bytes() == Path(done.json[0]["file"]).read_bytes()
    (drop / "UB2026030201.TXT").unlink()
    assert live(*steps, *send, stdin="483920\n").code == 0
    assert list(drop.iterdir()) == []
    assert live("prove").code == 0


@pytest.mark.parametrize(
    ("command", "state"),
    [('["false", "{file}"]', "released"), ('["tail", "-f", "{file}"]', "unknown")],
)
def test_what_a_command_leaves_is_known_or_said_to_be_unknown(
    live: Line, tmp_path: Path, command: str, state: str
) -> None:
    settings = settings_file(
        tmp_path, f"[deliver.utility]\ncommand = {command}\ntimeout_seconds = 0.05\n"
    )
    steps = ("export", "utility", "--on", DAY, "--output", tmp_path, "--settings", settings)
    ran = live(
        *steps, "--release", "--approved-by", "connie", "--send", "--by", "chris", "--pin-stdin",
        stdin="483920\n592031\n",
    )  # fmt: skip
    assert ran.code == 1
    assert live(*steps, "--json").json[0]["state"] == state
    settings.write_text('[deliver.utility]\ncommand = ["test", "-s", "{file}"]\n')
    send: tuple[str, ...] = ("--send", "--by", "chris", "--pin-stdin")
    if state == "unknown":
        assert "Nobody knows" in one_sentence(live(*steps, *send, stdin="483920\n"))
        send = (*send, "--again")
    assert live(*steps, *send, "--json", stdin="483920\n").json[0]["state"] == "sent"


DIES = """
import os, signal, sys
from exchange import whole_file
def dies(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
where, words = sys.argv[1], sys.argv[2:]
if where == "file":
    whole_file.write_whole = dies
else:
    os.link = os.replace = dies
from chamberlain.__main__ import main
main(words)
"""


@pytest.mark.parametrize("where", ["file", "rename"])
def test_a_kill_in_mid_export_loses_no_batch_and_leaves_no_file_of_that_name(
    worked: Line, tmp_path: Path, where: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    words = ("export", "utility", "--on", DAY, "--output", str(out), "--books", worked.url)
    died = subprocess.run(
        [sys.executable, "-c", DIES, where, *words],
        check=False,
        cwd=kit.ROOT,
        capture_output=True,
        timeout=60,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    name = "TRAINING-UB2026030201.TXT"
    assert not (out / name).exists()
    assert [each["batch"] for each in batches_in(worked)] == ["UTILITY-20260302-01"]
    (batch,) = worked("export", "utility", "--on", DAY, "--output", out, "--json").json
    content = (out / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == batch["file_digest"]
    assert len(batches_in(worked)) == 1
    assert worked("prove").code == 0


def batches_in(line: Line) -> list[dict[str, object]]:
    """The batches that the report of the day names."""
    sections = line("report", "batches", "--on", DAY, "--json").json["sections"]
    rows: list[dict[str, object]] = sections[0]["rows"]
    return rows


def test_what_is_taken_out_at_the_command_line_is_in_the_access_log(
    worked: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "morgan")
    worked("export", "utility", "--on", DAY, "--output", tmp_path)
    out = tmp_path / "status.csv"
    ran = worked("report", "status", "--account", "10-000001", "--format", "csv", "--output", out)
    assert ran.code == 0, ran.err
    assert worked("quote", "W-1").code == worked("sheet", "explain", "W-1").code == 0
    assert worked("quote", "W-1", "--receipt", "2026-1-000001").code == 0
    assert worked("find", "jane").code == 0
    assert worked("exhibit", "--on", DAY, "--output", tmp_path / "day.pdf").code == 0
    rows = [(r["event"], r["about"], r["why"]) for r in worked("report", "access", "--json").json]
    assert rows.count(("viewed", "quote", "command line, morgan")) == 2
    assert ("viewed", "find", "command line, morgan") in rows
    assert ("report made", "sheet explain", "command line, morgan") in rows
    assert ("report made", "exhibit", "command line, morgan, to day.pdf") in rows
    assert ("exported", "batch", "command line, morgan, to TRAINING-UB2026030201.TXT") in rows
    assert ("report made", "report status", "command line, morgan, to status.csv") in rows
    words = [word for row in rows for word in row]
    assert not any(each in word for each in ("31-1", "W-1", "jane") for word in words), "nobody's"
