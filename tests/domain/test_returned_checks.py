"""Returned checks: which lines a check paid, what is owed again, the fee once, and the hold that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corrections.checks import CheckPart, checks_like, parts_of, shares_of
from domain.corrections.holds import ReturnOf, held_until, holds_with_returns, returned_hold
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind, ReturnedChecks, Split
from domain.corrections.returned import order_returned
from domain.corrections.standing import Standing
from domain.corrections.undoing import order_reversal
from domain.corrections.values import CorrectionNo
from domain.ledger.journal import journal_of
from domain.money import ZERO, Money, total
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import HoldKind
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.refusals import Code, Refusal
from tests.domain import corrections_kit as kit
from tests.sample_corrections import asked, support
from tests.samples import (
    CASH_ONLY,
    DAY,
    JANE,
    SUPERVISOR,
    at,
    bill_state,
    ok,
    parking_ticket,
    permit_bill,
    tax_account,
    tax_bill,
    water_bill,
)

OFFICE = kit.OFFICE
KIND = CorrectionKind.RETURNED_CHECK
LATER = date(2027, 2, 3)
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())
PERMIT = bill_state(permit_bill())
RULES = OFFICE.corrections.returned
PARTIES = {("tax", "500700-70.-1-1"): "doe jane@108 e green st"}


def receipt(
    *bills: tuple[BillState, int | None], tenders: list[tuple[str, int, str]], tags: int = 0
) -> Receipt:
    """A receipt that needs no books."""
    body = kit.posted(kit.cart("r-1", bills, tenders, tags=tags)).body
    assert isinstance(body, Receipt)
    return body


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


# Which lines a check paid.


def test_a_check_paid_the_line_that_it_equals() -> None:
    body = receipt((TAX, None), (PERMIT, None), tenders=[("K", 4500, "1"), ("C", 61228, "")])
    assert shares_of(body, "whole_lines") == ({2: Money(4500)}, {1: Money(61228)})


def test_a_check_paid_the_lines_side_by_side_that_it_equals() -> None:
    body = receipt(
        (PERMIT, None), (TAX, None), (WATER, None), tenders=[("K", 74228, "1"), ("C", 5000, "")]
    )
    assert shares_of(body, "whole_lines") == (
        {2: Money(61228), 3: Money(13000)},
        {1: Money(4500)},
    )
    assert body.change == Money(500)


def test_else_it_paid_the_lines_in_their_order_before_any_cash() -> None:
    body = receipt((TAX, None), (WATER, None), tenders=[("C", 10000, ""), ("K", 64228, "1")])
    cash, check = shares_of(body, "whole_lines")
    assert check == {1: Money(61228), 2: Money(3000)}
    assert cash == {2: Money(10000)}


def test_in_proportion_it_paid_a_part_of_every_line() -> None:
    body = receipt((PERMIT, None), (WATER, None), tenders=[("K", 7000, "1"), ("C", 10500, "")])
    check, cash = shares_of(body, "in_proportion")
    assert check == {1: Money(1800), 2: Money(5200)}
    assert cash == {1: Money(2700), 2: Money(7800)}


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from("KMC"), st.integers(1, 30000)), max_size=4),
    st.sampled_from(["whole_lines", "in_proportion"]),
)
def test_every_line_is_paid_once_and_every_tender_used_up(
    counts: list[int], handed: list[tuple[str, int]], how: Split
) -> None:
    bills = [
        (bill_state(permit_bill(f"P-{n}", cents=count * 700)), None)
        for n, count in enumerate(counts)
    ]
    owed = sum(count * 700 for count in counts)
    tenders = []
    for kind, cents in handed:
        if owed > 0:
            tenders.append((kind, min(cents, owed), "7"))
            owed -= min(cents, owed)
    body = receipt(*bills, tenders=[*tenders, ("C", owed + 63, "")] if owed else tenders)
    shares = shares_of(body, how)
    for number, line in enumerate(body.lines, 1):
        assert total(share.get(number, ZERO) for share in shares) == line.amount
    used = [total(share.values()) for share in shares]
    assert total(used) == body.total
    for tender, amount in zip(body.tenders, used, strict=True):
        assert amount == tender.amount or tender.is_cash


# Taking it back.


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
            ]
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


# The hold that follows.


def came_back(*days: date, service: str = "tax", number: str = "500700-70.-1-1") -> list[ReturnOf]:
    """Returned checks of one account and its party."""
    key = tax_account().party_key
    return [
        ReturnOf(CorrectionNo(2027, "OFC", n), day, service, number, key)
        for n, day in enumerate(days, 1)
    ]


def test_the_second_check_within_the_months_holds_the_account_for_the_months() -> None:
    account = tax_account()
    once = came_back(date(2027, 1, 10))
    twice = came_back(date(2027, 1, 10), date(2027, 6, 1))
    assert returned_hold(account, once, date(2027, 6, 2), RULES) is None
    hold = returned_hold(account, twice, date(2027, 6, 1), RULES)
    assert hold is not None
    assert hold.kind is HoldKind.GUARANTEED
    assert "2028-06-01" in hold.text
    assert returned_hold(account, twice, date(2027, 5, 31), RULES) is None
    assert returned_hold(account, twice, date(2028, 5, 31), RULES) is not None
    assert returned_hold(account, twice, date(2028, 6, 1), RULES) is None


def test_checks_too_far_apart_hold_nobody() -> None:
    apart = came_back(date(2026, 1, 10), date(2027, 1, 10))
    assert returned_hold(tax_account(), apart, date(2027, 1, 11), RULES) is None


def test_checks_on_other_accounts_of_the_party_count_for_the_party() -> None:
    account = tax_account()
    returns = came_back(date(2027, 1, 10)) + [
        replace(r, number=CorrectionNo(2027, "OFC", 9))
        for r in came_back(date(2027, 2, 1), service="water", number="W-1001")
    ]
    assert returned_hold(account, returns, date(2027, 2, 2), RULES) is not None
    only_account = replace(RULES, per_party=3)
    assert returned_hold(account, returns, date(2027, 2, 2), only_account) is None


def test_one_check_that_paid_two_accounts_counts_once_for_the_party() -> None:
    day = date(2027, 1, 10)
    returns = came_back(day) + came_back(day, service="water", number="W-1001")
    assert returned_hold(tax_account(), returns, date(2027, 1, 11), RULES) is None


def test_a_programs_holds_stay_beside_it() -> None:
    account = replace(tax_account(), holds=(CASH_ONLY,))
    twice = came_back(date(2027, 1, 10), date(2027, 1, 11))
    kinds = [h.kind for h in holds_with_returns(account, twice, date(2027, 1, 12), RULES)]
    assert kinds == [HoldKind.GUARANTEED, HoldKind.CASH_ONLY]
    assert holds_with_returns(account, (), DAY, RULES) == (CASH_ONLY,)


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=6),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(1, 3),
)
def test_a_later_check_never_ends_a_hold_sooner(days: list[date], on: date, most: int) -> None:
    rules = ReturnedChecks(per_account=most)
    for count in range(len(days)):
        fewer = held_until(sorted(days)[:count], most, on, rules)
        more = held_until(days, most, on, rules)
        assert fewer is None or (more is not None and more >= fewer)
    assert held_until(days, len(days) + 1, on, rules) is None


@pytest.mark.parametrize("fee", [2001, -1])
def test_a_fee_over_the_laws_most_is_no_policy(fee: int) -> None:
    with pytest.raises(ValueError, match="at most"):
        ReturnedChecks(fee=Money(fee), fee_most=Money(2000))


def test_a_ticket_of_another_service_is_left_alone() -> None:
    ticket = bill_state(parking_ticket())
    posting = kit.posted(kit.cart("r-1", [(ticket, None)], [("K", 3000, "4471")]))
    order = ok(returned(check_of(kit.stands(posting)), kit.paid(ticket, posting)))
    assert order.amendment.check is not None
    assert order.amendment.check.fee == ZERO
