"""Old tags in the cart: credited by the policy's rule, what is left a claim; old items by their last days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.journal import Journal
from domain.money import ZERO, Money
from domain.office import Office
from domain.receipting.cart import Cart, ItemLine, add_item
from domain.receipting.exchanges import add_exchange, sell_or_exchange, with_claims
from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender, ready
from domain.receivables.items import HonorRule, tax_flag
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca
from tests.samples import at, ok, session_value

ON = date(2027, 1, 25)
OLD = "Trash tag of 2014 (orange)"


def office(
    worth: str = "3.75",
    mode: Literal["difference", "credit"] = "credit",
    honored: HonorRule | None = None,
) -> Office:
    """The City's office with another worth or mode of the old tags' exchange."""
    found = ithaca().office
    assert found.single is not None
    items = found.single.items
    cents = Money(int(worth.replace(".", "")))
    rules = tuple(replace(rule, worth=cents, mode=mode) for rule in items.exchanges)
    more = (*items.honored, honored) if honored else items.honored
    items = replace(items, exchanges=rules, honored=more)
    return replace(found, single=replace(found.single, items=items))


def exchanged(old: int, new: int, policy: Office | None = None) -> Cart:
    """A cart with one exchange."""
    return ok(add_exchange(Cart("r1"), "t1old", old, new, ON, policy or office()))


def line(cart: Cart) -> ItemLine:
    """Its only line."""
    (found,) = cart.lines
    assert isinstance(found, ItemLine)
    return found


def ordered(cart: Cart) -> ReceiptOrder:
    """The order that posts it."""
    return ok(order_receipt(cart, session_value(), "jane", at(14), office()))


def test_weny_old_tags_are_credit_toward_new_ones() -> None:
    cart = exchanged(12, 12)
    found = line(cart)
    assert (found.quantity, found.unit_price) == (12, Money(4_50))
    assert (found.credit, found.credited_for) == (Money(45_00), f"12 {OLD}")
    assert cart.total == Money(9_00)
    assert with_claims(cart, ON, office()).notices == ()
    paid = ok(add_tender(cart, "C", office()))
    assert ready(paid) is None
    credited = [x for x in ordered(paid).journal.lines if x.gl_code == found.gl_code]
    assert [x.credit for x in credited] == [Money(9_00)]


def test_weny_what_is_left_of_the_old_ones_is_a_claim_and_never_change() -> None:
    cart = exchanged(12, 9)
    assert (cart.total, line(cart).credit) == (ZERO, Money(40_50))
    said = with_claims(cart, ON, office())
    assert said.notices == (
        f"CLAIM: 4.50 is left of 12 {OLD}. It is paid on a claim, not from the drawer.",
    )
    assert with_claims(said, ON, office()) == said
    assert with_claims(replace(said, lines=()), ON, office()).notices == ()


def test_an_even_exchange_is_a_line_of_nothing_and_posts_without_money() -> None:
    cart = exchanged(6, 5)
    assert (cart.total, cart.due, ready(cart)) == (ZERO, ZERO, None)
    order = ordered(cart)
    assert order.journal == Journal(())
    assert with_claims(cart, ON, office()).notices == ()


def test_where_the_difference_is_paid_it_is_one_for_one() -> None:
    difference = office(mode="difference")
    assert exchanged(4, 4, difference).total == Money(3_00)
    refused = add_exchange(Cart("r1"), "T1OLD", 4, 3, ON, difference)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.EXCHANGE_REFUSED


def test_the_typed_code_of_an_old_issue_exchanges_so_many_for_as_many() -> None:
    cart = ok(sell_or_exchange(Cart("r1"), "t1old", 12, ON, office()))
    assert cart == exchanged(12, 12)
    assert ok(sell_or_exchange(cart, "T1", 2, ON, office())).total == Money(18_00)
    refused = sell_or_exchange(Cart("r1"), "T1OLD", 0, ON, office())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.QUANTITY_REFUSED


def test_new_ones_sold_beside_an_exchange_are_a_line_of_their_own() -> None:
    cart = ok(add_item(exchanged(2, 2), "T1", 1, ON, office()))
    assert [getattr(x, "credit", None) for x in cart.lines] == [Money(7_50), ZERO]


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2018, 8, 1), Code.ITEM_NOT_SOLD),
        (date(2018, 12, 31), Code.ITEM_NOT_SOLD),
        (date(2019, 1, 1), Code.ITEM_NOT_HONORED),
    ],
)
def test_parkithaca_tokens_are_not_sold_after_july_and_not_honored_after_december_2018(
    on: date, code: Code
) -> None:
    refused = sell_or_exchange(Cart("r1"), "tk", 1, on, office())
    assert isinstance(refused, Refusal)
    assert refused.code is code
    assert "Parking token ticket" in refused.sentence


def test_old_tags_that_are_no_longer_honored_are_not_exchanged() -> None:
    source = office().services[0].accruals[0].source
    last = HonorRule("T1OLD", OLD, date(2019, 1, 1), date(2026, 12, 31), source)
    refused = add_exchange(Cart("r1"), "T1OLD", 1, 1, ON, office(honored=last))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.ITEM_NOT_HONORED


def test_what_is_no_old_issue_is_not_exchanged() -> None:
    for code in ("TS", "NONSENSE"):
        refused = add_exchange(Cart("r1"), code, 1, 1, ON, office())
        assert isinstance(refused, Refusal)
        assert refused.code is Code.EXCHANGE_REFUSED


def test_a_full_cart_takes_no_exchange() -> None:
    full = replace(office(), most_lines=1)
    refused = add_exchange(exchanged(1, 1), "T1OLD", 1, 1, ON, full)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.CART_FULL


def test_a_kept_exchange_is_quoted_again() -> None:
    cart = replace(exchanged(12, 12), lines=(replace(line(exchanged(12, 12)), reference="T 1-12"),))
    renewed = renew_cart(cart, lambda _number: None, ON, office("4.00"))
    assert line(renewed.cart).amount == Money(6_00)
    assert line(renewed.cart).reference == "T 1-12"
    assert renewed.notices == ("Item T1 was 9.00 and is 6.00 today.",)
    gone = replace(office(), single=None)
    assert renew_cart(cart, lambda _number: None, ON, gone).cart.lines == ()


def test_no_item_carries_a_sales_tax_today() -> None:
    found = office().single
    assert found is not None
    assert {tax_flag(item.code, found.items) for item in office().items} == {"none"}


@given(old=st.integers(1, 300), new=st.integers(1, 300))
def test_an_exchange_conserves_every_cent(old: int, new: int) -> None:
    cart = with_claims(exchanged(old, new), ON, office())
    found = line(cart)
    worth = Money(3_75).times(old)
    price = Money(4_50).times(new)
    assert found.amount == max(ZERO, price - worth)
    left = max(ZERO, worth - price)
    assert [n.split()[1] for n in cart.notices] == ([str(left)] if left else [])
