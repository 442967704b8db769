"""Returned checks: what is owed again, the fee once, whichever part of a receipt a check paid."""

from __future__ import annotations

from datetime import date

from domain.corrections.checks import CheckPart, checks_like, parts_of
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.returned import order_returned
from domain.corrections.standing import Standing
from domain.corrections.undoing import order_reversal
from domain.ledger.journal import journal_of
from domain.money import ZERO, Money
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.sample_corrections import asked, support
from tests.samples import (
    DAY,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    parking_ticket,
    water_bill,
)

OFFICE = kit.OFFICE
KIND = CorrectionKind.RETURNED_CHECK
LATER = date(2027, 2, 3)
TAX, WATER, PERMIT = kit.TAX, kit.WATER, kit.PERMIT
PARTIES = {("tax", "500700-70.-1-1"): "doe jane@108 e green st"}


def returned(
    parts: tuple[CheckPart, ...], *found: BillState, deposited: bool = False, request: str = "b-1"
) -> CorrectionOrder | Refusal:
    """The order that takes a check back, entered by the supervisor on the third of February."""
    when = at(10, day=LATER)
    why = support(KIND, SUPERVISOR, None, when, OFFICE)
    return order_returned(
        parts,
        kit.states(*found),
        PARTIES,
        why,
        asked(request, SUPERVISOR, when),
        OFFICE,
        deposited=deposited,
    )


def check_of(standing: Standing, number: str = "4471") -> tuple[CheckPart, ...]:
    """All parts of a check on one receipt."""
    return parts_of([standing], "K", number)


def test_a_check_that_paid_three_bills_takes_all_three_back_with_one_fee() -> None:
    made = kit.cart("r-1", [(TAX, None), (WATER, None), (PERMIT, None)], [("K", 78728, "4471")])
    posting = kit.posted(made)
    paid = [kit.paid(s, posting) for s in (TAX, WATER, PERMIT)]
    order = ok(returned(check_of(kit.stands(posting)), *paid))
    what = order.amendment
    assert [e.bill_no for e in what.effects] == ["PB-880", "T27-000101", "WB-5001"]
    assert what.check is not None
    assert (what.check.fee, what.check.fee_bill_no) == (Money(2000), "T27-000101")
    assert sum(p.how is How.FEE for e in what.effects for p in e.parts) == 1
    assert ("tax", "500700-70.-1-1", "doe jane@108 e green st") in what.check.accounts
    assert len(what.check.accounts) == 3
    for never, state in zip((TAX, WATER, PERMIT), paid, strict=True):
        fee = Money(2000) if never is TAX else ZERO
        back = kit.corrected(state, order)
        for on in (LATER, date(2027, 3, 1), date(2027, 10, 4)):
            assert assess(back, on, OFFICE).total == assess(never, on, OFFICE).total + fee, (
                never.bill.bill_no
            )
    assert set(order.journal.lines) == set(
        journal_of(
            [
                ("A.1325.1001", 61228),
                ("F.8310.2140", 8610),
                ("G.8120.2120", 4390),
                ("A.1410.2590", 4500),
                ("A.0201", -78728),
            ],
            OFFICE.funds,
            back=True,
        ).lines
    )


def test_a_deposited_check_is_charged_by_the_bank() -> None:
    posting = kit.posted(kit.cart("r-1", [(PERMIT, None)], [("K", 4500, "4471")]))
    order = ok(returned(check_of(kit.stands(posting)), kit.paid(PERMIT, posting), deposited=True))
    assert [line.gl_code for line in order.journal.lines] == ["A.1410.2590", "A.0200.1"]
    assert order.amendment.check is not None
    assert order.amendment.check.fee == ZERO, "permits carry no fee in the sample policy"


def test_a_check_carried_over_two_receipts_comes_back_whole() -> None:
    first = kit.posted(kit.cart("r-1", [(WATER, 5000)], [("K", 5000, "4471")]))
    between = kit.paid(WATER, first)
    second = kit.posted(kit.cart("r-2", [(between, None)], [("K", 8000, "4471")]), 2)
    parts = parts_of([kit.stands(first), kit.stands(second)], "K", "04471")
    (found,) = checks_like(parts, Money(13000))
    order = ok(returned(found, kit.paid(WATER, first, second)))
    assert [str(n) for n in order.amendment.corrects] == ["2027-1-000001", "2027-1-000002"]
    assert len(order.amendment.effects) == 1
    back = kit.corrected(kit.paid(WATER, first, second), order)
    for on in (LATER, date(2027, 2, 12)):
        assert assess(back, on, OFFICE).total == assess(WATER, on, OFFICE).total + Money(2000)


def test_a_check_that_paid_a_part_leaves_the_bill_as_if_that_part_had_not_come() -> None:
    made = kit.cart("r-1", [(WATER, None)], [("C", 5000, ""), ("K", 8000, "4471")])
    posting = kit.posted(made)
    order = ok(returned(check_of(kit.stands(posting)), kit.paid(WATER, posting)))
    only_cash = kit.posted(kit.cart("r-9", [(WATER, 5000)], [("C", 5000, "")]))
    back, wanted = kit.corrected(kit.paid(WATER, posting), order), kit.paid(WATER, only_cash)
    for on in (LATER, date(2027, 2, 12)):
        assert assess(back, on, OFFICE).total == assess(wanted, on, OFFICE).total + Money(2000)


