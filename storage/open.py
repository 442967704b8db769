"""Making books and opening them. Opening never changes a schema: it checks, and refuses in one sentence."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from domain.outage import BooksUnavailable
from storage.address import Address, read_address
from storage.connecting import old_sqlite, understood
from storage.engine import Database, Tx
from storage.failures import DAMAGE, Broken, Busy, is_broken_file
from storage.guards import missing_guards
from storage.schema import SCHEMA, damages, version_of
from storage.shape import NOTE, shape_digest

if TYPE_CHECKING:
    from storage.books_sql import SqlBooks

_Value = TypeVar("_Value")

__all__ = ["BooksRefused", "create_books", "open_books", "open_database"]


class BooksRefused(Exception):
    """These books may not be worked on; the message is one sentence for the person at the counter."""


def create_books(url: str, *, training: bool) -> None:
    """Make the books at ``url``, or bring older ones to this program's schema; ``training`` is set when they are made.

    Raises ``BooksRefused`` for newer or damaged ones, for books made for the other purpose, and for an address that
    cannot be books; ``BooksUnavailable`` when they cannot be reached.
    """
    from storage.migrations.upgrade import upgrade

    target = _target(url)
    if target.sqlite:
        _make_place(Path(target.place))
    db = Database(target, checkpoints=False)
    try:
        _looked_at(db, _may_upgrade)
        _guarded(lambda: db.migrate(lambda conn: upgrade(conn, training=training)))
        kept = _looked_at(db, _training)
        if kept != training:
            here, there = ("training", "real work") if kept else ("real work", "training")
            raise BooksRefused(
                f"The books at {db.address.shown} are for {here} and cannot become {there}."
            )
    finally:
        db.close()


def open_books(url: str, *, checkpoints: bool = True, unguarded: bool = False) -> "SqlBooks":
    """Open the books at ``url`` for work; see ``open_database``."""
    db, training = open_database(url, checkpoints=checkpoints, unguarded=unguarded)
    # Loaded here: the acts on the books bring every rule, and a counter shows first that they are open.
    from storage.books_sql import SqlBooks

    return SqlBooks(db, training=training)


def open_database(
    url: str, *, checkpoints: bool = True, unguarded: bool = False
) -> tuple[Database, bool]:
    """Open and check the books at ``url``; return them and whether they are for training. See ``create_books`` for what
    is raised.

    ``checkpoints`` false leaves moving SQLite's log to SQLite itself, so that one connection does everything.
    ``unguarded`` opens books whose guards are missing too: for ``prove``, which says what was done to them.
    """
    target = _target(url)
    if target.sqlite and not Path(target.place).is_file():
        raise BooksRefused(
            f"There are no books at {target.place}; run 'chamberlain init' to make them."
        )
    db = Database(target, checkpoints=checkpoints)
    try:
        training = _looked_at(db, _check)
        if not unguarded:
            _looked_at(db, _check_guards)
    except BaseException:
        db.close()
        raise
    return db, training


def _target(url: str) -> Address:
    target = read_address(url)
    if target is None or not understood(target):
        # Not repeated: a password may stand in it.
        raise BooksRefused(
            "That is not an address of books: they are at sqlite:///PATH or "
            "postgresql+psycopg://USER@HOST/NAME."
        )
    if target.sqlite and target.place.startswith((":", "file:")):
        raise BooksRefused(f"Books are kept in a file; {target.place!r} names none.")
    if target.sqlite and old_sqlite():
        raise BooksRefused(
            f"This Python's SQLite {old_sqlite()} is too old to keep books; 3.37 or newer is needed."
        )
    return target


def _make_place(path: Path) -> None:
    """Make the file for its owner alone: it holds names, addresses and the hashes of PINs."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise BooksRefused(f"The books at {path} cannot be made: {error.strerror}.") from error


