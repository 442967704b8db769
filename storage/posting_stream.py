"""All postings in order, each with all its rows, read side by side from every posted table: memory stays flat."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import Any, Final, Generic, TypeVar

from storage.cells import Row
from storage.engine import Tx
from storage.posted_columns import COLUMNS
from storage.posting_load import select_all
from storage.rows import Parts

_Key = TypeVar("_Key", int, str)
_FIRST: Final = itemgetter(0)
END: Final = inf
"""After every posting."""


class Sorted(Generic[_Key]):
    """Rows sorted by their first column, taken key by key; rows that nobody asks for are ``strays``."""

    def __init__(self, rows: Iterator[Row]) -> None:
        # Grouped in C: a proof takes every posted row there is through here.
        self._groups = groupby(rows, _FIRST)
        self._next: tuple[Any, Iterator[Row]] | None = None
        self.key: Any = END
        """The key of the rows that come next, ``END`` when there are none; a damaged one may be of any type."""
        self.strays: list[_Key] = []
        self._go_on()

    def take(self, key: _Key) -> list[Row]:
        """Return the rows of ``key``; those before it belonged to nothing."""
        found: list[Row] = []
        while self._next is not None:
            here, rows = self._next
            if here == key:
                found += rows
            elif _is_after(here, key):
                break
            else:
                self._stray(here)
            self._go_on()
        return found

    def finish(self) -> None:
        """Count what is left as strays."""
        while self._next is not None:
            self._stray(self._next[0])
            self._go_on()

    def _go_on(self) -> None:
        self._next = next(self._groups, None)
        self.key = END if self._next is None else self._next[0]

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
            # Most tables have no rows of most postings.
            try:
                due = rows.key <= posting_id
            except TypeError:
                due = True
            if due and (taken := rows.take(posting_id)):
                found[table] = taken
        yield Parts(row, found)
    for table, rows in tables.items():
        rows.finish()
        for posting_id in rows.strays:
            stray(table, posting_id)
