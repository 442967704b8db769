"""`sqlite3` over apsw: lets code written for the standard module run on a tapped file layer.

`connect` is looked up in `sqlite3` at each connection (in `sqlite3.dbapi2` by SQLAlchemy), so
replacing those names is enough; nothing in the storage code has to know.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import apsw

from tests.survival.vfs import TappedVfs

_KINDS: tuple[tuple[type[Exception], type[sqlite3.Error]], ...] = (
    (apsw.ConstraintError, sqlite3.IntegrityError),
    (apsw.MismatchError, sqlite3.IntegrityError),
    (apsw.TooBigError, sqlite3.DataError),
    (apsw.CorruptError, sqlite3.DatabaseError),
    (apsw.NotADBError, sqlite3.DatabaseError),
    (apsw.BindingsError, sqlite3.ProgrammingError),
    (apsw.MisuseError, sqlite3.ProgrammingError),
    (apsw.ConnectionClosedError, sqlite3.ProgrammingError),
    (apsw.Error, sqlite3.OperationalError),
)
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        kind = next(theirs for ours, theirs in _KINDS if isinstance(error, ours))
        translated = kind(str(error))
        code = getattr(error, "extendedresult", -1)
        translated.sqlite_errorcode = code
        known = apsw.mapping_extended_result_codes | apsw.mapping_result_codes
        translated.sqlite_errorname = str(known.get(code, "SQLITE_ERROR"))
        raise translated from error


class Cursor:
    """A DB-API cursor. Rows are fetched at once, so a statement is over when `execute` returns."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._rows: Iterator[tuple[Any, ...]] = iter(())

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor:
        self.connection.before(sql)
        self._run(sql, parameters)
        return self

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> Cursor:
        self.connection.before(sql)
        total = 0
        for parameters in many:
            self._run(sql, parameters)
            total += max(self.rowcount, 0)
        self.rowcount = total
        return self

    def executescript(self, script: str) -> Cursor:
        self._run(script, ())
        return self

    def _run(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> None:
        database = self.connection.database
        self.description = None

        def describe(cursor: apsw.Cursor, _sql: str, _bindings: object) -> bool:
            columns = cursor.get_description()
            self.description = tuple((c[0], *[None] * 6) for c in columns) or None
            return True

        before = database.total_changes()
        with _as_sqlite3():
            cursor = database.cursor()
            cursor.exec_trace = describe
            rows = cursor.execute(sql, parameters or None).fetchall()
        self._rows = iter(rows)
        changed = sql.lstrip()[:7].upper().startswith(_CHANGES) or database.total_changes() > before
        self.rowcount = database.changes() if changed else -1
        self.lastrowid = database.last_insert_rowid()

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self._rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self._rows

    def setinputsizes(self, sizes: object) -> None:
        """Asked for by the DB-API; means nothing here."""

    def setoutputsize(self, size: object, column: object = None) -> None:
        """Asked for by the DB-API; means nothing here."""

    def close(self) -> None:
        self._rows = iter(())


class Connection:
    """A `sqlite3` connection whose files are those of a tapped file layer.

    Checkpoints are run by a hook that forgets their errors, as SQLite's own hook does: apsw would
    otherwise report a failed checkpoint as a failed commit, which SQLite never does.
    """

    def __init__(self, path: str, vfs: TappedVfs, options: ConnectOptions) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        self.isolation_level: str | None = ""
        self.row_factory: object = None
        self._options = options
        with _as_sqlite3():
            self.database = apsw.Connection(path, flags=flags, vfs=vfs.name)
            if options.exclusive:
                self.database.execute("PRAGMA locking_mode=exclusive").fetchall()
            self._checkpoint_every(options.checkpoint_pages)

    def _checkpoint_every(self, pages: int) -> None:
        def committed(database: apsw.Connection, schema: str, waiting: int) -> int:
            if waiting >= pages > 0:
                try:
                    database.wal_checkpoint(schema, apsw.SQLITE_CHECKPOINT_PASSIVE)
                except apsw.Error:
                    self._options.forgotten += 1
            return apsw.SQLITE_OK

        self.database.set_wal_hook(committed)

    @property
    def in_transaction(self) -> bool:
        return self.database.in_transaction

    @property
    def total_changes(self) -> int:
        return self.database.total_changes()

    def before(self, sql: str) -> None:
        """What the standard module does ahead of a statement: begin, where it was left to it."""
        changing = sql.lstrip()[:7].upper().startswith(_CHANGES)
        if changing and self.isolation_level is not None and not self.in_transaction:
            with _as_sqlite3():
                self.database.execute(f"BEGIN {self.isolation_level}")

    def cursor(self, factory: object = None) -> Cursor:
        return Cursor(self)

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> Cursor:
        return self.cursor().executemany(sql, many)

    def executescript(self, script: str) -> Cursor:
        return self.cursor().executescript(script)

    def commit(self) -> None:
        if self.in_transaction:
            with _as_sqlite3():
                self.database.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            with _as_sqlite3():
                self.database.execute("ROLLBACK")

    def create_function(
        self, name: str, narg: int, func: Callable[..., Any], *, deterministic: bool = False
    ) -> None:
        self.database.create_scalar_function(name, func, narg, deterministic=deterministic)

    def create_collation(self, name: str, func: Callable[[str, str], int]) -> None:
        self.database.create_collation(name, func)

    def interrupt(self) -> None:
        self.database.interrupt()

    def close(self) -> None:
        # SQLite tidies its files while closing and reports no failure of that.
        try:
            self.database.close()
        except apsw.Error:
            self._options.forgotten += 1

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()


class ConnectOptions:
    """How connections over the tapped files behave.

    `exclusive`: take the lock before anything else, which WAL needs here. `checkpoint_pages`: move
    the WAL into the database after so many pages, far fewer than the usual 1,000, so that short
    work meets checkpoints too. `forgotten` counts the errors that SQLite itself would not report.
    """

    def __init__(self, exclusive: bool = True, checkpoint_pages: int = 60) -> None:
        self.exclusive = exclusive
        self.checkpoint_pages = checkpoint_pages
        self.forgotten = 0


@contextmanager
def sqlite3_over(
    vfs: TappedVfs, options: ConnectOptions | None = None, *, only_in: Path
) -> Iterator[None]:
    """While this lasts, `sqlite3.connect` opens the files of a folder by `vfs`.

    Files elsewhere are opened as ever: what another test left running is no part of the work.
    """
    chosen = options or ConnectOptions()
    plain = sqlite3.connect

    def connect(database: Any, *args: Any, **named: Any) -> Any:
        if Path(database).parent != only_in:
            return plain(database, *args, **named)
        return Connection(str(database), vfs, chosen)

    with (
        mock.patch("sqlite3.dbapi2.connect", connect),
        mock.patch("sqlite3.connect", connect),
    ):
        yield
