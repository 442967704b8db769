"""What the policy says of reports: the fiscal year, and questions saved under names; refused where they do not hold."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from domain.periods import Period, read_period
from domain.policy.codec import decode_office, encode_office
from domain.policy.saved_reports import ReportingRules, SavedReport
from exchange.policy import PolicyError, load_office

OFFICES = Path(__file__).resolve().parents[2] / "offices"
FILE = "reports.toml"
GOOD = """fiscal_year_begins = 7
source = "The charter"

[[saved_reports]]
name = "Tickets of one plate"
report = "status"
period = "today"
account = "KXR4821"
"""


def office_with(folder: Path, text: str) -> Path:
    """The Town's files with one of reports."""
    made = Path(shutil.copytree(OFFICES / "ithaca_town", folder / "office"))
    (made / FILE).write_text(text, encoding="utf-8")
    return made


def test_the_fiscal_year_and_the_saved_questions_are_read(tmp_path: Path) -> None:
    office = load_office(office_with(tmp_path, GOOD)).office
    saved = SavedReport("Tickets of one plate", "status", "today", "KXR4821")
    assert office.reporting == ReportingRules(7, (saved,))
    assert office.reporting.named("tickets  of one PLATE") == saved
    assert office.reporting.named("another") is None
    year = read_period("fy26", date(2026, 11, 23), office.reporting.fiscal_month)
    assert year == Period(date(2025, 7, 1), date(2026, 6, 30))
    assert decode_office(encode_office(office)) == office


def test_without_the_file_the_fiscal_year_is_the_calendars() -> None:
    assert load_office(OFFICES / "ithaca_town").office.reporting == ReportingRules()


def test_the_city_asks_the_office_to_confirm_its_year() -> None:
    found = load_office(OFFICES / "ithaca")
    assert found.office.reporting.fiscal_month == 1
    assert len(found.office.reporting.saved) == 3
    assert [each.file for each in found.to_confirm if each.file == FILE] == [FILE]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fiscal_year_begins = 7", "fiscal_year_begins = 13", "fiscal_year_begins"),
        ("fiscal_year_begins = 7", "", "fiscal_year_begins"),
        ('source = "The charter"', "", "source"),
        ('report = "status"', 'report = "profit"', "allowed are proof"),
        ('report = "status"', 'report = "tender"', "account"),
        ('account = "KXR4821"', "", "of one account"),
        ('period = "today"', 'period = "one day"', "allowed is one of today"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        load_office(office_with(tmp_path, GOOD.replace(old, new)))
    assert FILE in str(refusal.value)
    assert said in str(refusal.value)


def test_a_name_is_one_questions(tmp_path: Path) -> None:
    twice = GOOD + GOOD.partition("\n\n")[2].replace("Tickets", "TICKETS")
    with pytest.raises(PolicyError, match="saved report"):
        load_office(office_with(tmp_path, twice))
