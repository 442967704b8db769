"""Custody at the same moment: a pull against the close, two deposits of one session, two takers of the same pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from domain.books import Books
from domain.corrections.ordering import CorrectionOrder
from domain.custody.acting import ActOrder, PostedAct
from domain.custody.count import Count
from domain.custody.deposit_orders import order_deposit, order_hand_over
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.sessions import CloseOrder
from domain.custody.vault import COURIER, VAULT
from domain.grounds import DepositGround, Grounds
from domain.money import Money
from domain.people.authority import Operator
from domain.refusals import Code
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import DIEGO, JANE, count_of, keep_sample_policy, ok, open_order, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.books_fixtures import new_url
from tests.storage.contract_deposits import (
    LATER,
    PREPARED,
    VERIFIED,
    deposit_of,
    deposit_order,
    waiting,
)
from tests.storage.custody_kit import pieces
from tests.storage.race_acts import CorrectAll
from tests.storage.racing import Answer, race
from tests.storage.reversal_kit import reversal

__all__ = ["new_url"]

ROUNDS = 20
_SAMPLE = sample_office()
OFFICE = replace(
    _SAMPLE, drawers=tuple(replace(_SAMPLE.drawers[0], code=f"D{n}") for n in range(ROUNDS))
)
"""The sample office with a drawer for each round."""


@dataclass(frozen=True, slots=True)
class RecordAll:
    """Records the n-th act in round n and tells its number."""

    orders: tuple[ActOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Record one."""
        answer = books.record(self.orders[n])
        return str(answer.number) if isinstance(answer, PostedAct) else answer


