"""Last days move forward over weekends and holidays (RPTL 925-a, GCL 25-a)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar, add_months, month_day_on_or_after

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
calendars = st.frozensets(days, max_size=30).map(Calendar)


@given(calendars, days)
def test_a_day_rolls_to_the_first_business_day_from_it_on(calendar: Calendar, day: date) -> None:
    rolled = calendar.roll(day)
    assert calendar.is_business_day(rolled)
    passed = [day + timedelta(days=n) for n in range((rolled - day).days)]
    assert not any(calendar.is_business_day(d) for d in passed)
    assert calendar.roll(rolled) == rolled


@given(calendars, days, days)
def test_rolling_keeps_the_order_of_days(calendar: Calendar, one: date, other: date) -> None:
    assert calendar.roll(min(one, other)) <= calendar.roll(max(one, other))


def test_a_holiday_after_a_weekend_is_passed_too() -> None:
    calendar = Calendar(frozenset({date(2027, 7, 5)}))
    assert calendar.roll(date(2027, 7, 3)) == date(2027, 7, 6)
    assert calendar.roll(date(2027, 7, 2)) == date(2027, 7, 2)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 2, 1), 11, date(2028, 1, 1)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 3, 5), 0, date(2027, 3, 5)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(days, st.integers(1, 12), st.integers(1, 28))
def test_the_next_month_and_day_is_within_a_year(day: date, month: int, of: int) -> None:
    found = month_day_on_or_after(day, month, of)
    assert (found.month, found.day) == (month, of)
    assert day <= found < add_months(day, 12) + timedelta(days=1)


def test_the_twenty_ninth_of_february_falls_back() -> None:
    assert month_day_on_or_after(date(2027, 1, 1), 2, 29) == date(2027, 2, 28)
    assert month_day_on_or_after(date(2028, 1, 1), 2, 29) == date(2028, 2, 29)
