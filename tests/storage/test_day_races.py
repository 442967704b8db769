"""The end of a day at the same moment as its work: cut-off, final count and seal against a receipt, an opening, an act.

What is posted is before, and then in the count and under the seal, or after, and then refused or of the next date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.books import Books
from domain.custody.acting import ActOrder, PostedAct
from domain.custody.acts import CustodyAct
from domain.custody.closing_day import SealOrder
from domain.custody.day_seal import DaySealed
from domain.custody.drawer import DrawerCutOff, DrawerSession
from domain.custody.session_counts import SessionCount
from domain.custody.sessions import CloseOrder, CutOffOrder
from domain.people.authority import Operator
from domain.receipting.posting import Posting, ReceiptOrder
from domain.receipting.receipt import Receipt
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from storage.books_sql import SqlBooks
from storage.open import create_books, open_books
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    at,
    count_of,
    keep_sample_policy,
    ok,
    open_order,
    receipt_order,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.books_fixtures import new_url
from tests.storage.contract_counting import final
from tests.storage.contract_custody import close_order
from tests.storage.contract_sealing import a_day, seal_order
from tests.storage.custody_kit import pieces
from tests.storage.racing import Answer, race

__all__ = ["new_url"]

ROUNDS = 16
NEXT = DAY + timedelta(days=1)
_TRIES = 5000
_WAITS = (Code.BOOKS_BUSY, Code.DAY_DRAWER_OPEN)
_SAMPLE = sample_office()
OFFICE = replace(
    _SAMPLE, drawers=tuple(replace(_SAMPLE.drawers[0], code=f"D{n}") for n in range(ROUNDS))
)
"""The sample office with a drawer for each round."""


@pytest.fixture
def books(new_url: str) -> Iterator[SqlBooks]:
    """Books with nothing but the policy."""
    create_books(new_url, training=False)
    made = open_books(new_url)
    keep_sample_policy(made)
    yield made
    made.close()


def drawers(books: Books) -> tuple[DrawerSession, ...]:
    """A drawer for each round, open with 200.00."""
    return tuple(
        ok(books.open_session(open_order(f"D{n}", clerk(n)), OFFICE)) for n in range(ROUNDS)
    )


def clerk(n: int) -> Operator:
    """The one whose drawer it is in round n."""
    return replace(JANE, operator_id=f"clerk{n}", name=f"Clerk {n}")


@dataclass(frozen=True, slots=True)
class PostOrAnew:
    """Posts the n-th order in round n; refused, posts it in the session that its drawer has by then."""

    orders: tuple[ReceiptOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Post one; tells the posting's id."""
        order = self.orders[n]
        answer = books.post(order)
        drawer = order.header.drawer
        for _ in range(_TRIES):
            if not isinstance(answer, Refusal) or answer.code is not Code.SESSION_NOT_OPEN:
                break
            # The counter beside is about to open the next date.
            session = books.session_at(drawer)
            if session is not None:
                answer = books.post(receipt_order(order.cart, session))
        return answer.posting_id if isinstance(answer, PostedReceipt) else answer


