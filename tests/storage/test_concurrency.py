"""Counters at the same moment: one wins, the other is told who and when, nothing is done twice or by halves."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from domain.books import BooksUnavailable
from domain.receipting.posting import ReceiptOrder
from domain.records import DraftState, PostedReceipt
from domain.refusals import Code, Refusal
from storage import connecting, engine
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import (
    DIEGO,
    JANE,
    intake_of,
    keep_sample_policy,
    ok,
    receipt_order,
    water_account,
    water_bill,
)
from tests.storage import contract_kit as kit
from tests.storage.books_fixtures import new_url
from tests.storage.race_acts import OpenDrawers, PostAll, Recall, Reprint, number_of
from tests.storage.racing import race

__all__ = ["new_url"]

ROUNDS = 40


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with one water bill for each round."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    keep_sample_policy(made)
    bills = [water_bill(f"B{n}", f"W-{n}") for n in range(ROUNDS)]
    accounts = [water_account(f"W-{n}") for n in range(ROUNDS)]
    made.take_in(intake_of(bills), accounts, bills)
    yield made
    made.close()


def _url(books: SqlBooks) -> str:
    return books.db.address.url


def _orders(books: SqlBooks, drawer: str, mark: str) -> tuple[ReceiptOrder, ...]:
    """Orders that pay bill n each, decided on the bills as they stand now."""
    session = books.session_at(drawer)
    assert session is not None
    return tuple(
        receipt_order(kit.bills_cart(books, session, f"{mark}-{n}", f"B{n}"), session)
        for n in range(ROUNDS)
    )


@pytest.mark.slow
def test_two_counters_paying_the_same_bill_give_one_receipt_and_one_refusal(
    books: SqlBooks,
) -> None:
    kit.open_drawer(books)
    kit.open_drawer(books, "2", DIEGO)
    one, two = PostAll(_orders(books, "1", "one")), PostAll(_orders(books, "2", "two"))
    winners = set()
    for n, answers in enumerate(race(_url(books), [one, two], ROUNDS)):
        refused = [a for a in answers if a.refused]
        assert [a.refused for a in refused] == [Code.BILL_CHANGED]
        winner = next(drawer for drawer, a in zip("12", answers, strict=True) if not a.refused)
        assert f"Bill B{n} was changed by counter {winner} at " in refused[0].sentence
        assert len(books.receipts_of_bill(f"B{n}")) == 1
        winners.add(winner)
    assert len(books.receipts(limit=1000)) == ROUNDS
    proof = books.prove()
    assert proof.proves, proof


@pytest.mark.slow
def test_the_same_request_from_two_processes_is_one_receipt(books: SqlBooks) -> None:
    kit.open_drawer(books)
    orders = PostAll(_orders(books, "1", "same"))
    for answers in race(_url(books), [orders, orders], ROUNDS):
        assert answers[0].result is not None
        assert answers[0] == answers[1]
    assert len(books.receipts(limit=1000)) == ROUNDS
    assert books.prove().proves


@pytest.mark.slow
def test_a_drawer_and_an_operator_are_in_one_session_only(books: SqlBooks) -> None:
    jane, diego = OpenDrawers(JANE, ("1",)), OpenDrawers(DIEGO, ("1",))
    answers = race(_url(books), [jane, diego], 1)[0]
    assert sorted(a.refused for a in answers) == ["", Code.DRAWER_IN_USE]
    books_of = OpenDrawers(DIEGO if answers[0].result else JANE, ("2",))
    also = OpenDrawers(books_of.operator, ("3",))
    answers = race(_url(books), [books_of, also], 1)[0]
    assert sorted(a.refused for a in answers) == ["", Code.OPERATOR_HAS_DRAWER]
    assert books.prove().proves


@pytest.mark.slow
def test_a_parked_cart_is_taken_by_one(books: SqlBooks) -> None:
    for n in range(ROUNDS):
        books.save_draft(kit.draft_of(kit.tags_cart(f"parked-{n}"), DraftState.PARKED))
    for answers in race(_url(books), [Recall("1", JANE), Recall("2", DIEGO)], ROUNDS):
        assert sorted(a.refused for a in answers) == ["", Code.CART_TAKEN]


@pytest.mark.slow
def test_copies_asked_for_at_once_get_numbers_of_their_own(books: SqlBooks) -> None:
    posted = kit.sell(books, kit.open_drawer(books), "r-1")
    asking = [Reprint(posted.posting_id, JANE), Reprint(posted.posting_id, DIEGO)]
    numbers = [a.result for answers in race(_url(books), asking, ROUNDS) for a in answers]
    assert sorted(numbers) == list(range(1, 2 * ROUNDS + 1))
    assert books.prove().proves


def test_threads_of_one_process_post_to_their_drawers_without_a_gap(books: SqlBooks) -> None:
    sessions = [kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)]
    numbers: dict[str, list[str]] = {"1": [], "2": []}

    def counter(index: int) -> None:
        for n in range(ROUNDS):
            posted = kit.sell(books, sessions[index], f"{index}-{n}")
            numbers[sessions[index].drawer].append(number_of(posted))

    threads = [threading.Thread(target=counter, args=(i,)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for drawer, found in numbers.items():
        assert found == [f"2027-{drawer}-{n:06d}" for n in range(1, ROUNDS + 1)]
    assert books.prove().proves


def test_books_held_by_another_for_too_long_are_busy(
    books: SqlBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kit.open_drawer(books)
    order = receipt_order(kit.bills_cart(books, session, "r-1", "B1"), session)
    draft = kit.draft_of(order.cart)
    for module in (engine, connecting):
        monkeypatch.setattr(module, "PATIENCE", 0.05)
    hasty = open_books(_url(books))
    with books.db.engine.connect() as conn:
        if books.db.sqlite:
            conn.execution_options(writes=True)
        conn.begin()
        conn.exec_driver_sql("UPDATE drawer_series SET drawer = '1' WHERE drawer = '1'")
        refusal = hasty.post(order)
        assert isinstance(refusal, Refusal)
        assert (refusal.code, refusal.key) == (Code.BOOKS_BUSY, "F10")
        if books.db.sqlite:
            with pytest.raises(BooksUnavailable, match="busy"):
                hasty.save_draft(draft)
    assert books.attempt("r-1") is None
    assert isinstance(hasty.post(order), PostedReceipt)
    hasty.close()


@pytest.mark.postgres
@pytest.mark.parametrize("new_url", ["postgres"], indirect=True)
def test_a_connection_that_the_server_dropped_is_made_anew(books: SqlBooks) -> None:
    session = kit.open_drawer(books)
    order = receipt_order(kit.bills_cart(books, session, "r-1", "B1"), session)
    for look in (lambda: books.bill("B1"), lambda: books.post(order), lambda: books.post(order)):
        _drop_connections(books)
        assert look() is not None
    assert isinstance(ok(books.post(order)), PostedReceipt)
    assert len(books.receipts()) == 1
    assert books.prove().proves


def _drop_connections(books: SqlBooks) -> None:
    other = open_books(_url(books))
    with other.db.engine.connect() as conn:
        conn.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.close()
