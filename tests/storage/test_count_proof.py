"""``prove`` holds counts, counts of the vault and pulls that were taken back against the postings, and names them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from domain.custody.acts import CustodyAct
from domain.custody.session_counts import CountKind
from domain.custody.taking_back import PullTakenBack, order_take_back
from domain.custody.vault_count import VaultCounted, order_vault_count
from domain.people.acts import Act
from domain.records import Proof
from storage.books_sql import SqlBooks
from storage.cells import as_json
from storage.open import create_books, open_books
from tests.samples import CHAMBERLAIN, DIEGO, JANE, SUPERVISOR, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.books_fixtures import new_url
from tests.storage.contract_counted import hand_in
from tests.storage.contract_counting import final, surprise
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, recorded
from tests.storage.recomputing import recompute
from tests.storage.tampering import attacking

__all__ = ["new_url"]

OFFICE = sample_office()


@pytest.fixture
def url(new_url: str) -> str:
    """Books with counts of every kind.

    Session 1-1 was counted by surprise, handed in twice and closed on its final count; session 2-1 has a final count
    and is not closed.
    """
    create_books(new_url, training=False)
    with closing(open_books(new_url)) as books:
        kit.fill(books)
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        kit.sell(books, one, "r-1", 2, "C", 2000)
        ok(books.keep_count(surprise(one, count_of(20850)), OFFICE))
        hand_over = replace(surprise(one, count_of(20900), "h-1"), kind=CountKind.HAND_OVER)
        ok(books.keep_count(hand_over, OFFICE))
        kit.sell(books, one, "r-2")
        ok(books.try_count(one.session_id, "jane", count_of(100), at(15), OFFICE))
        hand_in(books, one, 21300)
        ok(books.close_session(close_order(one, count_of(21300), "miscount"), OFFICE))
        kit.sell(books, two, "r-3")
        ok(books.try_count(two.session_id, "diego", count_of(20450), at(16), OFFICE))
        ok(books.keep_count(final(two, count_of(20450), "f-2"), OFFICE))
        assert books.prove().proves, books.prove()
    return new_url


def said(proof: Proof, line: str) -> str:
    """What the line says; no other line may say anything."""
    assert {each.name for each in proof.lines if each.differences} == {line}, proof
    return " ".join(d for each in proof.lines for d in each.differences)


SURPRISE, HAND_OVER, FINAL, OPEN_FINAL = 1, 2, 3, 4
"""The kept counts by their ids."""


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            f"UPDATE session_count SET session_id = '9-1' WHERE count_id = {SURPRISE}",
            "Count 1 (surprise) of session 9-1 is of no session",
        ),
        (
            f"UPDATE session_count SET drawer = '2' WHERE count_id = {HAND_OVER}",
            "Count 2 (hand_over) of session 1-1 is of no session of drawer 2",
        ),
        (
            "DELETE FROM count_try WHERE try_id > 1 AND session_id = '1-1'",
            "Count 3 (final) of session 1-1 is not the count that was handed in last",
        ),
        ("UPDATE count_try SET session_id = '9-1' WHERE try_id = 1", "Blind count 1 is of session"),
        ("UPDATE count_try SET operator_id = '' WHERE try_id = 1", "or of nobody"),
        (
            "UPDATE count_try SET balanced = 1 WHERE try_id = 2",
            "Count 3 (final) of session 1-1 was told otherwise than it is",
        ),
        (
            "UPDATE count_try SET count_json = '[1]' WHERE try_id = 1",
            "Blind count 1 of session 1-1 is damaged",
        ),
        (
            f"UPDATE session_count SET tallies_json = '[]' WHERE count_id = {SURPRISE}",
            "Count 1 (surprise) of session 1-1 sums up to something else",
        ),
    ],
)
def test_a_count_that_was_changed_is_named(url: str, statement: str, told: str) -> None:
    with attacking(url) as attacker, attacker.unguarded():
        attacker.run(statement)
        attacker.guard()
        assert told in said(attacker.proof(), "Counts")


@pytest.mark.parametrize(
    ("count_id", "told"),
    [
        (SURPRISE, "Count 1 (surprise) of session 1-1 expects what its session came to at no time"),
        (HAND_OVER, "Count 2 (hand_over) of session 1-1 expects what"),
        (FINAL, "Count 3 (final) of session 1-1 expects 213.51"),
        (OPEN_FINAL, "Count 4 (final) of session 2-1 expects other money than is in the drawer"),
    ],
)
def test_what_a_count_expected_is_held_against_the_postings(
    url: str, count_id: int, told: str
) -> None:
    with attacking(url) as attacker, attacker.unguarded():
        text = attacker.run(
            "SELECT tallies_json FROM session_count WHERE count_id = ?", (count_id,)
        ).fetchone()[0]
        tallies = json.loads(text)
        tallies[0][2] += 1
        attacker.run(
            "UPDATE session_count SET tallies_json = ? WHERE count_id = ?",
            (as_json(tallies), count_id),
        )
        attacker.guard()
        assert told in said(attacker.proof(), "Counts")


def test_a_final_count_other_than_the_one_closed_on_names_the_posting(url: str) -> None:
    with attacking(url) as attacker, attacker.unguarded():
        other = as_json(count_of(21400).data())
        (posting_id,) = attacker.run(
            "SELECT posting_id FROM posting WHERE kind = 'drawer_closed'"
        ).fetchone()
        attacker.run("UPDATE session_count SET count_json = ? WHERE count_id = 3", (other,))
        attacker.guard()
        told = said(attacker.proof(), "Counts")
        assert f"is another than posting {posting_id} closed the drawer on" in told


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with a vault that was filled."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    kit.fill(made)
    recorded(made, custody.from_bank("f-1", pieces(d20=10, d1=5)))
    yield made
    made.close()


def pulled(books: SqlBooks, **wrong: object) -> int:
    """Take a pull back with other values in it; returns the posting's id."""
    session = kit.open_drawer(books)
    assert kit.open_drawer(books, "2", DIEGO).session_id == "2-1"
    pull = recorded(books, custody.pull("p-1", session, pieces(d20=5)))
    keeper = custody.signed(SUPERVISOR, SUPERVISOR)
    taker = custody.signed(JANE, SUPERVISOR, Act.HAND_OVER)
    order = ok(order_take_back(pull, session, keeper, taker, custody.asked("b-1"), OFFICE))
    assert isinstance(order.body, PullTakenBack)
    body = replace(order.body, **wrong)  # type: ignore[arg-type]
    return recorded(books, custody.ordered(body, "b-1")).posting_id


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"given": pieces(d20=4)}, "takes back 80.00 into session 1-1"),
        ({"session_id": "2-1"}, "takes back 100.00 into session 2-1"),
        ({"debit": "A.0690"}, "on other accounts than it was booked on"),
    ],
)
def test_a_pull_that_is_not_taken_back_as_it_was_is_named(
    books: SqlBooks, wrong: dict[str, object], told: str
) -> None:
    posting_id = pulled(books, **wrong)
    found = said(books.prove(), "Custody")
    assert f"Posting {posting_id} " in found
    assert told in found


