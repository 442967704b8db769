"""Corrections at the same moment: a receipt is undone once, and a bill is not paid while it is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.ordering import CorrectionOrder
from domain.refusals import Code
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import (
    DAY,
    DIEGO,
    intake_of,
    keep_sample_policy,
    receipt_order,
    water_account,
    water_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.books_fixtures import new_url
from tests.storage.race_acts import CorrectAll, PostAll
from tests.storage.racing import race

__all__ = ["new_url"]

ROUNDS = 25
LATER = date(2027, 1, 27)


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with one water bill for each round, each paid in part at drawer 1."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    keep_sample_policy(made)
    bills = [water_bill(f"B{n}", f"W-{n}") for n in range(ROUNDS)]
    accounts = [water_account(f"W-{n}") for n in range(ROUNDS)]
    made.take_in(intake_of(bills), accounts, bills)
    session = kit.open_drawer(made)
    for n in range(ROUNDS):
        kit.pay(made, session, f"r-{n}", f"B{n}", cents=1000)
    yield made
    made.close()


def renamed(orders: tuple[CorrectionOrder, ...], mark: str) -> tuple[CorrectionOrder, ...]:
    """The same orders under other request ids."""
    return tuple(
        replace(o, header=replace(o.header, request_id=f"{mark}-{n}")) for n, o in enumerate(orders)
    )


@pytest.mark.slow
def test_a_receipt_reversed_by_two_is_reversed_once(books: SqlBooks) -> None:
    session = books.session_at("1")
    assert session is not None
    corrections.close(books, session)
    orders = tuple(
        corrections.reversal_order(books, f"2027-1-{n + 1:06d}", LATER) for n in range(ROUNDS)
    )
    acts = [CorrectAll(renamed(orders, mark)) for mark in ("one", "two")]
    for n, answers in enumerate(race(books.db.address.url, acts, ROUNDS)):
        refused = [a.refused for a in answers if a.refused]
        assert refused == [Code.RECEIPT_CORRECTED]
        assert [a.result for a in answers if not a.refused] == [f"2027-OFC-C{n + 1:05d}"]
    assert len(books.corrections(LATER, LATER)) == ROUNDS
    proof = books.prove()
    assert proof.proves, proof


@pytest.mark.slow
def test_a_bill_is_paid_or_its_payment_voided_never_both_on_one_state(books: SqlBooks) -> None:
    mine, other = books.session_at("1"), kit.open_drawer(books, "2", DIEGO)
    assert mine is not None
    voids = tuple(
        corrections.void_order(books, mine, f"2027-1-{n + 1:06d}", f"v-{n}") for n in range(ROUNDS)
    )
    payments = tuple(
        receipt_order(kit.bills_cart(books, other, f"p-{n}", f"B{n}"), other) for n in range(ROUNDS)
    )
    for answers in race(books.db.address.url, [CorrectAll(voids), PostAll(payments)], ROUNDS):
        assert [a.refused for a in answers if a.refused] == [Code.BILL_CHANGED]
    done = len(books.corrections(DAY, DAY)) + len(books.receipts(session_id=other.session_id))
    assert done == ROUNDS
    proof = books.prove()
    assert proof.proves, proof


@pytest.mark.slow
def test_the_same_correction_from_two_processes_is_one(books: SqlBooks) -> None:
    session = books.session_at("1")
    assert session is not None
    orders = tuple(
        corrections.void_order(books, session, f"2027-1-{n + 1:06d}", f"v-{n}")
        for n in range(ROUNDS)
    )
    for n, answers in enumerate(race(books.db.address.url, [CorrectAll(orders)] * 2, ROUNDS)):
        assert [a.result for a in answers] == [f"2027-1-C{n + 1:05d}"] * 2
    assert books.prove().proves
