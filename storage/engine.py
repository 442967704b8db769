"""Acts on the books: how a transaction begins, waits its turn and ends.

Every act is one transaction, given as a function that may be run again: it reads what it decides on inside the
transaction, so a second run is as good as the first.
"""

import random
import secrets
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from domain.outage import BooksUnavailable
from storage.address import Address
from storage.connecting import PATIENCE, PAUSE, connector, driver_error, engine
from storage.failures import Broken, Busy, Collision, failure
from storage.pool import Pool
from storage.wal import Checkpointer

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_Value = TypeVar("_Value")


class Tx:
    """One open transaction on the driver's own connection.

    SQLAlchemy keeps the pool, the tables and their migrations; compiling statements by it would cost more than the
    database does, so acts are statements kept as text, with ``?`` for their parameters.
    """

    __slots__ = ("_streams", "raw", "sqlite", "zone")

    def __init__(self, raw: Any, sqlite: bool, zone: tzinfo | None = None) -> None:
        self.raw = raw
        self.sqlite = sqlite
        self.zone = zone
        self._streams: list[Generator[Any, None, None]] = []

    def run(self, sql: str, params: tuple[object, ...] = ()) -> Any:
        """Run one statement; returns its cursor."""
        return self.raw.execute(sql if self.sqlite else sql.replace("?", "%s"), params)

    def stream(self, sql: str, params: tuple[object, ...] = ()) -> Iterator[Any]:
        """Yield the rows of one statement as they are read, so that memory stays flat."""
        self._streams.append(self._rows(sql, params))
        return self._streams[-1]

    def _rows(self, sql: str, params: tuple[object, ...]) -> Generator[Any, None, None]:
        if self.sqlite:
            with closing(self.raw.execute(sql, params)) as cursor:
                yield from cursor
            return
        with self.raw.cursor(name=f"stream_{secrets.token_hex(4)}") as cursor:
            cursor.itersize = 2000
            yield from cursor.execute(sql.replace("?", "%s"), params)

    def clock_time(self, at: str) -> str:
        """Return a stored instant as hours and minutes of the office's clock, for a refusal's sentence."""
        return f"{datetime.fromisoformat(at).astimezone(self.zone):%H:%M}"

    def end_streams(self) -> None:
        """Let go of what was not read to its end, while the connection is still this transaction's."""
        while self._streams:
            self._streams.pop().close()

    def together(self) -> AbstractContextManager[Any]:
        """Send the statements within to a server without waiting for the answer to each; none may be read there."""
        return nullcontext() if self.sqlite else self.raw.pipeline()

    def run_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for each row."""
        if self.sqlite:
            self.raw.executemany(sql, rows)
            return
        with self.raw.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), rows)


class Database:
    """The engine of one set of books, and the ways to run an act on it."""

    def __init__(self, address: Address, *, checkpoints: bool = True) -> None:
        self.address = address
        self.zone: tzinfo | None = None
        """The office's zone, for the times that refusals tell; without one, this machine's."""
        self.sqlite = address.sqlite
        self._connect = connector(address, checkpoints=checkpoints)
        self._pool = Pool(self._connect)
        self._turn = threading.Lock()
        self._checkpointer = Checkpointer(address.place) if self.sqlite and checkpoints else None

    def read(self, act: Callable[[Tx], _Value], *, snapshot: bool = False) -> _Value:
        """Run ``act`` in a transaction that only reads; ``snapshot`` holds all its reads to one moment."""
        return self._patiently(act, self._begin_snapshot if snapshot else self._begin_reading)

    def write(self, act: Callable[[Tx], _Value], *, repeatable: bool = True) -> _Value:
        """Run ``act`` in a transaction that writes; it is kept whole, or nothing of it is.

        One that is not ``repeatable`` (it uses up an iterator) is never begun twice. Raises ``Busy`` when others held
        the books for ``PATIENCE`` seconds, ``Collision`` when a constraint refused it twice and ``BooksUnavailable``
        when they cannot be reached or have no room.
        """
        if not self.sqlite:
            return self._patiently(act, self._begin_reading, repeatable)
        # The threads of one process take turns without the waiting that SQLite's own lock costs.
        if not self._turn.acquire(timeout=PATIENCE):
            raise Busy
        try:
            value = self._patiently(act, self._begin_writing, repeatable)
        finally:
            self._turn.release()
        if self._checkpointer is not None:
            self._checkpointer.wake()
        return value

    def _begin_reading(self, tx: Tx) -> None:
        # psycopg begins by itself, READ COMMITTED.
        if self.sqlite:
            tx.raw.execute("BEGIN")

    def _begin_snapshot(self, tx: Tx) -> None:
        tx.raw.execute(
            "BEGIN" if self.sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
        )

    def _begin_writing(self, tx: Tx) -> None:
        # Reading first and writing later would fail, not wait, when another writes in between.
        tx.raw.execute("BEGIN IMMEDIATE")

    def _patiently(
        self, act: Callable[[Tx], _Value], begin: Callable[[Tx], None], repeatable: bool = True
    ) -> _Value:
        deadline = time.monotonic() + PATIENCE
        collided = dropped = False
        begun: list[Tx] = []
        while True:
            try:
                return self._once(act, begin, begun)
            except Busy:
                if (begun and not repeatable) or time.monotonic() > deadline:
                    raise
                # A busy store tells nobody when it is free, so it is asked again; by chance, lest two keep meeting.
                time.sleep(random.uniform(*PAUSE))
            except Collision:
                # Another counter was quicker; the second run sees what it did and can say so.
                if collided or not repeatable:
                    raise
                collided = True
            except Broken as error:
                # An idle connection may have been dropped by the server; nothing had been sent to be kept.
                self._pool.dispose()
                in_vain = dropped or error.final or self.sqlite
                if in_vain or (begun and not repeatable):
                    raise BooksUnavailable(error.reason) from error
                dropped = True

    def _once(
        self, act: Callable[[Tx], _Value], begin: Callable[[Tx], None], begun: list[Tx]
    ) -> _Value:
        """Run ``act`` in one transaction; notes in ``begun`` that it got so far."""
        final = True
        try:
            with self._pool.connection() as raw:
                tx = Tx(raw, self.sqlite, self.zone)
                final = False
                begin(tx)
                begun.append(tx)
                try:
                    value = act(tx)
                finally:
                    tx.end_streams()
                final = True
                raw.commit()
                return value
        except driver_error(self.address) as error:
            raise failure(error, final=final) from error

    @cached_property
    def engine(self) -> "Engine":
        """SQLAlchemy's engine on these books, as alembic and its migrations want it."""
        return engine(self.address, self._connect)

    def migrate(self, act: Callable[["Connection"], _Value]) -> _Value:
        """Run ``act`` in one writing transaction on a connection of SQLAlchemy's."""
        from sqlalchemy.exc import DBAPIError

        try:
            with self.engine.connect() as conn:
                if self.sqlite:
                    conn.execution_options(writes=True)
                with conn.begin():
                    return act(conn)
        except (DBAPIError, driver_error(self.address)) as error:
            original = error.orig if isinstance(error, DBAPIError) else None
            meant = failure(original if isinstance(original, Exception) else error, final=True)
            if isinstance(meant, Broken):
                raise BooksUnavailable(meant.reason) from meant
            raise meant from error

    def close(self) -> None:
        """Let go of all connections; on SQLite the log is moved into the file first."""
        if self._checkpointer is not None:
            self._checkpointer.stop()
        self._pool.dispose()
