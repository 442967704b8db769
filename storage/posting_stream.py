"""All postings in order, each with all its rows, read side by side from every posted table: memory stays flat."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Generic, TypeVar

from storage.cells import Row
from storage.engine import Tx
from storage.posted_columns import COLUMNS
from storage.posting_load import select_all
from storage.rows import Parts

_Key = TypeVar("_Key", int, str)


class Sorted(Generic[_Key]):
    """Rows sorted by their first column, taken key by key; rows that nobody asks for are ``strays``."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next: Row | None = next(rows, None)
        self.strays: list[_Key] = []

    def take(self, key: _Key) -> list[Row]:
        """Return the rows of ``key``; those before it belonged to nothing."""
        found: list[Row] = []
        while self._next is not None and not self._is_after(key):
            if self._next[0] == key:
                found.append(self._next)
            else:
                self._stray(self._next[0])
            self._next = next(self._rows, None)
        return found

    def _is_after(self, key: _Key) -> bool:
        try:
            return bool(self._next is not None and self._next[0] > key)
        except TypeError:
            # A damaged key belongs to nothing.
            return False

    def finish(self) -> None:
        """Count what is left as strays."""
        while self._next is not None:
            self._stray(self._next[0])
            self._next = next(self._rows, None)

    def _stray(self, key: _Key) -> None:
        if not self.strays or self.strays[-1] != key:
            self.strays.append(key)


def postings(tx: Tx, on: date | None, stray: Callable[[str, int], Any]) -> Iterator[Parts]:
    """Yield the rows of each posting, of one business date or of all, in the order of posting.

    ``stray`` is told of rows (table, posting id) whose posting is not there.
    """
    where, some = "", ""
    params: tuple[str, ...] = ()
    if on is not None:
        where = "WHERE business_date = ?"
        some = f"WHERE posting_id IN (SELECT posting_id FROM posting {where})"  # noqa: S608
        params = (on.isoformat(),)
    tables: dict[str, Sorted[int]] = {
        table: Sorted(tx.stream(select_all(table, some), params))
        for table in COLUMNS
        if table != "posting"
    }
    for row in tx.stream(select_all("posting", where), params):
        found = {table: rows.take(row[0]) for table, rows in tables.items()}
        yield Parts(row, {table: rows for table, rows in found.items() if rows})
    for table, rows in tables.items():
        rows.finish()
        for posting_id in rows.strays:
            stray(table, posting_id)
