"""Books on SQLite and on PostgreSQL for tests that go behind the port."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.storage.worked_books import work

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def worked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with worked books; copy it before changing anything."""
    path = tmp_path_factory.mktemp("worked") / "books.db"
    _worked_at(f"sqlite:///{path}")
    return path


def _worked_at(url: str) -> None:
    create_books(url, training=False)
    books = open_books(url)
    work(books)
    books.close()


@pytest.fixture(params=BOTH)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a place without books, on each database in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    make: Callable[[], str] = request.getfixturevalue("fresh_database")
    return make()


@pytest.fixture(params=BOTH)
def worked_url(request: pytest.FixtureRequest, tmp_path: Path, worked_file: Path) -> str:
    """The address of worked books, on each database in turn."""
    if request.param == "sqlite":
        path = shutil.copyfile(worked_file, tmp_path / "books.db")
        return f"sqlite:///{path}"
    make: Callable[..., str] = request.getfixturevalue("fresh_database")
    return make(_worked_at)


@pytest.fixture
def worked(worked_url: str) -> Iterator[SqlBooks]:
    """Worked books, open."""
    books = open_books(worked_url)
    yield books
    books.close()
