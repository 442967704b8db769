"""What every part of the books on SQL is built on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from domain.outage import BooksUnavailable
from domain.refusals import Code, Refusal, refuse
from storage.engine import Database, Tx
from storage.failures import Busy, Collision, as_refusal, is_broken_file, read_soundly

_Value = TypeVar("_Value")


class Part:
    """One part of the books: its acts run on one database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def _read(self, act: Callable[[Tx], _Value]) -> _Value:
        try:
            with _sound_file(), read_soundly("a row of theirs"):
                return self.db.read(act)
        except Busy as error:
            raise BooksUnavailable("they are busy with another counter.") from error

    def _write(self, act: Callable[[Tx], _Value], *, repeatable: bool = True) -> _Value:
        """Run an act that has no refusal to give."""
        try:
            with _sound_file():
                return self.db.write(act, repeatable=repeatable)
        except Busy as error:
            raise BooksUnavailable("they are busy with another counter.") from error

    def _try(self, act: Callable[[Tx], _Value | Refusal], key: str = "Enter") -> _Value | Refusal:
        """Run an act that may be refused; ``key`` is the one that the clerk presses to try again."""
        try:
            with _sound_file():
                return self.db.write(act)
        except Busy:
            return refuse(Code.BOOKS_BUSY, key=key)
        except Collision as collision:
            return as_refusal(collision)


@contextmanager
def _sound_file() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if not is_broken_file(error):
            raise
        raise BooksUnavailable(f"their file is damaged: {error}.") from error


def places(count: int) -> str:
    """Return ``count`` places for parameters, as in an IN list."""
    return ", ".join("?" * count)
