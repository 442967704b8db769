"""The table of public holidays of each office, against the library it was seeded from, with its corrections."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from domain.calendar import Calendar
from exchange.policy import load_office
from tests.exchange.kit import ITHACA

FOLDERS = sorted(path for path in ITHACA.parent.iterdir() if path.is_dir())
every_office = pytest.mark.parametrize("folder", FOLDERS, ids=[f.name for f in FOLDERS])

# Days on which the library keeps a holiday although General Construction Law 24 does not.
NOT_PUBLIC = {"Susan B. Anthony Day"}


def calendar(folder: Path) -> Calendar:
    """The office's own calendar."""
    return load_office(folder).office.calendar


def by_law(year: int) -> set[date]:
    """The library's days, corrected: a holiday on a Saturday is not kept on the Friday before it."""
    found = holidays.country_holidays("US", subdiv="NY", years=year)
    return {
        day
        for day, name in found.items()
        if day.year == year
        and name not in NOT_PUBLIC
        and not (name.endswith("(observed)") and day.weekday() == 4)
    }


@every_office
def test_gcl24_the_table_is_the_librarys_with_its_corrections(folder: Path) -> None:
    table = calendar(folder).holidays
    years = {day.year for day in table}
    assert {2026, 2027} <= years
    for year in years:
        assert {day for day in table if day.year == year} == by_law(year)


@every_office
def test_gcl24_lincolns_birthday_and_election_day_count_although_the_office_may_be_open(
    folder: Path,
) -> None:
    # 12 February 2027 is a Friday, 15 February Washington's Birthday.
    assert calendar(folder).roll(date(2027, 2, 12)) == date(2027, 2, 16)
    assert calendar(folder).roll(date(2026, 11, 3)) == date(2026, 11, 4)
    # Independence Day of 2026 is a Saturday: the Friday before it is a day like others, in law.
    assert calendar(folder).is_business_day(date(2026, 7, 3))


@every_office
@pytest.mark.parametrize(
    ("written", "last"),
    [
        (date(2026, 1, 31), date(2026, 2, 2)),  # Saturday
        (date(2027, 1, 31), date(2027, 2, 1)),  # Sunday
        (date(2027, 2, 20), date(2027, 2, 22)),  # the water 20th on a Saturday
        (date(2027, 6, 20), date(2027, 6, 21)),
        (date(2027, 1, 20), date(2027, 1, 20)),
    ],
)
def test_rptl925a_gcl25a_calendar_vectors(folder: Path, written: date, last: date) -> None:
    assert calendar(folder).roll(written) == last


@every_office
def test_no_week_of_any_year_is_closed(folder: Path) -> None:
    closed, day = calendar(folder), date(2025, 1, 1)
    while day.year < 2029:
        assert (closed.roll(day) - day) <= timedelta(days=4)
        day += timedelta(days=1)
