"""A backup taken while another process posts restores, proves, and holds every receipt committed before its mark."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest

from storage.backup import BackupRefused, Manifest, back_up, bring_back, read_manifest
from storage.open import create_books, open_books
from tests.samples import DAY
from tests.storage import contract_kit as kit

LATE = datetime(2027, 1, 25, 18, 0, tzinfo=UTC)
BACKUPS = 6


def now() -> datetime:
    """The machine's clock, which the posting process reads too."""
    return datetime.now(UTC)


def _post(url: str, began: Event, stop: Event, told: Any) -> None:
    """Post receipts until told to stop; tell each one's number with the instant after its commit."""
    committed: list[tuple[int, datetime]] = []
    with closing(open_books(url)) as books:
        session = kit.open_drawer(books)
        while not stop.is_set():
            posted = kit.sell(books, session, f"r-{len(committed)}", 1, "C", 450)
            committed.append((posted.posting_id, now()))
            began.set()
    told.put(committed)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Books in a file with the sample accounts and bills."""
    made = f"sqlite:///{tmp_path / 'books.db'}"
    create_books(made, training=False)
    with closing(open_books(made)) as books:
        kit.fill(books)
    return made


def restored(manifest: Manifest, folder: Path, target: Path) -> list[int]:
    """Bring a backup back, prove it, and return the ids of its receipts."""
    bring_back(folder / manifest.file, f"sqlite:///{target}")
    with closing(open_books(f"sqlite:///{target}")) as books:
        proof = books.prove()
        assert proof.proves, proof
        assert proof.heads == manifest.heads
        assert proof.digest == manifest.books_digest
        return [posted.posting_id for posted in books.receipts(on=DAY, limit=100_000)]


def test_backups_under_load_hold_what_was_committed_before_their_marks(
    url: str, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    began, stop, told = context.Event(), context.Event(), context.Queue()
    counter = context.Process(target=_post, args=(url, began, stop, told))
    counter.start()
    assert began.wait(60)
    folder = tmp_path / "backups"
    made = [back_up(url, folder, now) for _ in range(BACKUPS)]
    stop.set()
    committed = told.get(timeout=60)
    counter.join(60)
    held_some = 0
    for number, manifest in enumerate(made):
        ids = set(restored(manifest, folder, tmp_path / f"back-{number}.db"))
        before = {posting_id for posting_id, at in committed if at <= manifest.at}
        assert before <= ids
        assert manifest.postings == len(ids) + 1
        held_some += bool(before)
    assert held_some
    assert len(committed) > max(m.postings for m in made) - 1


def test_a_slow_copy_of_busy_books_comes_to_its_end(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.backup._PAGES", 1)
    monkeypatch.setattr("storage.backup._HURRY", 0.0)
    manifest = back_up(url, tmp_path / "b", now)
    restored(manifest, tmp_path / "b", tmp_path / "back.db")


@pytest.fixture
def backed_up(url: str, tmp_path: Path) -> Path:
    """A backup of one receipt."""
    with closing(open_books(url)) as books:
        kit.sell(books, kit.open_drawer(books), "r-1", 1, "C", 450)
    return tmp_path / "b" / back_up(url, tmp_path / "b", lambda: LATE).file


def test_the_manifest_says_what_the_file_is(backed_up: Path) -> None:
    manifest = read_manifest(backed_up)
    assert manifest.at == LATE
    assert manifest.size == backed_up.stat().st_size
    assert manifest.postings == 2
    assert [series for series, _, _ in manifest.heads] == ["1"]
    assert backed_up.stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in backed_up.parent.iterdir()) == sorted(
        [backed_up.name, backed_up.with_suffix(".json").name]
    )


def test_nothing_is_written_over_a_backup(url: str, backed_up: Path) -> None:
    before = backed_up.read_bytes()
    with pytest.raises(BackupRefused, match="there already"):
        back_up(url, backed_up.parent, lambda: LATE)
    assert backed_up.read_bytes() == before
    back_up(url, backed_up.parent, lambda: LATE + timedelta(seconds=1))


def test_nothing_is_restored_over_books(url: str, backed_up: Path, tmp_path: Path) -> None:
    place = tmp_path / "books.db"
    before = place.read_bytes()
    with pytest.raises(BackupRefused, match="there already"):
        bring_back(backed_up, url)
    assert place.read_bytes() == before
    log = tmp_path / "other.db-wal"
    log.write_bytes(b"another's log")
    with pytest.raises(BackupRefused, match="there already"):
        bring_back(backed_up, f"sqlite:///{tmp_path / 'other.db'}")
    assert not (tmp_path / "other.db").exists()


def test_a_changed_or_torn_backup_is_refused(backed_up: Path, tmp_path: Path) -> None:
    whole = backed_up.read_bytes()
    target = f"sqlite:///{tmp_path / 'back.db'}"
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    for damaged in (bytes(changed), whole[:-4096], b""):
        backed_up.write_bytes(damaged)
        with pytest.raises(BackupRefused, match="not what was backed up"):
            bring_back(backed_up, target)
        assert not (tmp_path / "back.db").exists()


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"format": 1}'])
def test_a_damaged_manifest_is_refused(backed_up: Path, tmp_path: Path, damage: str) -> None:
    backed_up.with_suffix(".json").write_text(damage)
    with pytest.raises(BackupRefused, match="is damaged"):
        bring_back(backed_up, f"sqlite:///{tmp_path / 'back.db'}")


def test_a_manifest_whose_heads_were_changed_is_refused(backed_up: Path, tmp_path: Path) -> None:
    path = backed_up.with_suffix(".json")
    said = json.loads(path.read_text())
    said["heads"][0][1] += 1
    path.write_text(json.dumps(said))
    with pytest.raises(BackupRefused, match="is damaged"):
        bring_back(backed_up, f"sqlite:///{tmp_path / 'back.db'}")
    path.unlink()
    with pytest.raises(BackupRefused, match="not beside the backup"):
        bring_back(backed_up, f"sqlite:///{tmp_path / 'back.db'}")


def test_a_server_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    server = "postgresql+psycopg://books@db/books"
    with pytest.raises(BackupRefused, match="on a server"):
        back_up(server, tmp_path, now)
    with pytest.raises(BackupRefused, match="into a file"):
        bring_back(tmp_path / "x.db", server)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 1000)
    with pytest.raises(BackupRefused, match="cannot be copied"):
        back_up(f"sqlite:///{broken}", tmp_path / "b", now)
    assert list((tmp_path / "b").iterdir()) == []


def test_the_copy_is_one_file_that_any_sqlite_opens(backed_up: Path) -> None:
    with closing(sqlite3.connect(f"{backed_up.as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
