from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.money import Money
from domain.office import Item, Ladder, LateFee
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, Charge, Instalment
from exchange.policy import PolicyError, load_office
from tests.exchange.kit import ITHACA, ithaca

# Settings that cite nothing because nobody else lays them down, or because they are the money itself.
SETTINGS = {"count_tries", "most_lines", "overdue_alert_days", "year", "code", "amounts"}
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?( ?%)?")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the model office that a test may spoil."""
    return Path(shutil.copytree(ITHACA, tmp_path / "office"))


def spoil(folder: Path, file: str, old: str, new: str) -> str:
    """Replace one text in a policy file and return the sentence with which it is refused."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(folder)
    sentence = str(refused.value)
    assert sentence.startswith(file)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def uncited(value: Any, path: str, cited: bool = False) -> Iterator[str]:
    """Yield the path of every number that no ``source`` or ``confirm`` stands beside or above."""
    if isinstance(value, dict):
        here = cited or bool(value.get("source") or value.get("confirm"))
        for key, part in value.items():
            if key not in SETTINGS:
                yield from uncited(part, f"{path}.{key}", here)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from uncited(part, f"{path}.{number}", cited)
    elif not cited and not isinstance(value, bool) and NUMBER.fullmatch(str(value)):
        yield path


def test_the_search_for_uncited_numbers_finds_one() -> None:
    assert list(uncited({"fees": [{"amount": "5.00"}]}, "x")) == ["x.fees.1.amount"]
    assert list(uncited({"fees": [{"amount": "5.00", "source": "Code 1"}]}, "x")) == []


def test_prices_rates_and_fees_carry_their_citation_into_the_domain() -> None:
    for service in ithaca().office.services:
        for accrual in service.accruals:
            assert accrual.source.citation
            assert accrual.source.policy_key.startswith(f"{service.code}.")
    for item in ithaca().office.items:
        assert all(price.source.citation for price in item.prices)


def test_what_no_source_was_found_for_is_listed_and_said_in_the_citation() -> None:
    loaded = ithaca()
    keys = {(c.file, c.key) for c in loaded.to_confirm}
    assert ("tax.toml", "ladders.1") in keys
    assert ("parking.toml", "late_fees.1") in keys
    assert ("water.toml", "ladders.1") in keys
    penalty = loaded.office.service("tax").accruals[0]
    assert "To be confirmed" in penalty.source.citation


def test_the_model_office_says_what_it_should() -> None:
    office = ithaca().office
    assert [s.code for s in office.services] == ["tax", "school", "water", "parking", "permits"]
    assert [k.key for k in office.tender_kinds] == ["C", "K", "M", "E"]
    assert [d.float_standard for d in office.drawers] == [Money(20000)] * 4
    tags = office.item("TS")
    assert isinstance(tags, Item)
    price = tags.price_on(date(2027, 1, 25))
    assert price is not None
    assert price.amount == Money(2700)
    single = office.item("T1")
    assert isinstance(single, Item)
    earlier = single.price_on(date(2015, 1, 1))
    assert earlier is not None
    assert earlier.amount == Money(375)
    (penalty,) = office.service("tax").accruals
    assert isinstance(penalty, Ladder)
    assert penalty.steps[-1].month_day == (10, 1)
    (late,) = office.service("parking").accruals
    assert isinstance(late, LateFee)
    assert late.after_days == 20


@pytest.mark.parametrize(
    ("day", "dollars"),
    [
        # 31 January 2026 is a Saturday: the last day in time is Monday the 2nd.
        (date(2026, 2, 2), "2,000.00"),
        (date(2026, 2, 3), "2,010.00"),
        (date(2026, 6, 30), "2,050.00"),
        (date(2026, 7, 1), "2,070.00"),
        (date(2026, 10, 1), "2,300.00"),
    ],
)
def test_the_tax_ladder_of_the_model_office(day: date, dollars: str) -> None:
    half = (Charge("tax", Money(100000)),)
    instalments = (Instalment(1, date(2026, 1, 31), half), Instalment(2, date(2026, 6, 30), half))
    bill = Bill("T1", "tax", "1.-1-1", "City tax", date(2025, 12, 31), instalments)
    assert str(assess(BillState(bill), day, ithaca().office).total) == dollars


def test_the_holidays_are_those_of_the_law() -> None:
    calendar = ithaca().office.calendar
    for day in ("2026-02-12", "2026-11-03", "2027-07-05", "2026-06-19"):
        assert not calendar.is_business_day(date.fromisoformat(day)), day
    # No Friday for a Saturday's holiday, and no Susan B. Anthony Day.
    for day in ("2026-07-03", "2027-06-18", "2027-12-24", "2028-02-15", "2028-11-10"):
        assert calendar.is_business_day(date.fromisoformat(day)), day
    assert {day.year for day in calendar.holidays} == set(range(2023, 2031))


def test_the_digest_follows_the_content_and_not_the_line_ends(office: Path) -> None:
    first = load_office(office).office.digest
    assert first == ithaca().office.digest
    path = office / "items.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_office(office).office.digest == first
    path.write_bytes(path.read_bytes().replace(b'"27.00"', b'"28.00"'))
    assert load_office(office).office.digest != first


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "items.toml",
            'amount = "27.00"',
            "amount = 27.00",
            ["items.1.prices.1.amount", "27.0", "text", '"27.00"'],
        ),
        (
            "items.toml",
            'amount = "27.00"',
            "amount = 27",
            ["items.1.prices.1.amount", "27", "text"],
        ),
        ("items.toml", 'amount = "27.00"', 'amount = "27,00"', ["'27,00'", "two decimals"]),
        ("items.toml", 'amount = "27.00"', 'amount = "-27.00"', ["'-27.00'"]),
        (
            "items.toml",
            'amount = "27.00"',
            'ammount = "27.00"',
            ["ammount", "did you mean 'amount'", "source"],
        ),
        ("items.toml", 'code = "T1"', 'code = "TS"', ["TS", "twice"]),
        (
            "items.toml",
            "from = 2019-01-01",
            'from = "2019-01-01"',
            ["prices.1.from", "'2019-01-01'", "date"],
        ),
        ("tax.toml", '"1 %"', "0.01", ["ladders.1.steps.1.rate", "0.01", '"1.5 %"']),
        ("tax.toml", '"8 %"', '"3 %"', ["ladders.1", "rises: 3 % cannot follow 7 %"]),
        ("tax.toml", '"1 %"', '"1"', ["steps.1.rate", "'1'", '"1 %", or "100 %"']),
        ("tax.toml", 'month_day = "10-01"', 'month_day = "13-01"', ["month_day", "'13-01'"]),
        (
            "tax.toml",
            'kind = "penalty"',
            'kind = "penalties"',
            ["'penalties'", "tax, sidewalk, penalty"],
        ),
        (
            "tax.toml",
            '"penalty", "sidewalk", "tax"',
            '"penalty", "tax"',
            ["application_order", "sidewalk"],
        ),
        (
            "tax.toml",
            "partial_allowed = false",
            'partial_allowed = "no"',
            ["partial_allowed", "'no'", "true and false"],
        ),
        ("tax.toml", 'code = "tax"', 'code = "taxes"', ["code", "'taxes'", "'tax'"]),
        ("tax.toml", "[[ladders]]", "[[ladders]", ["TOML", "line"]),
        (
            "water.toml",
            'source = "Town',
            'sauce = "Town',
            ["ladders.1.sauce", "did you mean 'source'"],
        ),
        (
            "office.toml",
            'time_zone = "America/New_York"',
            'time_zone = "America/Ithaca"',
            ["time_zone", "America/Ithaca"],
        ),
        ("office.toml", 'quick_item = "TS"', 'quick_item = "XX"', ["quick_item", "'XX'", "TS, T1"]),
        ("office.toml", "change_given = true", "change_given = false", ["change_given"]),
        (
            "office.toml",
            '"request_refund", "print_sheets",',
            '"request_refund", "print_sheats",',
            ["roles.1.acts.6", "'print_sheats'", "print_sheets"],
        ),
        ("office.toml", 'counted = "items"', 'counted = "tape"', ["'tape'", "denominations"]),
        ("water_rates.toml", "last = 15", "last = 1", ["zones.1", "first 2, last 1", "not below"]),
        (
            "parking_rules.toml",
            '["30.00", "45.00"',
            '["50.00", "45.00"',
            ["fines.1", "['50.00', '45.00', '60.00']", "do not fall"],
        ),
        (
            "item_rules.toml",
            "honor_to = 2018-12-31",
            "honor_to = 2018-01-31",
            ["honored.1", "sale_to 2018-07-31", "honor_to 2018-01-31"],
        ),
        ("holidays.toml", "on = 2026-01-01", "on = 2027-01-01", ["2027-01-01", "2026"]),
        ("imports.toml", 'delimiter = ","', 'delimiter = ":"', ["tax.delimiter", "':'", "tab"]),
        (
            "imports.toml",
            'service = "tax"',
            'service = "taxes"',
            ["tax.service", "'taxes'", "water"],
        ),
        (
            "imports.toml",
            '{ tax = "CITY TAX 1"',
            '{ taxx = "CITY TAX 1"',
            ["tax.instalments.1.charges", "'taxx'", "sidewalk"],
        ),
        (
            "imports.toml",
            'bill_no = "BILL NO"',
            'bil_no = "BILL NO"',
            ["tax.columns.bil_no", "did you mean 'bill_no'"],
        ),
    ],
)
def test_a_wrong_value_is_refused_with_key_value_and_what_is_allowed(
    office: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    sentence = spoil(office, file, old, new)
    assert [part for part in said if part not in sentence] == [], sentence


def test_a_rule_that_would_be_added_twice_is_refused(office: Path) -> None:
    path = office / "parking.toml"
    text = path.read_text(encoding="utf-8")
    fee = text[text.index("[[late_fees]]") :]
    path.write_text(f"{text}\n{fee.replace('2000-01-01', '2026-01-01')}", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"parking\.late_fee.*2026-01-01.*'to'"):
        load_office(office)


def test_missing_strange_and_undecodable_files_are_refused(office: Path, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="holds no policy files"):
        load_office(tmp_path / "nowhere")
    (office / "dogs.toml").write_text("", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"dogs\.toml is not named under services"):
        load_office(office)
    (office / "dogs.toml").unlink()
    (office / "water.toml").write_bytes(b'# line\ncode = "\xff"\n')
    with pytest.raises(PolicyError, match=r"water\.toml is not UTF-8 text: line 2"):
        load_office(office)
    (office / "water.toml").unlink()
    with pytest.raises(PolicyError, match=r"water\.toml is missing"):
        load_office(office)
