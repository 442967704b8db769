"""Money applied to a bill: every cent somewhere, oldest first, and only amounts that the policy takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.office import ChargeKind, Service, Source
from domain.policy.services import PartPayments, Returned
from domain.receivables.application import Allocation, apply_money, order_kept, whole_amounts
from domain.receivables.assessment import Assessment, Owed, Step, assess
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal
from tests.domain.histories import OFFICE, histories, with_applied
from tests.samples import DAY, bill_state, tax_bill, water_bill

WATER = OFFICE.service("water")


def allocated(assessment: Assessment, cents: int, service: Service) -> tuple[Allocation, ...]:
    """The allocations of an amount that must be taken."""
    answer = apply_money(assessment, Money(cents), service)
    assert not isinstance(answer, Refusal), answer
    return answer


def assessment_of(*owed: tuple[int, str, int]) -> Assessment:
    """An assessment that comes to these amounts."""
    lines = tuple(Owed(no, kind, Money(cents), DAY) for no, kind, cents in owed)
    steps = tuple(Step("face", o.instalment, o.kind, o.amount) for o in lines)
    return Assessment("B-1", "water", DAY, steps, lines)


@given(histories(), st.data())
def test_every_cent_is_applied_to_something_owed(
    history: tuple[BillState, date], data: st.DataObject
) -> None:
    state, on = history
    before = assess(state, on, OFFICE)
    if before.total.cents <= 0:
        assert before.open == ()
        return
    service = OFFICE.service(state.bill.service)
    if service.partial_allowed:
        cents = data.draw(st.integers(1, before.total.cents))
    else:
        cents = data.draw(st.sampled_from(whole_amounts(before))).cents
    allocations = allocated(before, cents, service)
    assert total(a.amount for a in allocations) == Money(cents)
    open_now = {(o.instalment, o.kind): o.amount for o in before.open}
    assert all(a.amount <= open_now[a.instalment, a.kind] for a in allocations)
    after = assess(with_applied(state, allocations, on), on, OFFICE)
    assert after.total == before.total - Money(cents)


@given(
    st.permutations([("penalty", 300), ("water", 1000), ("sewer", 700)]),
    st.integers(1, 2000),
    st.integers(1, 2000),
)
def test_two_payments_apply_as_one_would(
    owed: list[tuple[str, int]], first: int, second: int
) -> None:
    if first + second > 2000:
        return
    start = assessment_of(*((1, kind, cents) for kind, cents in owed))
    one = allocated(start, first, WATER)
    taken = {a.kind: a.amount.cents for a in one}
    rest = assessment_of(*((1, k, c - taken.get(k, 0)) for k, c in owed if c > taken.get(k, 0)))
    two = allocated(rest, second, WATER)
    for a in two:
        taken[a.kind] = taken.get(a.kind, 0) + a.amount.cents
    at_once = {a.kind: a.amount.cents for a in allocated(start, first + second, WATER)}
    assert taken == at_once


def test_the_oldest_instalment_comes_first_and_in_it_the_services_order() -> None:
    start = assessment_of(
        (1, "penalty", 100), (1, "water", 1000), (2, "penalty", 50), (2, "water", 9)
    )
    assert allocated(start, 1120, WATER) == (
        Allocation(1, "penalty", Money(100)),
        Allocation(1, "water", Money(1000)),
        Allocation(2, "penalty", Money(20)),
    )


def test_a_credit_in_any_instalment_lowers_the_oldest_debt() -> None:
    start = assessment_of((1, "water", 1000), (2, "water", -300), (3, "water", 500))
    assert whole_amounts(start) == (Money(700), Money(1200))
    assert start.due == Money(700)
    assert allocated(start, 1200, WATER) == (
        Allocation(1, "water", Money(700)),
        Allocation(3, "water", Money(500)),
    )


def test_a_credit_covers_even_a_cent_and_what_it_covers_whole_is_no_debt() -> None:
    cent = assessment_of((1, "penalty", 1), (1, "water", 1000), (2, "water", -300))
    assert [(o.kind, o.amount.cents) for o in cent.open] == [("water", 701)]
    whole = assessment_of((1, "penalty", 300), (1, "water", 1000), (2, "water", -300))
    assert [(o.kind, o.amount.cents) for o in whole.open] == [("water", 1000)]
    more = assessment_of((1, "penalty", 300), (2, "water", -301))
    assert more.open == ()


def test_a_service_without_part_payment_takes_whole_instalments_only() -> None:
    assessment = assess(bill_state(tax_bill()), DAY, OFFICE)
    tax = OFFICE.service("tax")
    assert whole_amounts(assessment) == (Money(61228), Money(122455))
    for cents in (61228, 122455):
        assert allocated(assessment, cents, tax)
    for cents in (1, 61227, 61229, 122454):
        answer = apply_money(assessment, Money(cents), tax)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.PARTIAL_REFUSED
        assert "612.28 or 1,224.55" in answer.sentence


def test_amounts_that_no_bill_takes() -> None:
    assessment = assess(bill_state(water_bill()), DAY, OFFICE)
    for cents, code in (
        (0, Code.AMOUNT_NOT_POSITIVE),
        (-1, Code.AMOUNT_NOT_POSITIVE),
        (13001, Code.OVER_BALANCE),
    ):
        answer = apply_money(assessment, Money(cents), WATER)
        assert isinstance(answer, Refusal)
        assert answer.code is code
    nothing = apply_money(assessment_of(), Money(1), WATER)
    assert isinstance(nothing, Refusal)
    assert nothing.code is Code.BILL_PAID


TAX = OFFICE.service("tax")
PARTS = replace(
    TAX,
    charge_kinds=(*TAX.charge_kinds, ChargeKind("part_fee", "Part payment", "A.1")),
    application_order=("part_fee", *TAX.application_order),
    part_payments=PartPayments(DAY, Source("k", "c"), Money(1000), "part_fee"),
)
GONE = replace(TAX, returned=Returned((4, 1), "Tompkins County", Source("k", "c")))


@pytest.mark.parametrize(
    ("service", "cents", "said"),
    [
        (TAX, 0, "An amount must be more than 0.00."),
        (TAX, 1100, "11.00 is more than the 10.05 owed on bill B-1."),
        (TAX, 123, "City tax is not taken in part: pay 10.00 or 10.05 on bill B-1."),
        (PARTS, 999, "9.99 is not more than the 10.00 charge of a part payment on bill B-1."),
        (GONE, 1005, "Bill B-1 went unpaid to Tompkins County on 2027-01-25,"),
    ],
)
def test_a_refusal_names_the_bill_the_amounts_and_what_is_taken(
    service: Service, cents: int, said: str
) -> None:
    owed = assessment_of((1, "city", 1000), (2, "city", 5))
    answer = apply_money(replace(owed, returned_on=DAY), Money(cents), service)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith(said)


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (1000, "Type 1,000.00 or 1,010.00."),  # the charge would use the whole of it up
        (1001, "Type 1,000.00 or more than 1,010.00."),
    ],
)
def test_a_charge_that_leaves_nothing_tells_what_would_be_enough(second: int, said: str) -> None:
    owed = assessment_of((1, "city", 100_000), (2, "city", second))
    answer = apply_money(owed, Money(100_500), PARTS)
    assert isinstance(answer, Refusal)
    assert answer.sentence == (
        "5.00 beyond 1,000.00 is not more than the 10.00 charge of a part payment on bill B-1. "
        + said
    )


def test_a_charge_that_the_policy_no_longer_names_is_told_with_its_bill() -> None:
    answer = apply_money(assessment_of((1, "gold", 1000)), Money(1000), TAX)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith(
        "Bill B-1 has the charge 'gold', which the policy of City tax no longer names."
    )


def test_a_paid_bill_is_told_by_its_number_and_a_cent_is_still_a_debt() -> None:
    paid = apply_money(assessment_of(), Money(1), WATER)
    assert isinstance(paid, Refusal)
    assert paid.sentence.startswith("Bill B-1 is paid")
    cent = apply_money(assessment_of((1, "water", 1)), Money(2), WATER)
    assert isinstance(cent, Refusal)
    assert cent.code is Code.OVER_BALANCE


def test_a_bill_goes_to_another_collector_on_its_day_and_not_before() -> None:
    owed = assessment_of((1, "city", 1000))
    before = replace(owed, returned_on=date(2027, 1, 26))
    assert apply_money(before, Money(1000), GONE) == (Allocation(1, "city", Money(1000)),)
    # Without such a rule in the policy nothing goes anywhere.
    never = replace(owed, returned_on=None)
    for service in (GONE, TAX):
        assert not isinstance(apply_money(never, Money(1000), service), Refusal)
    assert not isinstance(apply_money(replace(owed, returned_on=DAY), Money(1000), TAX), Refusal)


def test_an_order_that_the_policy_keeps_for_itself_is_told_with_what_was_asked() -> None:
    start = assessment_of((1, "water", 1000), (1, "sewer", 500))
    kept = apply_money(start, Money(100), WATER, ("sewer", "water"))
    assert isinstance(kept, Refusal)
    assert kept.sentence.startswith(
        "Sewer, Water cannot be paid first on bill B-1: "
        "its policy is Returned check fee, Penalty, Water, Sewer, and no other order."
    )


def test_nothing_paid_was_paid_in_no_order_of_its_own() -> None:
    override = replace(WATER, order_override=True)
    assert order_kept((), assessment_of((1, "water", 1000)), override) == ()


@pytest.mark.parametrize("cents", [0, -1])
def test_an_allocation_is_of_something(cents: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        Allocation(1, "water", Money(cents))
