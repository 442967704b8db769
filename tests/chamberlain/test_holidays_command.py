"""``chamberlain holidays``: by law, in the policy's own format, and never over what the office corrected."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from exchange.policy import load_office
from tests.chamberlain.kit import ROOT, Line, one_sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the City's policy."""
    return Path(shutil.copytree(ROOT / "offices" / "ithaca", tmp_path / "city"))


def test_the_years_are_printed_as_the_policy_holds_them(line: Line) -> None:
    ran = line("holidays", "--from", "2023", "--to", "2030")
    assert ran.code == DONE
    assert (ROOT / "offices" / "ithaca" / "holidays.toml").read_text("utf-8").endswith(ran.out)
    (year,) = line("holidays", "--from", "2027", "--json").json
    assert {"on": "2027-02-12", "name": "Lincoln's Birthday"} in year["days"]


def test_missing_years_are_written_and_the_offices_corrections_stay(
    line: Line, folder: Path
) -> None:
    path = folder / "holidays.toml"
    corrected = path.read_text("utf-8").replace(
        'name = "Columbus Day"', 'name = "Indigenous Peoples Day"'
    )
    path.write_text(corrected, encoding="utf-8")
    words = ("holidays", "--from", "2030", "--to", "2032", "--write", "--office", folder)
    ran = line(*words)
    assert ran.code == DONE
    assert "2031, 2032" in ran.out
    assert "Left as the office has them: 2030" in ran.out
    assert path.read_text("utf-8").startswith(corrected)
    assert not load_office(folder).office.calendar.is_business_day(
        tomllib.loads(path.read_text("utf-8"))["years"][-1]["days"][0]["on"]
    )
    again = line(*words, "--json").json
    assert (again["added"], again["kept"]) == ([], [2030, 2031, 2032])
    line(*words, "--replace")
    assert "Indigenous" not in path.read_text("utf-8").partition("year = 2030")[2]
    assert "Indigenous" in path.read_text("utf-8")


def test_what_cannot_be_asked_is_refused_in_a_sentence(line: Line, folder: Path) -> None:
    for words in (
        ("--from", "2030", "--to", "2029"),
        ("--from", "1066"),
        ("--from", "2030", "--replace"),
    ):
        ran = line("holidays", *words)
        assert ran.code == WRONG_USAGE
        one_sentence(ran)
    (folder / "holidays.toml").write_text("years = 3", encoding="utf-8")
    ran = line("holidays", "--from", "2031", "--write", "--office", folder)
    assert ran.code == REFUSED
    assert "holidays.toml" in one_sentence(ran)
    assert (folder / "holidays.toml").read_text("utf-8") == "years = 3"
