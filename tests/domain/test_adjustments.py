"""Abatement, waiver, dismissal, adjustment; refunds of what was overpaid; another effective day; recreate as new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind, Overpaid
from domain.corrections.recreating import recreate
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.undoing import order_reversal, order_void
from domain.money import ZERO, Money
from domain.receipting.cart import Cart
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import ready
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState, BillStatus, How
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.domain.test_taken_back import position
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    parking_ticket,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = kit.OFFICE
K = CorrectionKind
TAX, WATER, TICKET = bill_state(tax_bill()), bill_state(water_bill()), bill_state(parking_ticket())
LATE = date(2027, 3, 10)
GRACE = replace(
    OFFICE,
    services=tuple(
        replace(s, postmark_counts=True) if s.code == "tax" else s for s in OFFICE.services
    ),
)


def adjusted(
    kind: CorrectionKind,
    state: BillState,
    *changes: Change,
    on: date = LATE,
    effective_on: date | None = None,
    document: str = "Order 12",
) -> CorrectionOrder | Refusal:
    """The order of the supervisor, approved by the chamberlain."""
    when = at(10, day=on)
    why = support(kind, SUPERVISOR, CHAMBERLAIN, when, OFFICE, document=document)
    return order_adjustment(
        kind,
        state,
        changes,
        why,
        asked("a-1", SUPERVISOR, when),
        OFFICE,
        effective_on=effective_on,
    )


def why_not(answer: CorrectionOrder | Refusal) -> str:
    """The sentence of a refused adjustment."""
    assert isinstance(answer, Refusal)
    assert answer.code is Code.ADJUSTMENT_REFUSED
    return answer.sentence


def test_an_abatement_lowers_the_bill_from_its_first_day() -> None:
    order = ok(adjusted(K.ABATEMENT, TAX, Change(1, "city", Money(20000))))
    (effect,) = order.amendment.effects
    assert {p.effective_on for p in effect.parts} == {TAX.bill.issued_on}
    assert effect.before - effect.after == Money(20000 + 400), "2 % of it from the second month on"
    assert order.journal.lines == (), "nothing was taken, so nothing is given back"
    assert order.amendment.amount == Money(20000)


def test_an_abatement_of_what_was_paid_leaves_it_overpaid_for_a_refund() -> None:
    posting = kit.posted(kit.cart("r-1", [(TAX, None)], [("C", 61228, "")]))
    state = kit.paid(TAX, posting)
    order = ok(adjusted(K.ABATEMENT, state, Change(1, "city", Money(20000))))
    state = kit.corrected(state, order)
    assert assess(state, LATE, OFFICE).total == Money(61227 - 20000)


def test_no_penalty_of_a_tax_is_waived() -> None:
    why = why_not(adjusted(K.WAIVER, TAX, Change(1, "penalty", Money(100))))
    assert why == (
        "Bill T27-000101 stays as it is: no law lets this office waive Penalty of a tax bill. "
        "Nothing was changed."
    )


def test_a_late_fee_is_waived_where_the_law_lets_it_be_and_only_what_is_owed() -> None:
    order = ok(adjusted(K.WAIVER, TICKET, Change(1, "late", Money(2000))))
    (effect,) = order.amendment.effects
    assert effect.after == Money(3000)
    assert {p.how for p in effect.parts} == {How.WAIVED}
    assert "2001" not in why_not(adjusted(K.WAIVER, TICKET, Change(1, "late", Money(2001))))
    assert "20.00 of Late fee is owed" in why_not(
        adjusted(K.WAIVER, TICKET, Change(1, "late", Money(2001)))
    )


def test_a_waiver_is_approved_by_one_who_may_waive() -> None:
    when = at(10, day=LATE)
    other = support(K.ADJUSTMENT, SUPERVISOR, CHAMBERLAIN, when, OFFICE)
    why = replace(other, reason_code="court")
    refusal = order_adjustment(
        K.WAIVER,
        TICKET,
        [Change(1, "late", Money(100))],
        why,
        asked("a", SUPERVISOR, when),
        OFFICE,
    )
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.APPROVAL_NEEDED
    assert "Chamberlain" in refusal.sentence


def test_a_dismissed_ticket_was_never_owed() -> None:
    order = ok(adjusted(K.DISMISSAL, TICKET))
    state = kit.corrected(TICKET, order)
    for on in (TICKET.bill.issued_on, LATE, date(2028, 1, 1)):
        assert assess(state, on, OFFICE).total == ZERO
    assert "nothing left" in why_not(adjusted(K.DISMISSAL, state))


def test_a_ticket_dismissed_after_it_was_paid_is_overpaid() -> None:
    posting = kit.posted(kit.cart("r-1", [(TICKET, None)], [("C", 3000, "")]))
    state = kit.paid(TICKET, posting)
    state = kit.corrected(state, ok(adjusted(K.DISMISSAL, state)))
    assert assess(state, LATE, OFFICE).total == Money(-3000)


def test_a_tax_is_not_dismissed() -> None:
    assert "no law lets this office dismiss a tax bill" in why_not(adjusted(K.DISMISSAL, TAX))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(1, "city", Money(61229)), "612.28 of City tax was billed"),
        (Change(3, "city", Money(1)), "it has no instalment 3"),
        (Change(1, "sewer", Money(1)), "names a charge of the bill"),
        (Change(1, "city", ZERO), "names a charge of the bill"),
        (Change(1, "city", Money(-1)), "only lowers"),
        (Change(1, "penalty", Money(1)), "0.00 of Penalty was billed"),
    ],
)
def test_what_an_abatement_cannot_take(change: Change, said: str) -> None:
    assert said in why_not(adjusted(K.ABATEMENT, TAX, change))


def test_nothing_is_changed_twice_in_one_act() -> None:
    twice = (Change(1, "city", Money(1)), Change(1, "city", Money(2)))
    assert "once" in why_not(adjusted(K.ABATEMENT, TAX, *twice))


def test_a_canceled_bill_is_left_alone() -> None:
    gone = bill_state(tax_bill(status=BillStatus.CANCELLED))
    assert "RPS canceled it" in why_not(adjusted(K.ABATEMENT, gone, Change(1, "city", Money(1))))


def test_an_adjustment_may_raise_a_bill() -> None:
    order = ok(adjusted(K.ADJUSTMENT, TAX, Change(2, "city", Money(-10000))))
    (effect,) = order.amendment.effects
    assert effect.after == effect.before + Money(10000)


def test_an_adjustment_needs_its_document_and_no_day_to_come() -> None:
    change = Change(1, "city", Money(1))
    refusal = adjusted(K.ADJUSTMENT, TAX, change, document=" ")
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.CORRECTION_DOCUMENT
    refusal = adjusted(K.ADJUSTMENT, TAX, change, effective_on=date(2027, 3, 11))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.EFFECTIVE_AFTER_ENTRY


# Refunds.


def overpaid_ticket() -> BillState:
    """A ticket that was paid and then dismissed."""
    posting = kit.posted(kit.cart("r-1", [(TICKET, None)], [("C", 3000, "")]))
    state = kit.paid(TICKET, posting)
    return kit.corrected(state, ok(adjusted(K.DISMISSAL, state)))


def refund(state: BillState, how: Overpaid | None = None) -> CorrectionOrder | Refusal:
    """The refund, asked for by the clerk and approved by the chamberlain."""
    when = at(10, day=LATE)
    why = support(K.REFUND, JANE, CHAMBERLAIN, when, OFFICE)
    return order_refund(state, why, asked("f-1", JANE, when), OFFICE, payee="Jane Doe", how=how)


def test_a_refund_takes_what_is_overpaid_and_leaves_nothing() -> None:
    state = overpaid_ticket()
    order = ok(refund(state))
    settled = order.amendment.settlement
    assert settled is not None
    assert (settled.how, settled.amount, settled.payee) == ("refund", Money(3000), "Jane Doe")
    assert assess(kit.corrected(state, order), LATE, OFFICE).total == ZERO
    assert [(x.gl_code, x.debit.cents) for x in order.journal.lines] == [
        ("A.3320.2610", 3000),
        ("A.0690", 0),
    ]


def test_a_credit_stands_on_the_account() -> None:
    settled = ok(refund(overpaid_ticket(), "credit")).amendment.settlement
    assert settled is not None
    assert (settled.service, settled.account_number, settled.gl_code) == (
        "parking",
        "KXR4821",
        "A.0688",
    )


def test_a_bill_that_is_not_overpaid_is_not_refunded() -> None:
    refusal = refund(TICKET)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.NOT_OVERPAID


# Reversals.


def reversal(posting: Posting, *found: BillState, on: date = LATE) -> CorrectionOrder | Refusal:
    """The reversal, asked for by the clerk and approved by the supervisor."""
    when = at(10, day=on)
    why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    return order_reversal(
        kit.stands(posting), kit.states(*found), why, asked("x-1", JANE, when), OFFICE
    )


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


def redated(
    posting: Posting, state: BillState, to: date, *, on: date = LATE
) -> CorrectionOrder | Refusal:
    """The change of a payment's day by its postmark."""
    when = at(10, day=on)
    why = support(K.EFFECTIVE_CHANGE, JANE, SUPERVISOR, when, GRACE)
    evidence = Evidence(EvidenceKind.POSTMARK, on, to)
    return order_effective_change(
        kit.stands(posting), state, evidence, why, asked("e-1", JANE, when), GRACE
    )


def late_payment() -> tuple[Posting, BillState]:
    """The first instalment of the tax, paid with its penalty on 3 February."""
    on = date(2027, 2, 3)
    posting = kit.posted(kit.cart("r-1", [(TAX, None)], [("K", 61840, "1")], on=on), on=on)
    return posting, kit.paid(TAX, posting)


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
