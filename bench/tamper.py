"""Tampering by the thousand: single changes, deletions, insertions and swaps of posted rows, each proved.

Books of one worked day in which every posted table has rows, on SQLite and, where the tests' server is installed, on
PostgreSQL; the attacker switches the guards off and on again. Every trial must be found by ``prove``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from storage.open import create_books, open_books
from tests.storage.tampering import KINDS, TABLES, Campaign, Trials, attacking, sealed_work

NAME = "tamper"
TRIALS = {"quick": 1_000, "full": 10_000}
SEED = 6


def run(scale: str) -> dict[str, Any]:
    """Make the trials on each database and lay them out by table and kind."""
    tables, result = [], {}
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with opened() as url:
            if not url:
                print(f"{name}: the tests' server is not installed here; left out.")
                continue
            began = perf_counter()
            trials = _tried(url, TRIALS[scale])
            took = perf_counter() - began
        tables.append(_laid_out(f"{name}: found / tried, {took:.0f} s", trials))
        result[name] = {
            "trials": trials.total,
            "found": trials.found.total(),
            "named": trials.named.total(),
            "missed": trials.missed,
        }
    return {"tables": tables, "databases": result}


def _tried(url: str, number: int) -> Trials:
    create_books(url, training=False)
    with closing(open_books(url)) as books:
        sealed_work(books)
        if not books.prove().proves:
            raise RuntimeError("untouched books do not prove")
    with attacking(url) as attacker:
        return Campaign(attacker, SEED).run(number)


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="chamberlain-tamper-") as folder:
        yield f"sqlite:///{Path(folder) / 'books.db'}"


@contextmanager
def _postgres() -> Iterator[str]:
    try:
        from tests.postgres import running_server
    except ImportError:
        yield ""
        return
    with running_server() as server:
        yield server.url(server.create())


def _laid_out(title: str, trials: Trials) -> tuple[str, tuple[str, ...], list[list[object]]]:
    rows: list[list[object]] = [
        [table, *(_share(trials, table, kind) for kind in KINDS)] for table in TABLES
    ]
    total = f"{trials.found.total()} / {trials.total}"
    rows.append(["all, and their posting named", total, f"{trials.named.total()}", "", ""])
    return title, ("table", *KINDS), rows


def _share(trials: Trials, table: str, kind: str) -> str:
    tried = trials.tried[table, kind]
    return f"{trials.found[table, kind]} / {tried}" if tried else "-"
