"""What policy files say of the guards: read whole, and refused where they do not hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from domain.money import Money
from exchange.policy import PolicyError, load_office

OFFICES = Path(__file__).resolve().parents[2] / "offices"


def test_the_city_says_what_its_guards_are() -> None:
    guards = load_office(OFFICES / "ithaca").office.guards
    assert guards.cash_limit == Money(1_000_000)
    assert guards.check_stale_months == 6
    assert guards.public_services == {"tax", "school"}
    assert "change" in {reason.code for reason in guards.no_sale_reasons}
    # The bank's file and the emptied box say the day; whatever else dates a payment is approved.
    assert guards.backdate_alone == {"electronic", "drop_box"}
    assert not guards.override_alone
    town = load_office(OFFICES / "ithaca_town").office.guards
    assert (town.overdue_alert_days, town.cash_limit) == (60, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('public_services = ["tax", "school"]', 'public_services = ["gas"]', "gas"),
        ('public_services = ["tax", "school"]', 'public_services = ["tax", "tax"]', "twice"),
        ("overdue_alert_days = 30", "overdue_alert_days = 0", "overdue_alert_days"),
        ("check_stale_months = 6", "check_stale_months = 99", "check_stale_months"),
        ('cash_limit = "10000.00"', "cash_limit = 10000.0", "cash_limit"),
        ('backdate_alone = ["electronic",', 'backdate_alone = ["email",', "allowed are counter"),
        ('backdate_alone = ["electronic",', 'backdate_alone = ["drop_box",', "drop_box is listed"),
        ("override_alone = false", 'override_alone = "no"', "override_alone"),
        ('code = "stuck"', 'code = "change"', "change is listed twice"),
    ],
)
def test_a_wrong_value_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(OFFICES / "ithaca", tmp_path / "office"))
    path = folder / "office.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(folder)
    assert said in str(refused.value)
    assert "office.toml" in str(refused.value)
