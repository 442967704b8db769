"""Corrections where the bill was canceled since, or its money went back already: nothing is owed or paid out twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.checks import checks_like, parts_of
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind, Overpaid
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.returned import order_returned
from domain.corrections.undoing import order_reversal, order_void
from domain.money import ZERO, Money
from domain.privacy.masking import MASK
from domain.receipting.posting import Posting
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    session_value,
    tax_bill,
)

OFFICE = kit.OFFICE
K = CorrectionKind
TAX = bill_state(tax_bill())
LATE = date(2027, 3, 10)
FIRST_HALF = 61228


def canceled(state: BillState) -> BillState:
    """The bill after its program canceled it."""
    return replace(state, bill=replace(state.bill, status=BillStatus.CANCELLED))


def paid_by(kind: str = "C") -> Posting:
    """A receipt for the first half of the tax."""
    return kit.posted(kit.cart("r-1", [(TAX, None)], [(kind, FIRST_HALF, "4471")]))


def void(posting: Posting, state: BillState) -> CorrectionOrder | Refusal:
    """The void of a receipt, in its session."""
    why = support(K.VOID, JANE, SUPERVISOR, at(11), OFFICE)
    what = asked("v-1", JANE, at(11))
    return order_void(kit.stands(posting), kit.states(state), session_value(), why, what, OFFICE)


def reversal(posting: Posting, state: BillState) -> CorrectionOrder | Refusal:
    """The reversal of a receipt."""
    when = at(10, day=LATE)
    why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    return order_reversal(
        kit.stands(posting), kit.states(state), why, asked("x-1", JANE, when), OFFICE
    )


def returned(posting: Posting, state: BillState) -> CorrectionOrder | Refusal:
    """The return of the receipt's check."""
    when = at(10, day=LATE)
    check, *_ = checks_like(parts_of([kit.stands(posting)], "K", "4471"), Money(FIRST_HALF))
    why = support(K.RETURNED_CHECK, SUPERVISOR, None, when, OFFICE)
    what = asked("b-1", SUPERVISOR, when)
    return order_returned(check, kit.states(state), {}, why, what, OFFICE, deposited=True)


def refund(state: BillState, how: Overpaid = "refund") -> CorrectionOrder | Refusal:
    """The refund of what a bill is overpaid."""
    when = at(10, day=LATE)
    why = support(K.REFUND, JANE, CHAMBERLAIN, when, OFFICE)
    return order_refund(state, why, asked("f-1", JANE, when), OFFICE, how=how)