@dataclass(frozen=True, slots=True)
class CloseAll:
    """Closes the n-th session in round n and tells what its drawer should have held."""

    orders: tuple[CloseOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Close one."""
        answer = books.close_session(self.orders[n], OFFICE)
        body = getattr(answer, "body", None)
        return body.tallies[0].expected.cents if isinstance(body, DrawerClosed) else answer


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with nothing but the policy."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    keep_sample_policy(made)
    yield made
    made.close()


def drawers(books: SqlBooks) -> tuple[DrawerSession, ...]:
    """A drawer for each round, open with 200.00."""
    found = []
    for n in range(ROUNDS):
        who = replace(JANE, operator_id=f"clerk{n}", name=f"Clerk {n}")
        found.append(ok(books.open_session(open_order(f"D{n}", who), OFFICE)))
    return tuple(found)


def closing(session: DrawerSession, count: Count) -> CloseOrder:
    """The order to close a session, by the one who opened it."""
    who = Operator(session.operator_id, session.operator_name, "clerk")
    when = session.opened_at + timedelta(hours=8)
    return CloseOrder(
        f"close-{session.session_id}", session.session_id, who, when, count, "unknown"
    )


def winners(books: SqlBooks, acts: Sequence[Any], code: Code) -> set[int]:
    """Race; in each round one is refused with ``code``, and nobody else. Returns who won at least once."""
    won = set()
    for answers in race(books.db.address.url, acts, ROUNDS):
        assert [a.refused for a in answers if a.refused] == [code], answers
        won |= {n for n, answer in enumerate(answers) if not answer.refused}
    return won


def proved(books: SqlBooks) -> None:
    """The books prove."""
    proof = books.prove()
    assert proof.proves, proof


@pytest.mark.slow
def test_a_pull_is_before_the_close_or_not_at_all(books: SqlBooks) -> None:
    sessions = drawers(books)
    pulls = tuple(custody.pull(f"p-{n}", s, pieces(d20=5)) for n, s in enumerate(sessions))
    closes = tuple(closing(s, count_of(20000)) for s in sessions)
    pulled = 0
    rounds = race(books.db.address.url, [RecordAll(pulls), CloseAll(closes)], ROUNDS)
    for pull, close in rounds:
        assert not close.refused
        assert pull.refused in ("", Code.SESSION_NOT_OPEN)
        assert close.result == (20000 if pull.refused else 10000), (pull, close)
        pulled += not pull.refused
    assert books.holdings().at(VAULT).amount == Money(10000 * pulled)
    proved(books)


@pytest.mark.slow
def test_a_session_is_in_one_of_two_deposits(books: SqlBooks) -> None:
    one: list[ActOrder] = []
    two: list[ActOrder] = []
    # Each round's deposit is of a session of its own: decided while nothing else waits.
    for n, session in enumerate(drawers(books)):
        kit.sell(books, session, f"r-{n}", 2, "C")
        kit.sell(books, session, f"k-{n}", 1, "K", None, f"{n + 1}")
        ok(books.close_session(closing(session, count_of(20900, (450,))), OFFICE))
        custody.recorded(books, custody.turn_in(f"i-{n}", session, pieces(d1=9)))
        alone = replace(waiting(books), sessions=waiting(books).sessions[-1:])
        for mark, orders in (("a", one), ("b", two)):
            whole = deposit_of(books, pieces(d1=9), bag=f"{mark}{n}")
            deposit = replace(whole, sessions=whole.sessions[-1:], items=whole.items[-1:])
            asked = custody.asked(f"{mark}-{n}")
            orders.append(ok(order_deposit(deposit, alone, PREPARED, VERIFIED, asked, OFFICE)))
    acts = [RecordAll(tuple(one)), RecordAll(tuple(two))]
    winners(books, acts, Code.ACT_DONE_BEFORE)
    assert waiting(books).sessions == ()
    assert books.holdings().at(VAULT).amount == Money(0)
    proved(books)


@pytest.mark.slow
def test_the_same_pieces_of_the_vault_are_given_once(books: SqlBooks) -> None:
    one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
    custody.recorded(books, custody.from_bank("f", pieces(d1=5 * ROUNDS + 4, d5=0)))
    acts = [
        RecordAll(
            tuple(
                custody.change_order(f"{name}-{n}", session, pieces(d1=5), pieces(d5=1))
                for n in range(ROUNDS)
            )
        )
        for name, session in (("x", one), ("y", two))
    ]
    answers: list[list[Answer]] = race(books.db.address.url, acts, ROUNDS)
    done = [a for both in answers for a in both if not a.refused]
    refused = {a.refused for both in answers for a in both if a.refused}
    assert len(done) == ROUNDS
    assert refused == {Code.MOVE_PIECES_MISSING}
    held = books.holdings().at(VAULT).pieces
    assert held is not None
    assert (held.of(Money(100)), held.of(Money(500))) == (4, ROUNDS)
    proved(books)


@pytest.mark.slow
def test_an_act_is_reversed_by_one_of_two(books: SqlBooks) -> None:
    funds = [
        custody.recorded(books, custody.from_bank(f"f-{n}", pieces(d1=3))) for n in range(ROUNDS)
    ]
    acts = [
        RecordAll(tuple(ok(reversal(each, f"{mark}-{n}")) for n, each in enumerate(funds)))
        for mark in ("a", "b")
    ]
    winners(books, acts, Code.ACT_DONE_BEFORE)
    assert books.holdings().at(VAULT).amount == Money(0)
    proved(books)


@pytest.mark.slow
def test_a_bag_is_handed_over_or_its_deposit_reversed(books: SqlBooks) -> None:
    undo: list[ActOrder] = []
    hand: list[ActOrder] = []
    for n, session in enumerate(drawers(books)):
        kit.sell(books, session, f"r-{n}", 2, "C")
        ok(books.close_session(closing(session, count_of(20900)), OFFICE))
        custody.recorded(books, custody.turn_in(f"i-{n}", session, pieces(d1=9)))
        made = books.record(
            ok(deposit_order(books, deposit_of(books, pieces(d1=9), f"b{n}"), f"d-{n}"))
        )
        undo.append(ok(reversal(ok(made), f"a-{n}")))
        who = custody.asked(f"h-{n}")
        hand.append(ok(order_hand_over(ok(made), PREPARED, "A. Driver", who, OFFICE)))
    bags = 0
    rounds = race(books.db.address.url, [RecordAll(tuple(undo)), RecordAll(tuple(hand))], ROUNDS)
    for back, away in rounds:
        assert bool(back.refused) != bool(away.refused)
        assert {back.refused, away.refused} - {""} <= {
            Code.REVERSAL_BUILT_ON, Code.ACT_TOO_EARLY, Code.MOVE_PIECES_MISSING,
        }  # fmt: skip
        bags += not away.refused
    assert books.holdings().at(COURIER).amount == Money(900 * bags)
    assert books.holdings().at(VAULT).amount == Money(900 * (ROUNDS - bags))
    proved(books)


@pytest.mark.slow
def test_a_check_is_taken_back_or_its_deposit_reversed(books: SqlBooks) -> None:
    undo: list[ActOrder] = []
    back: list[CorrectionOrder] = []
    for n, session in enumerate(drawers(books)):
        kit.sell(books, session, f"k-{n}", 1, "K", None, f"77{n}")
        ok(books.close_session(closing(session, count_of(20000, (450,))), OFFICE))
        order = deposit_order(books, deposit_of(books, pieces(), f"b{n}"), f"d-{n}")
        made = ok(books.record(ok(order)))
        undo.append(ok(reversal(made, f"a-{n}")))
        taken = corrections.returned_order(books, f"77{n}", 450, LATER, f"c-{n}")
        (tender,) = taken.amendment.tenders
        ground = DepositGround(str(tender.receipt), tender.tender_no, str(made.number))
        back.append(replace(taken, grounds=Grounds(deposits=(ground,))))
    rounds = race(books.db.address.url, [RecordAll(tuple(undo)), CorrectAll(tuple(back))], ROUNDS)
    for reversed_, returned in rounds:
        assert (reversed_.refused, returned.refused) in (
            (Code.REVERSAL_CAME_BACK, ""), ("", Code.CHECK_DEPOSIT_MOVED),
        )  # fmt: skip
    proved(books)
