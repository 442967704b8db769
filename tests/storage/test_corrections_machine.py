"""Days of random work with every kind of correction: after every step the invariants hold and replay gives all again.

The same machine runs on books in memory, and shorter on SQLite.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.authority import Operator
from domain.books import Books
from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.checks import CheckPart
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.recreating import cart_of_receipt
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.returned import order_returned
from domain.corrections.undoing import order_reversal, order_void
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receipting.cart import BillLine, Cart, add_bill, add_item
from domain.receipting.posting import order_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests.environment import PRIVATE_FOLDER
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    count_of,
    intake_of,
    ok,
    open_order,
    sample_bills,
    sample_office,
    tax_bill,
    water_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.replaying import MONEY, Replay, as_if, expected, replayed

OFFICE = sample_office()
K = CorrectionKind
CLERKS = {"1": JANE, "2": DIEGO}
NUMBERS = [b.bill_no for b in sample_bills()]
which = st.integers(0, 30)
drawers = st.sampled_from(sorted(CLERKS))


@dataclass(frozen=True)
class Customer:
    """What somebody at the counter pays, and with what; a check of more than is due is for what is due."""

    drawer: str
    numbers: list[str]
    tags: int
    part: Money | None
    check: Money
    number: str
    over: Money


customers = st.builds(
    Customer,
    drawers,
    st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True),
    st.integers(0, 2),
    st.none() | st.integers(1, 9000).map(Money),
    st.sampled_from([Money(0), Money(10**8)]) | st.integers(1, 70000).map(Money),
    st.sampled_from(["41", "42", "43"]),
    st.integers(0, 500).map(Money),
)


@cache
def empty_file() -> Path:
    """Empty books in a file, to be copied."""
    path = PRIVATE_FOLDER / "corrections_machine.db"
    create_books(f"sqlite:///{path}", training=False)
    return path


class Days(RuleBasedStateMachine):
    """Two clerks, a supervisor and the chamberlain, over days."""

    books: Books

    def __init__(self) -> None:
        super().__init__()
        self.books = self.make()
        self.day: date = DAY
        self.count = 0
        self.trail: list[str] = []
        self.replay = Replay()

    def make(self) -> Books:
        """The books to work on."""
        return MemoryBooks()

    def next(self, what: str) -> str:
        """Another request id."""
        self.count += 1
        return f"{what}-{self.count}"

    @initialize()
    def begin(self) -> None:
        kit.fill(self.books)
        self.open_a_drawer("1")

    # The counter.

    @rule(drawer=drawers)
    def open_a_drawer(self, drawer: str) -> None:
        self.books.open_session(
            open_order(drawer, CLERKS[drawer], on=self.day, request=self.next("o")), OFFICE
        )

    @rule(customer=customers)
    def serve(self, customer: Customer) -> None:
        """Take money at an open drawer; one is opened where none is."""
        cart, drawer = Cart(self.next("r")), customer.drawer
        if self.books.session_at(drawer) is None:
            self.open_a_drawer(drawer)
        session = self.books.session_at(drawer)
        assert session is not None
        on = session.business_date
        for bill_no in customer.numbers:
            state = kit.state(self.books, bill_no)
            added = add_bill(cart, state, on, OFFICE, amount=customer.part)
            if isinstance(added, Refusal):
                added = add_bill(cart, state, on, OFFICE)
            cart = cart if isinstance(added, Refusal) else added
        if customer.tags or not cart.lines:
            cart = ok(add_item(cart, "T1", customer.tags or 1, on, OFFICE))
        if customer.check:
            amount = min(customer.check, cart.due)
            cart = ok(add_tender(cart, "K", OFFICE, amount=amount, number=customer.number))
        if cart.due:
            cart = ok(add_tender(cart, "C", OFFICE, amount=cart.due + customer.over))
        self.post(cart, drawer)

    def post(self, cart: Cart, drawer: str) -> None:
        """Post a cart that is ready."""
        session = self.books.session_at(drawer)
        assert session is not None
        moment = session.opened_at + timedelta(minutes=self.count)
        order = order_receipt(cart, session, session.operator_id, moment, OFFICE)
        if not isinstance(order, Refusal):
            assert isinstance(self.books.post(order), PostedReceipt)

    @rule(drawer=drawers, exact=st.booleans())
    def close_a_drawer(self, drawer: str, exact: bool) -> None:
        session = self.books.session_at(drawer)
        if session is None:
            return
        held = self.replay.sessions[session.session_id]
        cash = expected(held, "C") + (0 if exact else 25)
        items = [c for (kind, c), n in held.checks.items() if kind == "K" for _ in range(n)]
        reason = "" if exact else "miscount"
        order = CloseOrder(
            self.next("c"), session.session_id, CLERKS[drawer], at(17, day=session.business_date),
            count_of(cash, items), reason,
        )  # fmt: skip
        closed = self.books.close_session(order, OFFICE)
        assert not isinstance(closed, Refusal), closed

    @rule(days=st.sampled_from([1, 1, 7, 40]))
    def another_day(self, days: int) -> None:
        if self.day < date(2029, 1, 1):
            self.day += timedelta(days=days)

    @rule(days=st.sampled_from([1, 1, 3]))
    def the_day_ends(self, days: int) -> None:
        for drawer in CLERKS:
            self.close_a_drawer(drawer, exact=True)
        self.replay = replayed(self.books)
        self.another_day(days)
        self.open_a_drawer("1")

    @rule(cents=st.sampled_from([122455, 130000, 100]), water=st.sampled_from([8610, 50, 20000]))
    def take_in_newer(self, cents: int, water: int) -> None:
        bills = (tax_bill(cents=cents), water_bill(water=water))
        intake = intake_of(bills, content=self.next("i"), moment=at(9, day=self.day))
        self.books.take_in(intake, (), bills)

    # Corrections. What the domain refuses is not asked of the books; what it orders may still be too late.

    def correct(self, order: CorrectionOrder | Refusal, *, surely: bool = False) -> None:
        """Ask the books; where nothing moved, they do it, and asked again say the same."""
        if isinstance(order, Refusal):
            return
        done = self.books.correct(order)
        if surely:
            assert isinstance(done, PostedCorrection), done
        if isinstance(done, PostedCorrection):
            assert self.books.correct(order) == done
            self.replay = replayed(self.books)

    def one(self, place: int, *, closed: bool | None = None) -> PostedReceipt | None:
        """One of the receipts that stand in closed sessions, or in open ones; now and then any."""
        everything = self.books.receipts(limit=1000)
        fitting = [
            r
            for r in everything
            if r.undone is None and closed in (None, self.is_closed(r.posting.header.session_id))
        ]
        found = fitting if fitting and place % 5 else everything
        return found[place % len(found)] if found else None

    def on_a_later_day(self, customer: Customer) -> None:
        """Serve somebody, close all drawers, and come back another day; half of the time all of it was before."""
        if customer.tags != 1:
            self.serve(customer)
            self.replay = replayed(self.books)
            self.the_day_ends(1)
        self.replay = replayed(self.books)

    def is_closed(self, session_id: str) -> bool:
        """Whether a session is closed."""
        return self.replay.sessions[session_id].closed is not None

    @rule(place=which, again=st.booleans(), customer=customers)
    def void(self, place: int, again: bool, customer: Customer) -> None:
        self.serve(customer)
        self.replay = replayed(self.books)
        posted = self.one(place, closed=False)
        session = self.books.session_at(posted.posting.header.drawer) if posted else None
        if posted is None or session is None:
            return
        held = corrections.standing(self.books, posted)
        who = CLERKS[session.drawer]
        when = at(15, day=session.business_date)
        order = order_void(
            held, corrections.bills_of(self.books, held), session,
            support(K.VOID, who, SUPERVISOR, when, OFFICE), asked(self.next("v"), who, when), OFFICE,
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert held.ended or held.header.session_id != session.session_id
            return
        self.correct(order, surely=True)
        if again:
            self.recreate(posted, session.drawer)

    def recreate(self, posted: PostedReceipt, drawer: str) -> None:
        """Recreate a voided receipt as new, in cash."""
        receipt = posted.posting.body
        session = self.books.session_at(drawer)
        assert isinstance(receipt, Receipt)
        assert session is not None

        def look(number: str) -> tuple[BillState, tuple[()]]:
            return kit.state(self.books, number), ()

        cart = replace(cart_of_receipt(receipt, self.next("n")), tenders=())
        cart = renew_cart(cart, look, session.business_date, OFFICE).cart
        paid = add_tender(cart, "C", OFFICE)
        if isinstance(paid, Cart):
            self.post(paid, drawer)

    @rule(place=which, customer=customers)
    def reverse(self, place: int, customer: Customer) -> None:
        self.on_a_later_day(customer)
        posted = self.one(place, closed=True)
        if posted is None:
            return
        held, when = corrections.standing(self.books, posted), at(9, day=self.day)
        why = support(K.REVERSAL, SUPERVISOR, CHAMBERLAIN, when, OFFICE, reason="wrong_bill")
        bills = corrections.bills_of(self.books, held)
        request = asked(self.next("x"), SUPERVISOR, when)
        closed = self.is_closed(held.header.session_id)
        self.correct(order_reversal(held, bills, why, request, OFFICE), surely=closed)

    @rule(place=which, deposited=st.booleans(), customer=customers)
    def return_a_check(self, place: int, deposited: bool, customer: Customer) -> None:
        self.on_a_later_day(replace(customer, check=customer.check or Money(10**8)))
        parts = [
            CheckPart(held, n, tender)
            for posted in self.books.receipts(limit=1000)
            for held in [corrections.standing(self.books, posted)]
            for n, tender in enumerate(held.receipt.tenders, 1)
            if tender.kind == "K"
        ]
        gone = [p for p in parts if self.is_closed(p.standing.header.session_id) and p.left]
        parts = gone if gone and place % 5 else parts
        if not parts:
            return
        part = parts[place % len(parts)]
        when = at(10, day=self.day)
        states = corrections.bills_of(self.books, part.standing)
        keys = {(s.bill.service, s.bill.account_number): "party" for s in states.values()}
        order = order_returned(
            (part,), states, keys, support(K.RETURNED_CHECK, SUPERVISOR, None, when, OFFICE),
            asked(self.next("b"), SUPERVISOR, when), OFFICE, deposited=deposited,
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert not part.left
            return
        closed = self.is_closed(part.standing.header.session_id)
        undone = str(part.standing.number) in self.replay.undone
        assert not undone
        self.correct(order, surely=closed)

    @rule(kind=st.sampled_from([K.ABATEMENT, K.WAIVER, K.DISMISSAL, K.ADJUSTMENT]),
          number=st.sampled_from(NUMBERS), cents=st.integers(-5000, 60000), with_drawer=st.booleans())  # fmt: skip
    def adjust(self, kind: CorrectionKind, number: str, cents: int, with_drawer: bool) -> None:
        state, when = kit.state(self.books, number), at(11, day=self.day)
        charge = "late" if kind is K.WAIVER else state.bill.instalments[0].charges[0].kind
        maker: Operator = CHAMBERLAIN
        order = order_adjustment(
            kind, state, [Change(1, charge, Money(cents))],
            support(kind, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
            if kind is K.WAIVER else support(kind, maker, SUPERVISOR, when, OFFICE),
            asked(self.next("a"), SUPERVISOR if kind is K.WAIVER else maker, when), OFFICE,
        )  # fmt: skip
        if isinstance(order, Refusal):
            return
        if with_drawer and self.books.session_at("1") is not None:
            # The same order in the name of somebody with a drawer: the books do not take it.
            header = replace(order.header, operator_id="jane", request_id=self.next("a"))
            said = self.books.correct(replace(order, header=header))
            assert isinstance(said, Refusal)
        self.correct(order, surely=True)

    @rule(number=st.sampled_from(NUMBERS), how=st.sampled_from(["refund", "credit"]))
    def refund(self, number: str, how: str) -> None:
        state, when = kit.state(self.books, number), at(12, day=self.day)
        order = order_refund(
            state, support(K.REFUND, SUPERVISOR, CHAMBERLAIN, when, OFFICE),
            asked(self.next("f"), SUPERVISOR, when), OFFICE,
            how="credit" if how == "credit" else "refund",
        )  # fmt: skip
        if isinstance(order, Refusal):
            assert assess(state, self.day, OFFICE).total.cents >= 0
            return
        self.correct(order, surely=True)
        assert assess(kit.state(self.books, number), self.day, OFFICE).total == Money(0)

    @rule(place=which, back=st.integers(1, 60))
    def another_effective_day(self, place: int, back: int) -> None:
        posted = self.one(place)
        if posted is None:
            return
        held, when = corrections.standing(self.books, posted), at(13, day=self.day)
        paid = [x.line.bill_no for x in held.lines if isinstance(x.line, BillLine) and x.parts]
        if not paid:
            return
        evidence = Evidence(EvidenceKind.COURT_ORDER, self.day, self.day - timedelta(days=back))
        why = support(K.EFFECTIVE_CHANGE, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
        order = order_effective_change(
            held, kit.state(self.books, paid[0]), evidence, why,
            asked(self.next("e"), SUPERVISOR, when), OFFICE,
        )  # fmt: skip
        self.correct(order, surely=True)

    # What always holds.

    @invariant()
    def all_follows_from_the_postings(self) -> None:
        self.replay = replayed(self.books)
        self._nothing_posted_changed()
        self._numbers_have_no_gap()
        self._drawers_agree()
        self._bills_agree()
        self._ledger_agrees()
        proof = self.books.prove()
        assert proof.proves, proof

    def _nothing_posted_changed(self) -> None:
        found = [
            self.books.posting(n + 1).trail.digest  # type: ignore[union-attr]
            for n in range(len(self.trail))
        ]
        assert found == self.trail, "I3"
        number = len(found)
        while (posting := self.books.posting(number + 1)) is not None:
            number += 1
            self.trail.append(posting.trail.digest)

    def _numbers_have_no_gap(self) -> None:
        series: dict[tuple[int, str], list[int]] = {}
        for posting in self.replay.receipts.values():
            assert isinstance(posting.body, Receipt)
            number = posting.body.number
            series.setdefault((number.year, number.drawer), []).append(number.seq)
        for posting in self.replay.corrections:
            number_of = PostedCorrection(0, posting).body.number
            key = (number_of.year, f"C{number_of.series}")
            series.setdefault(key, []).append(number_of.seq)
        assert all(s == list(range(1, len(s) + 1)) for s in series.values()), "I1"

    def _drawers_agree(self) -> None:
        for session_id, held in self.replay.sessions.items():
            takings = self.books.takings(session_id)
            assert {k: m.cents for k, m in takings.taken if m} == {
                k: c for k, c in held.taken.items() if c
            }, "I7"
            assert (takings.change.cents, takings.receipts) == (held.change, held.receipts), "I7"
            listed = [
                (k, m.cents) for k, held_ in self.books.check_amounts(session_id) for m in held_
            ]
            wanted = [key for key, n in held.checks.items() for _ in range(n)]
            assert sorted(listed) == sorted(wanted), "I8"

    def _bills_agree(self) -> None:
        for number in NUMBERS:
            state = kit.state(self.books, number)
            rows = self.replay.applied.get(number, [])
            assert list(state.applied) == rows, "replay from postings = stored"
            if not rows:
                continue
            would_be = replace(state, applied=as_if(rows))
            for on in (self.day, self.day + timedelta(days=200)):
                now, then = assess(state, on, OFFICE), assess(would_be, on, OFFICE)
                assert (now.total, now.open, now.due) == (then.total, then.open, then.due), "I4"
                added = [[s for s in found.steps if s.kind == "accrual"] for found in (now, then)]
                assert added[0] == added[1], "I4: the interest position"

    def _ledger_agrees(self) -> None:
        ledger, open_now = self.replay.ledger, self.replay.open_drawers
        assert sum(ledger.values()) == 0
        for kind, account in MONEY.items():
            assert ledger[account] == sum(expected(held, kind) for held in open_now), account
        for account, cents in self.replay.settled.items():
            assert ledger[account] <= 0
            assert -ledger[account] <= cents
        paid: dict[str, int] = {}
        for number, rows in self.replay.applied.items():
            service = OFFICE.service(kit.state(self.books, number).bill.service)
            for a in rows:
                if a.how in (How.PAID, How.TAKEN_BACK, How.REFUNDED):
                    account = service.gl_code(a.kind)
                    paid[account] = paid.get(account, 0) + a.amount.cents
        for account, cents in paid.items():
            assert -ledger[account] == cents, account


class DaysOnSqlite(Days):
    """The same on SQLite."""

    def make(self) -> Books:
        self.folder = Path(tempfile.mkdtemp(dir=PRIVATE_FOLDER))
        path = shutil.copy(empty_file(), self.folder / "books.db")
        return open_books(f"sqlite:///{path}")

    def teardown(self) -> None:
        self.books.close()
        with suppress(OSError):
            shutil.rmtree(self.folder)


LONGER = int(os.environ.get("MACHINE_TIMES", "1"))
"""How many times as many days of work, for a long run."""
SLOW = [HealthCheck.too_slow]
Days.TestCase.settings = settings(
    max_examples=25 * LONGER, stateful_step_count=25, deadline=None, suppress_health_check=SLOW
)
DaysOnSqlite.TestCase.settings = settings(
    max_examples=4 * LONGER, stateful_step_count=12, deadline=None, suppress_health_check=SLOW
)
TestDays = Days.TestCase
TestDaysOnSqlite = DaysOnSqlite.TestCase
