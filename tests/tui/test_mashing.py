"""Keys at random, by the thousand: nothing crashes, nothing is posted without F10, and the books prove."""

from __future__ import annotations

from asyncio import gather
from random import Random
from threading import Event
from typing import Any

import pytest

from chamberlain.screens import all_screens
from domain.books import BooksUnavailable
from storage.memory import MemoryBooks
from tests.tui.desk_kit import (
    READY,
    SIGN_IN,
    at_the_counter,
    desk_at,
    desk_of,
    receipts_in,
    stocked_books,
)
from tests.tui.kit import NAMED, counter, type_keys
from tests.tui.test_trouble import Weather
from tui.counter import Counter, Opening
from tui.desk import Desk

KEYS = 1500
PIECES = (
    ("5544332", "enter"), ("jane", "enter"), ("W-1001", "enter"), ("T27-000101", "enter"), ("3*TS", "enter"),
    ("f4", "200", "c"), ("50", "k", "77", "enter"), ("f4", "c"), ("ctrl+b", "enter"), ("f5",), ("doe",), ("12.5",),
    ("ctrl+b", "1", "enter", "enter", "2", "enter"), ("é€\u202e",), ("backspace",) * 3, ("ctrl+p", "park", "enter"),
    ("f9", "enter", "ctrl+z"), ("f7", "a note", "enter"), ("y",), ("a",), ("w",),
    ("f8", "1", "why", "enter", "v"), ("f8", "3"), ("f8", "f8", "2"), ("jane", "enter", "f8", "r"), ("n",),
)  # fmt: skip
POSTING = (("f4", "c", "f10"), ("f10",), ("f10", "a", "1", "x", "enter"), ("f12", *SIGN_IN))


def ways() -> tuple[list[str], set[str]]:
    """Every key of every command but the one that leaves; and those that finish."""
    table = [command for screen in all_screens() for command in screen.table()]
    finish = {way for command in table if command.key == "f10" for way in command.ways()}
    keys = {way for command in table if command.name != "quit" for way in command.ways()}
    return sorted(keys | NAMED), finish


def some_keys(chance: Random, pieces: tuple[tuple[str, ...], ...], keys: list[str]) -> list[str]:
    """A burst of keys: some that mean something together, some commands, some characters of any script."""
    burst: list[str] = []
    for _ in range(chance.randrange(1, 30)):
        kind = chance.random()
        if kind < 0.4:
            burst.extend(chance.choice(pieces))
        elif kind < 0.7:
            burst.append(chance.choice(keys))
        else:
            burst.append(
                chr(chance.choice([chance.randrange(33, 127), chance.randrange(161, 0x3000)]))
            )
    return burst


@pytest.mark.parametrize("seed", range(2))
async def test_without_f10_no_key_posts_anything(seed: int) -> None:
    chance, books = Random(seed), stocked_books()
    keys, finish = ways()
    # The palette and the menu are ways to every command; they are another test's.
    keys = [key for key in keys if key not in {*finish, "ctrl+p", "escape", "f10", "0"}]
    pieces = tuple(piece for piece in PIECES if "ctrl+p" not in piece)
    async with at_the_counter(books, keys=READY) as app:
        typed = 0
        while typed < KEYS:
            burst = some_keys(chance, pieces, keys)
            typed += len(burst)
            await type_keys(app, *burst)
            if desk_at(app).operator is None:
                await type_keys(app, "ctrl+u", *SIGN_IN)
    assert receipts_in(books) == []
    assert books.prove().proves


class Storm(Weather):
    """Books whose line fails at random, before an act or behind it."""

    def __init__(self, books: MemoryBooks, chance: Random) -> None:
        super().__init__(books)
        self.chance = chance
        self.blows = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.books, name)
        if not callable(found):
            return found

        def asked(*args: object, **kwargs: object) -> object:
            fate = self.chance.random() if self.blows else 1.0
            if fate < 0.1:
                raise BooksUnavailable("the line is cut.")
            answer = found(*args, **kwargs)
            if fate < 0.15:
                raise BooksUnavailable("the line was cut.")
            return answer

        return asked


@pytest.mark.parametrize("seed", range(4))
async def test_a_line_that_fails_at_random_crashes_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, kept = Random(seed), stocked_books()
    books: Any = Storm(kept, chance)
    keys, _ = ways()
    async with at_the_counter(books, keys=READY) as app:
        # The menu and the palette are ways out too; here nobody leaves.
        monkeypatch.setattr(app, "exit", lambda *_args: None)
        books.blows = True
        typed = 0
        while typed < KEYS:
            burst = some_keys(chance, (*PIECES, *POSTING * 3), keys)
            typed += len(burst)
            await type_keys(app, *burst, "escape", "f2")
        books.blows = False
    assert kept.prove().proves


async def test_keys_behind_the_one_that_leaves_do_nothing() -> None:
    books = stocked_books()
    keys = ("ctrl+q", *READY, "5544332", "enter", "f4", "c", "f10")
    async with at_the_counter(books, keys=keys) as app:
        pass
    assert (app.return_value, app.return_code) == (0, 0)
    assert books.session_at("1") is None


async def test_books_that_open_while_the_program_is_left_break_nothing() -> None:
    opened = Event()

    def open_late() -> Desk:
        assert opened.wait(30)
        return desk_of(stocked_books())

    app = Counter(Opening(open_late))
    async with counter(app):
        await type_keys(app, "ctrl+q")
    opened.set()
    await gather(*app._tasks)
    assert (app.return_value, app.return_code) == (0, 0)
