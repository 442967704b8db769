"""Abatement, waiver, dismissal, adjustment, and refunds of what was overpaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.corrections.adjusting import Change, order_adjustment
from domain.money import ZERO, Money
from domain.receivables.assessment import assess
from domain.receivables.bills import BillStatus, How
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.domain.corrections_orders import (
    LATE,
    OFFICE,
    TAX,
    TICKET,
    K,
    adjusted,
    overpaid_ticket,
    refund,
    why_not,
)
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    tax_bill,
)


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


def test_an_adjustment_needs_its_document() -> None:
    change = Change(1, "city", Money(1))
    refusal = adjusted(K.ADJUSTMENT, TAX, change, document=" ")
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.CORRECTION_DOCUMENT


def test_a_charge_taken_off_and_put_back_leaves_its_penalty() -> None:
    off = ok(adjusted(K.ADJUSTMENT, TAX, Change(1, "city", Money(10000))))
    less = kit.corrected(TAX, off)
    back = ok(adjusted(K.ADJUSTMENT, less, Change(1, "city", Money(-10000))))
    assert assess(kit.corrected(less, back), LATE, OFFICE).total == assess(TAX, LATE, OFFICE).total


# Refunds.


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
