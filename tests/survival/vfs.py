"""A SQLite file layer in Python that shows every change of a file to a `Tap` before it is made."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import apsw
from typing_extensions import Buffer

_names = itertools.count(1)

_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
_NAMED = _JOURNALS | apsw.SQLITE_OPEN_MAIN_DB


class Tap:
    """What sees each change of a file before it is made; raising an `apsw.Error` refuses it."""

    def create(self, path: Path) -> None:
        """A file that was not there is about to be made."""

    def write(self, path: Path, offset: int, data: bytes) -> None:
        """Bytes are about to be written at an offset."""

    def truncate(self, path: Path, size: int) -> None:
        """A file is about to be cut to `size` bytes."""

    def sync(self, path: Path, new_journal: bool) -> None:
        """A file is about to be synced; the first sync of a new journal syncs its directory too."""

    def unlink(self, path: Path, sync_directory: bool) -> None:
        """A file is about to be removed, with or without a sync of its directory."""


class TappedVfs(apsw.VFS):
    """The file layer of the operating system with a tap on it. `release` it when done.

    Randomness is seeded, so that the same work gives the same bytes (a WAL carries random salts);
    SQLite asks its default layer for it, so this becomes the default one of apsw while it lives.
    It has no shared memory: WAL works in exclusive locking mode only.
    """

    def __init__(self, tap: Tap, seed: int = 0) -> None:
        self.name = f"tapped-{next(_names)}"
        self._tap = tap
        self._random = random.Random(seed)
        self.base = apsw.vfs_names()[0]
        super().__init__(self.name, self.base, makedefault=True)
        apsw.randomness(0)

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is None or not flags[0] & _NAMED:
            return apsw.VFSFile(self.base, name, flags)
        return _TappedFile(self._tap, self.base, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        path = Path(filename)
        if path.exists():
            self._tap.unlink(path, syncdir)
        super().xDelete(filename, syncdir)

    def xRandomness(self, numbytes: int) -> bytes:  # noqa: N802
        return self._random.randbytes(numbytes)

    def release(self) -> None:
        """Take the file layer out of SQLite's list."""
        self.unregister()


class _TappedFile(apsw.VFSFile):
    def __init__(
        self, tap: Tap, base: str, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "")
        self._tap = tap
        self._path = path
        created = not path.exists()
        self._new_journal = created and bool(flags[0] & _JOURNALS)
        if created and flags[0] & apsw.SQLITE_OPEN_CREATE:
            tap.create(path)
        super().__init__(base, name, flags)

    def xWrite(self, data: Buffer, offset: int) -> None:  # noqa: N802
        self._tap.write(self._path, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._tap.truncate(self._path, newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._tap.sync(self._path, self._new_journal)
        self._new_journal = False
        super().xSync(flags)
