"""Reversals, another effective day, and recreate as new."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.recreating import recreate
from domain.corrections.undoing import order_reversal, order_void
from domain.money import ZERO, Money
from domain.receipting.cart import Cart
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import ready
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, How
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.domain.corrections_orders import (
    LATE,
    OFFICE,
    TAX,
    WATER,
    K,
    late_payment,
    redated,
    reversal,
)
from tests.domain.test_taken_back import position
from tests.sample_corrections import asked, support
from tests.samples import (
    DAY,
    JANE,
    SUPERVISOR,
    at,
    ok,
    session_value,
)

# Reversals.


def test_a_reversal_pays_nothing_out_and_asks_for_a_refund() -> None:
    posting = kit.posted(kit.cart("r-1", [(WATER, None)], [("C", 14000, "")], tags=2))
    order = ok(reversal(posting, kit.paid(WATER, posting)))
    settled = order.amendment.settlement
    assert settled is not None
    assert settled.amount == Money(13900)
    assert order.header.drawer == "OFC"
    assert order.header.session_id == ""
    assert "A.0210" not in {line.gl_code for line in order.journal.lines}, "no cash of a drawer"
    assert order.amendment.lines[0].quantity == 2


def test_a_receipt_is_reversed_on_a_later_day_only() -> None:
    posting = kit.posted(kit.cart("r-1", [(WATER, None)], [("C", 13000, "")]))
    refusal = reversal(posting, kit.paid(WATER, posting), on=DAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.REVERSAL_TOO_EARLY


# Another effective day.


def test_a_payment_counts_for_its_postmark_and_the_penalty_is_refunded() -> None:
    posting, state = late_payment()
    order = ok(redated(posting, state, date(2027, 1, 29)))
    never_late = kit.paid(
        TAX,
        kit.posted(
            kit.cart("r", [(TAX, None)], [("C", 61228, "")], on=date(2027, 1, 29)),
            on=date(2027, 1, 29),
        ),
    )
    settled = order.amendment.settlement
    assert settled is not None
    assert settled.amount == Money(612)
    after = kit.corrected(state, order)
    for on in (LATE, date(2027, 7, 10)):
        assert position(assess(after, on, OFFICE)) == position(assess(never_late, on, OFFICE))
    assert {(x.gl_code, x.debit.cents, x.credit.cents) for x in order.journal.lines} == {
        ("A.1325.1090", 612, 0),
        ("A.0690", 0, 612),
    }


def test_a_later_payment_stays_as_it_was_allocated() -> None:
    posting, state = late_payment()
    july = date(2027, 7, 8)
    second = kit.posted(kit.cart("r-2", [(state, None)], [("C", 61839, "")], on=july), 2, on=july)
    state = kit.paid(state, second)
    order = ok(redated(posting, state, date(2027, 1, 29), on=date(2027, 7, 9)))
    after = kit.corrected(state, order)
    assert [a for a in after.applied if a.effective_on == july] == [
        a for a in state.applied if a.effective_on == july
    ]
    assert assess(after, date(2027, 7, 9), OFFICE).total == ZERO


def test_a_receipt_whose_day_changed_can_still_be_reversed() -> None:
    posting, state = late_payment()
    order = ok(redated(posting, state, date(2027, 1, 29)))
    state = kit.corrected(state, order)
    when = at(11, day=LATE)
    why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    back = ok(
        order_reversal(
            kit.stands(posting, order), kit.states(state), why, asked("x", JANE, when), OFFICE
        )
    )
    settled = back.amendment.settlement
    assert settled is not None
    assert settled.amount == Money(61840)
    after = kit.corrected(state, back)
    for on in (LATE, date(2027, 7, 10)):
        assert position(assess(after, on, OFFICE)) == position(assess(TAX, on, OFFICE))


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (date(2027, 2, 3), Code.EFFECTIVE_SAME),
        (date(2027, 2, 4), Code.EFFECTIVE_AFTER_ENTRY),
        (date(2027, 3, 11), Code.EVIDENCE_AFTER_DELIVERY),
    ],
)
def test_what_stands_against_another_day(to: date, code: Code) -> None:
    refusal = redated(*late_payment(), to)
    assert isinstance(refusal, Refusal)
    assert refusal.code is code


def test_a_bill_that_the_receipt_did_not_pay_has_no_day_to_change() -> None:
    refusal = redated(late_payment()[0], WATER, date(2027, 1, 29))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.NOT_IN_RECEIPT


# Recreate as new.


def test_recreate_fills_in_everything_so_that_only_the_difference_is_typed() -> None:
    posting = kit.posted(kit.cart("r-1", [(TAX, None), (WATER, 5000)], [("C", 70000, "")], tags=2))
    receipt = posting.body
    assert isinstance(receipt, Receipt)
    found = kit.states(TAX, WATER)
    renewed = recreate(receipt, "r-2", lambda number: (found[number], ()), DAY, OFFICE)
    assert renewed.notices == ()
    assert renewed.cart.request_id == "r-2"
    assert [x.amount for x in renewed.cart.lines] == [x.amount for x in receipt.lines]
    assert renewed.cart.tenders == receipt.tenders
    assert ready(renewed.cart) is None


def test_recreate_says_what_is_not_as_it_was() -> None:
    posting = kit.posted(kit.cart("r-1", [(WATER, None)], [("C", 13000, "")]))
    receipt = posting.body
    assert isinstance(receipt, Receipt)
    paid = kit.paid(WATER, posting)
    renewed = recreate(receipt, "r-2", lambda _: (paid, ()), DAY, OFFICE)
    assert len(renewed.notices) == 1
    assert renewed.cart.lines == ()


@given(st.integers(1, 12999), st.integers(0, 60))
def test_void_and_recreate_come_to_the_same_bill(cents: int, tags: int) -> None:
    first: Cart = kit.cart("r-1", [(WATER, cents)], [("C", cents + tags * 450, "")], tags=tags)
    posting = kit.posted(first)
    state = kit.paid(WATER, posting)
    when = at(11)
    why = support(K.VOID, JANE, SUPERVISOR, when, OFFICE)
    void = ok(
        order_void(
            kit.stands(posting),
            kit.states(state),
            session_value(),
            why,
            asked("v", JANE, when),
            OFFICE,
        )
    )
    back = kit.corrected(state, void)
    receipt = posting.body
    assert isinstance(receipt, Receipt)
    again = recreate(receipt, "r-2", lambda _: (back, ()), DAY, OFFICE)
    assert again.cart.total == receipt.total
    once = kit.paid(back, kit.posted(again.cart, 2))
    assert assess(once, LATE, OFFICE).owed == assess(state, LATE, OFFICE).owed


def test_an_applied_row_keeps_what_it_did() -> None:
    assert Applied(1, "city", Money(1), DAY).how is How.PAID
