"""The survival kit can see losses: it finds them where SQLite or a shop is known to have them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.survival import toy
from tests.survival.apsw_sqlite3 import ConnectOptions
from tests.survival.io_faults import Error, FaultyDisk, Outcome, Trial, every_fault
from tests.survival.kill import KillFailure, KillPlan, kill_loop
from tests.survival.power_loss import Failure, Record, memory_folder, recording, survey
from tests.survival.zygote import Death, Zygote

POINTS = range(400)


def _record(journal: str, synchronous: str) -> Record:
    with memory_folder() as folder:
        database = folder / "shop.db"
        toy.prepare(database, journal)
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


def test_a_failure_is_found_again_by_its_seed_and_number() -> None:
    first = _crash("WAL", "NORMAL")[0]
    record = _record("WAL", "NORMAL")
    again = survey(record, "shop.db", toy.verify, seed=first.seed, numbers=[first.point])
    assert again == [first]


def test_sqlalchemy_runs_over_the_recorder_unchanged() -> None:
    with memory_folder() as folder, recording(folder) as record:
        engine = create_engine(f"sqlite:///{folder / 'shop.db'}")

        @event.listens_for(engine, "connect")
        def _(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def _(connection: object) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE a (n INTEGER PRIMARY KEY, t TEXT UNIQUE)"))
            inserted = connection.execute(text("INSERT INTO a (t) VALUES (:t)"), {"t": "x"})
            assert (inserted.rowcount, inserted.lastrowid) == (1, 1)
            many = connection.exec_driver_sql(
                "INSERT INTO a (t) VALUES (?)", [("y",), ("z",), ("w",)]
            )
            assert many.rowcount == 3
            assert connection.exec_driver_sql("DELETE FROM a WHERE n > ?", (3,)).rowcount == 1
        with engine.connect() as connection:
            assert connection.execute(text("SELECT t FROM a ORDER BY n")).scalars().all() == [
                "x",
                "y",
                "z",
            ]
            none = connection.execute(text("SELECT n, t FROM a WHERE t = '?'"))
            assert list(none.keys()) == ["n", "t"]
            assert none.all() == []
            journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
            assert journal == "wal"
        refused = pytest.raises(IntegrityError, match=r"UNIQUE constraint failed: a\.t")
        with refused, engine.begin() as connection:
            connection.execute(text("INSERT INTO a (t) VALUES ('new')"))
            connection.execute(text("INSERT INTO a (t) VALUES ('x')"))
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM a")).scalar_one() == 3
            with pytest.raises(OperationalError, match="no such table: b"):
                connection.execute(text("SELECT * FROM b"))
        engine.dispose()
    assert {e.kind for e in record.events} >= {"create", "write", "sync", "unlink"}


def _sell_one(folder: Path, disk: FaultyDisk) -> list[int]:
    told: list[int] = []
    disk.arm()
    toy.sell(folder / "shop.db", "WAL", "FULL", 3, told.append)
    return told


def _books_agree(folder: Path, outcome: Outcome) -> list[str]:
    return toy.verify(folder / "shop.db", outcome.value or [])


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("error", ["full", "broken"])
def test_every_failing_write_is_met_and_survived(error: Error, for_ever: bool) -> None:
    with memory_folder() as folder:
        toy.prepare(folder / "shop.db", "WAL")
        trials = every_fault(folder, _sell_one, _books_agree, error=error, for_ever=for_ever)
    assert [str(t) for t in trials if t.problems] == []
    refused = [t for t in trials if isinstance(t.outcome.error, sqlite3.OperationalError)]
    assert len(refused) >= 6
    said = {str(t.outcome.error) for t in refused}
    assert said == {"database or disk is full" if error == "full" else "disk I/O error"}


def _sell_carelessly(folder: Path, disk: FaultyDisk) -> list[int]:
    disk.arm()
    with suppress(sqlite3.OperationalError):
        toy.sell(folder / "shop.db", "WAL", "FULL", 1, lambda _number: None)
    return [1]


def test_a_shop_that_swallows_a_failed_commit_is_found_out() -> None:
    with memory_folder() as folder:
        toy.prepare(folder / "shop.db", "WAL")
        trials: list[Trial] = every_fault(
            folder, _sell_carelessly, _books_agree, error="broken", for_ever=False
        )
    assert any("sale 1 is lost" in t.problems for t in trials)


def _kill_shops(folder: Path, sloppy: bool, n: int) -> list[KillFailure]:
    toy.prepare(folder / "shop.db", "WAL")
    with Zygote("tests.survival.toy:sell_until_killed", folder / "log") as zygote:

        def child(_number: int, plan: KillPlan) -> Death:
            return zygote.run(str(folder), plan.ticks, sloppy, kill_after=plan.seconds)

        def told(_number: int) -> list[int]:
            slip = folder / "told"
            return [int(n) for n in slip.read_text().split()] if slip.exists() else []

        def verify(numbers: list[int]) -> list[str]:
            return toy.verify(folder / "shop.db", numbers)

        return kill_loop(child, told, verify, n, seed=1, most_ticks=400, most_seconds=0.02)


def test_a_careful_shop_survives_being_killed() -> None:
    with memory_folder() as folder:
        assert [str(f) for f in _kill_shops(folder, sloppy=False, n=25)] == []


def test_a_shop_that_tells_before_the_commit_is_found_out() -> None:
    with memory_folder() as folder:
        failures = _kill_shops(folder, sloppy=True, n=25)
    assert any("is lost" in p for f in failures for p in f.problems)


def test_a_child_that_ends_just_when_it_is_killed_has_ended_or_was_killed(tmp_path: Path) -> None:
    with Zygote("builtins:int", tmp_path / "log") as zygote:
        deaths = {zygote.run(kill_after=n * 2e-5) for n in range(100)}
        assert zygote.run() == Death(killed=False, code=0)
        assert zygote.said() == ""
    assert deaths <= {Death(killed=False, code=0), Death(killed=True, code=-9)}
