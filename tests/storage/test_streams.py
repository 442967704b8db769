"""Rows that are read as they come: what is not read to its end is let go of with its transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from storage.books_sql import SqlBooks
from storage.connecting import driver_error
from storage.engine import Tx
from tests.storage.books_fixtures import new_url, worked, worked_file, worked_url

__all__ = ["new_url", "worked", "worked_file", "worked_url"]

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")

_ALL = "SELECT posting_id FROM posting ORDER BY posting_id"


def test_a_stream_left_half_read_ends_with_its_transaction(worked: SqlBooks) -> None:
    kept: list[Iterator[object]] = []

    def half(tx: Tx) -> object:
        kept.append(tx.stream(_ALL))
        return next(kept[0])

    assert worked.db.read(half) == (1,)
    assert list(kept[0]) == []
    assert worked.prove().proves


def test_a_stream_left_by_an_error_is_silent_after_the_books_are_closed(worked: SqlBooks) -> None:
    kept: list[Iterator[object]] = []

    def broken(tx: Tx) -> None:
        kept.append(tx.stream(_ALL))
        next(kept[0])
        tx.run("SELECT nothing FROM nowhere")

    with pytest.raises(driver_error(worked.db.address)):
        worked.db.write(broken)
    assert worked.prove().proves
    worked.close()
    kept.clear()
    gc.collect()
