"""A toy shop on SQLite, to show that the survival kit sees what is there to be seen."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.survival.kill import KillSwitch
from tests.survival.power_loss import integrity


def prepare(database: Path, journal: str) -> None:
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
    problems = [f"sale {number} is lost" for number in sorted(set(told) - set(numbers))]
    if numbers != list(range(1, len(numbers) + 1)):
        problems.append("the numbers have a gap")
    if cents != 100 * len(numbers):
        problems.append(f"{len(numbers)} sales but {cents} cents")
    return problems + integrity(database)


def sell_until_killed(folder: str, ticks: int | None, sloppy: bool) -> None:
    """A child of the zygote: sells 300 things, and writes each number told to a file.

    A sloppy shop tells before the commit.
    """
    switch = KillSwitch(ticks)
    slip = os.open(Path(folder) / "told", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(number: int) -> None:
        os.write(slip, f"{number}\n".encode())

    database = Path(folder) / "shop.db"
    with (
        switch.on_sqlite(every=5),
        switch.on_call("os.write"),
        closing(sqlite3.connect(database, isolation_level=None)) as shop,
    ):
        for _ in range(300):
            shop.execute("BEGIN IMMEDIATE")
            number = shop.execute("SELECT coalesce(max(number), 0) + 1 FROM sale").fetchone()[0]
            shop.execute("INSERT INTO sale VALUES (?, '')", (number,))
            shop.execute("UPDATE total SET cents = cents + 100")
            if sloppy:
                tell(number)
            shop.execute("COMMIT")
            if not sloppy:
                tell(number)