def _looked_at(db: Database, look: Callable[[Database, Tx], _Value]) -> _Value:
    """Run checks on the books in one reading transaction."""
    try:
        return _guarded(lambda: db.read(lambda tx: look(db, tx)))
    except (*DAMAGE, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and not is_broken_file(error):
            raise
        raise BooksRefused(
            f"The books at {db.address.shown} are damaged: {error}; restore a backup."
        ) from error


def _guarded(act: Callable[[], _Value]) -> _Value:
    """Run ``act``; a file that is damaged or no database is refused, for opening it again will not help."""
    try:
        return act()
    except BooksUnavailable as error:
        cause = error.__cause__
        if isinstance(cause, Broken) and cause.code in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            raise BooksRefused(
                f"The books cannot be opened: {cause.reason} Restore a backup."
            ) from error
        raise
    except Busy as error:
        raise BooksUnavailable("they are busy with another counter.") from error


def _may_upgrade(db: Database, tx: Tx) -> None:
    version = version_of(tx)
    if version is not None:
        _refuse_newer(db, version)
        return
    if _holds_something(tx):
        raise BooksRefused(
            f"{db.address.shown} holds another program's data; books need a place of their own."
        )


def _holds_something(tx: Tx) -> bool:
    tables = {
        True: "SELECT count(*) FROM sqlite_master",
        False: "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()",
    }
    return bool(tx.run(tables[tx.sqlite]).fetchone()[0])


def _refuse_newer(db: Database, version: str) -> None:
    if not version:
        raise BooksRefused(
            f"The books at {db.address.shown} do not say which schema they have; restore a backup."
        )
    if version > SCHEMA:
        raise BooksRefused(
            f"The books at {db.address.shown} are newer (schema {version}) than this program "
            f"({SCHEMA}); update the program."
        )


def _check(db: Database, tx: Tx) -> bool:
    """Check everything that must hold before work begins; returns whether the books are for training."""
    version = version_of(tx)
    if version is None:
        raise BooksRefused(
            f"There are no books at {db.address.shown}; run 'chamberlain init' to make them."
        )
    _refuse_newer(db, version)
    if version < SCHEMA:
        raise BooksRefused(
            f"The books at {db.address.shown} are older (schema {version}) than this program "
            f"({SCHEMA}); run 'chamberlain init' to bring them up to date."
        )
    missing = damages(tx)
    if missing:
        raise BooksRefused(_lacking(db, tx, missing))
    if db.sqlite:
        _check_durable(db, tx)
    return bool(_training(db, tx))


def _lacking(db: Database, tx: Tx, missing: list[str]) -> str:
    """Return what to do about books that lack something: another version made them, or they are damaged."""
    lacks = f"{missing[0]} is missing{_and_more(missing)}"
    noted = any(each.split()[1].split(".")[0] == "meta" for each in missing) or tx.run(
        "SELECT content FROM meta WHERE name = ?", (NOTE,)
    ).fetchone() == (shape_digest(),)
    if noted:
        return f"The books at {db.address.shown} are damaged: {lacks}; restore a backup."
    return (
        f"The books at {db.address.shown} were made by another version of this program: {lacks}. Open them with the "
        "version that made them, or restore a backup that this version made."
    )


def _check_guards(db: Database, tx: Tx) -> None:
    guards = missing_guards(tx)
    if guards:
        raise BooksRefused(
            f"The books at {db.address.shown} are not guarded: {guards[0]} is missing or changed"
            f"{_and_more(guards)}; run 'chamberlain prove', then tell the administrator."
        )


def _and_more(names: list[str] | tuple[str, ...]) -> str:
    return f", and {len(names) - 1} more" if len(names) > 1 else ""


def _check_durable(db: Database, tx: Tx) -> None:
    """Refuse a file system on which SQLite cannot keep what it promised (WAL with a sync at each commit)."""
    mode = tx.run("PRAGMA journal_mode").fetchone()[0]
    level = tx.run("PRAGMA synchronous").fetchone()[0]
    if (mode, level) != ("wal", 2):
        raise BooksRefused(
            f"The place of {db.address.shown} does not let SQLite write safely (journal {mode}, "
            f"synchronous {level}); put the books on a local disk."
        )


def _training(db: Database, tx: Tx) -> bool:
    found = tx.run("SELECT content FROM meta WHERE name = 'training'").fetchone()
    if found not in (("yes",), ("no",)):
        raise BooksRefused(
            f"The books at {db.address.shown} do not say whether they are for training; restore a backup."
        )
    return bool(found == ("yes",))