def test_a_pull_that_was_taken_back_as_it_was_proves(books: SqlBooks) -> None:
    pulled(books)
    proof = books.prove()
    assert proof.proves, proof


def test_a_count_of_the_vault_that_tells_of_other_books_is_named(
    books: SqlBooks, new_url: str
) -> None:
    counter = custody.signed(SUPERVISOR, SUPERVISOR)
    witness = custody.signed(CHAMBERLAIN, SUPERVISOR)
    held = pieces(d20=10, d1=5)
    order = order_vault_count(held, held, counter, witness, "", custody.asked("c-1"), OFFICE)
    done = recorded(books, ok(order))
    assert books.prove().proves
    act = done.posting.body
    assert isinstance(act, CustodyAct)
    assert isinstance(act.body, VaultCounted)
    # Both say one note less: by itself the count is sound, and moves nothing.
    lie = replace(act.body, counted=pieces(d20=9, d1=5), expected=pieces(d20=9, d1=5))
    with attacking(new_url) as attacker, attacker.unguarded():
        attacker.run(
            "UPDATE custody_act SET body_json = ? WHERE posting_id = ?",
            (as_json(lie.data()), done.posting_id),
        )
        recompute(attacker)
        attacker.guard()
        told = said(attacker.proof(), "Custody")
    assert f"Posting {done.posting_id} says that the books had 18500 cents in vault" in told