def test_things_that_were_sold_stay_sold_and_are_owed_for() -> None:
    posting = kit.posted(kit.cart("r-1", [], [("K", 1350, "4471")], tags=3))
    order = ok(returned(check_of(kit.stands(posting))))
    (line,) = order.amendment.lines
    assert (line.quantity, line.amount, line.gl_code) == (0, Money(1350), "A.0380")
    assert [x.gl_code for x in order.journal.lines] == ["A.0380", "A.0201"]


def test_a_check_is_taken_back_once() -> None:
    posting = kit.posted(kit.cart("r-1", [(PERMIT, None)], [("K", 4500, "4471")]))
    state = kit.paid(PERMIT, posting)
    order = ok(returned(check_of(kit.stands(posting)), state))
    again = check_of(kit.stands(posting, order))
    assert checks_like(again, Money(4500)) == ()
    refusal = returned(again, kit.corrected(state, order))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.CHECK_RETURNED
    assert "2027-OFC-C00001" in refusal.sentence


def test_two_checks_on_a_receipt_come_back_one_after_the_other() -> None:
    made = kit.cart("r-1", [(TAX, None), (WATER, None)], [("K", 70000, "1"), ("K", 4228, "2")])
    posting = kit.posted(made)
    tax, water = kit.paid(TAX, posting), kit.paid(WATER, posting)
    first = ok(returned(check_of(kit.stands(posting), "2"), tax, water))
    assert [e.bill_no for e in first.amendment.effects] == ["WB-5001"]
    tax, water = kit.corrected(tax, first), kit.corrected(water, first)
    standing = kit.stands(posting, first)
    second = ok(returned(check_of(standing, "1"), tax, water, request="b-2"))
    tax, water = kit.corrected(tax, second), kit.corrected(water, second)
    assert assess(tax, DAY, OFFICE).total == Money(122455 + 2000)
    assert assess(water, DAY, OFFICE).total == Money(13000 + 2000)


def test_what_cash_paid_of_it_can_still_be_reversed() -> None:
    made = kit.cart("r-1", [(WATER, None)], [("K", 8000, "4471"), ("C", 6000, "")], tags=1)
    posting = kit.posted(made)
    state = kit.paid(WATER, posting)
    order = ok(returned(check_of(kit.stands(posting)), state))
    state = kit.corrected(state, order)
    when = at(11, day=LATER)
    why = support(CorrectionKind.REVERSAL, JANE, SUPERVISOR, when, OFFICE)
    reversal = ok(
        order_reversal(
            kit.stands(posting, order), kit.states(state), why, asked("x-1", JANE, when), OFFICE
        )
    )
    settled = reversal.amendment.settlement
    assert settled is not None
    assert settled.amount == Money(13000 + 450 - 8000)
    fee = Money(2000)
    assert assess(kit.corrected(state, reversal), DAY, OFFICE).total == Money(13000) + fee


def test_the_bank_notice_is_needed_and_its_reason() -> None:
    posting = kit.posted(kit.cart("r-1", [(PERMIT, None)], [("K", 4500, "4471")]))
    when = at(10, day=LATER)
    for why, code in (
        (support(KIND, SUPERVISOR, None, when, OFFICE, document=""), Code.CORRECTION_DOCUMENT),
        (support(KIND, SUPERVISOR, None, when, OFFICE, reason="error"), Code.CORRECTION_REASON),
    ):
        refusal = order_returned(
            check_of(kit.stands(posting)),
            kit.states(kit.paid(PERMIT, posting)),
            {},
            why,
            asked("b-1", SUPERVISOR, when),
            OFFICE,
            deposited=False,
        )
        assert isinstance(refusal, Refusal)
        assert refusal.code is code


def test_a_clerk_may_not_enter_a_returned_check() -> None:
    posting = kit.posted(kit.cart("r-1", [(PERMIT, None)], [("K", 4500, "4471")]))
    when = at(10, day=LATER)
    refusal = order_returned(
        check_of(kit.stands(posting)),
        {},
        {},
        support(KIND, JANE, None, when, OFFICE),
        asked("b-1", JANE, when),
        OFFICE,
        deposited=False,
    )
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.NO_RIGHT


def test_checks_of_one_number_are_told_apart_by_amount_and_payer() -> None:
    other = bill_state(water_bill("WB-9", "W-9"), name="Ruiz, Diego")
    one = kit.posted(kit.cart("r-1", [(WATER, 5000)], [("K", 5000, "1001")]))
    two = kit.posted(kit.cart("r-2", [(other, 5000)], [("K", 5000, "1001")]), 2)
    three = kit.posted(kit.cart("r-3", [(other, 2000)], [("K", 2000, "1001")]), 3)
    parts = parts_of([kit.stands(p) for p in (one, two, three)], "K", "1001")
    assert [len(found) for found in checks_like(parts, Money(5000))] == [1, 1]
    assert [len(found) for found in checks_like(parts, Money(7000))] == [2]
    assert [len(found) for found in checks_like(parts, Money(12000))] == [3]
    assert checks_like(parts, Money(1)) == ()


def test_a_ticket_of_another_service_is_left_alone() -> None:
    ticket = bill_state(parking_ticket())
    posting = kit.posted(kit.cart("r-1", [(ticket, None)], [("K", 3000, "4471")]))
    order = ok(returned(check_of(kit.stands(posting)), kit.paid(ticket, posting)))
    assert order.amendment.check is not None
    assert order.amendment.check.fee == ZERO
