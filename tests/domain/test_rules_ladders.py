"""The ladders that New York's law and its towns' pages give, each test named after its source."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, share
from domain.policy.accruals import Accrual, AnnualRate, Interest, LadderStep
from domain.receivables.assessment import last_days_of
from domain.receivables.bills import Applied, BillState
from tests.domain.rules import SINCE, SOURCE, added, bill_of, interest, ladder, office_of, owed

JANUARY = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("annual", "monthly"),
    [
        ("0.12", "0.0100"),
        ("0.09", "0.0100"),  # never below 12 % a year
        ("0.125", "0.0104"),
        ("0.13", "0.0108"),
        ("0.1445", "0.0120"),
        ("0.15", "0.0125"),
        ("0.1206", "0.0101"),  # a twelfth is 1.005 %
    ],
)
def test_rptl924a_the_monthly_rate_is_a_twelfth_to_the_nearest_hundredth_of_a_point(
    annual: str, monthly: str
) -> None:
    assert interest(annual).monthly(date(2027, 1, 1)) == Decimal(monthly)


def test_rptl924a_a_rate_holds_for_bills_issued_from_its_date_on() -> None:
    rates = (
        AnnualRate(Decimal("0.12"), date(2025, 9, 1)),
        AnnualRate(Decimal("0.15"), date(2026, 9, 1)),
    )
    rule = Interest("penalty", rates, Decimal("0.12"), SOURCE, SINCE)
    assert rule.annual(date(2026, 8, 31)) == Decimal("0.12")
    assert rule.annual(date(2026, 9, 1)) == Decimal("0.15")
    assert rule.annual(date(2020, 1, 1)) == Decimal("0.12")
    office = office_of(rule)
    old, new = bill_of(JANUARY, issued_on=date(2026, 1, 2)), bill_of(JANUARY)
    assert added(owed(old, date(2027, 2, 2), office)) == 1000
    assert added(owed(new, date(2027, 2, 2), office)) == 1250


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2027, 1, 31), 0),
        (date(2027, 2, 1), 0),  # the 31st is a Sunday
        (date(2027, 2, 2), 1),
        (date(2027, 3, 1), 1),  # 28 February is a Sunday
        (date(2027, 3, 2), 2),
        (date(2027, 3, 31), 2),
        (date(2027, 4, 1), 3),
        (date(2028, 1, 31), 12),
        (date(2028, 2, 1), 13),
    ],
)
def test_rptl924_interest_is_by_the_month_or_part_of_it(on: date, months: int) -> None:
    assessment = owed(bill_of(JANUARY, cents=61228), on, office_of(interest("0.125")))
    assert added(assessment) == share(Money(61228), Decimal("0.0104") * months).cents
    steps = [s for s in assessment.steps if s.kind == "accrual"]
    assert len(steps) == months
    assert all(s.rate == Decimal("0.0104") and s.base == Money(61228) for s in steps)


def test_compound_interest_counts_on_interest_unpaid() -> None:
    office = office_of(interest("0.12", compound=True))
    bill = bill_of(date(2027, 3, 31))
    assert added(owed(bill, date(2027, 4, 1), office)) == 1000
    # The last of May is a holiday: the third month begins on 2 June.
    assert added(owed(bill, date(2027, 6, 2), office)) == 1000 + 1010 + 1020
    paid = Applied(1, "penalty", Money(1000), date(2027, 4, 2))
    assert added(owed(bill, date(2027, 5, 3), office, paid)) == 2000


def test_interest_may_end_after_some_months() -> None:
    office = office_of(interest("0.12", most_months=2))
    assessment = owed(bill_of(JANUARY), date(2030, 1, 1), office)
    assert added(assessment) == 2000
    assert assessment.steps[-1].to_on is None


def test_ith_tax_fifteen_percent_from_1_october() -> None:
    office = office_of(ladder(LadderStep(Decimal("0.15"), month_day=(10, 1))))
    bill = bill_of(JANUARY, date(2027, 6, 30))
    assert added(owed(bill, date(2027, 9, 30), office)) == 0
    assert added(owed(bill, date(2027, 10, 1), office)) == 30000


def test_town_tax_free_in_january_one_percent_in_february_two_in_march() -> None:
    office = office_of(
        ladder(
            LadderStep(Decimal("0.01"), after_months=0), LadderStep(Decimal("0.02"), after_months=1)
        )
    )
    bill = bill_of(date(2029, 1, 31), issued_on=date(2029, 1, 1))
    for on, cents in ((date(2029, 1, 31), 0), (date(2029, 2, 1), 1000), (date(2029, 3, 1), 2000)):
        assert added(owed(bill, on, office)) == cents


def test_icsd_2020_the_dates_of_a_printed_notice_are_not_moved() -> None:
    office = office_of(
        ladder(
            LadderStep(Decimal("0.02"), on=date(2020, 11, 3)),
            LadderStep(Decimal("0.03"), on=date(2020, 12, 1)),
        )
    )
    bill = bill_of(date(2020, 10, 31), issued_on=date(2020, 9, 1))
    for on, cents in (
        (date(2020, 11, 2), 0),
        (date(2020, 11, 3), 2000),
        (date(2020, 11, 30), 2000),
        (date(2020, 12, 1), 3000),
        (date(2020, 12, 29), 3000),
    ):
        assert added(owed(bill, on, office)) == cents, on


def test_cortland_sch_a_ladder_of_the_first_half_only() -> None:
    steps = (LadderStep(Decimal(n + 2) / 100, after_months=n) for n in range(5))
    office = office_of(ladder(*steps, instalments=(1,)))
    bill = bill_of(date(2027, 9, 30), date(2027, 11, 30))
    for on, percent in (
        (date(2027, 9, 30), 0),
        (date(2027, 10, 1), 2),
        (date(2027, 12, 1), 4),
        (date(2028, 6, 1), 6),
    ):
        assert added(owed(bill, on, office)) == percent * 1000, on


def test_ith_school_read_as_totals_and_read_as_compound() -> None:
    # "+1 % a month, +5 %, compound through October" can be read in two ways; both are tables.
    totals = ladder(*(LadderStep(Decimal(n + 6) / 100, after_months=n) for n in range(9)))
    compound = ladder(
        LadderStep(Decimal("0.05"), after_months=0),
        *(LadderStep(Decimal("0.01"), after_months=n) for n in range(9)),
        compound=True,
    )
    bill = bill_of(JANUARY)
    for on, simple, grown in (
        (date(2027, 2, 2), 6000, 6050),  # 50.00, then 1 % of 1,050.00
        (date(2027, 3, 2), 7000, 7111),  # 1 % of 1,060.50 is 10.605
        (date(2027, 12, 31), 14000, 14839),
    ):
        assert added(owed(bill, on, office_of(totals))) == simple
        assert added(owed(bill, on, office_of(compound))) == grown
    five, first, second = (
        s for s in owed(bill, date(2027, 3, 2), office_of(compound)).steps if s.kind == "accrual"
    )
    assert five.from_on == first.from_on == date(2027, 2, 2)
    assert five.to_on == first.to_on == date(2027, 3, 1)
    assert second.from_on == date(2027, 3, 2)


@pytest.mark.parametrize(
    ("source", "rate", "assessed", "dollars"),
    [
        ("ij-2015", "12.89", 190_000, "2,449.10"),
        ("ij-2019", "11.60", 220_000, "2,552.00"),
        ("ij-2020", "11.71", 220_000, "2,576.20"),
        ("iv-2025", "11.87", 350_000, "4,154.50"),
    ],
)
def test_published_whole_bills(source: str, rate: str, assessed: int, dollars: str) -> None:
    assert str(share(Money(assessed * 100), Decimal(rate) / 1000)) == dollars, source


def test_rptl925a_every_due_date_and_every_lesser_tier_moves() -> None:
    office = office_of(interest("0.12"))
    for due, last in (
        (date(2026, 1, 31), date(2026, 2, 2)),  # a Saturday
        (date(2027, 1, 31), date(2027, 2, 1)),  # a Sunday
        (date(2027, 2, 12), date(2027, 2, 16)),  # Lincoln's Birthday, a weekend, Washington's
        (date(2026, 11, 3), date(2026, 11, 4)),  # Election Day
    ):
        bill = bill_of(due)
        found = last_days_of(BillState(bill), office).in_time(due)
        assert found.day == last
        assert [(m.from_on, m.to_on) for m in found.moves] == [(due, last)]
        assert "925-a(1)" in found.moves[0].citation
        assert added(owed(bill, last, office)) == 0
        first = owed(bill, last + timedelta(days=1), office)
        assert added(first) == 1000
        # The face tells the moved due date, and so does the step after it.
        assert [s.moves for s in first.steps] == [found.moves, found.moves]
    march = owed(bill_of(JANUARY), date(2027, 3, 2), office).steps[-1]
    assert [(m.from_on, m.to_on, m.why) for m in march.moves] == [
        (date(2027, 2, 28), date(2027, 3, 1), "Sunday")
    ]


def test_gcl25a_days_that_the_calendar_adds_count_only_in_a_period_of_months() -> None:
    # Due on Sunday 31 January: Monday 1 February is in time either way.
    bill = bill_of(JANUARY, cents=365_000)
    by_days = office_of(interest("0.12", per="day", closed_days="not_counted"))
    by_months = office_of(interest("0.12", per="day", closed_days="counted"))
    for on, without, with_added in (
        (date(2027, 2, 1), 0, 0),
        (date(2027, 2, 2), 120, 240),
        (date(2027, 2, 11), 1200, 1320),
    ):
        assert added(owed(bill, on, by_days)) == without
        assert added(owed(bill, on, by_months)) == with_added
    # By the month: the second month begins a month after the day counted from.
    for closed_days, second in (("not_counted", date(2027, 3, 2)), ("counted", date(2027, 3, 1))):
        office = office_of(interest("0.12", closed_days=closed_days))
        assert added(owed(bill, second - timedelta(days=1), office)) == 3650
        assert added(owed(bill, second, office)) == 7300


def test_interest_by_the_day_runs_on_what_is_unpaid() -> None:
    office = office_of(interest("0.12", per="day", closed_days="not_counted"))
    bill = bill_of(date(2027, 3, 31), cents=365_000)
    half = Applied(1, "city", Money(182_500), date(2027, 4, 10))
    assessment = owed(bill, date(2027, 4, 20), office, half)
    steps = [s for s in assessment.steps if s.kind == "accrual"]
    assert [(s.from_on, s.to_on, s.base, s.amount.cents) for s in steps] == [
        (date(2027, 4, 1), date(2027, 4, 10), Money(365_000), 1200),
        (date(2027, 4, 11), date(2027, 4, 20), Money(182_500), 600),
    ]


def test_interest_by_the_day_has_no_compound_rule_on_its_charge_kind() -> None:
    # Its last stretch grows until the day asked for: a rule that compounds on it would be raised afterwards.
    daily = interest("0.12", per="day", closed_days="counted")
    for compound in (
        ladder(LadderStep(Decimal("0.05"), after_months=1), compound=True),
        interest("0.12", compound=True),
    ):
        with pytest.raises(ValueError, match="both add to penalty"):
            office_of(daily, compound)
    office_of(daily, ladder(LadderStep(Decimal("0.05"), after_months=1)))


RULES: dict[str, Accrual] = {
    "months": interest("0.1234"),
    "compound": interest("0.1234", compound=True),
    "days": interest("0.1234", per="day", closed_days="not_counted"),
    "counted days": interest("0.1234", per="day", closed_days="counted"),
    "counted months": interest("0.1234", closed_days="counted"),
    "compound ladder": ladder(
        LadderStep(Decimal("0.05"), after_months=0),
        *(LadderStep(Decimal("0.01"), after_months=n) for n in range(9)),
        compound=True,
    ),
}
days = st.integers(0, 800)


@pytest.mark.parametrize("name", RULES)
@given(cents=st.integers(0, 900_000), due=days, first=days, second=days, part=st.integers(0, 100))
def test_no_rule_becomes_less_as_time_passes_and_what_is_quoted_pays(
    name: str, cents: int, due: int, first: int, second: int, part: int
) -> None:
    office = office_of(RULES[name])
    bill = bill_of(date(2027, 1, 1) + timedelta(days=due), cents=cents)
    day = date(2027, 1, 1) + timedelta(days=first)
    asked = owed(bill, day, office)
    assert owed(bill, day + timedelta(days=second), office).total >= asked.total
    assert sum(s.amount.cents for s in asked.steps) == asked.total.cents
    whole = tuple(Applied(o.instalment, o.kind, o.amount, day) for o in asked.open)
    assert owed(bill, day, office, *whole).total == Money(0)
    assert owed(bill, day + timedelta(days=second), office, *whole).total == Money(0)
    # A part of the face paid never makes the rest grow faster than the whole did.
    some = Applied(1, "city", Money(cents * part // 100), day)
    late = day + timedelta(days=second)
    assert added(owed(bill, late, office, some)) <= added(owed(bill, late, office)) + 20
