"""Money is conserved over vault, drawers, bags, courier and bank through any sequence of acts (I5 to I9).

One model adds up by hand what each act should do, over the books in memory and on SQLite; after each act the books'
own readers agree with it to the cent, and at the end the books prove.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from domain.acts import Act
from domain.authority import Operator
from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.deposit import Deposit, Held
from domain.custody.deposit_orders import order_bank_told, order_deposit, order_hand_over
from domain.custody.depositing import DepositMade
from domain.custody.drawer import DrawerSession
from domain.custody.moving import proposed_pieces
from domain.custody.vault import COURIER, VAULT, bag_place
from domain.money import Money, total
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from storage.open import open_books
from tests.environment import PRIVATE_FOLDER
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    count_of,
    keep_sample_policy,
    ok,
    open_order,
    sample_office,
)
from tests.storage import contract_kit as kit
from tests.storage import custody_kit as custody
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces, signed
from tests.storage.test_corrections_machine import LONGER, SLOW, empty_file

OFFICE = sample_office()
BANK = OFFICE.keeping.banks[0]
DRAWERS: tuple[tuple[str, Operator], ...] = (("1", JANE), ("2", DIEGO))
FLOAT = 20000


class CustodyMachine(RuleBasedStateMachine):
    """Two drawers, a vault, bags and a bank; all cash is in dollars, so that any amount can be given."""

    books: Books
    folder: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.at: Counter[str] = Counter()
        """Cents of cash by place; an open drawer with its float, a closed one with what is to be turned in."""
        self.sessions: dict[str, DrawerSession] = {}
        self.counted: dict[str, int] = {}
        self.made: list[PostedAct] = []
        self.taken = 0
        self.pulled: Counter[str] = Counter()
        """Cents pulled from open drawers: undeposited already, and waiting when their drawer is closed."""
        self.floats = 0
        self.number = 0

    def next(self) -> str:
        self.number += 1
        return f"q-{self.number}"

    def make(self) -> Books:
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.books = self.make()
        keep_sample_policy(self.books)

    def teardown(self) -> None:
        if hasattr(self, "books"):
            proof = self.books.prove()
            assert proof.proves, proof
            self.books.close()
        if self.folder is not None:
            shutil.rmtree(self.folder)

    @rule(which=st.sampled_from(DRAWERS))
    def open(self, which: tuple[str, Operator]) -> None:
        drawer, who = which
        if drawer in self.sessions:
            return
        order = open_order(drawer, who, request=self.next(), cents=FLOAT)
        self.sessions[drawer] = ok(self.books.open_session(order, OFFICE))
        self.at[drawer] += FLOAT
        self.floats += FLOAT

    @rule(dollars=st.integers(1, 40))
    def fund(self, dollars: int) -> None:
        custody.recorded(self.books, custody.from_bank(self.next(), pieces(d1=dollars)))
        self.at[VAULT] += dollars * 100
        self.at["bank"] -= dollars * 100

    @precondition(lambda self: self.sessions)
    @rule(data=st.data(), pairs=st.integers(1, 20), by_check=st.booleans())
    def sell(self, data: st.DataObject, pairs: int, by_check: bool) -> None:
        drawer = data.draw(st.sampled_from(sorted(self.sessions)))
        number = str(1000 + self.number)
        kind = "K" if by_check else "C"
        kit.sell(self.books, self.sessions[drawer], self.next(), 2 * pairs, kind, None, number)
        if not by_check:
            self.at[drawer] += 900 * pairs
            self.taken += 900 * pairs

    @precondition(lambda self: self.sessions)
    @rule(data=st.data(), dollars=st.integers(1, 150))
    def pull(self, data: st.DataObject, dollars: int) -> None:
        drawer = data.draw(st.sampled_from(sorted(self.sessions)))
        order = custody.pull(self.next(), self.sessions[drawer], pieces(d1=dollars))
        done = self.books.record(order)
        assert isinstance(done, Refusal) == (self.at[drawer] < dollars * 100)
        if not isinstance(done, Refusal):
            self.at[drawer] -= dollars * 100
            self.at[VAULT] += dollars * 100
            self.pulled[drawer] += dollars * 100

    @precondition(lambda self: len(self.sessions) == 2)
    @rule(dollars=st.integers(1, 250))
    def transfer(self, dollars: int) -> None:
        one, two = self.sessions["1"], self.sessions["2"]
        done = self.books.record(custody.transfer(self.next(), one, two, pieces(d1=dollars)))
        assert isinstance(done, Refusal) == (self.at["1"] < dollars * 100)
        if not isinstance(done, Refusal):
            self.at["1"] -= dollars * 100
            self.at["2"] += dollars * 100

    @precondition(lambda self: self.sessions)
    @rule(data=st.data(), fives=st.integers(1, 10))
    def change(self, data: st.DataObject, fives: int) -> None:
        drawer = data.draw(st.sampled_from(sorted(self.sessions)))
        order = custody.change_order(
            self.next(), self.sessions[drawer], pieces(d1=5 * fives), pieces(d5=fives)
        )
        before = self.books.holdings().at(VAULT).pieces
        done = self.books.record(order)
        assert before is not None
        assert isinstance(done, Refusal) == (before.of(Money(100)) < 5 * fives)

    @precondition(lambda self: self.sessions)
    @rule(data=st.data(), off=st.integers(-3, 3))
    def close(self, data: st.DataObject, off: int) -> None:
        drawer = data.draw(st.sampled_from(sorted(self.sessions)))
        session = self.sessions[drawer]
        amounts = dict(self.books.check_amounts(session.session_id))
        checks = [amount.cents for amount in amounts.get("K", ())]
        off = max(off * 100, -self.at[drawer])
        counted = self.at[drawer] + off
        order = close_order(session, count_of(counted, checks), "unknown", request=self.next())
        ok(self.books.close_session(order, OFFICE))
        del self.sessions[drawer]
        self.pulled[drawer] = 0
        back = min(FLOAT, counted)
        self.floats -= back
        self.taken += off
        self.at[drawer] = 0
        self.at[f"closed {drawer}"] += counted - back
        self._turn_in(session, drawer, counted - back)

    def _turn_in(self, session: DrawerSession, drawer: str, cents: int) -> None:
        if not cents:
            return
        order = custody.turn_in(self.next(), session, pieces(d1=cents // 100))
        custody.recorded(self.books, order)
        self.at[f"closed {drawer}"] -= cents
        self.at[VAULT] += cents

    @rule(hold=st.booleans())
    def deposit(self, hold: bool) -> None:
        waiting = self.books.undeposited(BANK, OFFICE)
        cash = total(s.cash + s.cash_over + s.moved for s in waiting.sessions)
        items = [i for s in waiting.sessions for i in s.items] + [i for _, i in waiting.held]
        in_vault = self.books.holdings().at(VAULT).pieces
        assert in_vault is not None
        held = proposed_pieces(in_vault.held, cash)
        kept = items[:1] if hold else []
        bag = f"B{self.number}"
        if held is None or not (cash or len(items) > len(kept)):
            return
        deposit = Deposit(
            "",
            BANK.code,
            tuple(s.session_id for s in waiting.sessions),
            held,
            tuple(items[len(kept) :]),
            tuple(Held(item, "unsigned") for item in kept),
            bag,
            "seal",
        )
        by = signed(CHAMBERLAIN, CHAMBERLAIN)
        verified = signed(SUPERVISOR, CHAMBERLAIN, Act.MAKE_DEPOSIT)
        asked = custody.asked(self.next(), CHAMBERLAIN)
        order = ok(order_deposit(deposit, waiting, by, verified, asked, OFFICE))
        self.made.append(ok(self.books.record(order)))
        again = replace(order, header=replace(order.header, request_id=self.next()))
        assert isinstance(self.books.record(again), Refusal), "a bag and its sessions count once"
        self.at[VAULT] -= cash.cents
        self.at[bag] += cash.cents

    @precondition(lambda self: self.made)
    @rule(off=st.integers(-2, 2), by_courier=st.booleans())
    def to_the_bank(self, off: int, by_courier: bool) -> None:
        made = self.made.pop(0)
        assert isinstance(made.body, DepositMade)
        deposit = made.body.deposit
        clerk = signed(CHAMBERLAIN, CHAMBERLAIN)
        if by_courier:
            asked = custody.asked(self.next(), CHAMBERLAIN)
            ok(self.books.record(ok(order_hand_over(made, clerk, "A. Driver", asked, OFFICE))))
            assert self.books.holdings().at(COURIER).amount == deposit.cash.amount
        told = order_bank_told(
            made, max(deposit.amount + Money(off), Money(0)), DAY, "slip", clerk,
            custody.asked(self.next(), CHAMBERLAIN), OFFICE, handed_over=by_courier,
            reason="Counted again.",
        )  # fmt: skip
        ok(self.books.record(ok(told)))
        self.at[deposit.bag] -= deposit.cash.amount.cents
        self.at["bank"] += deposit.cash.amount.cents

    @invariant()
    def each_place_holds_what_was_brought(self) -> None:
        if not hasattr(self, "books"):
            return
        held = self.books.holdings()
        assert held.at(VAULT).amount.cents == self.at[VAULT]
        assert held.at(COURIER).amount.cents == 0
        for made in self.made:
            assert isinstance(made.body, DepositMade)
            bag = made.body.deposit.bag
            assert held.at(bag_place(bag)).amount.cents == self.at[bag]
        for now in self.books.drawers_now(OFFICE):
            assert now.cash.cents == self.at[now.session.drawer]

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        assert sum(self.at.values()) == self.taken + self.floats

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
        waits = total(o.amount for o in self.books.undeposited(BANK, OFFICE).on_hand())
        assert sums[OFFICE.custody.undeposited] == waits.cents + self.pulled.total()
        bags = total(m.body.amount for m in self.made if isinstance(m.body, DepositMade))
        assert sums[OFFICE.keeping.transit] == bags.cents


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
    max_examples=6 * LONGER, stateful_step_count=20, deadline=None, suppress_health_check=SLOW
)
TestCustodyInMemory = CustodyInMemory.TestCase
TestCustodyOnSqlite = CustodyOnSqlite.TestCase
