"""Cash rounding in a cart and on its receipt: the bill to the cent, the drawer in nickels, the rest on its account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.journal import Journal
from domain.money import ZERO, Money
from domain.policy.rounding import Mode
from domain.receipting.cart import Cart, add_item
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import order_receipt, verify
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender, ready, remove_tender, rest_of, round_cash
from domain.refusals import Code, Refusal
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
from tests.samples import DAY, at, bill_state, ok, sample_office, session_value, tax_bill

OFFICE = rounding_office()
DIGITS = {
    "symmetric": (0, -1, -2, 2, 1, 0, -1, -2, 2, 1),
    "favor_customer": (0, -1, -2, -3, -4) * 2,
}
MODES: tuple[Mode, ...] = ("symmetric", "favor_customer")


def drawer(journal: Journal) -> int:
    """What the cash account of the drawer got, in cents."""
    return sum(
        x.debit.cents - x.credit.cents for x in journal.lines if x.gl_code == OFFICE.cash.gl_code
    )


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("digit", range(10))
def test_every_ending_digit_is_posted(mode: Mode, digit: int) -> None:
    office = rounding_office(row(mode))
    due = 12_690 + digit
    made = cart(office, water(due))
    posting = posted(made, office)
    off = DIGITS[mode][digit]
    assert receipt(posting).rounding == Money(off)
    assert receipt(posting).total == Money(due), "the bill is credited to the exact cent"
    assert receipt(posting).lines[0].amount == Money(due)
    assert receipt(posting).kept == Money(due + off)
    assert receipt(posting).rounding_gl == (ROUNDING_GL if off else "")
    assert borne(posting) == -off
    assert verify(posting)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("digit", range(10))
def test_change_is_in_nickels_when_no_pennies_were_handed_over(mode: Mode, digit: int) -> None:
    office = rounding_office(row(mode))
    made = cart(office, water(12_690 + digit), tenders=(("C", 13_000),))
    assert made.change == Money(13_000 - 12_690 - digit - DIGITS[mode][digit])
    assert made.change.cents % 5 == 0


def test_the_exact_cents_are_taken_as_they_are() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("C", 12_696),))
    assert (made.rounding, made.change, made.due) == (ZERO, ZERO, ZERO)
    assert receipt(posted(made, OFFICE)).rounding_gl == ""


def test_cents_that_make_the_change_even_are_not_rounded() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("C", 13_001),))
    assert (made.rounding, made.change) == (ZERO, Money(305))


def test_other_cents_go_back_to_whom_they_came_from() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("C", 13_002),))
    assert (made.rounding, made.change) == (Money(-1), Money(307))


def test_what_is_asked_in_cash_is_not_what_is_due() -> None:
    made = cart(OFFICE, water(12_696), tenders=())
    assert (made.due, made.cash_due, made.rounding) == (Money(12_696), Money(12_695), ZERO)
    cash, check = ok(OFFICE.tender_kind("C")), ok(OFFICE.tender_kind("K"))
    assert (rest_of(made, cash), rest_of(made, check)) == (Money(12_695), Money(12_696))
    part = ok(add_tender(made, "C", OFFICE, amount=Money(12_000)))
    assert (part.due, part.cash_due) == (Money(696), Money(695))


def test_only_the_rest_after_other_money_is_rounded_whatever_came_first() -> None:
    for tenders in (
        (("K", 10_003), ("C", 3_000)),
        (("C", 2_000), ("K", 10_003), ("C", 1_000)),
        (("C", 500), ("C", 2_000), ("K", 10_003), ("C", 500)),
    ):
        made = cart(OFFICE, water(12_696), tenders=tenders)
        assert (made.rounding, made.change) == (Money(2), Money(305))
        assert receipt(posted(made, OFFICE)).rounding == Money(2)
    exact = cart(OFFICE, water(12_696), tenders=(("C", 2_695), ("K", None)))
    assert (exact.rounding, exact.tendered) == (ZERO, Money(12_696))


def test_checks_are_never_rounded() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("K", None),))
    assert made.tendered == Money(12_696)
    assert receipt(posted(made, OFFICE)).rounding == ZERO
    short = cart(OFFICE, water(12_696), tenders=(("K", 12_695),))
    missing = ready(short)
    assert isinstance(missing, Refusal)
    assert missing.code is Code.TENDER_SHORT


def test_a_rest_of_a_few_cents_is_never_rounded_away() -> None:
    for rest in (1, 2, 3, 4):
        made = cart(OFFICE, water(12_696), tenders=(("K", 12_696 - rest),))
        assert made.cash_due == Money(rest)
        paid = ok(add_tender(made, "C", OFFICE))
        assert (paid.rounding, paid.tendered) == (ZERO, Money(12_696))


def test_less_than_the_least_of_the_policy_is_exact() -> None:
    office = rounding_office(row(least=1_000))
    assert cart(office, water(999), tenders=()).cash_due == Money(999)
    assert cart(office, water(1_001), tenders=()).cash_due == Money(1_000)


def test_a_line_outside_of_the_scope_keeps_the_cart_exact() -> None:
    office = rounding_office(row(services=("water",), items=()))
    tax = bill_state(tax_bill(cents=100_004))
    assert cart(office, water(12_696), tenders=()).cash_due == Money(12_695)
    assert cart(office, water(12_696), tax, tenders=()).cash_due == Money(12_696 + 50_002)
    with_tags = ok(add_item(cart(office, water(12_696), tenders=()), "T1", 1, DAY, office))
    assert with_tags.cash_due == Money(12_696 + 450)
    of_tags = rounding_office(row(services=("water",), items=("T1",)))
    assert round_cash(with_tags, DAY, of_tags).cash_due == Money(13_145)


def test_off_and_no_policy_ask_for_the_cent() -> None:
    for office in (sample_office(), rounding_office(row("off"))):
        made = cart(office, water(12_696))
        assert (made.tendered, made.rounding) == (Money(12_696), ZERO)


def test_policy_changes_at_the_business_date_not_the_clock() -> None:
    office = rounding_office(row("off"), row("symmetric", since=date(2027, 1, 26)))
    before, after = session_value(on=DAY), session_value(on=date(2027, 1, 26))
    made = cart(office, water(12_698), tenders=(("C", 12_700),))
    assert receipt(posted(made, office, before)).change == Money(2)
    assert receipt(posted(made, office, before)).rounding == ZERO
    assert receipt(posted(made, office, after)).rounding == Money(2)
    assert receipt(posted(made, office, after)).change == ZERO


def test_a_cart_kept_from_a_day_of_rounding_is_short_of_a_cent_after_it() -> None:
    ended = rounding_office(replace(row(), to_on=date(2027, 1, 24)))
    made = cart(OFFICE, water(12_696))
    answer = order_receipt(made, session_value(), "jane", at(10), ended)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.TENDER_SHORT
    assert "0.01" in answer.sentence


def test_a_tender_that_is_taken_back_takes_its_rounding_with_it() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("C", 13_000),))
    assert made.rounding
    back = ok(remove_tender(made))
    assert (back.rounding, back.due) == (ZERO, Money(12_696))


def test_the_paper_shows_total_rounding_and_cash_due() -> None:
    made = cart(OFFICE, water(12_696), tenders=(("C", 10_000), ("K", 1_000), ("C", 2_000)))
    text = paper_to_text(receipt_paper(posted(made, OFFICE), OFFICE, 0, False, at(10)))
    told = [" ".join(row.split()) for row in text.splitlines()]
    begin = told.index("TOTAL 126.96")
    assert told[begin : begin + 7] == [
        "TOTAL 126.96",
        "Check 7 10.00",
        "Cash rounding -0.01",
        "Cash due 116.95",
        "Cash 100.00",
        "Cash 20.00",
        "CHANGE 3.05",
    ]
    exact = posted(cart(OFFICE, water(12_695)), OFFICE)
    assert "rounding" not in paper_to_text(receipt_paper(exact, OFFICE, 0, False, at(10)))


@pytest.mark.parametrize(
    ("rounding", "gl_code", "cash"),
    [(-1, "", 12_695), (-5, ROUNDING_GL, 12_691), (-1, ROUNDING_GL, 12_696), (0, "A.1", 12_696)],
)
def test_a_receipt_that_does_not_add_up_is_not_made(rounding: int, gl_code: str, cash: int) -> None:
    good = receipt(posted(cart(OFFICE, water(12_696), tenders=(("C", 12_696),)), OFFICE))
    tenders = (replace(good.tenders[0], amount=Money(cash)),)
    with pytest.raises(ValueError, match="rounding"):
        Receipt(
            good.number,
            good.lines,
            tenders,
            ZERO,
            rounding=Money(rounding),
            rounding_gl=gl_code,
        )


def test_a_check_carries_no_rounding() -> None:
    good = receipt(posted(cart(OFFICE, water(12_696), tenders=(("K", None),)), OFFICE))
    tenders = (replace(good.tenders[0], amount=Money(12_695)),)
    with pytest.raises(ValueError, match="nothing but cash"):
        replace(good, tenders=tenders, rounding=Money(-1), rounding_gl=ROUNDING_GL)


def test_the_trail_shows_a_rounding_that_was_changed() -> None:
    posting = posted(cart(OFFICE, water(12_696)), OFFICE)
    elsewhere = replace(receipt(posting), rounding_gl="A.9")
    assert not verify(replace(posting, body=elsewhere))


bills = st.lists(st.integers(5, 50_000), min_size=1, max_size=4)
handed = st.lists(st.tuples(st.sampled_from("CCK"), st.integers(1, 60_000)), max_size=4)


@given(bills, handed, st.sampled_from(MODES), st.integers(5, 200))
def test_bill_drawer_and_rounding_account_agree(
    amounts: list[int], tenders: list[tuple[str, int]], mode: Mode, least: int
) -> None:
    office = rounding_office(row(mode, least=least))
    states = [water(cents, f"WB-{n}") for n, cents in enumerate(amounts)]
    made: Cart = cart(office, *states, tenders=())
    for kind, cents in tenders:
        answer = add_tender(made, kind, office, amount=Money(cents), number="7")
        made = made if isinstance(answer, Refusal) else answer
        _holds(made)
    if made.due:
        made = ok(add_tender(made, "C", office))
    _holds(made)
    posting = posted(made, office)
    body = receipt(posting)
    other = sum(t.amount.cents for t in body.tenders if not t.is_cash)
    assert sum(line.amount.cents for line in body.lines) == sum(amounts)
    assert drawer(posting.journal) + other == sum(amounts) + body.rounding.cents
    assert borne(posting) == -body.rounding.cents
    if body.rounding:
        assert drawer(posting.journal) % 5 == 0
        assert sum(amounts) - other >= least


def _holds(made: Cart) -> None:
    """What is true of every cart: I2, and that no penny leaves that did not come in just now."""
    assert made.total + made.rounding == made.tendered + made.due - made.change
    assert not (made.due and made.change)
    assert -4 <= made.rounding.cents <= 2
    assert bool(made.due) == bool(made.cash_due)
    rest = made.total - (made.tendered - made.cash)
    if not made.due and made.rounding_row is not None and rest >= made.rounding_row.least:
        assert made.change.cents % 5 <= made.cash.cents % 5
