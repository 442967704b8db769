"""The proof of settlements: a payment is of what closed drawers counted, and a decision of what the bank said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.custody.decided import DifferenceDecided, open_differences
from domain.money import Money
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import DAY, keep_sample_policy, ok
from tests.storage.contract_settlements import (
    BANK_DAY,
    card_drawer,
    decision,
    settled_order,
    waiting,
)
from tests.storage.custody_kit import recorded
from tests.storage.reversal_kit import reversed_act


@pytest.fixture
def books(tmp_path: Path) -> Iterator[SqlBooks]:
    """Books with a closed drawer that has 22.50 by card."""
    url = f"sqlite:///{tmp_path / 'books.db'}"
    create_books(url, training=False)
    made = open_books(url)
    keep_sample_policy(made)
    card_drawer(made)
    yield made
    made.close()


def told(books: SqlBooks) -> list[str]:
    """What the proof says of settlements."""
    return [
        said
        for line in books.prove().lines
        if line.name == "Settlements"
        for said in line.differences
    ]


def test_a_settlement_of_more_than_was_counted_is_told(books: SqlBooks) -> None:
    (part,) = waiting(books)
    recorded(books, ok(settled_order(books, parts=(replace(part, amount=Money(2251)),))))
    (said,) = told(books)
    assert "settles 2251 cents of D" in said
    assert "2250 were counted" in said


def test_a_settlement_of_a_kind_that_a_session_has_not_is_told(books: SqlBooks) -> None:
    (part,) = waiting(books)
    recorded(books, ok(settled_order(books, parts=(replace(part, kind="X"),))))
    assert "which has none" in told(books)[0]


def test_a_decision_on_an_answer_that_was_reversed_before_is_told(
    books: SqlBooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = recorded(books, ok(settled_order(books, 2000, 0)))
    (one,) = open_differences(books, DAY)
    reversed_act(books, paid, on=BANK_DAY)
    recorded(books, ok(settled_order(books, request="s-2")))
    with monkeypatch.context() as patched:
        patched.setattr(DifferenceDecided, "barred_by", lambda self: ())
        recorded(books, ok(decision(one)))
    (said,) = [each for line in books.prove().lines for each in line.differences]
    assert said.endswith("was done after the reversal of act 2027-VAULT-1.")


def test_a_decision_on_another_difference_than_there_was_is_told(books: SqlBooks) -> None:
    recorded(books, ok(settled_order(books, 2000, 0)))
    (one,) = open_differences(books, DAY)
    recorded(books, ok(decision(replace(one, theirs=Money(1000)))))
    (said,) = told(books)
    assert "decides on a difference of -1250 cents" in said