def lowered(state: BillState, cents: int) -> CorrectionOrder:
    """An adjustment of the first instalment, up or down."""
    when = at(10, day=LATE)
    why = support(K.ADJUSTMENT, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
    change = Change(1, "city", Money(cents))
    what = asked("a-1", SUPERVISOR, when)
    return ok(order_adjustment(K.ADJUSTMENT, state, [change], why, what, OFFICE))


def test_what_was_paid_on_a_bill_that_is_canceled_is_refunded_whole() -> None:
    state = canceled(kit.paid(TAX, paid_by()))
    order = ok(refund(state))
    assert order.amendment.settlement is not None
    assert order.amendment.settlement.amount == Money(FIRST_HALF)
    (effect,) = order.amendment.effects
    assert (effect.before, effect.after) == (Money(-FIRST_HALF), ZERO)
    again = refund(kit.corrected(state, order))
    assert isinstance(again, Refusal)
    assert again.sentence == "Bill T27-000101 is not overpaid: 0.00 is owed on it."


def test_a_canceled_bill_is_not_owed_again_by_a_void_or_a_reversal() -> None:
    posting = paid_by()
    state = canceled(kit.paid(TAX, posting))
    for order in (ok(void(posting, state)), ok(reversal(posting, state))):
        (effect,) = order.amendment.effects
        assert (effect.before, effect.after) == (Money(-FIRST_HALF), ZERO)


def test_a_returned_check_brings_no_fee_to_a_canceled_bill() -> None:
    posting = paid_by("K")
    order = ok(returned(posting, canceled(kit.paid(TAX, posting))))
    assert order.amendment.check is not None
    assert order.amendment.check.fee == ZERO
    assert order.amendment.effects[0].after == ZERO


@pytest.mark.parametrize("how", ["refund", "credit"])
@pytest.mark.parametrize("undo", [void, reversal])
def test_money_that_went_back_already_is_not_given_back_once_more(how: Overpaid, undo) -> None:  # type: ignore[no-untyped-def]
    posting = paid_by()
    state = kit.paid(TAX, posting)
    state = kit.corrected(state, lowered(state, FIRST_HALF))
    lower = replace(
        state,
        bill=replace(
            state.bill,
            instalments=(
                state.bill.instalments[0],
                replace(state.bill.instalments[1], charges=()),
            ),
        ),
    )
    state = kit.corrected(lower, ok(refund(lower, how)))
    refusal = undo(posting, state)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.MONEY_REFUNDED
    assert refusal.sentence.startswith(f"{Money(FIRST_HALF)} that receipt 2027-1-000001 took on")


def test_no_more_is_refunded_than_was_paid_although_a_charge_was_lowered_twice() -> None:
    state = kit.corrected(TAX, lowered(TAX, 20000))
    halves = (Money(FIRST_HALF - 40000), Money(0))
    newer = replace(
        state,
        bill=replace(
            state.bill,
            instalments=tuple(
                replace(i, charges=(replace(i.charges[0], amount=amount),))
                for i, amount in zip(state.bill.instalments, halves, strict=True)
            ),
        ),
    )
    below = kit.corrected(newer, lowered(newer, FIRST_HALF - 60000))
    below = kit.corrected(below, lowered(TAX, 100))
    assert assess(below, LATE, OFFICE).total < ZERO
    refusal = refund(below)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.NOT_OVERPAID


CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize("what", ["refund", "reversal", "day"])
def test_no_card_number_is_kept_as_whom_the_money_goes_to_or_who_carried_it(what: str) -> None:
    posting = paid_by()
    state, when = kit.paid(TAX, posting), at(10, day=LATE)
    stands, asks = kit.stands(posting), asked("p-1", JANE, when)
    if what == "refund":
        why = support(K.REFUND, JANE, CHAMBERLAIN, when, OFFICE)
        answer = order_refund(canceled(state), why, asks, OFFICE, payee=CARD)
    elif what == "reversal":
        why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
        answer = order_reversal(stands, kit.states(state), why, asks, OFFICE, payee=CARD)
    else:
        why = support(K.EFFECTIVE_CHANGE, JANE, SUPERVISOR, when, OFFICE)
        shown = Evidence(EvidenceKind.CARRIER, LATE, DAY, carrier=CARD)
        answer = order_effective_change(stands, state, shown, why, asks, OFFICE)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.CARD_NUMBER


def test_a_payee_is_kept_without_what_a_terminal_would_obey() -> None:
    posting, when = paid_by(), at(10, day=LATE)
    why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    order = ok(
        order_reversal(
            kit.stands(posting),
            kit.states(kit.paid(TAX, posting)),
            why,
            asked("p-1", JANE, when),
            OFFICE,
            payee=" Jane \x1b[2J Doe ",
        )
    )
    assert order.amendment.settlement is not None
    assert order.amendment.settlement.payee == "Jane \N{REPLACEMENT CHARACTER}[2J Doe"


def test_a_refund_goes_to_the_accounts_name_where_the_receipt_withholds_it() -> None:
    posting = kit.posted(
        replace(kit.cart("r-1", [(TAX, None)], [("C", FIRST_HALF, "")]), payer=MASK)
    )
    order = ok(reversal(posting, kit.paid(TAX, posting)))
    assert order.amendment.settlement is not None
    assert order.amendment.settlement.payee == "DOE, JANE"
