"""What the policy says of cash rounding: read whole, dated, and refused where it does not hold."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from domain.money import Money
from domain.policy.codec import decode_office, encode_office
from exchange.policy import PolicyError, load_office

OFFICES = Path(__file__).resolve().parents[2] / "offices"
FILE = "rounding.toml"


def test_the_city_takes_every_bill_to_the_cent_and_says_why() -> None:
    found = load_office(OFFICES / "ithaca")
    (row,) = found.office.rounding.rows
    assert row.mode == "off"
    assert "S8580" in row.source.citation
    assert "S9541" in row.source.citation
    assert found.office.rounding.on(date(2026, 11, 23)) is None
    assert [c.key for c in found.to_confirm if c.file == FILE] == ["rounding.1"]


def test_the_town_rounds_water_from_the_new_year_and_asks_for_a_resolution() -> None:
    found = load_office(OFFICES / "ithaca_town")
    rules = found.office.rounding
    assert rules.on(date(2026, 12, 31)) is None
    row = rules.on(date(2027, 1, 1))
    assert row is not None
    assert (row.mode, row.least, row.gl_code) == ("symmetric", Money(5), "A.1330.2772")
    assert row.covers_service("water")
    assert not row.covers_service("tax"), "no law lets a collector take less than the tax"
    assert row.gl_code not in (found.office.custody.over, found.office.custody.short)
    assert [c.key for c in found.to_confirm if c.file == FILE] == ["rounding.2"]
    assert decode_office(encode_office(found.office)) == found.office


def test_without_the_file_nothing_is_rounded(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OFFICES / "ithaca_town", tmp_path / "office"))
    before = load_office(folder).office.digest
    (folder / FILE).unlink()
    office = load_office(folder).office
    assert office.rounding.rows == ()
    assert office.digest != before, "the policy kept with a posting is another one"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('mode = "symmetric"', 'mode = "up"', "favor_customer"),
        ('gl_code = "A.1330.2772"', "", "gl_code is missing"),
        ('gl_code = "A.1330.2772"', 'gl_code = "A.1330.2771"', "account of its own"),
        ('gl_code = "A.1330.2772"', 'gl_code = "A.1330.2770"', "account of its own"),
        ('gl_code = "A.1330.2772"', 'gl_code = "A.0000.0201"', "account of its own"),
        ('services = ["water"]', 'services = ["gas"]', "allowed are tax, water"),
        ('services = ["water"]', 'items = ["NONE"]', "'NONE'"),
        ('least = "0.05"', 'least = "0.04"', "0.05 or more"),
        ('least = "0.05"', "least = 0.05", "bare number"),
        ("from = 2027-01-01", "from = 2025-11-13", "listed twice"),
        ("from = 2027-01-01", "from = 2027-01-01\nto = 2026-12-31", "not before"),
        ("from = 2027-01-01", "", "from"),
        ('least = "0.05"', 'lest = "0.05"', "did you mean 'least'"),
    ],
)
def test_a_wrong_value_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(OFFICES / "ithaca_town", tmp_path / "office"))
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(folder)
    assert said in str(refused.value)
    assert FILE in str(refused.value)
