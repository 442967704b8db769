"""The few forms in which plain data, dates and instants stand in a column, each read back strictly.

Another spelling of the same is refused by ``ValueError``, so that no column can be changed unseen.
"""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from domain.ledger.trail import canonical
from domain.money import Money

Row = tuple[Any, ...]
NO_LIST = "[]"
"""How an empty list is stored; most lists are empty."""


def as_json(data: object) -> str:
    """Return plain data in its one form as text."""
    return canonical(data).decode()


def from_json(stored: str) -> object:
    """Return the plain data of ``as_json``; raises ``ValueError`` for another form of the same."""
    if stored == NO_LIST:
        return []
    data: object = json.loads(stored)
    same(as_json(data), stored)
    return data


money = lru_cache(maxsize=8192, typed=True)(Money)
"""The amount of stored cents, with every check of ``Money``: most amounts of a day are nought or seen before.

Typed, because a number of another type that is equal must be refused and not found.
"""


@lru_cache(maxsize=2048)
def day(stored: str) -> date:
    """Return a stored date; raises ``ValueError`` for another spelling than ISO 8601's long one."""
    read = date.fromisoformat(stored)
    same(read.isoformat(), stored)
    return read


def instant(stored: str) -> datetime:
    """Return a stored instant; raises ``ValueError`` for another spelling than the one that is written."""
    read = datetime.fromisoformat(stored)
    same(read.isoformat(), stored)
    return read


def day_or_none(stored: str | None) -> date | None:
    """Return a stored date where there is one."""
    return None if stored is None else day(stored)


def same(value: object, stored: object) -> None:
    """Raise ``ValueError`` when a stored value is not the one that follows from the others."""
    if value != stored:
        raise ValueError(f"{stored!r} stands where {value!r} belongs")
