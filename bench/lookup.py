"""S3: how long a key press waits for its results, beside a bare range of a sorted table in the same file."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.lookup_city import Typing, accounts, has, typing
from bench.table import percentile, print_table
from domain.lookup import LAST, fold
from storage import search_sqlite

NAME = "S3"
SIZES = {"quick": (30_000, 1_000_000), "full": (30_000, 1_000_000, 10_000_000)}
PEOPLE = 80
ROUNDS = 3
FOUND_AMONG = 5

_ACCOUNT = """CREATE TABLE account (account_id INTEGER PRIMARY KEY, number TEXT NOT NULL,
    name TEXT NOT NULL, address TEXT NOT NULL, plate TEXT NOT NULL) STRICT"""
_FLOOR = """SELECT key, account_id FROM lookup_key WHERE key >= ? AND key < ?
    ORDER BY key, account_id LIMIT 20"""


def run(scale: str) -> dict[str, Any]:
    """Measure every size of ``scale`` (quick or full), print the table, return the numbers (times in ms)."""
    sizes: dict[str, dict[str, Any]] = {}
    for count in SIZES["full" if scale == "full" else "quick"]:
        with tempfile.TemporaryDirectory() as folder:
            sizes[str(count)] = _measure(count, Path(folder) / "books.db")
    growth = _print_growth(sizes)
    return {"name": NAME, "scale": scale, "sizes": sizes, "p99_growth": growth}


def _measure(count: int, path: Path) -> dict[str, Any]:
    conn = sqlite3.connect(path, isolation_level=None)
    build_seconds, size = _build(conn, count)
    plan = typing(conn, count, PEOPLE)
    timed = {name: _time(conn, texts) for name, texts in plan.classes.items()}
    timed["all of them"] = [pair for pairs in timed.values() for pair in pairs]
    classes = {name: _numbers(pairs) for name, pairs in timed.items()}
    found = _share_found(conn, plan)
    rows = [(name, *numbers.values()) for name, numbers in classes.items()]
    print_table(
        f"S3 lookup, {count:,} accounts (ms a key, best of {ROUNDS} rounds; floor: bare range query)",
        ("typed", "keys", "p50", "p99", "max", "floor p50", "floor p99", "x p50", "x p99"),
        rows,
    )
    print(
        f"one wrong letter: {found:.1%} found among the first {FOUND_AMONG}; "
        f"index {size:.0f} bytes an account; built in {build_seconds:.1f} s\n",
        flush=True,
    )
    conn.close()
    return {
        "classes": classes,
        "p99": classes["all of them"]["p99"],
        "max": classes["all of them"]["max"],
        "found_share": found,
        "bytes_per_account": size,
        "build_seconds": build_seconds,
    }


def _build(conn: sqlite3.Connection, count: int) -> tuple[float, float]:
    """Fill accounts and index; return the seconds for the index and its bytes an account."""
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144"):
        conn.execute(f"PRAGMA {setting}")
    conn.execute(_ACCOUNT)
    search_sqlite.create(conn)
    conn.execute("BEGIN")
    conn.executemany("INSERT INTO account VALUES (?, ?, ?, ?, ?)", accounts(count))
    conn.execute("COMMIT")
    before, start = _pages(conn), perf_counter()
    conn.execute("BEGIN")
    search_sqlite.rebuild(conn)
    conn.execute("COMMIT")
    seconds = perf_counter() - start
    page_size = conn.execute("PRAGMA page_size").fetchone()[0]
    return seconds, (_pages(conn) - before) * page_size / count


def _pages(conn: sqlite3.Connection) -> int:
    total, free = (
        conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count")
    )
    return int(total) - int(free)


def _time(conn: sqlite3.Connection, texts: list[str]) -> list[tuple[float, float]]:
    """Time each text and the floor in turn, the best of some rounds each, so that the rest is warm."""
    floor = [(key, key + LAST) for key in map(fold, texts)]

    def bare(i: int) -> object:
        return conn.execute(_FLOOR, floor[i]).fetchall()

    def whole(i: int) -> object:
        return search_sqlite.search(conn, texts[i])

    gc.collect()
    gc.disable()
    ours, bare_times = [float("inf")] * len(texts), [float("inf")] * len(texts)
    for _ in range(ROUNDS):
        for i in range(len(texts)):
            bare_times[i] = min(bare_times[i], _milliseconds(bare, i))
            ours[i] = min(ours[i], _milliseconds(whole, i))
    gc.enable()
    return list(zip(ours, bare_times, strict=True))


def _numbers(pairs: list[tuple[float, float]]) -> dict[str, float]:
    ours, bare = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    p50, p99 = percentile(ours, 0.5), percentile(ours, 0.99)
    floor_p50, floor_p99 = percentile(bare, 0.5), percentile(bare, 0.99)
    return {
        "keys": len(pairs), "p50": p50, "p99": p99, "max": max(ours), "floor_p50": floor_p50,
        "floor_p99": floor_p99, "ratio_p50": p50 / floor_p50, "ratio_p99": p99 / floor_p99,
    }  # fmt: skip


def _milliseconds(act: Callable[[int], object], i: int) -> float:
    start = perf_counter()
    act(i)
    return (perf_counter() - start) * 1000


def _share_found(conn: sqlite3.Connection, plan: Typing) -> float:
    """Return which share of misspelt texts shows an account with the meant words among the first rows."""
    hits = 0
    for item in plan.wrong:
        first = search_sqlite.search(conn, item.text).ids[:FOUND_AMONG]
        hits += any(has(conn, account, item.meant) for account in first)
    return hits / len(plan.wrong)


def _print_growth(sizes: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Print and return how much the p99 of all keys grows from the smallest size to each other."""
    base = min(sizes, key=int)
    growth = {count: sizes[count]["p99"] / sizes[base]["p99"] for count in sizes}
    print_table(
        "S3 growth of the p99 of all keys", ("accounts", "times the smallest"), list(growth.items())
    )
    return growth


if __name__ == "__main__":
    import sys

    run(sys.argv[1] if len(sys.argv) > 1 else "quick")
