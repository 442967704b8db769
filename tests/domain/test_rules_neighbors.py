"""Other towns' published rules as policy rows: what they need is a table, and no code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.money import Money
from domain.office import Office
from domain.policy.accruals import LadderStep, LateFee, Source
from domain.policy.services import Tolerance
from domain.receivables.application import whole_amounts
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.payment_plans import PaymentPlan, make_plan
from domain.receivables.tolerances import tolerated
from tests.domain.rules import SINCE, bill_of, ladder, office_of, owed
from tests.domain.rules import interest as monthly
from tests.exchange.kit import ITHACA, ithaca
from tests.samples import parking_ticket, sample_office


def fines(*fees: LateFee) -> Office:
    """An office whose tickets draw these late fees."""
    office = sample_office()
    parking = replace(office.service("parking"), accruals=fees)
    return replace(office, services=(parking,))


@pytest.mark.parametrize("first", [500, 1000])
def test_cortland_park_5_to_10_dollars_after_7_days_and_10_more_after_30(first: int) -> None:
    # A ticket of 15.00 for overtime, 80.00 for a handicapped place.
    fees = (
        LateFee("late", 7, "issued", Money(first), Source("p.late_7", "Cortland"), SINCE),
        LateFee("late", 30, "issued", Money(1000), Source("p.late_30", "Cortland"), SINCE),
    )
    for fine in (1500, 8000):
        state = BillState(parking_ticket(cents=fine, issued_on=date(2027, 3, 1)))
        for on, added in (
            (date(2027, 3, 8), 0),
            (date(2027, 3, 9), first),
            (date(2027, 3, 31), first),
            (date(2027, 4, 1), first + 1000),
            (date(2028, 4, 1), first + 1000),
        ):
            assert assess(state, on, fines(*fees)).total == Money(fine + added), on


def test_town_tax_who_pays_the_first_half_by_31_january_pays_the_second_to_the_county() -> None:
    # Such a bill comes to the Town with one half; there is no second instalment to take.
    office = office_of(
        ladder(
            LadderStep(Decimal("0.01"), after_months=0),
            LadderStep(Decimal("0.02"), after_months=1),
        )
    )
    half = bill_of(date(2028, 1, 31), cents=50_000)
    assert whole_amounts(owed(half, date(2028, 1, 31), office)) == (Money(50_000),)
    paid = Applied(1, "city", Money(50_000), date(2028, 1, 31))
    assert owed(half, date(2028, 6, 1), office, paid).total == Money(0)
    words = (ITHACA.parent / "ithaca_town" / "tax.toml").read_text(encoding="utf-8")
    assert "second half to the County" in " ".join(words.replace("#", " ").split())


def test_newroch_1184_equal_payments_monthly_quarterly_or_semi_annual_on_the_months_last_day() -> (
    None
):
    rule = ithaca().rules.plan
    assert rule is not None
    signed = date(2027, 1, 15)
    for every, second in ((1, date(2027, 3, 31)), (3, date(2027, 7, 31)), (6, date(2028, 1, 31))):
        terms = replace(rule, down=Decimal(0), payments=4, every_months=every)
        plan = make_plan("p", Money(100_000), signed, terms, ithaca().office.calendar)
        assert isinstance(plan, PaymentPlan)
        assert [p.amount for p in plan.payments] == [Money(25_000)] * 4
        assert plan.payments[1].due_on == second


TOLERANCES = [
    # source, too little, too much: (settles by cents, or not)
    ("sanjuan_tax", 500, 0, [(-500, True), (-501, False), (1, False)]),
    ("cartc2611", 1000, 0, [(-1000, True), (-1001, False)]),
    ("sonoma", 2000, 0, [(-2000, True), (-2001, False)]),
    ("ct_over", 0, 499, [(499, True), (500, False), (-1, False)]),
    ("new york", 0, 0, [(-1, False), (1, False)]),
]


@pytest.mark.parametrize(("source", "short", "over", "cases"), TOLERANCES)
def test_tolerances_elsewhere_settle_a_bill_within_a_few_dollars_and_new_york_has_none(
    source: str, short: int, over: int, cases: list[tuple[int, bool]]
) -> None:
    office = office_of(monthly("0.12"))
    row = Tolerance(
        Money(short), Money(over), "A.1.S", "A.1.O", Source("tax.tolerance", source), SINCE
    )
    service = replace(office.service("tax"), tolerances=(row,))
    assessment = assess(BillState(bill_of(date(2027, 3, 31))), date(2027, 3, 1), office)
    for difference, settles in cases:
        found = tolerated(assessment, Money(100_000 + difference), service)
        assert (found is not None) == settles, difference
        if found is not None:
            assert found.settles == Money(100_000)
            assert found.difference == Money(difference)
            assert found.gl_code == ("A.1.S" if difference < 0 else "A.1.O")


def test_town_water_ten_percent_after_the_thirtieth_and_the_other_pages_one_percent() -> None:
    # The Town's two pages differ: both are a row of the table, and the policy says that one is to be asked for.
    due_on = date(2027, 4, 30)
    for rate, cents in (("0.10", 1000), ("0.01", 100)):
        office = sample_office()
        water = office.service("water")
        row = ladder(LadderStep(Decimal(rate), after_months=0))
        office = replace(office, services=(replace(water, accruals=(row,)),))
        bill = Bill(
            "W-1",
            "water",
            "A-1",
            "Water",
            due_on - timedelta(days=30),
            (Instalment(1, due_on, (Charge("water", Money(10_000)),)),),
        )
        assert assess(BillState(bill), due_on, office).total == Money(10_000)
        late = assess(BillState(bill), due_on + timedelta(days=1), office)
        assert late.total == Money(10_000 + cents)
