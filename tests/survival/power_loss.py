"""A power-loss simulator: what may a disk hold when the current fails at any point of some work?

The work runs over a `Recorder`, which keeps every write, cut, sync and removal with its bytes. A
`Disk` replays the record up to a point. What was synced is there; of what was not, each piece may
be there or not, torn into sectors of 512 bytes and in any order; a made or removed directory entry
may be undone until its directory is synced. Every image follows from the record, a
seed and a number.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.survival.apsw_sqlite3 import ConnectOptions, sqlite3_over
from tests.survival.vfs import Tap, TappedVfs

SECTOR = 512

Kind = Literal["create", "write", "truncate", "sync", "unlink", "sync directory", "told"]
Verify = Callable[[Path, Sequence[Any]], list[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """One change: `file` names one life of a file, so a removed and remade file has two."""

    kind: Kind
    name: str = ""
    file: int = 0
    at: int = 0
    data: bytes = b""
    told: Any = None


@dataclass
class Record:
    """What happened to the files of one folder, in order, from a synced start."""

    start: dict[str, bytes]
    events: list[Event] = field(default_factory=list)

    def told(self, value: Any) -> None:
        """The work was told that something is committed: from here on it may never be lost."""
        self.events.append(Event("told", told=value))

    def digest(self) -> str:
        """Names the record, so that a replay can tell whether it looks at the same one."""
        content = hashlib.sha256()
        for event in self.events:
            content.update(f"{event.kind} {event.name} {event.file} {event.at} ".encode())
            content.update(event.data)
        return content.hexdigest()[:12]


class Recorder(Tap):
    """Writes the record of everything that is done to the files of one folder."""

    def __init__(self, folder: Path) -> None:
        files = sorted(p for p in folder.iterdir() if p.is_file())
        self.record = Record({p.name: p.read_bytes() for p in files})
        self._life = {name: number for number, name in enumerate(self.record.start)}
        self._lives = len(self._life)

    def create(self, path: Path) -> None:
        self._life[path.name] = self._lives
        self._lives += 1
        self._add("create", path)

    def write(self, path: Path, offset: int, data: bytes) -> None:
        self._add("write", path, offset, data)

    def truncate(self, path: Path, size: int) -> None:
        self._add("truncate", path, size)

    def sync(self, path: Path, new_journal: bool) -> None:
        self._add("sync", path)
        if new_journal:
            self._add("sync directory", path)

    def unlink(self, path: Path, sync_directory: bool) -> None:
        self._add("unlink", path)
        if sync_directory:
            self._add("sync directory", path)

    def _add(self, kind: Kind, path: Path, at: int = 0, data: bytes = b"") -> None:
        self.record.events.append(Event(kind, path.name, self._life[path.name], at, data))


class Disk:
    """The files as they are safe on the disk, and the changes that are not safe yet."""

    def __init__(self, start: dict[str, bytes]) -> None:
        self._safe = {n: bytearray(data) for n, data in enumerate(start.values())}
        self._unsynced: dict[int, list[Event]] = defaultdict(list)
        self._names = {name: number for number, name in enumerate(start)}
        self._renamed: list[Event] = []

    def apply(self, event: Event) -> None:
        """Take the next change of the record."""
        if event.kind in ("write", "truncate"):
            self._unsynced[event.file].append(event)
        elif event.kind == "sync":
            content = self._safe.setdefault(event.file, bytearray())
            for change in self._unsynced.pop(event.file, ()):
                _change(content, change)
        elif event.kind in ("create", "unlink"):
            self._renamed.append(event)
        elif event.kind == "sync directory":
            _rename(self._names, self._renamed)
            self._renamed.clear()

    def image(self, rng: random.Random) -> dict[str, bytes]:
        """One state in which the disk may be found if the current fails now."""
        names = dict(self._names)
        for name in sorted({e.name for e in self._renamed}):
            mine = [e for e in self._renamed if e.name == name]
            _rename(names, mine[: rng.randint(0, len(mine))])
        found = {}
        for name, file in sorted(names.items()):
            content = bytearray(self._safe.get(file, b""))
            for change in _survivors(self._unsynced.get(file, []), rng):
                _change(content, change)
            found[name] = bytes(content)
        return found


def _rename(names: dict[str, int], events: Sequence[Event]) -> None:
    for event in events:
        if event.kind == "create":
            names[event.name] = event.file
        else:
            names.pop(event.name, None)


def _change(content: bytearray, change: Event) -> None:
    if change.kind == "truncate":
        del content[change.at :]
        content.extend(bytes(change.at - len(content)))
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.data)] = change.data


def _survivors(changes: Sequence[Event], rng: random.Random) -> list[Event]:
    """Which unsynced changes reached the disk, and in which order; every way comes up often."""
    chance = rng.random()
    way = rng.randrange(7)
    if way == 0 or not changes:
        return []
    if way == 1:
        return list(changes)
    if way == 2:
        return [c for c in changes if rng.random() < chance]
    if way == 3:
        dropped = rng.randrange(len(changes))
        return [c for n, c in enumerate(changes) if n != dropped]
    pieces = [piece for c in changes for piece in _sectors(c)]
    if way == 4:
        return pieces[: rng.randint(0, len(pieces))]
    if way == 5:
        return [p for p in pieces if rng.random() < chance]
    rng.shuffle(pieces)
    return [p for p in pieces if rng.random() < chance]


def _sectors(change: Event) -> Iterator[Event]:
    if change.kind == "truncate":
        yield change
        return
    start, end = change.at, change.at + len(change.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        data = change.data[start - change.at : stop - change.at]
        yield Event("write", change.name, change.file, start, data)
        start = stop


@dataclass(frozen=True, slots=True)
class CrashPoint:
    """One crash: where in the record it happens, what is on the disk, what had been told."""

    number: int
    position: int
    files: dict[str, bytes]
    told: tuple[Any, ...]


def crash_images(record: Record, seed: int, numbers: Sequence[int]) -> Iterator[CrashPoint]:
    """The crashes with these numbers, each fixed by record, seed and number; by rising position."""
    dice = {number: random.Random(f"{seed}:{number}") for number in numbers}
    places = sorted((dice[n].randint(0, len(record.events)), n) for n in numbers)
    disk, told, done = Disk(record.start), [], 0
    for position, number in places:
        for event in record.events[done:position]:
            if event.kind == "told":
                told.append(event.told)
            else:
                disk.apply(event)
        done = position
        yield CrashPoint(number, position, disk.image(dice[number]), tuple(told))


@dataclass(frozen=True, slots=True)
class Failure:
    """A crash after which something was wrong; `str` says how to see it again."""

    seed: int
    point: int
    position: int
    record: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{'; '.join(self.problems)} [again: POWER_LOSS_SEED={self.seed} "
            f"POWER_LOSS_ONLY={self.point}; event {self.position} of record {self.record}]"
        )


def survey(
    record: Record, database: str, verify: Verify, *, seed: int, numbers: Sequence[int]
) -> list[Failure]:
    """Lay each crash image out as files and ask `verify` what is wrong with the database there.

    `verify` gets the path of the database and everything told before the crash; it names what is
    lost or wrong. An exception of its own counts as a problem found.
    """
    failures: list[Failure] = []
    name = record.digest()
    with memory_folder() as folder:
        for crash in crash_images(record, seed, numbers):
            _lay_out(folder, crash.files)
            problems = _ask(verify, folder / database, crash.told)
            if problems:
                failures.append(Failure(seed, crash.number, crash.position, name, tuple(problems)))
    return failures


def _lay_out(folder: Path, files: dict[str, bytes]) -> None:
    for old in folder.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _ask(verify: Verify, database: Path, told: Sequence[Any]) -> list[str]:
    try:
        return verify(database, told)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


@contextmanager
def memory_folder() -> Iterator[Path]:
    """A folder of its own, in memory where the system has such a place: crashes need no disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@contextmanager
def recording(
    folder: Path, *, seed: int = 0, options: ConnectOptions | None = None
) -> Iterator[Record]:
    """While this lasts, what `sqlite3` does to the files of `folder` is recorded.

    The files that are there at the start count as safe on the disk.
    """
    recorder = Recorder(folder)
    vfs = TappedVfs(recorder, seed)
    try:
        with sqlite3_over(vfs, options, only_in=folder):
            yield recorder.record
    finally:
        vfs.release()


def integrity(database: Path) -> list[str]:
    """What SQLite itself finds wrong with a database."""
    connection = sqlite3.connect(database)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    finally:
        connection.close()
    return [] if found == ["ok"] else found
