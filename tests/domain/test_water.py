"""Water: the published zones, rates, minimum bills and leak rule of the City of Ithaca, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.receivables.water import (
    QuarterDue,
    WaterLine,
    WaterRules,
    next_due,
    quarters_due,
    stormwater_line,
    use_charges,
    zone_of,
)
from domain.receivables.water_leaks import LeakAdjustment, QuarterUse, leak_adjustment
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

IN_2014 = date(2014, 6, 1)
IN_2022 = date(2022, 6, 1)
CALENDAR = ithaca().office.calendar


def rules() -> WaterRules:
    """The City's own water policy."""
    found = ithaca().rules.water
    assert found is not None
    return found


def charges(meter: str, cubic_feet: int, on: date = IN_2022) -> tuple[WaterLine, ...]:
    """The lines of a quarter's use, which the policy must know."""
    lines = use_charges(meter, cubic_feet, on, rules())
    assert not isinstance(lines, Refusal)
    return lines


def cost(meter: str, cubic_feet: int, on: date = IN_2022, kind: str = "") -> Money:
    """What a quarter's use comes to."""
    return total(x.amount for x in charges(meter, cubic_feet, on) if kind in ("", x.kind))


@pytest.mark.parametrize(
    ("account", "months"),
    [
        ("02-00117", (2, 5, 8, 11)),
        ("15-00001", (2, 5, 8, 11)),
        ("31-20000", (3, 6, 9, 12)),
        ("48-1", (3, 6, 9, 12)),
        ("49-1", (1, 4, 7, 10)),
        ("8100001", (1, 4, 7, 10)),
    ],
)
def test_ith_old_the_leading_digits_give_the_months(account: str, months: tuple[int, ...]) -> None:
    quarters = quarters_due(account, 2023, rules(), CALENDAR)
    assert not isinstance(quarters, Refusal)
    assert tuple(q.due_on for q in quarters) == tuple(date(2023, m, 20) for m in months)


