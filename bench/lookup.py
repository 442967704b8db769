"""S3: how long a key press waits for its results, beside a bare range of a sorted table in the same file."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

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


def run(scale: str) -> dict[str, object]:
    """Measure every size of ``scale`` (quick or full), print the table, return the numbers (times in ms)."""
    sizes: dict[str, dict[str, object]] = {}
    for count in SIZES["full" if scale == "full" else "quick"]:
        with tempfile.TemporaryDirectory() as folder:
            sizes[str(count)] = _measure(count, Path(folder) / "books.db")
    growth = _print_growth(sizes)
    return {"name": NAME, "scale": scale, "sizes": sizes, "p99_growth": growth}


def _measure(count: int, path: Path) -> dict[str, object]:
    conn = sqlite3.connect(path, isolation_level=None)
    build_seconds, size = _build(conn, count)
    plan = typing(conn, count, PEOPLE)
    classes = {name: _time(conn, texts) for name, texts in plan.classes.items()}
    found = _share_found(conn, plan)
    rows = [
        (
            name,
            *(
                m[k]
                for k in (
                    "keys",
                    "p50",
                    "p99",
                    "max",
                    "floor_p50",
                    "floor_p99",
                    "ratio_p50",
                    "ratio_p99",
                )
            ),
        )
        for name, m in classes.items()
    ]
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
    worst = {key: max(m[key] for m in classes.values()) for key in ("p99", "max")}
    return {
        "classes": classes, "worst": worst, "found_share": found, "bytes_per_account": size,
        "build_seconds": build_seconds,
    }  # fmt: skip


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


def _time(conn: sqlite3.Connection, texts: list[str]) -> dict[str, float]:
    """Time each text and the floor in turn; the first round only warms up."""
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
    result = {"keys": len(texts), "max": max(ours)}
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        result[name], result[f"floor_{name}"] = (
            percentile(ours, share),
            percentile(bare_times, share),
        )
        result[f"ratio_{name}"] = result[name] / result[f"floor_{name}"]
    return result


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


def _print_growth(sizes: dict[str, dict[str, object]]) -> dict[str, float]:
    """Print and return how much the worst p99 grows from the smallest size to each other."""
    worst = {int(count): m["worst"] for count, m in sizes.items()}
    base = worst[min(worst)]
    growth: dict[str, float] = {}
    for count, times in worst.items():
        assert isinstance(times, dict) and isinstance(base, dict)  # noqa: S101
        growth[str(count)] = times["p99"] / base["p99"]
    print_table(
        "S3 growth of the worst p99", ("accounts", "times the smallest"), list(growth.items())
    )
    return growth


if __name__ == "__main__":
    import sys

    run(sys.argv[1] if len(sys.argv) > 1 else "quick")
