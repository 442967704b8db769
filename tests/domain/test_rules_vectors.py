"""Vectors of the sources that no other test holds to the cent: the neighbors' ladders, application, escrow, records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.money import Money
from domain.policy.accruals import UNCONFIRMED, Ladder, LadderStep, LateFee
from domain.policy.services import Service
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.posting import seal_receipt
from domain.receipting.receipt import Receipt
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.application import apply_money
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, Charge, Instalment
from domain.receivables.payment_plans import PaymentPlan, make_plan
from domain.refusals import Code, Refusal
from tests.domain.rules import added, bill_of, ladder, office_of, owed
from tests.exchange.kit import ithaca
from tests.samples import (
    DAY,
    bill_state,
    cart_of,
    ok,
    receipt_order,
    session_value,
    tax_bill,
    water_bill,
)

OFFICE = ithaca().office


def test_cortland_sch_2_3_4_5_6_percent_on_the_first_half_only_to_the_cent() -> None:
    steps = (LadderStep(Decimal(n) / 100, after_months=n - 2) for n in range(2, 7))
    office = office_of(ladder(*steps, instalments=(1,)))
    bill = bill_of(date(2028, 9, 30), date(2029, 3, 31), cents=123_457)
    # 30 September 2028 is a Saturday: each last day of a tier moves off closed days by itself.
    for on, cents in (
        (date(2028, 10, 2), 0),
        (date(2028, 10, 3), 2469),
        (date(2028, 11, 1), 3704),
        (date(2028, 12, 1), 4938),
        (date(2029, 1, 2), 6173),
        (date(2029, 2, 1), 7407),
        (date(2030, 1, 2), 7407),
    ):
        assert added(owed(bill, on, office)) == cents, on


def test_tompkins_1184_seven_quarterly_payments_of_the_countys_plan_to_the_cent() -> None:
    rule = ithaca().rules.plan
    assert rule is not None
    county = replace(rule, payments=7, every_months=3)
    plan = make_plan("p", Money(123_456), date(2026, 11, 16), county, OFFICE.calendar)
    assert isinstance(plan, PaymentPlan)
    assert [p.amount.cents for p in plan.payments] == [30_864, *[13_227] * 6, 13_230]
    assert sum(p.amount.cents for p in plan.payments) == 123_456
    assert [p.due_on for p in plan.payments[1:4]] == [
        date(2027, 2, 28),
        date(2027, 5, 31),
        date(2027, 8, 31),
    ]


def test_ith_tax_a_bill_that_went_to_a_bank_is_taken_by_override_and_its_owner_sent_to_the_county() -> (
    None
):
    (hold,) = (h for h in ithaca().column_maps["tax"].holds if h.column == "BANK CODE")
    assert hold.hold_kind is HoldKind.ESCROW
    told = (Hold(hold.hold_kind, hold.text.replace("{}", "107")),)
    state = BillState(_tax())
    refused = add_bill(Cart("r"), state, date(2027, 1, 15), OFFICE, holds=told)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_IN_ESCROW
    cart = ok(add_bill(Cart("r"), state, date(2027, 1, 15), OFFICE, holds=told, override=True))
    (line,) = cart.lines
    assert isinstance(line, BillLine)
    assert "bank code 107" in line.overridden
    assert "Tompkins County Assessment, 128 East Buffalo Street" in OFFICE.service("tax").ask


def _tax() -> Bill:
    due = Instalment(1, date(2027, 1, 31), (Charge("tax", Money(61228)),))
    return Bill("T-1", "tax", "12.-1-3", "City tax 2027", date(2026, 12, 31), (due,))


def test_ith_tax_the_ladder_before_1_october_is_a_table_of_the_policy_alone() -> None:
    (row,) = OFFICE.service("tax").accruals
    assert isinstance(row, Ladder)
    assert row.source.citation.endswith(UNCONFIRMED)
    other = replace(row, steps=(LadderStep(Decimal("0.033"), after_months=0),))
    tax = replace(OFFICE.service("tax"), accruals=(other,))
    office = replace(OFFICE, services=(tax, *OFFICE.services[1:]))
    state, on = BillState(_tax()), date(2027, 3, 15)
    assert added(assess(state, on, OFFICE)) == 1_225
    assert added(assess(state, on, office)) == 2_021


# Application


@pytest.mark.parametrize("service", OFFICE.services, ids=lambda service: service.code)
def test_within_a_bill_penalty_and_interest_are_paid_before_what_was_billed(
    service: Service,
) -> None:
    order = service.application_order
    accrued = {rule.kind for rule in service.accruals if not isinstance(rule, LateFee)}
    billed = [kind for kind in order if kind not in accrued and kind != service.returned_fee_kind]
    for kind in accrued:
        assert order.index(kind) < min(order.index(each) for each in billed), kind


def test_across_bills_the_customer_chooses_and_no_money_moves_by_itself() -> None:
    on = date(2027, 10, 15)
    older = BillState(replace(_tax(), bill_no="T-0"))
    cart = ok(add_bill(Cart("r"), BillState(_tax()), on, OFFICE))
    assert [line.bill_no for line in cart.lines if isinstance(line, BillLine)] == ["T-1"]
    assert assess(older, on, OFFICE).total == assess(BillState(_tax()), on, OFFICE).total
    # More than the chosen bill owes is refused; it goes to no other one.
    over = assess(older, on, OFFICE).total + Money(1)
    refused = add_bill(Cart("r"), BillState(_tax()), on, OFFICE, amount=over)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.OVER_BALANCE


def test_bms_edmunds_water_money_goes_by_the_policys_precedence_to_the_cent() -> None:
    charges = tuple(
        Charge(kind, Money(cents))
        for kind, cents in (("water", 11_676), ("sewer", 7_236), ("stormwater", 1_200))
    )
    due = Instalment(1, date(2027, 2, 20), charges)
    state = BillState(Bill("W-1", "water", "02-1", "Water", date(2027, 1, 20), (due,)))
    asked = assess(state, date(2027, 2, 23), OFFICE)
    # 20 February is a Saturday; from the 23rd on 10 % of each charge.
    assert asked.total == Money(20_112 + 2_011)
    parts = apply_money(asked, Money(5_000), OFFICE.service("water"))
    assert not isinstance(parts, Refusal)
    assert [(p.kind, p.amount.cents) for p in parts] == [
        ("penalty", 2_011),
        ("stormwater", 1_200),
        ("sewer", 1_789),
    ]


# Records and who decides


def test_nycrr16_8_one_entry_a_receipt_with_date_payer_reason_and_amount() -> None:
    cart = replace(
        cart_of("r-1", bill_state(tax_bill()), bill_state(water_bill())), payer="DOE, JANE"
    )
    posting = seal_receipt(receipt_order(cart, session_value()), 1, 1, "ab" * 32)
    body = posting.body
    assert isinstance(body, Receipt)
    assert (posting.header.business_date, body.payer) == (DAY, "DOE, JANE")
    assert [line.description for line in body.lines] == [line.description for line in cart.lines]
    assert sum(line.amount.cents for line in body.lines) == body.kept.cents == cart.total.cents


def test_ith_adj_the_senior_water_meter_technician_decides_and_the_next_bill_shows_it() -> None:
    water = OFFICE.service("water")
    assert "607-272-1717, extension 226" in water.ask
    assert "Senior Water Meter Technician" in water.appeal_to
    assert "next bill" in water.appeal_to
