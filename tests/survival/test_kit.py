"""The survival kit can see losses: it finds them where SQLite is known to have them."""

from __future__ import annotations

import pytest

from tests.survival import toy
from tests.survival.apsw_sqlite3 import ConnectOptions
from tests.survival.power_loss import (
    Failure,
    Record,
    memory_folder,
    recording,
    survey,
)

POINTS = range(400)


def _record(journal: str, synchronous: str) -> Record:
    with memory_folder() as folder:
        database = folder / "shop.db"
        toy.prepare(database, journal, synchronous)
        options = ConnectOptions(exclusive=journal == "WAL", checkpoint_pages=25)
        with recording(folder, options=options) as record:
            toy.sell(database, journal, synchronous, 40, record.told)
        return record


def _crash(journal: str, synchronous: str) -> list[Failure]:
    record = _record(journal, synchronous)
    return survey(record, "shop.db", toy.verify, seed=1, numbers=POINTS)


@pytest.mark.parametrize(("journal", "synchronous"), [("WAL", "FULL"), ("DELETE", "EXTRA")])
def test_the_safe_settings_lose_nothing(journal: str, synchronous: str) -> None:
    assert [str(f) for f in _crash(journal, synchronous)] == []


@pytest.mark.parametrize(("journal", "synchronous"), [("WAL", "NORMAL"), ("DELETE", "FULL")])
def test_the_usual_settings_lose_what_was_told(journal: str, synchronous: str) -> None:
    lost = [f for f in _crash(journal, synchronous) if any("is lost" in p for p in f.problems)]
    assert len(lost) > 0


def test_no_syncs_at_all_break_the_file() -> None:
    broken = [f for f in _crash("DELETE", "OFF") if not all("is lost" in p for p in f.problems)]
    assert len(broken) > 0
