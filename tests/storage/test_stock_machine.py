"""Invariant I16: through any sequence of acts each number is in one place, and SQLite says what memory says."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.serials import Serials, numbers
from domain.custody.stock import VAULT, StockAct, compare_count
from domain.records import PostedReceipt
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests import stock_kit
from tests.samples import DIEGO, JANE, keep_sample_policy, ok
from tests.storage import contract_kit as kit
from tests.storage.corrections_kit import void_order

NUMBER = st.integers(1, 30)
DRAWER = st.sampled_from(["1", "2"])


@cache
def _empty() -> bytes:
    """Empty books, to be written into a file of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        create_books(f"sqlite:///{path}", training=False)
        return path.read_bytes()


def _sqlite(folder: str) -> Books:
    path = Path(folder) / "books.db"
    path.write_bytes(_empty())
    return open_books(f"sqlite:///{path}")


class StockMachine(RuleBasedStateMachine):
    """Receive, issue, sell, void, spoil, hand back, return and count, with numbers that often are not there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.books: tuple[Books, Books] = (MemoryBooks(), _sqlite(self.folder.name))
        self.asked = 0
        self.sold: list[tuple[str, tuple[PostedReceipt, PostedReceipt]]] = []
        self.sessions: list[dict[str, DrawerSession]] = []

    @initialize()
    def begin(self) -> None:
        for books in self.books:
            keep_sample_policy(books)
            one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
            self.sessions.append({"1": one, "2": two})

    def _next(self) -> str:
        self.asked += 1
        return f"a-{self.asked}"

    @rule(
        act=st.sampled_from(
            [
                StockAct.RECEIVED,
                StockAct.ISSUED,
                StockAct.HANDED_BACK,
                StockAct.SPOILED,
                StockAct.RETURNED,
            ]
        ),
        first=NUMBER,
        count=st.integers(1, 12),
        drawer=DRAWER,
    )
    def move(self, act: StockAct, first: int, count: int, drawer: str) -> None:
        serials = Serials(first, first + count - 1)
        order = stock_kit.stock_order(act, self._next(), serials, drawer=drawer, clerk=JANE)
        one, two = (books.record(order) for books in self.books)
        assert _said(one) == _said(two)

    @rule(drawer=DRAWER, first=NUMBER, count=st.integers(1, 4))
    def sell(self, drawer: str, first: int, count: int) -> None:
        request = self._next()
        there = (Serials(first, first + count - 1),)
        found = [
            books.post(stock_kit.tags_order(sessions[drawer], request, count, there))
            for books, sessions in zip(self.books, self.sessions, strict=True)
        ]
        one, two = found
        assert _said(one) == _said(two)
        if not isinstance(one, Refusal) and not isinstance(two, Refusal):
            self.sold.append((drawer, (one, two)))

    @rule(place=st.integers(0, 5))
    def void(self, place: int) -> None:
        if place >= len(self.sold):
            return
        drawer, posted = self.sold.pop(place)
        request = self._next()
        for books, sessions, each in zip(self.books, self.sessions, posted, strict=True):
            maker = JANE if drawer == "1" else DIEGO
            ok(books.correct(void_order(books, sessions[drawer], each, request, maker=maker)))

    @invariant()
    def each_number_is_in_one_place(self) -> None:
        memory, sqlite = (books.stock("TS") for books in self.books)
        assert memory.proves
        assert sqlite.proves
        for place in (VAULT, "1", "2"):
            assert (
                memory.at(place) == sqlite.at(place) == self.books[1].stock_in(place).get("TS", ())
            )
            assert compare_count(memory, place, sqlite.at(place)).agrees
        gone = [StockAct.SOLD, StockAct.SPOILED, StockAct.RETURNED]
        assert [memory.left(a) for a in gone] == [sqlite.left(a) for a in gone]
        received = sum(
            len(m.movement.serials)
            for m in self.books[1].stock_moves()
            if m.movement.act is StockAct.RECEIVED
        )
        assert received == sqlite.count + sum(numbers(sqlite.left(act)) for act in gone)

    def teardown(self) -> None:
        proofs = [books.prove() for books in self.books]
        assert all(proof.proves for proof in proofs), proofs
        rebuilt = self.books[1]
        before = rebuilt.stock("TS")
        rebuilt.rebuild()  # type: ignore[attr-defined]  # the SQL books' own
        assert rebuilt.stock("TS") == before
        for books in self.books:
            books.close()
        self.folder.cleanup()


def _said(answer: object) -> str:
    return answer.sentence if isinstance(answer, Refusal) else "done"


StockMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestStockMachine = StockMachine.TestCase
