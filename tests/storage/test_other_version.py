"""Books that another version of the program made are told from books that are damaged."""

from __future__ import annotations

import pytest

from storage.books_sql import SqlBooks
from storage.open import BooksRefused, create_books, open_books
from tests.storage.books_fixtures import worked, worked_file, worked_url

__all__ = ["worked", "worked_file", "worked_url"]


def _change(books: SqlBooks, statement: str) -> None:
    with books.db.engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
        conn.exec_driver_sql(statement)
        conn.commit()
    books.db.engine.dispose()


def _refusal(url: str) -> str:
    with pytest.raises(BooksRefused) as refused:
        open_books(url)
    return str(refused.value)


def test_books_that_another_version_made_are_told_from_damaged_ones(worked: SqlBooks) -> None:
    _change(worked, "ALTER TABLE operator DROP COLUMN role")
    assert "are damaged: column operator.role is missing" in _refusal(worked.db.address.url)
    for older in (
        "UPDATE meta SET content = 'another' WHERE name = 'shape'",
        "DELETE FROM meta WHERE name = 'shape'",
    ):
        _change(worked, older)
        said = _refusal(worked.db.address.url)
        assert "made by another version of this program: column operator.role is missing" in said
        assert "Open them with the version that made them" in said


def test_bringing_books_up_again_does_not_hide_that_another_version_made_them(
    worked: SqlBooks,
) -> None:
    _change(worked, "UPDATE meta SET content = 'another' WHERE name = 'shape'")
    create_books(worked.db.address.url, training=False)
    _change(worked, "ALTER TABLE operator DROP COLUMN role")
    assert "made by another version" in _refusal(worked.db.address.url)
