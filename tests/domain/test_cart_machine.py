"""Any sequence of acts on a cart: the invariants I2 and I5 hold at every step, and what is ready can be posted."""

from __future__ import annotations

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.money import Money, total
from domain.policy.rounding import RoundingRow
from domain.receipting.cart import Cart, add_bill, add_item, remove_line
from domain.receipting.codec import cart_data, cart_from_data
from domain.receipting.posting import order_receipt, seal_receipt, verify
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender, ready, remove_tender, round_cash
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal
from tests.rounding_office import ROUNDING_GL, rounding_office, row
from tests.samples import (
    CASH_ONLY,
    DAY,
    at,
    bill_state,
    sample_bills,
    sample_office,
    session_value,
)

OFFICE = sample_office()
BILLS = [bill_state(b) for b in sample_bills()]
cents = st.none() | st.integers(-10, 200_000) | st.sampled_from([1, 100, 450, 2000, 61228, 13000])


class CartMachine(RuleBasedStateMachine):
    """A clerk who does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.cart, self.office = Cart("r-1"), OFFICE

    @initialize(rounds=st.sampled_from([None, row("symmetric"), row("favor_customer")]))
    def under_a_policy_of_rounding(self, rounds: RoundingRow | None) -> None:
        self.office = OFFICE if rounds is None else rounding_office(rounds)
        self.cart = round_cash(self.cart, DAY, self.office)

    def take(self, answer: Cart | Refusal) -> None:
        """Keep what an act gave; a refusal changes nothing."""
        if not isinstance(answer, Refusal):
            self.cart = answer

    @rule(state=st.sampled_from(BILLS), amount=cents, held=st.sampled_from([False, False, True]))
    def add_a_bill(self, state: BillState, amount: int | None, held: bool) -> None:
        wanted = None if amount is None else Money(amount)
        holds = (CASH_ONLY,) if held else ()
        self.take(add_bill(self.cart, state, DAY, OFFICE, amount=wanted, holds=holds))

    @rule(code=st.sampled_from(["TS", "t1", "YS", "NO"]), quantity=st.integers(-1, 1000))
    def add_items(self, code: str, quantity: int) -> None:
        self.take(add_item(self.cart, code, quantity, DAY, OFFICE))

    @rule(index=st.integers(-1, 6))
    def remove_a_line(self, index: int) -> None:
        self.take(remove_line(self.cart, index))

    @rule(
        kind=st.sampled_from("CCKMDEX"),
        amount=cents,
        number=st.sampled_from(["", "4471"]),
        carries_on=st.booleans(),
    )
    def add_money(self, kind: str, amount: int | None, number: str, carries_on: bool) -> None:
        wanted = None if amount is None else Money(amount)
        due = self.cart.due if kind != "C" else self.cart.cash_due
        answer = add_tender(
            self.cart, kind, OFFICE, amount=wanted, number=number, carries_on=carries_on
        )
        if not isinstance(answer, Refusal):
            added = answer.tenders[-1]
            assert added.amount <= due or kind == "C" or (carries_on and kind in "KM")
            assert amount is None or added.amount == Money(amount)
            assert amount is not None or added.amount == due
        self.take(answer)

    @rule(index=st.integers(-6, 6))
    def take_money_back(self, index: int) -> None:
        self.take(remove_tender(self.cart, index))

    @invariant()
    def amounts_agree(self) -> None:
        cart = self.cart
        assert cart.total + cart.rounding - cart.tendered == cart.due - cart.change
        assert not (cart.due and cart.change)
        assert all(line.amount.cents > 0 for line in cart.lines)
        assert len(cart.lines) <= OFFICE.most_lines

    @invariant()
    def the_cart_survives_a_crash(self) -> None:
        kept = json.loads(json.dumps(cart_data(self.cart)))
        # Rounding is the policy's on the day, not the draft's.
        assert round_cash(cart_from_data(kept), DAY, self.office) == self.cart

    @invariant()
    def what_is_ready_is_posted_and_the_rest_is_refused(self) -> None:
        refusal = ready(self.cart)
        order = order_receipt(self.cart, session_value(), "jane", at(10), self.office)
        if refusal is not None:
            assert order == refusal
            return
        assert not isinstance(order, Refusal)
        posting = seal_receipt(order, 1, 2, "0" * 64)
        receipt = posting.body
        assert isinstance(receipt, Receipt)
        assert receipt.kept == total(t.amount for t in receipt.tenders) - receipt.change
        assert receipt.change <= total(t.amount for t in receipt.tenders if t.is_cash)
        relieved = total(
            line.credit
            for line in posting.journal.lines
            if line.gl_code not in ("A.0210", ROUNDING_GL, "A.0630")
        )
        assert relieved == receipt.total
        assert verify(posting)

    @invariant()
    def only_cash_pays_what_is_held_to_cash(self) -> None:
        held = any(getattr(line, "cash_only", "") for line in self.cart.lines)
        if held and not all(t.is_cash for t in self.cart.tenders):
            assert ready(self.cart) is not None


CartMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestCart = CartMachine.TestCase


def test_the_machine_can_reach_a_receipt_with_change() -> None:
    machine = CartMachine()
    machine.add_a_bill(BILLS[2], None, False)
    machine.add_money("K", 3000, "4471", False)
    machine.add_money("C", 4000, "", False)
    machine.add_money("C", 8000, "", False)
    assert machine.cart.change == Money(2000)
    machine.what_is_ready_is_posted_and_the_rest_is_refused()
    assert ready(machine.cart) is None


def test_change_is_never_given_from_a_check() -> None:
    cart = Cart("r-1")
    for code, quantity in (("TS", 1), ("T1", 1)):
        answer = add_item(cart, code, quantity, DAY, OFFICE)
        assert isinstance(answer, Cart)
        cart = answer
    paid = add_tender(cart, "K", OFFICE, number="1")
    assert isinstance(paid, Cart)
    less = remove_line(paid, 1)
    assert isinstance(less, Cart)
    assert less.change == Money(450)
    refusal = ready(less)
    assert refusal is not None
    assert refusal.code is Code.CHANGE_NOT_CASH
