"""Periods as they are typed for a report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import GRAMMAR, Period, read_period

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("today", "2026-11-23", "2026-11-23"),
        ("Yesterday", "2026-11-22", "2026-11-22"),
        ("fri", "2026-11-20", "2026-11-20"),
        ("mon", "2026-11-23", "2026-11-23"),
        ("tuesday", "2026-11-17", "2026-11-17"),
        ("week", "2026-11-23", "2026-11-29"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last  week", "2026-11-16", "2026-11-22"),
        ("month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("mtd", "2026-11-01", "2026-11-23"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("qtd", "2026-10-01", "2026-11-23"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("ytd", "2026-01-01", "2026-11-23"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("q1", "2026-01-01", "2026-03-31"),
        ("2025-q4", "2025-10-01", "2025-12-31"),
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("11/5", "2026-11-05", "2026-11-05"),
        ("12/31", "2025-12-31", "2025-12-31"),
        ("2026-11-01..15", "2026-11-01", "2026-11-15"),
        ("2026-11-01..2026-11-03", "2026-11-01", "2026-11-03"),
        ("2026-09..2026-10", "2026-09-01", "2026-10-31"),
        ("2026-11-20 .. today", "2026-11-20", "2026-11-23"),
        ("last month..today", "2026-10-01", "2026-11-23"),
        ("fy26", "2026-01-01", "2026-12-31"),
        ("last fiscal year", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_read_as_typed(typed: str, first: str, last: str) -> None:
    expected = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert read_period(typed, MONDAY) == expected


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("fy26", "2025-07-01", "2026-06-30"),
        ("fy2027", "2026-07-01", "2027-06-30"),
        ("fiscal year", "2026-07-01", "2027-06-30"),
        ("last fy", "2025-07-01", "2026-06-30"),
    ],
)
def test_a_fiscal_year_that_begins_in_july(typed: str, first: str, last: str) -> None:
    expected = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert read_period(typed, MONDAY, fiscal_month=7) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", "..", "a..b", "2026-11-15..01", "2026-13", "2026-11-31", "fr", "next week", "last", "0000",
        "q5", "+3", "2026-11-01..2026-11-02..2026-11-03", "tomorrow..today", "2026-11-01..99",
    ],
)  # fmt: skip
def test_what_is_no_period_is_none(typed: str) -> None:
    assert read_period(typed, MONDAY) is None


def test_every_example_that_is_told_is_taken() -> None:
    for example in GRAMMAR.split(","):
        assert read_period(example, MONDAY) is not None, example


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.integers(1, 12))
def test_named_periods_hold_today_and_meet_the_ones_before(today: date, fiscal: int) -> None:
    for unit in ("week", "month", "quarter", "year", "fiscal year"):
        this = read_period(f"this {unit}", today, fiscal)
        last = read_period(f"last {unit}", today, fiscal)
        assert this is not None
        assert last is not None
        assert this.first <= today <= this.last
        assert last.last + timedelta(days=1) == this.first


@given(st.text(max_size=24))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    found = read_period(typed, MONDAY)
    assert found is None or found.first <= found.last
