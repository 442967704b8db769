"""Signing in while others work: nobody waits for a hash, and every wrong PIN is counted."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator

import pytest

from domain.books import BooksUnavailable
from domain.people.authority import Operator
from domain.refusals import Code, Refusal
from storage import hashing
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import DIEGO, JANE, at, ok
from tests.storage.books_fixtures import new_url

__all__ = ["new_url"]


CHEAP = hashing.Cost(1, 8, 1)


@pytest.fixture
def books(new_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlBooks]:
    """Books that know Jane, with a hash that costs little."""
    monkeypatch.setattr(hashing, "COST", CHEAP)
    create_books(new_url, training=False)
    made = open_books(new_url)
    assert made.add_operator(JANE, "1111", at(7)) is None
    yield made
    made.close()


@pytest.fixture
def while_hashing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """A function: what it is given happens once, while the next PIN is being hashed."""

    def arrange(act: Callable[[], object]) -> None:
        plain, waiting = hashing.is_secret, [act]

        def slow(secret: str, stored: str | None) -> bool:
            if waiting:
                waiting.pop()()
            return plain(secret, stored)

        monkeypatch.setattr(hashing, "is_secret", slow)

    return arrange


WhileHashing = Callable[[Callable[[], object]], None]


def _code(answer: Operator | Refusal) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


def test_another_counter_writes_while_a_pin_is_hashed(
    books: SqlBooks, while_hashing: WhileHashing
) -> None:
    other = open_books(books.db.address.url)
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
    books.db.write(lambda tx: tx.run("UPDATE operator SET pin_hash = '$argon2id$v=19$m=8'"))
    with pytest.raises(BooksUnavailable, match="damaged"):
        books.sign_in("jane", "1111", at(8))


def test_only_hashes_are_in_the_books(books: SqlBooks) -> None:
    books.add_operator(DIEGO, "a long password", at(8), badge="B-0047110815")
    books.sign_in("", "", at(9), badge="B-0047110815")
    books.sign_in("diego", "a wrong password", at(9))
    rows = books.db.read(
        lambda tx: [
            *tx.run("SELECT * FROM operator"),
            *tx.run("SELECT * FROM access_event"),
            *tx.run("SELECT * FROM meta"),
        ]
    )
    kept = repr(rows)
    assert "$argon2id$" in kept
    for secret in ("1111", "password", "0047110815"):
        # Whole words: four digits may stand by chance in the middle of a hash.
        assert not re.search(rf"\b{secret}\b", kept)


def test_a_hash_of_another_cost_is_renewed_by_the_next_right_pin(
    books: SqlBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stored() -> str:
        row = books.db.read(lambda tx: tx.run("SELECT pin_hash FROM operator").fetchone())
        return str(row[0])

    before = stored()
    books.sign_in("jane", "1111", at(8))
    assert stored() == before
    monkeypatch.setattr(hashing, "COST", hashing.Cost(2, 16, 1))
    books.sign_in("jane", "0000", at(8))
    assert stored() == before
    assert ok(books.sign_in("jane", "1111", at(8))) == JANE
    assert "m=16,t=2" in stored()
    assert ok(books.sign_in("jane", "1111", at(8))) == JANE


def test_a_person_whose_badge_was_taken_away_meanwhile_does_not_sign_in(
    books: SqlBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.set_badge("jane", "B-0047110815", at(8))
    real = books._try_out

    def late(*asked: object) -> object:
        tried = real(*asked)  # type: ignore[arg-type]
        if real is not books._try_out:
            monkeypatch.setattr(books, "_try_out", real)
            books.set_badge("jane", "", at(8))
        return tried

    monkeypatch.setattr(books, "_try_out", late)
    answer = books.sign_in("", "", at(9), badge="B-0047110815")
    assert _code(answer) is Code.BADGE_UNKNOWN


def test_the_hash_is_the_recommended_kind_at_no_less_than_its_cost() -> None:
    made = hashing.hashed("1234")
    assert made.startswith("$argon2id$")
    assert hashing.Cost(2, 19 * 1024, 1) <= hashing.COST
