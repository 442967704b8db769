"""The City's taxes by its own policy files: each rule of its pages, and each published bill, to the cent."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from domain.money import Money, share
from domain.receivables.application import apply_money, whole_amounts
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.payment_plans import PaymentPlan, make_plan
from domain.refusals import Refusal
from tests.exchange.kit import ITHACA, ithaca, sample

OFFICE = ithaca().office
TAX = OFFICE.service("tax")


def bill(year: int = 2028, cents: int = 100_000, sidewalk: int = 0) -> Bill:
    """A City tax bill in two halves. In 2028 neither due date falls on a closed day."""
    first = (
        Charge("tax", Money(cents)),
        *((Charge("sidewalk", Money(sidewalk)),) * bool(sidewalk)),
    )
    return Bill(
        "T-1",
        "tax",
        "12.-1-3",
        f"City tax {year}",
        date(year - 1, 12, 31),
        (
            Instalment(1, date(year, 1, 31), first),
            Instalment(2, date(year, 6, 30), (Charge("tax", Money(cents)),)),
        ),
    )


def on(day: date, *applied: Applied, of: Bill | None = None) -> Assessment:
    """What the bill comes to."""
    return assess(BillState(of or bill(), applied), day, OFFICE)


def added(found: Assessment) -> int:
    """The cents that rules added."""
    return sum(s.amount.cents for s in found.steps if s.kind == "accrual")


def test_ith_tax_two_instalments_without_penalty_to_31_january_and_to_30_june() -> None:
    assert added(on(date(2028, 1, 31))) == 0
    assert added(on(date(2028, 2, 1))) == 1000
    first = Applied(1, "tax", Money(100_000), date(2028, 1, 31))
    assert added(on(date(2028, 6, 30), first)) == 0
    assert added(on(date(2028, 7, 1), first)) == 1000
    # The bill says to what day it is free; the office's policy adds no date of its own.
    assert {s.to_on for s in on(date(2028, 1, 2)).steps} == {date(2028, 1, 31), date(2028, 6, 30)}


def test_ith_tax_mirror_both_instalments_may_be_paid_in_one() -> None:
    found = on(date(2028, 1, 15))
    assert whole_amounts(found) == (Money(100_000), Money(200_000))
    assert found.due == Money(100_000)
    both = apply_money(found, Money(200_000), TAX)
    assert not isinstance(both, Refusal)
    assert {a.instalment for a in both} == {1, 2}


def test_ith_tax_delinquent_on_1_october_at_15_percent_in_place_of_the_monthly_penalty() -> None:
    assert added(on(date(2028, 9, 30))) == 8000 + 3000
    # The last day before it, 30 September 2028, is a Saturday: it moves to Monday, 2 October.
    assert added(on(date(2028, 10, 2))) == 8000 + 3000
    assert added(on(date(2028, 10, 3))) == 15_000 + 15_000
    assert added(on(date(2031, 1, 1))) == 15_000 + 15_000
    # In 2027 that last day is a Thursday.
    assert added(on(date(2027, 9, 30), of=bill(2027))) == 8000 + 3000
    assert added(on(date(2027, 10, 1), of=bill(2027))) == 15_000 + 15_000


def test_ith_tax_no_official_may_waive_a_penalty_on_taxes() -> None:
    for service in ("tax", "school"):
        for kind in OFFICE.service(service).application_order:
            assert OFFICE.corrections.waiver(service, kind) is None
    # The policy knows waivers: a ticket's late fee is one.
    assert OFFICE.corrections.waiver("parking", "late_fee") is not None


def test_ith_tax_rptl_1184_a_plan_is_25_percent_down_and_24_monthly_payments() -> None:
    rule = ithaca().rules.plan
    assert rule is not None
    owed = on(date(2028, 11, 15)).total
    plan = make_plan("12.-1-3", owed, date(2028, 11, 15), rule, OFFICE.calendar)
    assert isinstance(plan, PaymentPlan)
    assert owed == Money(230_000)
    assert [p.amount.cents for p in plan.payments] == [57_500, *[7_187] * 23, 7_199]


def test_ij_2015_the_sidewalk_assessment_is_75_a_year_on_the_tax_bill_and_draws_penalty() -> None:
    assert sample().tax.sidewalk.amount == Money(75_00)
    with_sidewalk = bill(sidewalk=75_00)
    assert on(date(2028, 1, 31), of=with_sidewalk).total == Money(207_500)
    assert added(on(date(2028, 2, 1), of=with_sidewalk)) == 1075
    # A payment goes to the penalty, then to the sidewalk district, then to the tax.
    taken = apply_money(on(date(2028, 2, 1), of=with_sidewalk), Money(108_575), TAX)
    assert not isinstance(taken, Refusal)
    assert [a.kind for a in taken] == ["penalty", "sidewalk", "tax"]


PUBLISHED = [
    # year, rate of 1,000, assessed value, the exact tax
    ("ij_2015", "12.89", 190_000, "2,449.10"),
    ("ij_2019", "11.60", 220_000, "2,552.00"),
    ("ij_2020", "11.71", 220_000, "2,576.20"),
    ("iv_2025", "11.87", 350_000, "4,154.50"),
    ("iv_2025 of 2024", "11.98", 350_000, "4,193.00"),
]


@pytest.mark.parametrize(("source", "rate", "assessed", "dollars"), PUBLISHED)
def test_published_bills_are_their_rate_of_the_assessed_value(
    source: str, rate: str, assessed: int, dollars: str
) -> None:
    assert str(share(Money(assessed * 100), Decimal(rate) / 1000)) == dollars, source


def test_iv_2020_one_article_prints_11_77_and_11_71_and_only_one_fits_its_own_bill() -> None:
    # The article says that a home of 220,000 pays 2,576: at 11.77 it would pay 2,589.40.
    home = Money(220_000_00)
    assert share(home, Decimal("11.71") / 1000) == Money(2_576_20)
    assert share(home, Decimal("11.77") / 1000) == Money(2_589_40)
    # So a rate is to be confirmed as adopted.
    city = tomllib.loads((ITHACA / "sample_city.toml").read_text(encoding="utf-8"))
    assert "as adopted" in city["tax"]["rate"]["confirm"]


def test_icsd_2020_november_and_december_are_the_districts_and_no_bill_is_here_before_their_end() -> (
    None
):
    # The district's collector takes 2 % in November and 3 % in December; unpaid bills come here after it.
    school = OFFICE.service("school")
    returned = Bill(
        "S-1",
        "school",
        "12.-1-3",
        "School tax 2026",
        date(2026, 12, 31),
        (Instalment(1, date(2026, 12, 31), (Charge("school", Money(100_000)),)),),
    )
    first = assess(BillState(returned), date(2027, 1, 25), OFFICE)
    assert [s.rate for s in first.steps if s.kind == "accrual"] == [
        Decimal("0.05"),
        Decimal("0.01"),
    ]
    assert first.total == Money(106_050)
    assert school.program == TAX.program


def test_ith_school_one_percent_a_month_more_through_october() -> None:
    due_on = date(2026, 12, 31)
    part = Instalment(1, due_on, (Charge("school", Money(100_000)),))
    state = BillState(Bill("S-1", "school", "12.-1-3", "School tax", due_on, (part,)))
    months = [assess(state, date(2027, month, 10), OFFICE).total for month in range(1, 13)]
    rises = [b.cents - a.cents for a, b in zip(months, months[1:], strict=False)]
    # Ten steps of 1 %, each on all before it: the last begins in October, and then it stands still.
    assert months[0] == Money(106_050)
    assert rises == [1061, 1071, 1082, 1093, 1104, 1115, 1126, 1137, 1148, 0, 0]
    assert months[9] == months[11] == Money(115_987)
    assert assess(state, due_on, OFFICE).total == Money(100_000)
