"""The lookup index of whichever database the books are on."""

from collections.abc import Iterable
from typing import Any

from domain.lookup import SearchHits
from storage import search_sqlite
from storage.engine import Tx


def _module(tx: Tx) -> Any:
    if tx.sqlite:
        return search_sqlite
    from storage import search_postgres

    return search_postgres


def create(tx: Tx) -> None:
    """Make the tables of the index, empty."""
    _module(tx).create(tx.raw)


def search(tx: Tx, text: str, limit: int) -> SearchHits:
    """Find at most ``limit`` accounts, best first."""
    found: SearchHits = _module(tx).search(tx.raw, text, limit)
    return found


def update(tx: Tx, account_ids: Iterable[int]) -> None:
    """Bring the index up to date for accounts that were added or changed, in the same transaction."""
    _module(tx).update(tx.raw, account_ids)


def rebuild(tx: Tx) -> None:
    """Fill the index anew from all accounts."""
    _module(tx).rebuild(tx.raw)


def check(tx: Tx) -> list[str]:
    """Return the differences between index and accounts, one sentence each."""
    found: list[str] = _module(tx).check(tx.raw)
    return found
