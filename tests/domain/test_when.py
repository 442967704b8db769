"""Days as they are typed at the counter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.when import read_day, read_past_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),
        ("sun", date(2026, 11, 29)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("+10", date(2026, 12, 3)),
        ("12/31", date(2026, 12, 31)),
        ("1/31", date(2027, 1, 31)),
        ("11/23", MONDAY),
        ("2/29", date(2028, 2, 29)),
        ("1/31/27", date(2027, 1, 31)),
        ("10/1/2025", date(2025, 10, 1)),
        ("2027-01-31", date(2027, 1, 31)),
    ],
)
def test_a_day_is_read_as_typed(typed: str, day: date) -> None:
    assert read_day(typed, MONDAY) == day


@pytest.mark.parametrize(
    "typed", ["", "fr", "frx", "13/1", "2/30/27", "2027-13-01", "+9999", "5", "-3"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, MONDAY) is None


@given(st.text(max_size=12), st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_anything_typed_is_answered(typed: str, today: date) -> None:
    found = read_day(typed, today)
    assert found is None or isinstance(found, date)


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.sampled_from(["mon", "wed", "sat", "sun"]))
def test_a_weekday_is_within_the_next_seven_days(today: date, typed: str) -> None:
    found = read_day(typed, today)
    assert found is not None
    assert 1 <= (found - today).days <= 7


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11/20", date(2026, 11, 20)),
        ("11/23", MONDAY),
        ("1/30", date(2026, 1, 30)),
        ("12/31", date(2025, 12, 31)),
        ("2/29", date(2024, 2, 29)),
        ("11/24/26", None),
        ("fri", None),
        ("+1", None),
    ],
)
def test_a_postmark_is_never_to_come(typed: str, day: date | None) -> None:
    assert read_past_day(typed, MONDAY) == day
