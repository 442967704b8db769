"""Power loss at any moment of a day at the counter: nothing that was told is lost (R1b)."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.survival.counter import (
    Told,
    close_drawer,
    fill_cart,
    finish,
    open_drawer,
    sit_down,
    stock_up,
    untrue,
)
from tests.survival.power_loss import Record, memory_folder, recording, survey
from tests.survival.real_books import create_books, open_books

BILLS = 12
RECEIPTS = 24
SHARES = 4
"""So that no worker is left alone with all of it at the end."""
SEED = int(os.environ.get("POWER_LOSS_SEED", "1"))
POINTS = int(os.environ.get("POWER_LOSS_POINTS", "4000"))
ONLY = os.environ.get("POWER_LOSS_ONLY")


def _verify(path: Path, told: Sequence[Told]) -> list[str]:
    with closing(open_books(path)) as books:
        return untrue(books, told)


def _stocked() -> bytes:
    """Books before the day. Made once: a salt is random, and migrations are read from disk anew each time."""
    with memory_folder() as folder:
        path = folder / "books.db"
        create_books(path)
        with closing(open_books(path)) as books:
            stock_up(books, BILLS)
        assert [p.name for p in folder.iterdir()] == [path.name]
        return path.read_bytes()


def _a_day(stocked: bytes, seed: int) -> Record:
    dice = random.Random(seed)
    with memory_folder() as folder:
        path = folder / "books.db"
        path.write_bytes(stocked)
        with recording(folder, seed=seed) as record, closing(open_books(path)) as books:
            desk = sit_down(books, "r")
            record.told(open_drawer(desk, "open"))
            for _ in range(RECEIPTS):
                fill_cart(desk, dice, BILLS)
                record.told(finish(desk))
            record.told(close_drawer(desk, "close"))
        return record


@pytest.fixture(scope="module")
def day() -> Record:
    """The record of one day: told of the opening, each receipt and the closing."""
    record = _a_day(_stocked(), SEED)
    assert sum(e.kind == "told" for e in record.events) == RECEIPTS + 2
    return record


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_power_loss_loses_what_was_told(day: Record, share: int) -> None:
    """POWER_LOSS_POINTS asks for more crashes; a failure names how to see it again."""
    numbers = [int(ONLY)] if ONLY else range(share, POINTS, SHARES)
    failures = survey(day, "books.db", _verify, seed=SEED, numbers=numbers)
    assert [str(f) for f in failures] == []


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_only_pretends_to_sync_would_be_noticed(day: Record) -> None:
    lying = Record(day.start, [e for e in day.events if e.kind != "sync"])
    failures = survey(lying, "books.db", _verify, seed=SEED, numbers=range(60))
    assert any("is lost" in p for f in failures for p in f.problems)


def test_the_day_is_the_same_each_time(day: Record) -> None:
    again = _a_day(day.start["books.db"], SEED)
    assert _first_change(day, again) == ""
    assert again.digest() == day.digest()


def _first_change(one: Record, other: Record) -> str:
    """Where two records begin to differ, as a sentence; nothing when they are the same."""
    for place, pair in enumerate(zip_longest(one.events, other.events)):
        if pair[0] != pair[1]:
            said = [
                "nothing" if e is None else f"{e.kind} {e.name} {e.file} at {e.at}, {len(e.data)}"
                for e in pair
            ]
            return f"event {place} is {said[0]} bytes in one and {said[1]} bytes in the other"
    return ""
