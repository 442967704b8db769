"""What no public page says is a row of the policy that the office is asked to confirm: each has its key."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from domain.money import ZERO
from exchange.policy import load_office
from tests.exchange.kit import ITHACA, ithaca


@cache
def asked(office: str) -> dict[tuple[str, str], str]:
    """What an office is asked to confirm, by file and key."""
    found = load_office(ITHACA.parent / office)
    return {(c.file, c.key): c.text for c in found.to_confirm}


def at(file: str, key: str) -> Any:
    """The value at a dotted key of one of the City's files; rows count from 1."""
    found: Any = tomllib.loads((ITHACA / file).read_text(encoding="utf-8"))
    for part in key.split("."):
        found = found[int(part) - 1] if part.isdigit() else found[part]
    return found


LEFT = [
    # rule, file, key that asks, a word of the question
    ("ith_tax: the monthly ladder before 1 October", "tax.toml", "ladders.1", "month-by-month"),
    ("rptl928a: whether part payments are resolved", "tax.toml", "", "928-a"),
    ("ith_school: two readings of compound", "school.toml", "ladders.1", "two ways"),
    ("ith_school: due date after the blackout", "school.toml", "", "due date"),
    (
        "gml5b: the resolution of electronic payments",
        "office.toml",
        "tender_kinds.4.authorized",
        "resolution",
    ),
    ("ith_656: which day the drop box counts for", "office.toml", "mail", "drop box"),
    ("town_water: the City's own water penalty", "water.toml", "ladders.1", "1 %"),
    ("ith_rates: rates after 2022", "water_rates.toml", "rates.2", "after 2022"),
    ("ith_rates14: minimums of 2014", "water_rates.toml", "rates.1", "stand in"),
    ("ij_2015: the present stormwater fee", "water_rates.toml", "stormwater.1", "present fee"),
    ("ith_adj: fewer than five years", "water_rates.toml", "leak", "fewer than five"),
    ("ith_faq226: the amount of the late fee", "parking.toml", "late_fees.1", "not in a public"),
    (
        "ith_faq226: how the days go on after an answer",
        "parking_rules.toml",
        "appeal",
        "begin again",
    ),
    ("ij_boot: number, fee and hours of today", "parking_rules.toml", "boot", "of today"),
    ("vtl_1809: what is a conviction", "parking_rules.toml", "conviction", "conviction"),
    ("nycrr6180: whether in the program", "parking_rules.toml", "second_notice", "program"),
    ("rptl1112, a4466: whether the order was turned", "liens.toml", "redemption.1", "farms"),
    ("ith_tax: terms of a plan", "liens.toml", "plan", "three years"),
    ("weny: whether old tags are still exchanged", "item_rules.toml", "exchanges.1", "until when"),
    ("gml85: the fee and its amount", "corrections.toml", "returned_checks", "resolved the fee"),
    ("tx_nsf, oh_nsf: counts of the hold", "corrections.toml", "returned_checks", "other offices"),
    ("ith_faq226: who waives a late fee", "corrections.toml", "waivers.1", "waived"),
    ("ith_580: first day of the card's price", "items.toml", "items.5.prices.1", "first day"),
]


@pytest.mark.parametrize(("rule", "file", "key", "word"), LEFT, ids=[row[0] for row in LEFT])
def test_what_only_the_office_knows_has_its_key_and_is_to_be_confirmed(
    rule: str, file: str, key: str, word: str
) -> None:
    assert word in asked("ithaca")[file, key], rule
    assert at(file, key) if key else True


def test_of_the_towns_two_pages_on_water_one_is_to_be_asked_for() -> None:
    assert "1 %" in asked("ithaca_town")["water.toml", "ladders.1"]


def test_new_york_has_no_tolerance_found_so_none_is_in_any_office() -> None:
    for folder in sorted(path for path in ITHACA.parent.iterdir() if path.is_dir()):
        for service in load_office(folder).office.services:
            assert service.tolerances == ()


def test_rptl_928a_and_925b_no_office_grants_itself_what_only_a_resolution_gives() -> None:
    for service in ithaca().office.services:
        assert service.part_payments is None
        assert service.extensions == ()
    for code in ("tax", "school"):
        assert not ithaca().office.service(code).partial_allowed


def test_ith_159_prices_that_pages_contradict_are_in_no_policy_of_charges() -> None:
    # Monthly garage prices come with each row of the permit program: 85, 96 and 159 of 2015, or 33 of 2018.
    assert ithaca().office.service("permits").accruals == ()
    assert "permit program" in asked("ithaca")["permits.toml", ""]
    prices = {str(p.amount) for item in ithaca().office.items for p in item.prices}
    assert prices.isdisjoint({"85.00", "96.00", "159.00", "33.00"})
    assert ZERO not in {p.amount for item in ithaca().office.items for p in item.prices}
