"""Days of random work at two drawers, as a state machine: serving, closing, newer exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender
from domain.records import PostedReceipt
from domain.refusals import Refusal
from storage.memory import MemoryBooks
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
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
from tests.storage.replaying import Replay, expected, replayed

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


class Work(RuleBasedStateMachine):
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

    def is_closed(self, session_id: str) -> bool:
        """Whether a session is closed."""
        return self.replay.sessions[session_id].closed is not None
