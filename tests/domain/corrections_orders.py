"""Corrections of the sample office as the domain orders them, for tests that need no books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.corrections.adjusting import Change, order_adjustment
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind, Overpaid
from domain.corrections.redating import order_effective_change
from domain.corrections.refunding import order_refund
from domain.corrections.undoing import order_reversal
from domain.receipting.posting import Posting
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.sample_corrections import asked, support
from tests.samples import (
    CHAMBERLAIN,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    parking_ticket,
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
    )


def why_not(answer: CorrectionOrder | Refusal) -> str:
    """The sentence of a refused adjustment."""
    assert isinstance(answer, Refusal)
    assert answer.code is Code.ADJUSTMENT_REFUSED
    return answer.sentence


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


def reversal(posting: Posting, *found: BillState, on: date = LATE) -> CorrectionOrder | Refusal:
    """The reversal, asked for by the clerk and approved by the supervisor."""
    when = at(10, day=on)
    why = support(K.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    return order_reversal(
        kit.stands(posting), kit.states(*found), why, asked("x-1", JANE, when), OFFICE
    )


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