@dataclass(frozen=True, slots=True)
class Post:
    """Posts the n-th order in round n."""

    orders: tuple[ReceiptOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Post one; tells the posting's id."""
        answer = books.post(self.orders[n])
        return answer.posting_id if isinstance(answer, PostedReceipt) else answer


@dataclass(frozen=True, slots=True)
class CutOffAndOpen:
    """Cuts the n-th session off in round n and opens its drawer on the next date."""

    sessions: tuple[DrawerSession, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Cut off; tells the new session's id."""
        old = self.sessions[n]
        cut = books.cut_off(CutOffOrder(f"cut-{n}", old.session_id, clerk(n), at(16)), OFFICE)
        if isinstance(cut, Refusal):
            return cut
        again = open_order(
            old.drawer,
            clerk(n),
            request=f"next-{n}",
            on=NEXT,
            moment=at(16, 1),
            reason="taken along",
        )
        answer = books.open_session(again, OFFICE)
        return getattr(answer, "session_id", answer)


@dataclass(frozen=True, slots=True)
class CountForGood:
    """Counts the n-th drawer in round n and keeps that count as the final one."""

    sessions: tuple[DrawerSession, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Count; tells what the drawer should have held by then."""
        session, held = self.sessions[n], count_of(20000)
        ok(books.try_count(session.session_id, session.operator_id, held, at(16), OFFICE))
        kept = books.keep_count(final(session, held, f"final-{n}"), OFFICE)
        return kept.tallies[0].expected.cents if isinstance(kept, SessionCount) else kept


@dataclass(frozen=True, slots=True)
class SealAll:
    """Seals the n-th day in round n, however often it must be tried."""

    orders: tuple[SealOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Seal one; tells the posting's id."""
        answer = books.seal_day(self.orders[n])
        for _ in range(_TRIES):
            if isinstance(answer, PostedAct) or answer.code not in _WAITS:
                break
            answer = books.seal_day(self.orders[n])
        return answer.posting_id if isinstance(answer, PostedAct) else answer


@dataclass(frozen=True, slots=True)
class OpenAndClose:
    """Opens a drawer on the n-th day in round n, and closes it."""

    days: tuple[date, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Open one."""
        order = open_order("2", DIEGO, request=f"open-{n}", on=self.days[n])
        session = books.open_session(order, _SAMPLE)
        if isinstance(session, Refusal):
            return session
        ok(books.close_session(close_order(session, count_of(20000)), _SAMPLE))
        return session.session_id


@dataclass(frozen=True, slots=True)
class RecordAll:
    """Records the n-th act in round n."""

    orders: tuple[ActOrder, ...]

    def __call__(self, books: Books, n: int) -> Any:
        """Record one; tells the posting's id."""
        answer = books.record(self.orders[n])
        return answer.posting_id if isinstance(answer, PostedAct) else answer


def posting(books: Books, posting_id: int) -> Posting:
    """A posting that must be there."""
    found = books.posting(posting_id)
    assert found is not None
    return found


def proved(books: Books) -> None:
    """The books prove."""
    proof = books.prove()
    assert proof.proves, proof


@pytest.mark.slow
def test_a_receipt_is_before_the_cut_off_or_of_the_next_date(books: SqlBooks) -> None:
    sessions = drawers(books)
    orders = tuple(
        receipt_order(kit.tags_cart(f"r-{n}"), session) for n, session in enumerate(sessions)
    )
    url = books.db.address.url
    for n, (receipt, opened) in enumerate(
        race(url, [PostOrAnew(orders), CutOffAndOpen(sessions)], ROUNDS)
    ):
        assert not receipt.refused, receipt
        assert not opened.refused, opened
        old = sessions[n]
        made = posting(books, receipt.result)
        trail = [entry.posting for entry in books.entries(DAY, NEXT)]
        own = [p for p in trail if p.trail.series == old.drawer]
        cut = next(p for p in own if isinstance(p.body, DrawerCutOff))
        before = made.trail.chain_no < cut.trail.chain_no
        assert made.header.business_date == (DAY if before else NEXT)
        assert made.header.session_id == (old.session_id if before else opened.result)
        assert [p.header.request_id for p in own if isinstance(p.body, Receipt)] == [f"r-{n}"]
        cash = 20450 if before else 20000
        name = f"close-{n}"
        ok(
            books.close_session(
                CloseOrder(name, old.session_id, clerk(n), at(17), count_of(cash)), OFFICE
            )
        )
    proved(books)


@pytest.mark.slow
def test_a_receipt_is_in_the_final_count_or_not_posted(books: SqlBooks) -> None:
    sessions = drawers(books)
    orders = tuple(
        receipt_order(kit.tags_cart(f"r-{n}"), session) for n, session in enumerate(sessions)
    )
    url = books.db.address.url
    for n, (receipt, counted) in enumerate(
        race(url, [Post(orders), CountForGood(sessions)], ROUNDS)
    ):
        assert receipt.refused in ("", Code.COUNT_IN), receipt
        assert counted.result == (20000 if receipt.refused else 20450), (receipt, counted)
        assert (books.attempt(f"r-{n}") is None) == bool(receipt.refused)
        assert books.takings(sessions[n].session_id).receipts == int(not receipt.refused)
    proved(books)


def sealing(books: SqlBooks, other: Any, days: tuple[date, ...]) -> list[Answer]:
    """Seal day by day while something else is posted to it; return the other's answers."""
    seals = SealAll(tuple(seal_order(f"seal-{n}", day) for n, day in enumerate(days)))
    others = []
    for day, (sealed, answer) in zip(
        days, race(books.db.address.url, [seals, other], len(days)), strict=True
    ):
        assert answer.refused in ("", Code.DAY_SEALED), answer
        assert not sealed.refused, (day, sealed)
        body = posting(books, sealed.result).body
        assert isinstance(body, CustodyAct)
        assert isinstance(body.body, DaySealed)
        under = [entry.posting_id for entry in books.entries(day, day)]
        assert under.pop() == sealed.result, "the seal is the last that was posted to its day"
        assert body.body.day.postings == len(under)
        others.append(answer)
    assert books.sealed_through() == days[-1]
    proved(books)
    return others


def worked_days(books: Books) -> tuple[date, ...]:
    """A day for each round, each with a drawer that was closed."""
    days = tuple(DAY + timedelta(days=n) for n in range(ROUNDS))
    for n, day in enumerate(days):
        a_day(books, day, f"o-{n}")
    return days


@pytest.mark.slow
def test_an_act_is_under_the_seal_of_its_day_or_refused(books: SqlBooks) -> None:
    days = worked_days(books)
    acts = tuple(custody.from_bank(f"bank-{n}", pieces(d1=1), on=day) for n, day in enumerate(days))
    sealing(books, RecordAll(acts), days)


@pytest.mark.slow
def test_a_drawer_opens_before_the_seal_of_its_day_or_not_at_all(books: SqlBooks) -> None:
    days = worked_days(books)
    opened = sealing(books, OpenAndClose(days), days)
    assert books.session_at("2") is None
    told = {answer.result for answer in opened if not answer.refused}
    assert told == {s.session_id for day in days for s in books.sessions(day) if s.drawer == "2"}