@pytest.mark.parametrize("account", ["01-1", "16-1", "30-1", "82-1", "", "2", "AB-1", "²²-1"])
def test_ith_old_other_digits_are_in_no_zone(account: str) -> None:
    refused = zone_of(account, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.WATER_ZONE_UNKNOWN
    assert "02-15, 31-48, 49-81" in refused.sentence


def test_gcl_25a_the_twentieth_rolls_off_a_weekend() -> None:
    # 20 February 2027 is a Saturday and 20 June 2027 a Sunday; 20 March 2027 is a Saturday too.
    february = next_due("02-1", date(2027, 2, 1), rules(), CALENDAR)
    assert february == QuarterDue(date(2027, 2, 20), date(2027, 2, 22))
    june = next_due("31-1", date(2027, 6, 21), rules(), CALENDAR)
    assert june == QuarterDue(date(2027, 6, 20), date(2027, 6, 21))
    assert next_due("31-1", date(2027, 6, 22), rules(), CALENDAR) == QuarterDue(
        date(2027, 9, 20), date(2027, 9, 20)
    )


def test_the_next_bill_may_be_next_years() -> None:
    due = next_due("49-1", date(2026, 11, 2), rules(), CALENDAR)
    assert isinstance(due, QuarterDue)
    assert due.due_on == date(2027, 1, 20)


@pytest.mark.parametrize(
    ("meter", "published"),
    [
        ("5/8", 189_12),
        ("1", 504_32),
        ("1.5", 866_80),
        ("2", 1_765_12),
        ("4", 3_798_16),
        ("6", 6_634_96),
    ],
)
def test_ith_rates_minimum_bills_of_2022(meter: str, published: int) -> None:
    assert cost(meter, 0) == Money(published)


def test_ith_rates_the_three_inch_row_is_misprinted_by_ten_cents() -> None:
    # The page prints 2,521.50; its own two columns, 1,556.80 and 964.80, sum to 2,521.60.
    assert cost("3", 0, kind="water") == Money(1_556_80)
    assert cost("3", 0, kind="sewer") == Money(964_80)
    assert cost("3", 0) == Money(2_521_60)


def test_ith_rates_worked_example_of_2022() -> None:
    # A 1 inch meter with 15 units beyond the minimum: 504.32 and 236.40.
    lines = charges("1", 3200 + 1500)
    assert total(x.amount for x in lines if x.part == "minimum") == Money(504_32)
    assert total(x.amount for x in lines if x.part == "beyond") == Money(236_40)
    assert total(x.amount for x in lines) == Money(740_72)
    assert {x.cubic_feet for x in lines} == {3200, 1500}
    assert all("9.73 and 6.03" in x.source.citation for x in lines)


def test_ith_rates14_a_hundred_cubic_feet_cost_10_58_in_2014() -> None:
    assert cost("5/8", 1300, IN_2014) - cost("5/8", 1200, IN_2014) == Money(10_58)
    assert cost("5/8", 1300) - cost("5/8", 1200) == Money(15_76)


def test_a_day_without_rates_and_a_size_without_minimum_are_refused() -> None:
    no_rate = use_charges("1", 0, date(2018, 1, 1), rules())
    assert isinstance(no_rate, Refusal)
    assert no_rate.code is Code.WATER_RATE_MISSING
    no_meter = use_charges("8", 0, IN_2022, rules())
    assert isinstance(no_meter, Refusal)
    assert no_meter.code is Code.WATER_METER_UNKNOWN
    assert "5/8, 1, 1.5" in no_meter.sentence


def test_full_hundreds_only_where_the_policy_says_so() -> None:
    whole = replace(rules(), whole_units=True)
    lines = use_charges("5/8", 1399, IN_2022, whole)
    assert not isinstance(lines, Refusal)
    assert total(x.amount for x in lines) == cost("5/8", 1300)


@given(st.integers(0, 100_000), st.integers(0, 5_000))
def test_more_use_never_costs_less_and_no_bill_is_below_the_minimum(used: int, more: int) -> None:
    assert cost("5/8", 0) <= cost("5/8", used) <= cost("5/8", used + more)


def test_ij_2015_stormwater_is_48_a_year_on_the_water_bill() -> None:
    lines = [
        stormwater_line("02-1", date(2015, m, 20), date(2015, m, 1), rules()) for m in (2, 5, 8, 11)
    ]
    amounts = [x.amount for x in lines if isinstance(x, WaterLine)]
    assert amounts == [Money(12_00)] * 4
    assert stormwater_line("02-1", date(2014, 5, 20), IN_2014, rules()) is None


@given(st.integers(1, 100_000))
def test_the_years_stormwater_parts_lose_no_cent(cents: int) -> None:
    policy = rules()
    odd = replace(policy, stormwater=(replace(policy.stormwater[0], per_year=Money(cents)),))
    parts = [stormwater_line("49-1", date(2023, m, 20), IN_2022, odd) for m in (1, 4, 7, 10)]
    assert total(p.amount for p in parts if isinstance(p, WaterLine)) == Money(cents)


def test_stormwater_in_a_month_without_a_bill_is_refused() -> None:
    refused = stormwater_line("49-1", date(2023, 2, 20), IN_2022, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.WATER_NOT_DUE


def quarters(*feet: int) -> list[QuarterUse]:
    """The use of the February quarters of 2017, 2018 and on."""
    return [QuarterUse(date(2017 + n, 2, 20), used) for n, used in enumerate(feet)]


LEAK = QuarterUse(date(2022, 2, 20), 9000)


def adjusted(leak: QuarterUse, earlier: list[QuarterUse]) -> LeakAdjustment:
    """The adjustment of a 5/8 inch meter's bill, which must not be refused."""
    found = leak_adjustment("5/8", leak, earlier, IN_2022, rules())
    assert isinstance(found, LeakAdjustment)
    return found


def test_ith_adj_the_excess_over_the_five_year_average_comes_off() -> None:
    other = [QuarterUse(date(2021, 5, 20), 99_000), QuarterUse(date(2016, 2, 20), 99_000)]
    found = adjusted(LEAK, quarters(1500, 1600, 1700, 1800, 1900) + other)
    assert (found.average, found.floor, found.billed_as) == (1700, 1200, 1700)
    assert [q.due_on.year for q in found.quarters] == [2017, 2018, 2019, 2020, 2021]
    # 73 units of 15.76 come off.
    assert found.amount == Money(1_150_48) == cost("5/8", 9000) - cost("5/8", 1700)
    assert dict(found.credits) == {"water": Money(710_29), "sewer": Money(440_19)}


def test_ith_adj_never_below_the_minimum_of_the_meter() -> None:
    found = adjusted(LEAK, quarters(300, 400, 500, 600, 700))
    assert (found.average, found.billed_as) == (500, 1200)
    assert cost("5/8", 9000) - found.amount == Money(189_12)


def test_ith_adj_no_excess_takes_nothing_off() -> None:
    found = adjusted(QuarterUse(LEAK.due_on, 1400), quarters(1500, 1600, 1700, 1800, 1900))
    assert found.billed_as == 1400
    assert found.amount == Money(0)


def test_ith_adj_fewer_years_than_the_policy_asks_for_are_refused() -> None:
    refused = leak_adjustment("5/8", LEAK, quarters(1500, 1600), IN_2022, rules())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.LEAK_HISTORY_SHORT


@given(st.integers(0, 50_000), st.lists(st.integers(0, 50_000), min_size=5, max_size=5))
def test_an_adjusted_bill_is_between_the_minimum_and_the_bill(used: int, past: list[int]) -> None:
    found = adjusted(QuarterUse(LEAK.due_on, used), quarters(*past))
    before = cost("5/8", used)
    assert cost("5/8", 0) <= before - found.amount <= before
