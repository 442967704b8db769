"""``prove`` holds each reversal against the act that it points at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.custody.acting import PostedAct
from domain.custody.acts import ActNo
from domain.custody.moves import CashMoved
from domain.custody.reversal import ActReversed
from domain.custody.reversing import APPROVES
from storage import custody_acts
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import CHAMBERLAIN, DAY, SUPERVISOR, keep_sample_policy, ok
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.books_fixtures import new_url
from tests.storage.contract_deposits import closed_drawer
from tests.storage.custody_kit import pieces, recorded
from tests.storage.reversal_kit import reversal

__all__ = ["new_url"]


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with a policy only."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    keep_sample_policy(made)
    yield made
    made.close()


def fund(books: SqlBooks) -> PostedAct:
    """60.00 of change fund, after so much more that there is something to take."""
    recorded(books, custody.from_bank("f-0", pieces(d20=30)))
    return recorded(books, custody.from_bank("f-1", pieces(d20=3)))


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books that record what they should refuse by what an act is about, as a program could that leaves it out."""
    monkeypatch.setattr(custody_acts, "about_refused", lambda tx, order: None)


def told(books: SqlBooks, made: PostedAct, **fields: Any) -> list[str]:
    """Record the right reversal with other values in it, behind the back of its order, and prove."""
    body = ok(reversal(made)).body
    assert isinstance(body, ActReversed)
    wrong = replace(body, **fields)
    maker = CHAMBERLAIN if "maker" in fields else SUPERVISOR
    recorded(books, custody.ordered(wrong, "rev", maker))
    return [d for line in books.prove().lines for d in line.differences]


def test_the_right_reversal_proves(books: SqlBooks) -> None:
    assert told(books, fund(books)) == []


@pytest.mark.usefixtures("unwatched")
def test_one_of_no_act_is_told(books: SqlBooks) -> None:
    (said,) = told(books, fund(books), number=ActNo(2027, 99))
    assert "reverses 2027-VAULT-00099, which is no act before it." in said


@pytest.mark.usefixtures("unwatched")
def test_one_of_itself_is_told(books: SqlBooks) -> None:
    (said,) = told(books, fund(books), number=ActNo(2027, 3))
    assert "which is no act before it" in said


@pytest.mark.usefixtures("unwatched")
def test_one_that_says_something_else_of_its_act_is_told(books: SqlBooks) -> None:
    made = fund(books)
    assert isinstance(made.body, CashMoved)
    other = replace(made.body, move=replace(made.body.move, given=pieces(d20=4)))
    said = told(books, made, body=other)
    assert [each.rpartition("00002")[2] for each in said] == [
        ", which says something else.", " by other amounts.",
    ]  # fmt: skip


def test_one_that_was_approved_by_who_entered_the_act_is_told(books: SqlBooks) -> None:
    mine = custody.signed(CHAMBERLAIN, CHAMBERLAIN)
    other = custody.signed(SUPERVISOR, CHAMBERLAIN, APPROVES)
    (said,) = told(books, fund(books), maker=mine, approver=other)
    assert said.endswith("was approved by one who entered it or that act.")


@pytest.mark.usefixtures("unwatched")
def test_one_that_is_dated_before_its_act_is_told(books: SqlBooks) -> None:
    early = ok(reversal(fund(books), on=DAY - timedelta(days=30)))
    recorded(books, early)
    (said,) = (d for line in books.prove().lines for d in line.differences)
    assert "of 2026-12-26 is about 2027-VAULT-00002, which is of 2027-01-25." in said


@pytest.mark.usefixtures("unwatched")
def test_an_act_that_is_dated_before_its_session_is_told(books: SqlBooks) -> None:
    kit.fill(books)
    session = closed_drawer(books, turned_in=False)
    order = custody.turn_in("i-1", session, pieces(d1=49))
    early = replace(order.header, business_date=DAY - timedelta(days=1))
    recorded(books, replace(order, header=early))
    said = [d for line in books.prove().lines for d in line.differences]
    assert any(
        each.endswith(f"is about session {session.session_id}, which is of 2027-01-25.")
        for each in said
    )
