"""Signing in while others work: nobody waits for a hash, and every wrong PIN is counted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from domain.authority import Operator
from domain.books import BooksUnavailable
from domain.refusals import Code, Refusal
from storage import people
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import DIEGO, JANE, at, ok
from tests.storage.books_fixtures import new_url

__all__ = ["new_url"]


@pytest.fixture
def books(new_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlBooks]:
    """Books that know Jane, with a hash that costs little."""
    monkeypatch.setattr(people, "_COST", (2, 1, 1))
    create_books(new_url, training=False)
    made = open_books(new_url)
    assert made.add_operator(JANE, "1111", at(7)) is None
    yield made
    made.close()


@pytest.fixture
def while_hashing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """A function: what it is given happens once, while the next PIN is being hashed."""

    def arrange(act: Callable[[], object]) -> None:
        plain, waiting = people._is_pin, [act]

        def slow(pin: str, stored: str | None) -> bool:
            if waiting:
                waiting.pop()()
            return plain(pin, stored)

        monkeypatch.setattr(people, "_is_pin", slow)

    return arrange


WhileHashing = Callable[[Callable[[], object]], None]


def _code(answer: Operator | Refusal) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


def test_another_counter_writes_while_a_pin_is_hashed(
    books: SqlBooks, while_hashing: WhileHashing
) -> None:
    other = open_books(books.db.url.render_as_string(hide_password=False))
    while_hashing(lambda: other.add_operator(DIEGO, "2222", at(8)))
    assert ok(books.sign_in("jane", "1111", at(8))) == JANE
    assert ok(other.sign_in("diego", "2222", at(8))) == DIEGO
    other.close()


def test_a_pin_that_others_locked_meanwhile_does_not_sign_in(
    books: SqlBooks, while_hashing: WhileHashing
) -> None:
    while_hashing(lambda: [books.sign_in("jane", "0000", at(8)) for _ in range(5)])
    assert _code(books.sign_in("jane", "1111", at(8))) is Code.SIGN_IN_LOCKED


def test_somebody_disabled_meanwhile_does_not_sign_in(
    books: SqlBooks, while_hashing: WhileHashing
) -> None:
    while_hashing(lambda: books.set_operator("jane", at(8), disabled=True))
    assert _code(books.sign_in("jane", "1111", at(8))) is Code.SIGN_IN_REFUSED


def test_wrong_pins_at_the_same_moment_are_all_counted(books: SqlBooks) -> None:
    answers: list[Code | None] = []
    start = threading.Barrier(4)

    def guess() -> None:
        start.wait()
        answers.append(_code(books.sign_in("jane", "0000", at(8))))

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [Code.SIGN_IN_REFUSED] * 4
    assert _code(books.sign_in("jane", "0000", at(8))) is Code.SIGN_IN_LOCKED
    assert _code(books.sign_in("jane", "1111", at(8))) is Code.SIGN_IN_LOCKED


def test_a_damaged_hash_is_said_in_one_sentence(books: SqlBooks) -> None:
    books.db.write(lambda tx: tx.run("UPDATE operator SET pin_hash = 'scrypt$2'"))
    with pytest.raises(BooksUnavailable, match="damaged"):
        books.sign_in("jane", "1111", at(8))
