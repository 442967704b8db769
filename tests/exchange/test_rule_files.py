"""The optional rule files: none is needed, a wrong one is refused in one sentence, all is cited."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from domain.policy.service_rules import ServiceRules
from exchange.policy import PolicyError, load_office
from exchange.policy_files import RULE_FILES
from tests.exchange.kit import ITHACA, ithaca


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the model office that a test may spoil."""
    return Path(shutil.copytree(ITHACA, tmp_path / "office"))


def test_an_office_needs_none_of_them(office: Path) -> None:
    for name in RULE_FILES:
        (office / name).unlink()
    loaded = load_office(office)
    assert loaded.rules == ServiceRules()
    assert loaded.office.digest != ithaca().office.digest


def test_what_they_leave_open_is_listed() -> None:
    files = {c.file for c in ithaca().to_confirm}
    assert files >= RULE_FILES


def test_a_boot_fee_needs_its_charge_kind(office: Path) -> None:
    text = (office / "parking.toml").read_text(encoding="utf-8")
    text = text.replace('"boot", "tow"', '"tow"')
    text = text.replace(
        '[[charge_kinds]]\ncode = "boot"\nname = "Boot fee"\ngl_code = "A.3320.1740"\n', ""
    )
    (office / "parking.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=r"parking\.toml: charge_kinds has no charge kind 'boot'"):
        load_office(office)


def toml(file: str) -> dict[str, Any]:
    """What a file of the model office says."""
    return tomllib.loads((ITHACA / file).read_text(encoding="utf-8"))


def test_what_two_files_say_of_one_thing_agrees() -> None:
    zones = [(z["first"], z["last"], z["months"][0]) for z in toml("water_rates.toml")["zones"]]
    sample = [(*z["routes"], z["first_month"]) for z in toml("sample_city.toml")["water"]["zones"]]
    assert zones == sample


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("water_rates.toml", 'water = "9.73"', "water = 9.73", ["rates.2.per_unit.water", "9.73"]),
        ("water_rates.toml", "to = 2014-12-31\n", "", ["begins before", "2022-01-01"]),
        ("water_rates.toml", "first = 31", "first = 15", ["share a prefix"]),
        ("water_rates.toml", "last = 81", "last = 181", ["more digits"]),
        ("water_rates.toml", "months = [2, 5,", "months = [5, 2,", ["zones.1", "order"]),
        ("water_rates.toml", "least_years = 5", "least_years = 6", ["leak", "least_years"]),
        ("water_rates.toml", "day = 20", "days = 20", ["due.days", "did you mean 'day'"]),
        ("water_rates.toml", 'meter = "1",', 'meter = "5/8",', ["meter size 5/8", "twice"]),
        ("parking_rules.toml", '"45.00", "60.00"', '"45.00", "40.00"', ["fines.1", "do not fall"]),
        ("parking_rules.toml", "remit_day = 10", "remit_day = 31", ["remit_day", "31"]),
        ("parking_rules.toml", 'resume = "remaining"', 'resume = "half"', ["appeal.resume"]),
        ("parking_rules.toml", 'infraction = "17"', 'infraction = "06"', ["infraction 06"]),
        ("parking_rules.toml", '["guilty", "default"]', '["guilt"]', ["conviction.by", "guilty"]),
        ("parking_rules.toml", "at_open = 5", "at_open = 0", ["boot.at_open"]),
        ("liens.toml", '"newest_first"', '"newest"', ["redemption.1.order", "oldest_first"]),
        ("liens.toml", 'down = "25 %"', 'down = "100 %"', ["plan", "less than the whole"]),
        ("liens.toml", "payments = 24", "payments = 0", ["plan.payments"]),
        ("item_rules.toml", "honor_to = 2018-12-31", "honor_to = 2018-07-30", ["honored.1"]),
        ("item_rules.toml", 'worth = "3.75"', "worth = 3.75", ["exchanges.1.worth", "cents"]),
        ("item_rules.toml", 'mode = "credit"', 'mode = "gift"', ["exchanges.1.mode"]),
        ("item_rules.toml", 'new = "T1"', 'new = "T9"', ["exchanges.1.new", "'T9'", "TS, T1"]),
        ("parking_rules.toml", 'tenders = ["C"]', 'tenders = ["X"]', ["boot.tenders", "'X'"]),
        ("parking_rules.toml", 'e = "parking"', 'e = "parked"', ["service is 'parked'", "school"]),
        (
            "parking_rules.toml",
            'code = "state_surcharge"',
            'code = "city_surcharge"',
            ["surcharges.1.code", "'city_surcharge'", "handicapped_surcharge"],
        ),
        ("liens.toml", '"tax", "school"]', '"tax", "schools"]', ["services.2", "'schools'"]),
        ("liens.toml", '"any_payment"', '"always"', ["redemption.1.warn_on", "redemption"]),
    ],
)
def test_a_wrong_one_is_refused(
    office: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    path = office / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(office)
    sentence = str(refused.value)
    assert sentence.startswith(file)
    assert [words for words in said if words not in sentence] == []
