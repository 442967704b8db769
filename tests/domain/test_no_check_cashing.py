"""No way of taking money gives cash for a check: no tender, no item, no movement of cash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import ZERO, Money, total
from domain.receipting.cart import Cart, add_bill, add_item, remove_line
from domain.receipting.posting import order_receipt
from domain.receipting.tendering import add_tender, remove_tender
from domain.refusals import Refusal
from exchange.policy import make_office
from exchange.policy_folder import read_policy
from tests.samples import (
    DAY,
    JANE,
    at,
    bill_state,
    ok,
    sample_office,
    session_value,
    tax_bill,
    water_bill,
)

OFFICES = Path(__file__).parents[2] / "offices"
OFFICE = sample_office()
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["C", "K", "M", "D", "E"]), st.integers(1, 200_000)),
        st.tuples(st.just("+"), st.integers(1, 200_000)),
        st.tuples(st.just("take line out"), st.integers(0, 2)),
        st.tuples(st.just("take tender out"), st.integers(0, 2)),
    ),
    min_size=1,
    max_size=8,
)


def stepped(cart: Cart, what: str, number: int) -> Cart:
    """The cart after one act of a clerk, or as it was where the act is refused."""
    if what == "take line out":
        after = remove_line(cart, number)
    elif what == "take tender out":
        after = remove_tender(cart, number)
    else:
        kind, carries = ("K", True) if what == "+" else (what, False)
        after = add_tender(
            cart, kind, OFFICE, amount=Money(number), number="1001", carries_on=carries
        )
    return cart if isinstance(after, Refusal) else after


@given(STEPS)
def test_whatever_is_tendered_no_more_cash_goes_out_than_came_in(
    steps: list[tuple[str, int]],
) -> None:
    cart = Cart("r-1")
    for bill in (tax_bill(), water_bill()):
        cart = ok(add_bill(cart, bill_state(bill), DAY, OFFICE))
    cart = ok(add_item(cart, "TS", 2, DAY, OFFICE))
    for what, number in steps:
        cart = stepped(cart, what, number)
    order = order_receipt(cart, session_value(), JANE.operator_id, at(9), OFFICE)
    if isinstance(order, Refusal):
        return
    cash = total(t.amount for t in cart.tenders if t.is_cash)
    assert cart.change <= cash
    account = OFFICE.cash.gl_code
    into_drawer = sum(
        line.debit.cents - line.credit.cents
        for line in order.journal.lines
        if line.gl_code == account
    )
    assert into_drawer == (cash - cart.change).cents >= 0


def test_a_check_above_what_is_owed_leaves_no_change() -> None:
    cart = ok(add_bill(Cart("r-1"), bill_state(water_bill()), DAY, OFFICE))
    over = cart.total + Money(5000)
    assert isinstance(add_tender(cart, "K", OFFICE, amount=over, number="1"), Refusal)
    carried = ok(add_tender(cart, "K", OFFICE, amount=over, number="1", carries_on=True))
    order = order_receipt(carried, session_value(), JANE.operator_id, at(9), OFFICE)
    assert isinstance(order, Refusal)


@pytest.mark.parametrize("name", ["ithaca", "ithaca_town"])
def test_no_policy_sells_cash_or_gives_change_on_what_is_not_cash(name: str) -> None:
    office = make_office(read_policy(OFFICES / name)).office
    assert [kind.counted for kind in office.tender_kinds if kind.change_given] == ["denominations"]
    prices = [price.amount for item in office.items for price in item.prices]
    assert all(price >= ZERO for price in prices)
    assert office.cash.gl_code not in {item.gl_code for item in office.items}
