"""Connections to the books: how each is set before anything is done on it."""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from storage.address import Address

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PATIENCE: Final = 5.0
"""Seconds that an act waits for the books to be free before it gives up."""
DURABLE: tuple[str, ...] = ("journal_mode=WAL", "synchronous=FULL")
"""Without the second a power cut would take back receipts that were handed out; opening asserts both."""

PAUSE: Final = (0.0002, 0.001)
"""Seconds, from and to, before it looks again."""
_CACHE_KIB: Final = 64 * 1024
_OLDEST_SQLITE: Final = (3, 37, 0)


def connector(address: Address, *, checkpoints: bool) -> Callable[[], Any]:
    """Return what opens a connection of the driver; with ``checkpoints`` false SQLite moves its log itself."""
    if not address.sqlite:
        return partial(_server, address.dsn)
    settings = [
        "busy_timeout=1",
        "foreign_keys=ON",
        *DURABLE,
        "trusted_schema=OFF",
        # Otherwise INSERT OR REPLACE would remove a posted row without asking its guard.
        "recursive_triggers=ON",
        f"cache_size=-{_CACHE_KIB}",
    ]
    if checkpoints:
        settings.append("wal_autocheckpoint=0")
    return partial(_file, os.path.abspath(address.place), settings)


def _file(path: str, settings: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        _set_up(connection, settings)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Any, settings: list[str]) -> None:
    """Set a new connection up; a file that holds another program's tables is left exactly as it is."""
    rows = _run_patiently(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
    if rows and ("alembic_version",) not in rows:
        return
    for setting in settings:
        _run_patiently(connection, f"PRAGMA {setting}")


def _run_patiently(connection: Any, statement: str) -> Any:
    """Run a statement; another process that opens or closes the file at this moment is waited for."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            # SQLite tells nobody when a lock is free, so it is asked again; by chance, lest two keep meeting.
            time.sleep(random.uniform(*PAUSE))
        except UnicodeDecodeError as error:
            # The driver fails so when SQLite's own sentence about a broken file quotes bytes of it.
            broken = sqlite3.DatabaseError(str(error))
            broken.sqlite_errorname = "SQLITE_CORRUPT"
            raise broken from error


def old_sqlite() -> str:
    """Return the version of a SQLite that is too old to hold the books, else nothing."""
    return sqlite3.sqlite_version if sqlite3.sqlite_version_info < _OLDEST_SQLITE else ""


def _server(dsn: str) -> Any:
    """Return a connection to a server; it neither waits nor holds a lock for ever."""
    import psycopg

    options = " ".join(
        f"-c {name}={value}"
        for name, value in {
            "lock_timeout": f"{int(PATIENCE * 1000)}ms",
            "idle_in_transaction_session_timeout": "30s",
            "default_transaction_isolation": "read\\ committed",
            # A server set to answer before it has written would lose receipts that were handed out.
            "synchronous_commit": "on",
        }.items()
    )
    return psycopg.connect(
        dsn,
        connect_timeout=3,
        tcp_user_timeout=5000,
        keepalives_idle=10,
        keepalives_interval=3,
        keepalives_count=3,
        options=options,
        application_name="chamberlain",
    )


def understood(address: Address) -> bool:
    """Whether the driver can read an address; it knows parts of a server's that are not looked at here."""
    if address.sqlite:
        return True
    import psycopg

    try:
        psycopg.conninfo.conninfo_to_dict(address.dsn)
    except psycopg.ProgrammingError:
        return False
    return True


def driver_error(address: Address) -> type[Exception]:
    """Return what the driver's errors are; loads the driver."""
    if address.sqlite:
        return sqlite3.Error
    import psycopg

    return psycopg.Error


def engine(address: Address, connect: Callable[[], Any]) -> "Engine":
    """Return SQLAlchemy's engine over the same connections, for the migrations; nothing else needs it."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    dialect = "sqlite://" if address.sqlite else "postgresql+psycopg://"
    made = create_engine(dialect, creator=connect, poolclass=NullPool)
    if address.sqlite:

        @event.listens_for(made, "begin")
        def _begin(conn: "Connection") -> None:
            writes = conn.get_execution_options().get("writes")
            conn.connection.dbapi_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")  # type: ignore[union-attr]

    return made
