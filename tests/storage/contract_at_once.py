"""What all books must do when counters act at the same instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

from domain.books import Books
from domain.custody.day_seal import DaySealed
from domain.records import DraftState
from domain.refusals import Code, Refusal
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    ok,
    open_order,
    receipt_order,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import contract_sealing as sealing

T = TypeVar("T")


class AtOnceContract:
    def test_two_counters_pay_one_bill_at_once(self, books: Books) -> None:
        kit.fill(books)
        sessions = (kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO))
        orders = [
            receipt_order(kit.bills_cart(books, s, f"r-{s.drawer}", kit.OTHER_TAX, kit.TAX), s)
            for s in sessions
        ]
        answers = at_once([partial(books.post, order) for order in orders])
        refusals = [a for a in answers if isinstance(a, Refusal)]
        assert [r.code for r in refusals] == [Code.BILL_CHANGED]
        assert len(books.receipts()) == 1
        assert len(kit.state(books, kit.TAX).applied) == 1
        assert books.prove().proves

    def test_one_request_sent_twice_at_once_is_one_receipt(self, books: Books) -> None:
        session = kit.open_drawer(books)
        order = receipt_order(kit.tags_cart("r-1"), session)
        first, second = at_once([partial(books.post, order)] * 2)
        assert first == second
        assert len(books.receipts()) == 1

    def test_numbers_stay_gap_free_under_a_rush(self, books: Books) -> None:
        session = kit.open_drawer(books)
        orders = [receipt_order(kit.tags_cart(f"r-{n}"), session) for n in range(12)]
        posted = [ok(a) for a in at_once([partial(books.post, o) for o in orders])]
        assert sorted(kit.receipt_of(p).number.seq for p in posted) == list(range(1, 13))
        assert books.takings(session.session_id).receipts == 12
        assert books.prove().proves

    def test_a_day_is_closed_or_a_drawer_of_it_opened_but_never_both(self, books: Books) -> None:
        office = sample_office()
        sealing.a_day(books)
        opening = open_order("2", DIEGO, request="o-2")
        acts: list[Callable[[], object]] = [
            partial(books.seal_day, sealing.seal_order()),
            partial(books.open_session, opening, office),
        ]
        sealed, opened = at_once(acts)
        refusals = [a.code for a in (sealed, opened) if isinstance(a, Refusal)]
        if isinstance(sealed, Refusal):
            assert refusals == [Code.DAY_DRAWER_OPEN]
            assert books.sealed_through() is None
            assert books.session_at("2") is not None
        else:
            assert refusals == [Code.DAY_SEALED]
            assert books.sealed_through() == DAY
            assert books.session_at("2") is None
        assert books.prove().proves

    def test_a_day_closed_at_two_counters_at_once_is_closed_once(self, books: Books) -> None:
        sealing.a_day(books)
        orders = [sealing.seal_order("s-1"), sealing.seal_order("s-2")]
        answers = at_once([partial(books.seal_day, order) for order in orders])
        assert [a.code for a in answers if isinstance(a, Refusal)] == [Code.DAY_SEALED]
        assert len(books.acts(kind=DaySealed.kind)) == 1
        assert books.prove().proves

    def test_a_drawer_is_opened_once_by_two_at_once(self, books: Books) -> None:
        office = sample_office()
        orders = [open_order("1", JANE), open_order("1", DIEGO)]
        answers = at_once([partial(books.open_session, o, office) for o in orders])
        refusals = [a for a in answers if isinstance(a, Refusal)]
        assert [r.code for r in refusals] == [Code.DRAWER_IN_USE]
        assert len(books.sessions(DAY)) == 1

    def test_a_parked_cart_goes_to_one_of_two_at_once(self, books: Books) -> None:
        books.save_draft(kit.draft_of(kit.tags_cart("r-1"), DraftState.PARKED))
        takers = [kit.draft_of(kit.tags_cart("x"), drawer=d) for d in ("2", "3")]
        answers = at_once([partial(books.recall, "r-1", by) for by in takers])
        refusals = [a for a in answers if isinstance(a, Refusal)]
        assert [r.code for r in refusals] == [Code.CART_TAKEN]


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Let each act run in a thread of its own, all released together, and return their answers."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
