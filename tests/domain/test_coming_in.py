"""A payment that came in: its evidence decides the day, the cart follows, and what is late and short goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.money import Money
from domain.receipting.cart import BillLine, Cart, add_bill, add_item
from domain.receipting.coming_in import set_evidence
from domain.receipting.refresh import Look, renew_cart
from domain.receipting.tendering import add_tender
from domain.receivables.accounts import Hold
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.receivables.facts import BillFacts
from domain.refusals import Code, Refusal
from tests.rich import ESCROW, SHORT, exchange_line, rich_office
from tests.samples import DAY, bill_state, ok, sample_office, tax_bill, water_bill

# The first instalment is due on Sunday, 31 January, and so payable to 1 February; 1 % from the day after.
OFFICE = rich_office()
LATE = date(2027, 2, 4)
IN_TIME = Evidence(EvidenceKind.POSTMARK, LATE, date(2027, 1, 29))
METERED = Evidence(EvidenceKind.METER, LATE, date(2027, 1, 29))
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())
FIRST, PENALTY = Money(61228), Money(612)


def look_at(*states: BillState, holds: tuple[Hold, ...] = ()) -> Look:
    """The books, with these bills and the same holds on each account."""
    known = {state.bill.bill_no: state for state in states}
    return lambda bill_no: (known[bill_no], holds) if bill_no in known else None


LOOK = look_at(TAX, WATER)


def bill_line(cart: Cart, index: int = 0) -> BillLine:
    """A line that pays a bill."""
    line = cart.lines[index]
    assert isinstance(line, BillLine)
    return line


def test_a_postmark_in_time_takes_the_penalty_away_and_says_so() -> None:
    cart = ok(add_bill(Cart("r"), TAX, LATE, OFFICE))
    assert cart.total == FIRST + PENALTY
    renewed = ok(set_evidence(cart, IN_TIME, LOOK, LATE, OFFICE))
    assert renewed.cart.evidence == IN_TIME
    assert renewed.cart.total == FIRST
    assert bill_line(renewed.cart).effective_on == date(2027, 1, 29)
    assert renewed.notices == ("Bill T27-000101 was 618.40 and is 612.28 as of Jan 29, 2027.",)
    # Without it again, all is as over the counter.
    back = ok(set_evidence(renewed.cart, None, LOOK, LATE, OFFICE))
    assert back.cart == cart
    assert back.notices == ("Bill T27-000101 was 612.28 and is 618.40 today.",)


def test_each_service_has_its_own_day() -> None:
    cart = Cart("r")
    for state in (TAX, WATER):
        cart = ok(add_bill(cart, state, LATE, OFFICE))
    renewed = ok(set_evidence(cart, IN_TIME, LOOK, LATE, OFFICE)).cart
    # The mail rule is one of taxes: the water bill is paid on its delivery.
    assert [bill_line(renewed, i).effective_on for i in (0, 1)] == [date(2027, 1, 29), None]


def test_the_same_amount_on_another_day_is_told() -> None:
    day = DAY + timedelta(days=2)
    cart = ok(add_bill(Cart("r"), TAX, day, OFFICE))
    came = Evidence(EvidenceKind.POSTMARK, day, DAY)
    renewed = ok(set_evidence(cart, came, LOOK, day, OFFICE))
    assert renewed.notices == ("Bill T27-000101 is still 612.28, as of Jan 25, 2027.",)


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (Evidence(EvidenceKind.POSTMARK, LATE), Code.EVIDENCE_WITHOUT_DAY),
        (Evidence(EvidenceKind.POSTMARK, DAY, LATE), Code.EVIDENCE_AFTER_DELIVERY),
        (Evidence(EvidenceKind.DROP_BOX, LATE + timedelta(days=1)), Code.EFFECTIVE_AFTER_ENTRY),
        (
            Evidence(EvidenceKind.POSTMARK, LATE + timedelta(days=1), DAY),
            Code.EFFECTIVE_AFTER_ENTRY,
        ),
    ],
)
def test_evidence_that_cannot_be_used_is_refused_with_and_without_bills(
    evidence: Evidence, code: Code
) -> None:
    full = ok(add_bill(Cart("r"), TAX, LATE, OFFICE))
    for cart in (Cart("r"), full):
        answer = set_evidence(cart, evidence, LOOK, LATE, OFFICE)
        assert isinstance(answer, Refusal)
        assert answer.code is code


def test_late_and_short_is_returned_with_the_proper_amount() -> None:
    cart = ok(set_evidence(Cart("r"), METERED, LOOK, LATE, OFFICE)).cart
    answer = add_bill(cart, TAX, LATE, OFFICE, amount=FIRST)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.RETURN_FOR_PAYMENT
    assert answer.sentence == (
        "612.28 on bill T27-000101 counts for Feb 4, 2027: late and short. "
        "Return it for proper payment, 618.40: R on the account prints the slip."
    )
    # The proper amount is taken, and what came in time is short of nothing.
    assert ok(add_bill(cart, TAX, LATE, OFFICE, amount=FIRST + PENALTY)).total.cents == 61840
    timely = replace(cart, evidence=IN_TIME)
    assert ok(add_bill(timely, TAX, LATE, OFFICE, amount=FIRST)).total == FIRST


def test_late_and_between_two_proper_amounts_is_told_both() -> None:
    cart = ok(set_evidence(Cart("r"), METERED, LOOK, LATE, OFFICE)).cart
    answer = add_bill(cart, TAX, LATE, OFFICE, amount=FIRST + PENALTY + Money(1))
    assert isinstance(answer, Refusal)
    assert "Return it for proper payment, 618.40 or 1,230.67: R " in answer.sentence


def test_a_payment_that_counts_for_a_day_before_another_is_refused_with_both_days() -> None:
    state = replace(WATER, applied=(Applied(1, "water", Money(100), LATE - timedelta(days=1)),))
    cart = Cart("r", evidence=Evidence(EvidenceKind.METER, LATE - timedelta(days=2)))
    answer = add_bill(cart, state, LATE, OFFICE)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.BILL_PAID_SINCE
    assert "for Feb 3, 2027, and this payment counts for Feb 2, 2027, before it" in answer.sentence
    # A drawer of an earlier day is another matter: it is closed.
    stale = add_bill(Cart("r"), state, LATE - timedelta(days=2), OFFICE)
    assert isinstance(stale, Refusal)
    assert stale.code is Code.BILL_PAID_LATER


@pytest.mark.parametrize("evidence", [None, Evidence(EvidenceKind.COUNTER, LATE)])
def test_at_the_counter_the_rest_is_asked_for(evidence: Evidence | None) -> None:
    answer = add_bill(Cart("r", evidence=evidence), TAX, LATE, OFFICE, amount=FIRST)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.PARTIAL_REFUSED


def test_in_time_and_short_is_no_return() -> None:
    answer = add_bill(Cart("r", evidence=IN_TIME), TAX, LATE, OFFICE, amount=Money(100))
    assert isinstance(answer, Refusal)
    assert answer.code is Code.PARTIAL_REFUSED


def test_money_in_the_cart_that_turns_out_late_and_short_goes_back() -> None:
    timely = Cart("r", evidence=IN_TIME)
    cart = ok(add_bill(timely, TAX, LATE, OFFICE))
    paid = ok(add_tender(cart, "K", OFFICE, number="1001"))
    answer = set_evidence(paid, METERED, LOOK, LATE, OFFICE)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.RETURN_FOR_PAYMENT
    # Before money is in the cart, it follows.
    assert ok(set_evidence(cart, METERED, LOOK, LATE, OFFICE)).cart.total == FIRST + PENALTY
    # Money that covers the proper amount as well is kept.
    more = ok(add_tender(cart, "C", OFFICE, amount=Money(70000)))
    assert ok(set_evidence(more, METERED, LOOK, LATE, OFFICE)).cart.due == Money(0)


def test_a_tolerance_settles_what_is_late_and_a_little_short() -> None:
    cart = Cart("r", evidence=METERED)
    near = FIRST + PENALTY - Money(500)
    line = bill_line(ok(add_bill(cart, TAX, LATE, OFFICE, amount=near)))
    assert (line.amount, line.settled) == (near, FIRST + PENALTY)
    assert (line.difference, line.difference_gl) == (Money(-500), SHORT)
    below = add_bill(cart, TAX, LATE, OFFICE, amount=near - Money(1))
    assert isinstance(below, Refusal)
    assert below.code is Code.RETURN_FOR_PAYMENT


def test_a_bill_that_was_paid_later_than_the_evidence_is_taken_out() -> None:
    cart = ok(add_bill(Cart("r"), TAX, LATE, OFFICE))
    paid = replace(TAX, applied=(Applied(1, "city", Money(5), date(2027, 2, 1)),), version=2)
    renewed = ok(set_evidence(cart, IN_TIME, look_at(paid), LATE, OFFICE))
    assert renewed.cart.lines == ()
    assert "taken out" in renewed.notices[0]


def test_what_the_clerk_decided_is_kept_the_next_day() -> None:
    cart = Cart("r", evidence=IN_TIME, notices=("Older liens stay.",))
    cart = ok(add_bill(cart, TAX, LATE, OFFICE, holds=(ESCROW,), override=True))
    part = ok(add_bill(cart, WATER, LATE, OFFICE, amount=Money(5000)))
    told = replace(bill_line(part), particulars=(("Lien", "2024"),))
    tags = replace(exchange_line(), credit=Money(0), credited_for="")
    part = replace(part, lines=(told, *part.lines[1:], tags))
    look = look_at(TAX, WATER, holds=(ESCROW,))
    held = replace(bill_line(part, 1), overridden=ESCROW.text)
    part = replace(part, lines=(part.lines[0], held, part.lines[2]))
    renewed = renew_cart(part, look, LATE + timedelta(days=1), OFFICE)
    # Water came on the 4th: from now on that is another day than the business date.
    assert renewed.notices == ("Bill WB-5001 is still 50.00, as of Feb 4, 2027.",)
    water = bill_line(renewed.cart, 1)
    assert water == replace(held, effective_on=LATE)
    assert renewed.cart == replace(part, lines=(part.lines[0], water, part.lines[2]))


def test_only_the_hold_that_was_overridden_stays_so() -> None:
    cart = ok(add_bill(Cart("r"), TAX, DAY, OFFICE, holds=(ESCROW,), override=True))
    other = replace(ESCROW, text="Billed to bank code 9.")
    renewed = renew_cart(cart, look_at(TAX, holds=(other,)), DAY, OFFICE)
    assert renewed.cart.lines == ()
    assert "bank code 9" in renewed.notices[0]
    gone = renew_cart(cart, LOOK, DAY, OFFICE)
    assert bill_line(gone.cart).overridden == ""


def test_a_payment_within_the_tolerance_keeps_its_amount() -> None:
    cart = ok(add_bill(Cart("r"), TAX, DAY, OFFICE, amount=Money(122400)))
    assert renew_cart(cart, LOOK, DAY, OFFICE).cart == cart
    # When a penalty makes it too little, it is what is due.
    late = renew_cart(cart, LOOK, LATE, OFFICE).cart
    assert late.total == assess(TAX, LATE, OFFICE).due


def test_more_of_an_item_does_not_join_an_exchange() -> None:
    cart = Cart("r", (exchange_line(),))
    both = ok(add_item(cart, "T1", 1, DAY, sample_office()))
    assert len(both.lines) == 2
    assert both.total == Money(450 + 450)


def test_the_receipt_of_a_tax_says_what_rptl986_asks() -> None:
    policy = replace(
        OFFICE.service("tax"), receipt_particulars=("property", "assessed", "roll_delivered_on")
    )
    others = tuple(s for s in OFFICE.services if s.code != "tax")
    office = replace(OFFICE, services=(policy, *others))
    facts = BillFacts(assessed=Money(25_000_000), roll_delivered_on=date(2026, 12, 30))
    state = replace(TAX, bill=replace(TAX.bill, facts=facts), address="108 E GREEN ST")
    line = bill_line(ok(add_bill(Cart("r"), state, DAY, office)))
    assert line.particulars == (
        ("Property", "108 E GREEN ST"),
        ("Assessed value", "250,000.00"),
        ("Roll delivered", "Dec 30, 2026"),
    )
    # What the program does not tell is not said; other services say nothing.
    silent = ok(add_bill(Cart("r"), replace(TAX, address=""), DAY, office))
    assert bill_line(silent).particulars == ()
    assert bill_line(ok(add_bill(Cart("r"), WATER, DAY, office))).particulars == ()
