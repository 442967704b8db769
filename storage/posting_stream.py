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

    def due(self, key: _Key) -> bool:
        """Whether there may be rows of ``key`` or before it; most tables have none of most postings."""
        row = self._next
        try:
            return row is not None and bool(row[0] <= key)
        except TypeError:
            return True

    def take(self, key: _Key) -> list[Row]:
        """Return the rows of ``key``; those before it belonged to nothing."""
        found: list[Row] = []
        while (row := self._next) is not None:
            if row[0] == key:
                found.append(row)
            elif _is_after(row[0], key):
                break
            else:
                self._stray(row[0])
            self._next = next(self._rows, None)
        return found

    def finish(self) -> None:
        """Count what is left as strays."""
        while self._next is not None:
            self._stray(self._next[0])
            self._next = next(self._rows, None)

    def _stray(self, key: _Key) -> None:
        if not self.strays or self.strays[-1] != key:
            self.strays.append(key)


def _is_after(here: Any, key: Any) -> bool:
    try:
        return bool(here > key)
    except TypeError:
        # A damaged key belongs to nothing.
        return False


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
    others = tuple(tables.items())
    for row in tx.stream(select_all("posting", where), params):
        posting_id = row[0]
        found = {}
        for table, rows in others:
            if rows.due(posting_id) and (taken := rows.take(posting_id)):
                found[table] = taken
        yield Parts(row, found)
    for table, rows in tables.items():
        rows.finish()
        for posting_id in rows.strays:
            stray(table, posting_id)
