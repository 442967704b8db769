"""Backup of books in a file while counters post, what is written beside it, and bringing one back.

A backup is the books as of one moment, whole: SQLite copies its pages and starts over where a counter wrote
meanwhile. The manifest beside it says what the file must be, so that a damaged or a swapped one is seen before it is
used; its heads can be held against paper like the books' own.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from itertools import count
from pathlib import Path
from typing import Any, Final

from domain.ledger.trail import digest_of
from storage.address import read_address
from storage.schema import SCHEMA

FORMAT: Final = 1
MANIFEST: Final = ".json"
_PAGES: Final = 2000
"""Pages copied at a time: counters post in between."""
_HURRY: Final = 5.0
"""Seconds after which the copy is made in one step: where counters never pause it would start over for ever."""
_HEADS: Final = (
    "SELECT drawer, chain_no, head FROM drawer_series WHERE chain_no > 0 ORDER BY drawer"
)
_COUNT: Final = "SELECT count(*), coalesce(max(posting_id), 0) FROM posting"


class BackupRefused(Exception):
    """A backup that cannot be made or brought back; the message is one sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup's file must be. ``at`` is the UTC instant at which the copy was whole: its mark."""

    file: str
    digest: str
    size: int
    schema: str
    postings: int
    last_posting: int
    heads: tuple[tuple[str, int, str], ...]
    at: datetime

    @property
    def books_digest(self) -> str:
        """One digest over all heads, as ``prove`` prints it."""
        return digest_of([list(head) for head in self.heads])

    def text(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps(
            {
                "format": FORMAT,
                "file": self.file,
                "sha256": self.digest,
                "size": self.size,
                "schema": self.schema,
                "postings": self.postings,
                "last_posting": self.last_posting,
                "heads": [list(head) for head in self.heads],
                "books": self.books_digest,
                "at": self.at.isoformat(),
            },
            indent=1,
        )


def back_up(books: str, folder: Path, now: Callable[[], datetime]) -> Manifest:
    """Copy the books at a URL into ``folder`` and write the manifest; both appear whole or not at all.

    Raises ``BackupRefused`` where the books are no file, or are there already under the name.
    """
    place = _file_of(books, "These books are on a server: its own tools make their backup.")
    began = now()
    target = folder / f"books-{began:%Y%m%dT%H%M%S%fZ}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise BackupRefused(f"{target} is there already: nothing is written over a backup.")
        manifest = _described(part, target.name, _copy(place, part, now))
        _write(target.with_suffix(MANIFEST), manifest.text())
        os.replace(part, target)
        _sync_folder(folder)
    except sqlite3.Error as error:
        raise BackupRefused(f"The books cannot be copied: {error}.") from error
    except OSError as error:
        raise BackupRefused(f"{folder} cannot be written to: {error.strerror}.") from error
    finally:
        for left in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    return manifest


def _file_of(books: str, on_a_server: str) -> Path:
    address = read_address(books)
    if address is None or not address.sqlite:
        raise BackupRefused(on_a_server)
    return Path(address.place)


def _copy(source: Path, part: Path, now: Callable[[], datetime]) -> datetime:
    """Copy the books and return the mark: what was committed before it is in the copy."""
    part.unlink(missing_ok=True)
    hurry = time.monotonic() + _HURRY
    marks = [now()]
    # Only its owner may read it: it holds what the books hold.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as books,
        closing(sqlite3.connect(part)) as copy,
    ):

        def between(_status: int, left: int, _total: int) -> None:
            if left:
                # The copy is of the moment at which its last step begins, and the last one is still to come.
                marks.append(now())
                if time.monotonic() > hurry:
                    raise _Hurry

        try:
            books.backup(copy, pages=_PAGES, progress=between, sleep=0.005)
        except _Hurry:
            marks.append(now())
            books.backup(copy, pages=-1)
        # A file by itself, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    return marks[-1]


class _Hurry(Exception):
    """The copy takes too long, perhaps because it begins anew again and again."""


def _described(file: Path, name: str, at: datetime) -> Manifest:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        postings, last = copy.execute(_COUNT).fetchone()
        heads = tuple((str(s), int(n), str(d)) for s, n, d in copy.execute(_HEADS))
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
        digest = file_digest(stream, "sha256").hexdigest()
    return Manifest(name, digest, file.stat().st_size, SCHEMA, postings, last, heads, at)


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".json.part")
    with part.open("w", encoding="utf-8") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)


def _sync_folder(folder: Path) -> None:
    # Not every system lets a folder be opened; the files themselves are on the disk.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_manifest(file: Path) -> Manifest:
    """Return the manifest beside a backup; raises ``BackupRefused`` where there is none or it is damaged."""
    path = file.with_suffix(MANIFEST)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        manifest = _manifest(said)
        if said["books"] != manifest.books_digest or said["format"] != FORMAT:
            raise ValueError("it does not agree with itself")
    except OSError as error:
        raise BackupRefused(
            f"The manifest {path.name} is not beside the backup: {error.strerror}. Bring both files."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"The manifest {path.name} is damaged. Use another backup.") from error
    return manifest


def _manifest(said: Any) -> Manifest:
    return Manifest(
        str(said["file"]),
        str(said["sha256"]),
        int(said["size"]),
        str(said["schema"]),
        int(said["postings"]),
        int(said["last_posting"]),
        tuple((str(s), int(n), str(d)) for s, n, d in said["heads"]),
        datetime.fromisoformat(said["at"]),
    )


def bring_back(file: Path, books: str) -> Manifest:
    """Copy a backup to the place of books that are not there yet, after it was held against its manifest.

    Raises ``BackupRefused`` where something lies at that place, and where the file is not what was backed up.
    """
    target = _file_of(books, "A backup is brought back into a file: name one, sqlite:///PATH.")
    beside = [Path(f"{target}{end}") for end in ("", "-wal", "-shm", "-journal")]
    taken = next((path for path in beside if os.path.lexists(path)), None)
    if taken is not None:
        raise BackupRefused(
            f"{taken} is there already: nothing is written over books. Name another."
        )
    manifest = read_manifest(file)
    try:
        _check_file(file, manifest)
        _bring(file, target, manifest)
    except OSError as error:
        raise BackupRefused(
            f"The backup cannot be copied to {target}: {error.strerror or error}."
        ) from error
    return manifest


def set_aside(books: str) -> Path:
    """Move books that were brought back and do not prove to a name beside, which no counter opens; return it.

    What is there is kept for whoever examines it, and the place is free for another backup. Raises ``OSError``.
    """
    target = _file_of(books, "Only books in a file are set aside.")
    names = (Path(f"{target}.unproved{number or ''}") for number in count())
    aside = next(name for name in names if not os.path.lexists(name))
    for end in ("-wal", "-shm", "-journal", ""):
        with suppress(FileNotFoundError):
            Path(f"{target}{end}").rename(f"{aside}{end}")
    _sync_folder(target.parent)
    return aside


def _check_file(file: Path, manifest: Manifest) -> None:
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    if digest != manifest.digest or file.stat().st_size != manifest.size:
        raise BackupRefused(
            f"{file.name} is not what was backed up on {manifest.at:%Y-%m-%d}: its digest differs "
            "from the manifest's. Use another backup."
        )


def _bring(file: Path, target: Path, manifest: Manifest) -> None:
    part = Path(f"{target}.part")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as out, file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        _check_file(part, manifest)
        # A link is made only where nothing is: two restores at once cannot write over one another.
        os.link(part, target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
