"""What was answered stays, whatever the server is set to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.open import create_books, open_books


@pytest.mark.postgres
def test_a_commit_on_postgresql_waits_for_the_disk(fresh_database: Callable[[], str]) -> None:
    # The test's own server is set to answer before it has written.
    url = fresh_database()
    create_books(url, training=False)
    books = open_books(url)
    try:
        setting = books.db.read(lambda tx: tx.run("SHOW synchronous_commit").fetchone())
    finally:
        books.close()
    assert setting == ("on",)
