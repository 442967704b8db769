"""What takes a rounded receipt back: exactly the cash that was paid, and the account of rounding as if never."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.checks import parts_of, shares_of
from domain.corrections.ordering import CorrectionOrder, seal_correction
from domain.corrections.policy import CorrectionKind, Split
from domain.corrections.recreating import cart_of_receipt
from domain.corrections.returned import order_returned
from domain.corrections.standing import Standing, what_stands
from domain.corrections.undoing import order_reversal, order_void
from domain.money import ZERO, Money, total
from domain.papers.correction_slip import correction_paper
from domain.policy.rounding import Mode
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import Posting
from domain.receipting.tendering import round_cash
from domain.receivables.bills import BillState
from tests.domain import corrections_kit as kit
from tests.rounding_office import (
    ROUNDING_GL,
    borne,
    cart,
    posted,
    receipt,
    rounding_office,
    row,
    water,
)
from tests.sample_corrections import asked, support
from tests.samples import CHAMBERLAIN, DAY, JANE, SUPERVISOR, at, ok, session_value

OFFICE = rounding_office()
K = CorrectionKind
LATER = date(2027, 2, 3)


def void(posting: Posting, *bills: BillState) -> CorrectionOrder:
    """The clerk's void of a receipt in its session."""
    return ok(
        order_void(
            what_stands(posting, ()),
            kit.states(*(kit.paid(bill, posting) for bill in bills)),
            session_value(),
            support(K.VOID, JANE, SUPERVISOR, at(11), OFFICE),
            asked("v-1", JANE, at(11)),
            OFFICE,
        )
    )


def reversal(standing: Standing, *bills: BillState) -> CorrectionOrder:
    """The reversal of what stands of a receipt, on a later day."""
    when = at(10, day=LATER)
    why = support(K.REVERSAL, SUPERVISOR, CHAMBERLAIN, when, OFFICE, reason="wrong_bill")
    return ok(
        order_reversal(standing, kit.states(*bills), why, asked("x-1", SUPERVISOR, when), OFFICE)
    )


def on_account(order: CorrectionOrder, gl_code: str) -> int:
    """What a correction does to an account, in cents: positive is a debit."""
    lines = [x for x in order.journal.lines if x.gl_code == gl_code]
    return sum(x.debit.cents - x.credit.cents for x in lines)


@pytest.mark.parametrize("mode", ["symmetric", "favor_customer"])
@pytest.mark.parametrize("digit", range(10))
def test_a_void_hands_back_the_cash_that_was_paid(mode: Mode, digit: int) -> None:
    office = rounding_office(row(mode))
    bill = water(12_690 + digit)
    posting = posted(cart(office, bill, tenders=(("C", 13_000),)), office)
    order = void(posting, bill)
    assert order.amendment.amount == receipt(posting).kept
    assert on_account(order, office.cash.gl_code) == -receipt(posting).kept.cents
    assert on_account(order, ROUNDING_GL) == -borne(posting)
    (effect,) = order.amendment.effects
    assert effect.taken_back == Money(12_690 + digit), "the bill is owed to the exact cent again"


def test_the_slip_of_a_void_tells_the_rounding() -> None:
    bill = water(12_696)
    posting = posted(cart(OFFICE, bill, tenders=(("C", 13_000),)), OFFICE)
    sealed = seal_correction(void(posting, bill), 1, 3, "0" * 64)
    text = paper_to_text(correction_paper(sealed, OFFICE, 0, False, at(11)))
    told = [" ".join(line.split()) for line in text.splitlines()]
    assert {"Cash rounding -0.01", "Less change given -3.05", "GIVEN BACK 126.95"} <= set(told)


@pytest.mark.parametrize("digit", range(10))
def test_a_reversal_refunds_the_cash_that_was_paid(digit: int) -> None:
    bill = water(12_690 + digit)
    posting = posted(cart(OFFICE, bill), OFFICE)
    order = reversal(what_stands(posting, ()), kit.paid(bill, posting))
    settled = order.amendment.settlement
    assert settled is not None
    assert settled.amount == receipt(posting).kept
    assert on_account(order, ROUNDING_GL) == -borne(posting)


@pytest.mark.parametrize("cash", [None, 3_000])
@pytest.mark.parametrize("rest", [2_696, 2_698])
def test_a_check_of_a_mixed_receipt_comes_back_and_the_rest_is_reversed(
    rest: int, cash: int | None
) -> None:
    bills = (water(10_000), water(rest, "WB-5002", "W-1002"))
    posting = posted(cart(OFFICE, *bills, tenders=(("K", 10_000), ("C", cash))), OFFICE)
    when = at(10, day=LATER)
    paid = [kit.paid(bill, posting) for bill in bills]
    back = ok(
        order_returned(
            parts_of([what_stands(posting, ())], "K", "7"),
            kit.states(*paid),
            {},
            support(K.RETURNED_CHECK, SUPERVISOR, None, when, OFFICE),
            asked("b-1", SUPERVISOR, when),
            OFFICE,
            deposited=True,
        )
    )
    assert on_account(back, ROUNDING_GL) == 0, "a check was never rounded"
    later = [kit.corrected(each, back) for each in paid]
    order = reversal(kit.stands(posting, back), *later)
    settled = order.amendment.settlement
    assert settled is not None
    assert settled.amount == receipt(posting).kept - Money(10_000)
    assert on_account(order, ROUNDING_GL) == -borne(posting)


@given(
    st.lists(st.integers(5, 20_000), min_size=1, max_size=3),
    st.integers(0, 100),
    st.sampled_from(["whole_lines", "in_proportion"]),
    st.sampled_from(["symmetric", "favor_customer"]),
    st.integers(0, 700),
)
def test_shares_pay_every_line_once_however_the_cash_was_rounded(
    amounts: list[int], percent: int, how: Split, mode: Mode, more: int
) -> None:
    office = rounding_office(row(mode))
    states = [water(cents, f"WB-{n}") for n, cents in enumerate(amounts)]
    check = sum(amounts) * percent // 100
    asked_for = cart(office, *states, tenders=(("K", check),) if check else ())
    handed = asked_for.cash_due.cents + more
    tenders = ((("K", check),) if check else ()) + ((("C", handed),) if asked_for.due else ())
    body = receipt(posted(cart(office, *states, tenders=tenders), office))
    shares = shares_of(body, how)
    for number, line in enumerate(body.lines, 1):
        assert total(share.get(number, ZERO) for share in shares) == line.amount
    for tender, share in zip(body.tenders, shares, strict=True):
        if not tender.is_cash:
            assert total(share.values()) == tender.amount


def test_a_receipt_made_anew_is_rounded_by_the_policy_of_its_own_day() -> None:
    bill = water(12_696)
    made = receipt(posted(cart(OFFICE, bill), OFFICE))
    again = cart_of_receipt(made, "r-2")
    assert round_cash(again, DAY, OFFICE).due == ZERO
    assert round_cash(again, DAY, rounding_office(row("off"))).due == Money(1)
