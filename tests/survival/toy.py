"""A toy shop on SQLite, to show that the survival kit sees what is there to be seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.survival.power_loss import integrity


def prepare(database: Path, journal: str, synchronous: str) -> None:
    """An empty shop."""
    with closing(sqlite3.connect(database)) as shop:
        shop.execute(f"PRAGMA journal_mode={journal}")
        shop.execute("CREATE TABLE sale (number INTEGER PRIMARY KEY, note TEXT NOT NULL)")
        shop.execute("CREATE TABLE total (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL)")
        shop.execute("INSERT INTO total VALUES (1, 0)")
        shop.commit()


def sell(
    database: Path, journal: str, synchronous: str, count: int, told: Callable[[int], None]
) -> None:
    """Sell `count` things of one dollar, each in its own transaction; tell each sale's number."""
    with closing(sqlite3.connect(database)) as shop:
        shop.isolation_level = None
        shop.execute(f"PRAGMA journal_mode={journal}")
        shop.execute(f"PRAGMA synchronous={synchronous}")
        for _ in range(count):
            shop.execute("BEGIN IMMEDIATE")
            number = shop.execute("SELECT coalesce(max(number), 0) + 1 FROM sale").fetchone()[0]
            shop.execute("INSERT INTO sale VALUES (?, ?)", (number, "thing " * 40))
            shop.execute("UPDATE total SET cents = cents + 100")
            shop.execute("COMMIT")
            told(number)


def verify(database: Path, told: Sequence[int]) -> list[str]:
    """Every sale that was told is there once, the total agrees, and the file is whole."""
    with closing(sqlite3.connect(database)) as shop:
        numbers = [row[0] for row in shop.execute("SELECT number FROM sale ORDER BY number")]
        cents = shop.execute("SELECT cents FROM total").fetchone()[0]
    problems = [f"sale {number} is lost" for number in told if number not in set(numbers)]
    if numbers != list(range(1, len(numbers) + 1)):
        problems.append("the numbers have a gap")
    if cents != 100 * len(numbers):
        problems.append(f"{len(numbers)} sales but {cents} cents")
    return problems + integrity(database)
