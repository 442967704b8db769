"""A file that a disk or a copy has damaged: ``prove`` says so, and nothing ends in anything but a sentence."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from domain.books import BooksUnavailable
from domain.receipting.receipt import ReceiptNo
from domain.records import Proof
from storage.books_sql import SqlBooks
from storage.open import BooksRefused, open_books
from storage.posted_columns import COLUMNS
from tests.samples import DAY, sample_bills
from tests.storage.books_fixtures import worked_file
from tests.storage.worked_books import LAST

__all__ = ["worked_file"]

SEEDS = int(os.environ.get("DAMAGE_SEEDS", "300"))
_SECTOR = 512

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")


def _one_byte(whole: bytearray, dice: random.Random) -> None:
    whole[dice.randrange(len(whole))] ^= dice.randint(1, 255)


def _one_bit(whole: bytearray, dice: random.Random) -> None:
    whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)


def _a_sector(whole: bytearray, dice: random.Random) -> None:
    start = dice.randrange(0, len(whole), _SECTOR)
    whole[start : start + _SECTOR] = (
        bytes(_SECTOR) if dice.random() < 0.5 else dice.randbytes(_SECTOR)
    )


def _torn(whole: bytearray, dice: random.Random) -> None:
    del whole[dice.randrange(100, len(whole)) :]


def _damage(worked: bytes, seed: int) -> bytes:
    """Mostly one byte, as the file would say nothing of; now and then more."""
    dice, whole = random.Random(seed), bytearray(worked)
    dice.choice((_one_byte, _one_byte, _one_bit, _one_bit, _a_sector, _torn))(whole, dice)
    return bytes(whole)


def _sentence(act: Callable[[], Any]) -> str:
    """What an act that may meet damage says of it; nothing when it met none."""
    try:
        act()
    except (BooksUnavailable, BooksRefused) as error:
        said = str(error)
        assert "\n" not in said
        assert said.endswith(".")
        return said
    return ""


def _reads(books: SqlBooks) -> list[Callable[[], Any]]:
    return [
        lambda: books.attempt(LAST),
        lambda: books.receipts(on=DAY),
        lambda: books.receipt(ReceiptNo(DAY.year, "1", 1)),
        lambda: books.sessions(DAY),
        lambda: books.session_at("2"),
        lambda: books.takings("2-1"),
        lambda: books.closing("1-1"),
        lambda: books.last_business_date("1"),
        lambda: books.parked(),
        lambda: books.intakes(),
        lambda: books.operators(),
        lambda: books.policy_used(),
        lambda: books.queued("counter 1"),
        lambda: books.find("smith"),
        lambda: books.customer(1),
        lambda: books.bill(sample_bills()[0].bill_no),
        *(lambda n=number: books.posting(n) for number in range(1, 9)),
    ]


@cache
def _posted(path: Path) -> list[Any]:
    with closing(open_books(f"sqlite:///{path}")) as books:
        return [books.posting(number) for number in range(1, 9)]


def _proof(path: Path) -> tuple[Proof | None, str]:
    """Prove the books there and read everything: the proof, or the sentence instead of one."""
    proofs: list[Proof] = []

    def look() -> None:
        with closing(open_books(f"sqlite:///{path}", unguarded=True)) as books:
            proofs.append(books.prove())
            for read in _reads(books):
                _sentence(read)
            books.prove(DAY)

    said = _sentence(look)
    assert said or proofs
    return (proofs[0] if proofs else None), said


@pytest.mark.parametrize("part", range(6))
def test_damage_anywhere_is_told_or_changes_nothing_posted(
    worked_file: Path, tmp_path: Path, part: int
) -> None:
    """What proves after damage still has every posting as it was."""
    worked, told = worked_file.read_bytes(), 0
    for seed in range(part, SEEDS, 6):
        path = tmp_path / f"{seed}.db"
        path.write_bytes(_damage(worked, seed))
        proof, _said = _proof(path)
        if proof is None or not proof.proves:
            told += 1
        else:
            assert _posted(path) == _posted(worked_file), f"seed {seed}"
        path.unlink()
    assert told


@pytest.fixture(scope="module")
def lax_file(worked_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Worked books whose posted tables take anything in any column, as a broken page may hold anything."""
    path = tmp_path_factory.mktemp("lax") / "books.db"
    path.write_bytes(worked_file.read_bytes())
    change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?"
    with closing(sqlite3.connect(path, isolation_level=None)) as shell:
        shell.execute("PRAGMA writable_schema=ON")
        shell.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        for table in COLUMNS:
            for rule, none in ((" NOT NULL, ", ", "), (",\n STRICT", ""), ("STRICT", "")):
                shell.execute(change, (rule, none, table))
    return path


@pytest.mark.parametrize("value", ["NULL", "X'00FF'", "CAST(X'FF' AS TEXT)", "'x'", "0.5"])
@pytest.mark.parametrize("table", COLUMNS)
def test_what_cannot_stand_in_a_column_names_its_posting(
    lax_file: Path, tmp_path: Path, table: str, value: str
) -> None:
    path, tried = tmp_path / "books.db", 0
    for column in [c for c in COLUMNS[table] if c != "posting_id"]:
        path.write_bytes(lax_file.read_bytes())
        first = f"FROM {table} ORDER BY posting_id LIMIT 1"
        with closing(sqlite3.connect(path, isolation_level=None)) as shell:
            shell.execute("PRAGMA ignore_check_constraints=ON")
            posting_id, before = shell.execute(f"SELECT posting_id, {column} {first}").fetchone()
            change = f"UPDATE {table} SET {column} = {value} WHERE posting_id = (SELECT posting_id {first})"
            if before is None and value == "NULL":
                continue
            with suppress(sqlite3.IntegrityError):
                shell.execute(change)
            if not shell.total_changes:
                continue
        tried += 1
        proof, said = _proof(path)
        assert proof is not None, (column, said)
        trail = next(line for line in proof.lines if line.name == "Trail")
        assert any(d.startswith(f"Posting {posting_id} ") for d in trail.differences), (
            column,
            trail,
        )
    assert tried
