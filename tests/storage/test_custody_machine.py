"""Money and stock are conserved over vault, drawers, bags, courier and bank through any sequence of acts.

One machine adds up by hand what each act should do, over the books in memory, on SQLite and on PostgreSQL; after each
act the books' own readers agree with it to the cent (I5 to I9, I16), and at the end the books prove.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from domain.books import Books
from domain.custody.depositing import DepositMade
from domain.custody.serials import numbers
from domain.custody.stock import StockAct
from domain.custody.vault import COURIER, VAULT, bag_place
from domain.money import total
from domain.receipting.receipt import Receipt
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests.environment import PRIVATE_FOLDER
from tests.storage.custody_model import DRAWERS, OFFICE
from tests.storage.custody_reversals import CustodyReversals
from tests.storage.test_corrections_machine import LONGER, SLOW, empty_file


class CustodyMachine(CustodyReversals):
    """What must hold after each act."""

    folder: str | None = None

    def teardown(self) -> None:
        if hasattr(self, "books"):
            proof = self.books.prove()
            assert proof.proves, proof
            self.books.close()
        if self.folder is not None:
            shutil.rmtree(self.folder)

    @invariant()
    def each_place_holds_what_was_brought(self) -> None:
        if not hasattr(self, "books"):
            return
        held = self.books.holdings()
        assert held.at(VAULT).amount.cents == self.vault
        assert held.at(COURIER).amount.cents == 0
        for bag, cents in self.bags.items():
            assert held.at(bag_place(bag)).amount.cents == cents
        every = {h.session.session_id: h for h in (*self.open.values(), *self.waiting.values())}
        now = {each.session.session_id: each for each in self.books.drawers_now(OFFICE)}
        assert {name: each.cash.cents for name, each in now.items()} == {
            name: each.holds for name, each in every.items()
        }

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        if not hasattr(self, "books"):
            return
        drawers = sum(h.holds for h in (*self.open.values(), *self.waiting.values()))
        closed = sum((h.counted or 0) - h.left for h in self.to_turn_in.values())
        places = self.vault + sum(self.bags.values()) + self.bank + drawers + closed
        assert places + sum(self.left.values()) == self.taken + self.brought

    @invariant()
    def the_ledger_says_the_same(self) -> None:
        if not hasattr(self, "books"):
            return
        sums: Counter[str] = Counter()
        posting_id = 1
        while (posting := self.books.posting(posting_id)) is not None:
            for line in posting.journal.lines:
                sums[line.gl_code] += line.debit.cents - line.credit.cents
            posting_id += 1
        waits = total(o.amount for o in self.waits().on_hand())
        pulled = sum(h.pulled for h in (*self.open.values(), *self.waiting.values()))
        assert sums[OFFICE.custody.undeposited] == waits.cents + pulled
        bags = total(m.body.amount for m in self.made if isinstance(m.body, DepositMade))
        assert sums[OFFICE.keeping.transit] == bags.cents

    @invariant()
    def each_receipt_is_of_one_session_and_its_change_is_out_of_its_cash(self) -> None:
        if not hasattr(self, "books") or not self.sold:
            return
        last = self.sold[-1]
        body, header = last.posted.posting.body, last.posted.posting.header
        assert isinstance(body, Receipt)
        cash = total(t.amount for t in body.tenders if t.kind == "C")
        assert body.change <= cash
        assert (cash - body.change).cents == last.cash
        assert header.session_id == last.session_id
        session = self.books.session(header.session_id)
        assert session is not None
        assert session.business_date == header.business_date

    @invariant()
    def each_number_is_in_one_place(self) -> None:
        if not hasattr(self, "books") or not self.tags:
            return
        stock = self.books.stock("TS")
        assert stock.proves
        where = Counter(self.tags.values())
        assert stock.count + numbers(stock.left(StockAct.SOLD)) == len(self.tags)
        for code, _ in DRAWERS:
            assert numbers(stock.at(code)) == where[code]


class CustodyInMemory(CustodyMachine):
    """On books in memory."""

    def make(self) -> Books:
        return MemoryBooks()


class CustodyOnSqlite(CustodyMachine):
    """The same on SQLite."""

    def make(self) -> Books:
        self.folder = tempfile.mkdtemp(dir=PRIVATE_FOLDER)
        path = shutil.copy(empty_file(), Path(self.folder) / "books.db")
        return open_books(f"sqlite:///{path}")


CustodyInMemory.TestCase.settings = settings(
    max_examples=60 * LONGER, stateful_step_count=40, deadline=None, suppress_health_check=SLOW
)
CustodyOnSqlite.TestCase.settings = settings(
    max_examples=6 * LONGER, stateful_step_count=25, deadline=None, suppress_health_check=SLOW
)
TestCustodyInMemory = CustodyInMemory.TestCase
TestCustodyOnSqlite = CustodyOnSqlite.TestCase


@pytest.mark.postgres
def test_custody_on_postgresql(fresh_database: Callable[..., str]) -> None:
    """The same on PostgreSQL, a few days long; each day is a database of its own."""

    class CustodyOnPostgres(CustodyMachine):
        def make(self) -> Books:
            url = fresh_database(lambda made: create_books(made, training=False))
            return open_books(url)

    days = settings(
        max_examples=3 * LONGER, stateful_step_count=25, deadline=None, suppress_health_check=SLOW
    )
    run_state_machine_as_test(CustodyOnPostgres, settings=days)
