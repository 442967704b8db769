"""The commands that close a day, hold the books against paper, back them up and bring them back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from storage.open import open_books
from tests.chamberlain.kit import ROOT, Line, one_sentence, open_drawer, take
from tests.chamberlain.test_reports import a_day

__all__: list[str] = []
PIN = "Blue Heron 7 Crossing\n"
CLOSE = ("close-day", "--by", "sam", "--pin-stdin")


@pytest.fixture
def day(stocked: Line) -> Line:
    """The command line on books with a closed drawer and a supervisor."""
    stocked(
        "operator", "add", "sam", "--name", "Sam Field", "--role", "supervisor", "--pin-stdin",
        stdin=PIN,
    )  # fmt: skip
    a_day(stocked)
    return stocked


def test_a_day_is_closed_once_and_shows_its_seal(day: Line) -> None:
    ran = day(*CLOSE, "--json", stdin=PIN)
    assert ran.code == DONE, ran.err
    closed = ran.json
    assert (closed["day"], closed["receipts"]) == ("2026-03-02", 2)
    assert [each["series"] for each in closed["series"]] == ["1"]
    again = day(*CLOSE, stdin=PIN)
    assert again.code == REFUSED
    assert "nothing to close" in one_sentence(again)
    assert day("prove", "--against", "2026-03-02", closed["seal"]).code == DONE


def test_the_report_of_a_closed_day_is_shown(day: Line) -> None:
    ran = day(*CLOSE, "--on", "2026-03-02", stdin=PIN)
    assert ran.code == DONE, ran.err
    assert "DAY CLOSED" in ran.out
    assert "SEAL OF THE DAY" in ran.out


def test_a_day_to_come_is_not_closed(day: Line) -> None:
    ran = day(*CLOSE, "--on", "2126-03-02", stdin=PIN)
    assert ran.code == REFUSED
    assert "2126-03-02 is still to come" in one_sentence(ran)
    with closing(open_books(day.url)) as books:
        assert books.sealed_through() is None


def test_a_day_is_closed_under_a_policy_that_no_counter_has_opened(
    day: Line, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "offices" / "ithaca", tmp_path / "office")
    changed = tmp_path / "office" / "office.toml"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("most_lines = 40", "most_lines = 41"), encoding="utf-8")
    ran = day(*CLOSE, "--office", tmp_path / "office", "--json", stdin=PIN)
    assert ran.code == DONE, ran.err
    assert day("prove").code == DONE


def test_a_clerk_or_a_wrong_pin_closes_nothing(day: Line) -> None:
    day(
        "operator", "add", "ada", "--name", "Ada Lark", "--role", "clerk", "--pin-stdin",
        "--approved-by", "sam", stdin=PIN + PIN,
    )  # fmt: skip
    wrong = day(*CLOSE, stdin="Another 12 Herons\n")
    assert wrong.code == REFUSED
    clerk = day("close-day", "--by", "ada", "--pin-stdin", stdin=PIN)
    assert clerk.code == REFUSED
    with closing(open_books(day.url)) as books:
        assert books.sealed_through() is None


def receipts(line: Line) -> list[tuple[str, str]]:
    """The numbers and digests of all receipts, as their paper says."""
    with closing(open_books(line.url)) as books:
        postings = [posted.posting for posted in books.receipts()]
    return [(str(p.body.number), p.trail.digest) for p in postings]  # type: ignore[union-attr]


def typed_badly(digest: str) -> str:
    """A digest as a person types it from paper."""
    shown = digest.upper().replace("0", "O").replace("1", "l")
    return "  ".join(shown[i : i + 4] for i in range(0, len(shown), 4))


def test_digests_from_paper_are_read_kindly(day: Line, tmp_path: Path) -> None:
    closed = day(*CLOSE, "--json", stdin=PIN).json
    (number, digest), *_ = receipts(day)
    head = closed["series"][0]["digest"]
    for words in (
        (number, digest[-8:].upper()),
        (f"{number}:{typed_badly(digest[-8:])}",),
        (number.replace("0", "O"), typed_badly(digest[-8:])),
        ("receipt", number, "trail", digest[-8:]),
        (typed_badly(head),),
        ("2O26-O3-O2", typed_badly(closed["seal"])),
        tuple(typed_badly(closed["seal"]).split()),
    ):
        ran = day("prove", "--against", *words)
        assert ran.code == DONE, (words, ran.out, ran.err)
        assert "ON PAPER" in ran.out
    file = tmp_path / "paper.txt"
    lines = [f"{n} {d[-8:]}  # kept by a customer" for n, d in receipts(day)]
    file.write_text("\n".join(["# from paper", "", *lines, head]), encoding="utf-8")
    ran = day("prove", "--json", "--against", file, "--against", "2026-03-02", closed["seal"])
    assert ran.code == DONE
    assert [each["agrees"] for each in ran.json["against"]] == [True] * (len(lines) + 2)


@pytest.mark.parametrize("words", ["12345", "2026-13-40 ABCDEF12", "nonsense", "2026-1-x ABCDEF12"])
def test_what_is_no_digest_is_wrong_usage(day: Line, words: str) -> None:
    ran = day("prove", "--against", *words.split())
    assert ran.code == WRONG_USAGE
    assert "no digest from paper" in one_sentence(ran)


def test_an_old_backup_put_back_is_found_by_paper_alone(stocked: Line, tmp_path: Path) -> None:
    path = Path(stocked.url.removeprefix("sqlite:///"))
    session = open_drawer(stocked.url)
    take(stocked.url, session, "r1", ["W-1"])
    made = stocked("backup", tmp_path / "b", "--json").json
    digest = take(stocked.url, session, "r2", ["W-3"]).posting.trail.digest
    paper = ("--against", "2026-1-000002", digest[-8:])
    assert stocked("prove", *paper).code == DONE
    for beside in path.parent.glob(f"{path.name}*"):
        beside.unlink()
    shutil.copyfile(made["path"], path)
    assert stocked("prove").code == DONE
    ran = stocked("prove", *paper)
    assert ran.code == REFUSED
    assert "not in the books" in ran.out
    assert "The books ARE NOT those" in ran.out


def test_a_backup_is_restored_elsewhere_and_proves(
    day: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    day(*CLOSE, stdin=PIN)
    made = day("backup", tmp_path / "b", "--json").json
    assert day("backup", tmp_path / "b").code == DONE
    new = Line(f"sqlite:///{tmp_path / 'new.db'}", capsys, monkeypatch)
    ran = new("restore", made["path"], "--json")
    assert ran.code == DONE, ran.err
    assert (ran.json["proves"], ran.json["digest"]) == (True, made["digest"])
    assert receipts(new) == receipts(day)
    again = new("restore", made["path"])
    assert again.code == REFUSED
    assert "there already" in one_sentence(again)
    assert day("restore", made["path"]).code == REFUSED


def forged(backup: Path) -> None:
    """A change in a backup that its manifest was made to agree with."""
    with closing(sqlite3.connect(backup)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE journal_line SET debit_cents = debit_cents + 1 WHERE line_no = 1")
        db.commit()
    manifest = backup.with_suffix(".json")
    data = json.loads(manifest.read_text())
    data["sha256"] = sha256(backup.read_bytes()).hexdigest()
    data["size"] = backup.stat().st_size
    manifest.write_text(json.dumps(data))


def test_a_restored_copy_that_does_not_prove_is_set_aside(
    day: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = day("backup", tmp_path / "a", "--json").json["path"]
    bad = day("backup", tmp_path / "b", "--json").json["path"]
    forged(Path(bad))
    new = Line(f"sqlite:///{tmp_path / 'new.db'}", capsys, monkeypatch)
    for name in ("new.db.unproved", "new.db.unproved1"):
        ran = new("restore", bad)
        assert ran.code == REFUSED
        assert name in ran.out
        assert (tmp_path / name).exists()
        assert not list(tmp_path.glob("new.db-*"))
        assert not (tmp_path / "new.db").exists()
    assert new("restore", good).code == DONE


def test_books_on_a_server_are_backed_up_by_its_own_tool(day: Line, tmp_path: Path) -> None:
    url = day.url
    day.url = "postgresql+psycopg://books:secret@db.example/books"
    ran = day("backup", tmp_path / "b")
    day.url = url
    assert ran.code == WRONG_USAGE
    said = one_sentence(ran)
    assert "pg_dump --format=custom --serializable-deferrable" in said
    assert "postgresql://books@db.example/books" in said
    assert "secret" not in said


def test_only_old_records_are_purged_and_only_by_the_administrator(day: Line) -> None:
    words = ("purge", "--series", "notes", "--before")
    assert day(*words, "2020-01-01", "--json").json["removed"] is False
    assert day(*words, "2999-01-01").code == WRONG_USAGE
    carts = day("purge", "--series", "drafts", "--before", "2999-01-01")
    assert "are kept for 1 year: --before is" in carts.err
    clerk = day(*words, "2020-01-01", "--by", "sam", "--pin-stdin", stdin=PIN)
    assert clerk.code == REFUSED
    day(
        "operator", "add", "root", "--name", "Ro Ot", "--role", "it_admin", "--pin-stdin", stdin=PIN
    )
    done = day(*words, "2020-01-01", "--by", "root", "--pin-stdin", stdin=PIN)
    assert done.code == DONE, done.err
    assert "Removed: 0 of notes" in done.out
