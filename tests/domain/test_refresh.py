"""A kept cart is decided again: a day passed, another counter took a bill, a program changed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.money import Money
from domain.receipting.cart import BillLine, Cart, add_bill, add_item
from domain.receipting.refresh import Look, refresh_line, renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState, BillStatus
from domain.refusals import Code, Refusal
from tests.samples import DAY, bill_state, ok, parking_ticket, sample_office, tax_bill, water_bill

OFFICE = sample_office()
LATE = date(2027, 3, 15)


def _cart(*states: BillState) -> Cart:
    cart = Cart("r-1")
    for state in states:
        cart = ok(add_bill(cart, state, DAY, OFFICE))
    return cart


def _look(*states: BillState) -> Look:
    known = {state.bill.bill_no: state for state in states}

    def look(bill_no: str) -> tuple[BillState, tuple[()]] | None:
        return (known[bill_no], ()) if bill_no in known else None

    return look


def test_nothing_changes_on_the_same_day() -> None:
    states = (bill_state(tax_bill()), bill_state(water_bill()))
    cart = ok(add_tender(_cart(*states), "C", OFFICE))
    renewed = renew_cart(cart, _look(*states), DAY, OFFICE)
    assert renewed.cart == cart
    assert renewed.notices == ()


def test_a_tax_bill_that_became_late_is_taken_at_what_is_due_now() -> None:
    state = bill_state(tax_bill())
    cart = ok(add_tender(ok(add_item(_cart(state), "TS", 1, DAY, OFFICE)), "C", OFFICE))
    renewed = renew_cart(cart, _look(state), LATE, OFFICE)
    line = renewed.cart.lines[0]
    assert isinstance(line, BillLine)
    assert line.amount == assess(state, LATE, OFFICE).due > cart.lines[0].amount
    assert renewed.cart.lines[1] == cart.lines[1]
    assert renewed.cart.tenders == cart.tenders
    assert len(renewed.notices) == 1
    assert str(line.amount) in renewed.notices[0]


def test_a_part_payment_keeps_its_amount_and_pays_the_penalty_first() -> None:
    state = bill_state(water_bill())
    cart = ok(add_bill(Cart("r-1"), state, DAY, OFFICE, amount=Money(5000)))
    renewed = renew_cart(cart, _look(state), LATE, OFFICE)
    line = renewed.cart.lines[0]
    assert isinstance(line, BillLine)
    assert line.amount == Money(5000)
    assert line.balance_after == assess(state, LATE, OFFICE).total - Money(5000)
    before = cart.lines[0]
    assert isinstance(before, BillLine)
    assert line.balance_after > before.balance_after


def test_what_was_paid_cancelled_or_is_gone_is_taken_out_and_told() -> None:
    paid, cancelled, gone = (
        bill_state(parking_ticket()),
        bill_state(water_bill()),
        bill_state(tax_bill()),
    )
    cart = _cart(paid, cancelled, gone)
    amount = assess(paid, DAY, OFFICE).total
    kind = paid.bill.instalments[0].charges[0].kind
    now = (
        replace(paid, applied=(Applied(1, kind, amount, DAY),), version=2),
        replace(cancelled, bill=replace(cancelled.bill, status=BillStatus.CANCELLED), version=2),
    )
    renewed = renew_cart(cart, _look(*now), DAY + timedelta(days=1), OFFICE)
    assert renewed.cart.lines == ()
    assert len(renewed.notices) == 3
    assert all("taken out" in notice for notice in renewed.notices)


def test_a_bill_that_was_to_be_paid_whole_is_paid_whole_with_its_penalty() -> None:
    state = bill_state(water_bill())
    cart = _cart(state)
    renewed = renew_cart(cart, _look(state), LATE, OFFICE)
    line = renewed.cart.lines[0]
    assert isinstance(line, BillLine)
    assert line.amount == assess(state, LATE, OFFICE).total > cart.lines[0].amount
    assert not line.balance_after
    assert renewed.notices == (
        f"Bill WB-5001 was {cart.lines[0].amount} and is {line.amount} today.",
    )


def test_items_are_sold_at_the_price_of_the_day_or_not_at_all() -> None:
    before, after, over = date(2025, 12, 31), date(2026, 1, 2), date(2027, 7, 1)
    cart = ok(add_item(Cart("r-1"), "YS", 2, before, OFFICE))
    renewed = renew_cart(cart, _look(), after, OFFICE)
    assert renewed.cart.total == Money(1800)
    assert renewed.notices == ("Item YS was 16.00 and is 18.00 today.",)
    assert renew_cart(cart, _look(), over, OFFICE).cart.lines == ()


def test_a_bill_that_moved_is_decided_again_for_the_same_amount() -> None:
    state = bill_state(tax_bill())
    cart = _cart(state)
    again = ok(refresh_line(cart, replace(state, version=7), DAY, OFFICE))
    before = cart.lines[0]
    assert isinstance(before, BillLine)
    assert again.lines[0] == replace(before, version=7)


def test_a_bill_that_is_not_in_the_cart_is_refused() -> None:
    answer = refresh_line(_cart(), bill_state(tax_bill()), DAY, OFFICE)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.LINE_UNKNOWN
