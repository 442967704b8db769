"""Seeding the table of holidays: what the law keeps, what the library says otherwise, and no correction lost."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from exchange.holiday_seed import holidays_by_law, seed, year_text
from tests.exchange.kit import ITHACA

FILES = sorted(ITHACA.parent.glob("*/holidays.toml"))
KEPT = (ITHACA / "holidays.toml").read_text(encoding="utf-8")
every_table = pytest.mark.parametrize("path", FILES, ids=[path.parent.name for path in FILES])


@every_table
def test_gcl24_seeding_2023_to_2030_gives_the_kept_table_word_for_word(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    made = "\n".join(year_text(holidays_by_law(year)) for year in range(2023, 2031))
    assert kept.endswith(made)
    head = kept.removesuffix(made)
    assert seed(head, range(2023, 2031)).text == kept


def test_gcl24_lincolns_birthday_election_day_and_no_friday_for_a_saturday() -> None:
    year = {day.on: day.name for day in holidays_by_law(2027).days}
    assert year[date(2027, 2, 12)] == "Lincoln's Birthday"
    assert year[date(2027, 2, 15)] == "Washington's Birthday"
    assert year[date(2027, 11, 2)] == "Election Day"
    # Christmas of 2027 is a Saturday, Independence Day a Sunday.
    assert date(2027, 12, 24) not in year
    assert year[date(2027, 7, 5)] == "Independence Day, kept on Monday"


@pytest.mark.parametrize("number", range(2031, 2061))
def test_gcl24_every_year_has_its_thirteen_days_and_those_moved_off_sundays(number: int) -> None:
    days = holidays_by_law(number).days
    moved = [day for day in days if day.name.endswith("kept on Monday")]
    own = [day for day in days if day not in moved]
    assert len(own) == 13
    # Each Sunday is followed by its Monday, and each Monday that was moved follows a Sunday.
    assert [d.on + timedelta(days=1) for d in own if d.on.weekday() == 6] == [d.on for d in moved]


def test_a_year_that_the_office_corrected_is_left_word_for_word() -> None:
    added = '    { on = 2027-03-05, name = "Day appointed by the governor" },\n'
    gone = '    { on = 2027-10-11, name = "Columbus Day" },\n'
    corrected = KEPT.replace(gone, "").replace(
        "year = 2027\ndays = [\n", f"year = 2027\ndays = [\n{added}"
    )
    found = seed(corrected, range(2026, 2033))
    assert (found.added, found.kept) == ((2031, 2032), tuple(range(2026, 2031)))
    assert found.text.startswith(corrected)
    years = [year["year"] for year in tomllib.loads(found.text)["years"]]
    assert years == list(range(2023, 2033))
    # Computed anew when that is asked for, and only the years named.
    again = seed(corrected, [2027], replace=True)
    assert (again.added, again.text) == ((2027,), KEPT)


def test_an_earlier_year_goes_before_the_others_and_nothing_twice() -> None:
    found = seed(KEPT, [2022])
    assert [y["year"] for y in tomllib.loads(found.text)["years"]] == list(range(2022, 2031))
    assert seed(found.text, [2022]).text == found.text
    assert seed(found.text, [2022]).added == ()
