"""What was posted cannot be changed, removed or emptied, and books without their guards are not opened for work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import CheckConstraint, Connection
from sqlalchemy.exc import IntegrityError

from storage.books_sql import SqlBooks
from storage.engine import Tx
from storage.guards import expected, make_guards, missing_guards
from storage.open import BooksRefused, create_books, open_books
from storage.tables import APPEND_ONLY, metadata
from tests.storage.books_fixtures import new_url, worked, worked_file, worked_url

__all__ = ["new_url", "worked", "worked_file", "worked_url"]


POLICY_GUARD = "posting_no_unkept_policy"


@pytest.fixture
def conn(worked: SqlBooks) -> Iterator[Connection]:
    """A connection behind the books' back, in a transaction that is taken back."""
    with worked.db.engine.connect() as made:
        made.begin()
        yield made
        made.rollback()


def _is_sqlite(conn: Connection) -> bool:
    return conn.dialect.name == "sqlite"


def _tx(conn: Connection) -> Tx:
    return Tx(conn.connection.dbapi_connection, _is_sqlite(conn))


def _refused(conn: Connection, statement: str) -> str:
    with pytest.raises(IntegrityError) as caught, conn.begin_nested():
        conn.exec_driver_sql(statement)
    return str(caught.value.orig)


def test_no_row_of_an_append_only_table_can_be_changed_or_removed(conn: Connection) -> None:
    for table in APPEND_ONLY:
        column = metadata.tables[table].columns.keys()[-1]
        assert f"{table} is append-only" in _refused(
            conn, f"UPDATE {table} SET {column} = {column}"
        )
        assert f"{table} is append-only" in _refused(conn, f"DELETE FROM {table}")


# SQLite has no TRUNCATE; a DELETE of all rows is refused above.
@pytest.mark.postgres
@pytest.mark.parametrize("worked_url", ["postgres"], indirect=True)
def test_no_append_only_table_can_be_emptied(conn: Connection) -> None:
    for table in APPEND_ONLY:
        assert "is append-only" in _refused(conn, f"TRUNCATE {table} CASCADE")


# Only SQLite has INSERT OR REPLACE.
@pytest.mark.parametrize("worked_url", ["sqlite"], indirect=True)
def test_a_row_cannot_be_replaced_in_place(conn: Connection) -> None:
    for table in APPEND_ONLY:
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        assert f"{table} is append-only" in _refused(conn, statement)


def _drop(conn: Connection, name: str) -> None:
    table = name.rpartition("_no_")[0]
    conn.exec_driver_sql(
        f"DROP TRIGGER {name}{'' if conn.dialect.name == 'sqlite' else f' ON {table}'}"
    )


def test_each_missing_guard_is_noticed(conn: Connection) -> None:
    assert missing_guards(_tx(conn)) == ()
    gone = []
    for name in expected(sqlite=_is_sqlite(conn)):
        _drop(conn, name)
        gone.append(name)
        assert missing_guards(_tx(conn)) == tuple(gone)
    make_guards(_tx(conn))
    assert missing_guards(_tx(conn)) == ()


def test_a_guard_that_guards_nothing_is_noticed(conn: Connection) -> None:
    name = "tender_no_update"
    if conn.dialect.name == "sqlite":
        _drop(conn, name)
        conn.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE UPDATE ON tender BEGIN SELECT 1; END")
        assert missing_guards(_tx(conn)) == (name,)
        return
    conn.exec_driver_sql(f"ALTER TABLE tender DISABLE TRIGGER {name}")
    assert missing_guards(_tx(conn)) == (name,)
    conn.exec_driver_sql(f"ALTER TABLE tender ENABLE TRIGGER {name}")
    assert missing_guards(_tx(conn)) == ()
    conn.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION books_append_only() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NULL; END $$"
    )
    others = [name for name in expected(sqlite=_is_sqlite(conn)) if name != POLICY_GUARD]
    assert missing_guards(_tx(conn)) == tuple(others)


def test_books_without_a_guard_are_opened_for_proof_only(worked: SqlBooks, worked_url: str) -> None:
    with worked.db.engine.begin() as conn:
        _drop(conn, "receipt_line_no_update")
    with pytest.raises(BooksRefused, match=r"are not guarded: receipt_line_no_update is missing"):
        open_books(worked_url)
    opened = open_books(worked_url, unguarded=True)
    differences = [d for line in opened.prove().lines for d in line.differences]
    opened.close()
    assert differences == ["Guard receipt_line_no_update is missing or was changed."]


def test_a_migration_that_copies_a_table_is_followed_by_its_guards(
    worked: SqlBooks, worked_url: str
) -> None:
    with worked.db.engine.begin() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        operations = Operations(MigrationContext.configure(conn))
        with operations.batch_alter_table("closing_tally", recreate="always") as batch:
            batch.create_check_constraint("named", "length(name) > 0")
        lost = missing_guards(_tx(conn))
        make_guards(_tx(conn))
        assert missing_guards(_tx(conn)) == ()
    assert set(lost) == {
        g for g in expected(sqlite=_is_sqlite(conn)) if g.startswith("closing_tally")
    }
    create_books(worked_url, training=False)
    books = open_books(worked_url)
    assert books.prove().proves
    books.close()


def test_the_rules_of_a_row_are_named_on_both_databases(conn: Connection) -> None:
    named = {
        str(rule.name)
        for table in metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    }
    assert len(named) > 15
    refused = _refused(
        conn,
        "INSERT INTO drawer_year (drawer, year, last_seq) SELECT drawer, year, 1 FROM drawer_year",
    )
    assert "drawer_year" in refused
    lines = "INSERT INTO journal_line VALUES (1, 99, 'A', 5, 5)"
    assert "ck_journal_line_one_side" in _refused(conn, lines)
