"""Making, upgrading and refusing books."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Integer, Text, create_engine
from sqlalchemy.exc import StatementError

from domain.books import BooksUnavailable
from storage import cells, connecting
from storage.address import read_address
from storage.books_sql import SqlBooks
from storage.columns import Cents
from storage.migrations.freeze import frozen, statements
from storage.open import BooksRefused, create_books, open_books
from storage.schema import SCHEMA
from storage.tables import metadata
from tests.storage.books_fixtures import new_url, worked, worked_file, worked_url

__all__ = ["new_url", "worked", "worked_file", "worked_url"]

ROOT = Path(__file__).resolve().parents[2]


def _refusal(url: str) -> str:
    with pytest.raises(BooksRefused) as caught:
        open_books(url)
    said = str(caught.value)
    assert said.count("\n") == 0
    assert said.endswith(".")
    return said


def _change(books: SqlBooks, *statements_: str) -> None:
    with books.db.engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for statement in statements_:
            conn.exec_driver_sql(statement)
        conn.commit()
    books.db.engine.dispose()


def test_migrations_make_exactly_the_tables_of_the_program(new_url: str) -> None:
    create_books(new_url, training=True)
    made = create_engine(new_url)

    def ours(_object: Any, name: str | None, kind: str, _reflected: bool, other: Any) -> bool:
        return not (kind == "table" and other is None and str(name).startswith("lookup_"))

    with made.connect() as conn:
        context = MigrationContext.configure(conn, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
        assert _ddl(conn) == _wanted_ddl(conn)
    made.dispose()


def _ddl(conn: Connection) -> list[str]:
    """What SQLite kept of our tables, word for word; checks and keys are in it, which alembic does not compare."""
    if conn.dialect.name != "sqlite":
        return []
    found = conn.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'lookup%' "
        "AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
    )
    return sorted(" ".join(row[0].split()) for row in found)


def _wanted_ddl(conn: Connection) -> list[str]:
    if conn.dialect.name != "sqlite":
        return []
    return sorted(" ".join(s.split()) for s in statements("sqlite") if s.startswith("CREATE TABLE"))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_first_migration_is_frozen_text_of_todays_tables(dialect: str) -> None:
    # To be dropped with the second migration: from then on the first one is history.
    assert SCHEMA == "0001"
    folder = ROOT / "storage" / "migrations" / "versions"
    kept = (folder / f"v0001_books.{dialect}.sql").read_text(encoding="utf-8")
    assert kept == frozen(dialect)


def test_columns_hold_text_whole_numbers_and_cents_only() -> None:
    for table in metadata.tables.values():
        for column in table.columns:
            kind = type(column.type)
            assert kind in (Text, Integer, Cents), column
            assert (kind is Cents) == column.name.endswith("_cents"), column


@pytest.mark.parametrize("value", [5.5, True, "5"])
def test_cents_that_are_no_whole_number_are_refused(worked: SqlBooks, value: object) -> None:
    tender = metadata.tables["tender"]
    row = dict.fromkeys(tender.columns.keys(), "x") | {
        "posting_id": 1,
        "tender_no": 9,
        "is_cash": 0,
    }
    with worked.db.engine.connect() as conn, pytest.raises(StatementError, match="whole"):
        conn.execute(tender.insert(), row | {"amount_cents": value})


def test_making_books_again_changes_nothing(worked_url: str) -> None:
    books = open_books(worked_url)
    before = books.prove()
    books.close()
    create_books(worked_url, training=False)
    again = open_books(worked_url)
    after = again.prove()
    # Guards made anew may take another page of the file; what is in the books is the same.
    assert (after.heads, after.lines[1:]) == (before.heads, before.lines[1:])
    assert before.proves
    assert after.proves
    again.close()


def test_books_for_work_do_not_become_books_for_training(worked_url: str) -> None:
    with pytest.raises(BooksRefused, match=r"for real work and cannot become training\."):
        create_books(worked_url, training=True)


@pytest.mark.parametrize("training", [True, False])
def test_training_is_kept_in_the_books(new_url: str, training: bool) -> None:
    create_books(new_url, training=training)
    books = open_books(new_url)
    assert books.training is training
    books.close()


def test_no_books_are_refused_and_none_are_made(tmp_path: Path) -> None:
    assert "run 'chamberlain init'" in _refusal(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_holds_no_books(new_url: str) -> None:
    if new_url.startswith("sqlite"):
        Path(new_url.removeprefix("sqlite:///")).touch()
    assert "run 'chamberlain init'" in _refusal(new_url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "books.db",
        "sqlite://",
        "mysql://host/books",
        "postgresql://host/books",
        "x" * 99,
        "postgresql+psycopg://[::1/books",
        "postgresql+psycopg://host/books?nosuch=1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BooksRefused):
        create_books(url, training=False)
    _refusal(url)


def test_a_password_is_not_repeated() -> None:
    assert "secret" not in _refusal("mysql://me:secret@host/books")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear Chamberlain, " * 400)
    assert "not a database" in _refusal(f"sqlite:///{path}")
    with pytest.raises(BooksRefused, match="not a database"):
        create_books(f"sqlite:///{path}", training=False)
    assert path.read_bytes() == b"Dear Chamberlain, " * 400


def test_another_programs_database_is_refused_and_left_alone(new_url: str) -> None:
    other = create_engine(new_url)
    with other.begin() as conn:
        conn.exec_driver_sql("CREATE TABLE songs (title TEXT)")
    with pytest.raises(BooksRefused, match="another program's data"):
        create_books(new_url, training=False)
    _refusal(new_url)
    with other.begin() as conn:
        conn.exec_driver_sql("INSERT INTO songs VALUES ('still here')")
        if conn.dialect.name == "sqlite":
            assert conn.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    other.dispose()


@pytest.mark.parametrize(
    ("version", "said"),
    [("9999", "are newer (schema 9999)"), ("0000", "are older (schema 0000)"), ("", "do not say")],
)
def test_books_of_another_schema_are_refused(worked: SqlBooks, version: str, said: str) -> None:
    _change(worked, f"UPDATE alembic_version SET version_num = '{version}'")
    refusal = _refusal(worked.db.address.url)
    assert said in refusal
    assert ("chamberlain init" in refusal) == (version == "0000")


def test_newer_books_are_not_upgraded(worked: SqlBooks) -> None:
    _change(worked, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BooksRefused, match="newer"):
        create_books(worked.db.address.url, training=False)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DROP TABLE allocation", "table allocation is missing"),
        ("ALTER TABLE operator DROP COLUMN role", "column operator.role is missing"),
        ("DROP INDEX ix_posting_session_id", "index ix_posting_session_id is missing"),
        ("DELETE FROM meta", "do not say whether they are for training"),
    ],
)
def test_damaged_books_are_refused(worked: SqlBooks, damage: str, said: str) -> None:
    _change(worked, damage)
    assert said in _refusal(worked.db.address.url)


def test_a_file_cut_short_is_refused(worked_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "short.db"
    whole = worked_file.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises((BooksRefused, BooksUnavailable), match="damaged|missing"):
        open_books(f"sqlite:///{path}")


def test_a_place_where_sqlite_cannot_write_safely_is_refused(
    worked_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "DURABLE", ("journal_mode=WAL", "synchronous=NORMAL"))
    assert "does not let SQLite write safely" in _refusal(f"sqlite:///{worked_file}")


def test_a_server_that_is_not_there_is_said_to_be() -> None:
    with pytest.raises(BooksUnavailable, match="the server does not answer"):
        open_books("postgresql+psycopg://nobody@localhost:1/books")


def test_work_on_a_file_loads_neither_sqlalchemy_nor_migrations_nor_the_other_driver(
    worked_file: Path, tmp_path: Path
) -> None:
    path = shutil.copyfile(worked_file, tmp_path / "books.db")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from storage.open import open_books\n"
        "books = open_books(f'sqlite:///{sys.argv[2]}')\n"
        "assert books.find('doe').hits and books.receipts() and books.prove().proves\n"
        "books.close()\n"
        "heavy = ('alembic', 'sqlalchemy', 'psycopg', 'pydantic')\n"
        "print([m for m in sys.modules if m.split('.')[0] in heavy])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(ROOT), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_shape_that_opening_looks_for_is_that_of_the_tables() -> None:
    frozen_shape = (ROOT / "storage" / "shape.json").read_text(encoding="utf-8")
    assert frozen_shape == frozen("shape"), "python -m storage.migrations.freeze shape prints it"


def test_an_address_is_shown_without_its_password() -> None:
    shown = {
        "postgresql+psycopg://me:s%40cret@db.example:5433/books?sslmode=require": (
            "postgresql+psycopg://me@db.example:5433/books"
        ),
        "postgresql+psycopg://db/books?password=secret": "postgresql+psycopg://db/books",
        "postgresql+psycopg:///books?host=/tmp": "postgresql+psycopg:///books",
        "sqlite:////var/books.db": "/var/books.db",
    }
    for url, wanted in shown.items():
        address = read_address(url)
        assert address is not None
        assert address.shown == wanted
        assert "cret" not in repr(address)


def test_only_the_form_of_an_address_is_given_to_the_servers_driver() -> None:
    address = read_address("postgresql+psycopg://me:s%40cret@db:5433/books?sslmode=require")
    assert address is not None
    assert address.dsn == "postgresql://me:s%40cret@db:5433/books?sslmode=require"
    assert (address.place, address.sqlite) == ("books", False)


def test_plain_data_is_read_back_in_its_one_form_only() -> None:
    assert cells.from_json(cells.as_json([["a", 1]])) == [["a", 1]]
    spellings: list[tuple[Callable[[str], object], str]] = [
        (cells.from_json, "[1, 2]"),
        (cells.day, "20270125"),
        (cells.instant, "2027-01-25T09:00:00Z"),
    ]
    for read, other in spellings:
        with pytest.raises(ValueError, match="stands where"):
            read(other)
