"""Every office that comes with the program: its files hold, cite their sources, and make sense of a bill."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.receivables.application import apply_money
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.refusals import Code, Refusal
from exchange.policy import LoadedOffice, load_office
from tests.exchange.kit import ITHACA
from tests.exchange.test_policy import uncited

OFFICES = sorted(folder for folder in ITHACA.parent.iterdir() if folder.is_dir())
NAMES = [folder.name for folder in OFFICES]
FILES = sorted(path for folder in OFFICES for path in folder.glob("*.toml"))
every_office = pytest.mark.parametrize("name", NAMES)


@cache
def loaded(name: str) -> LoadedOffice:
    """An office, read once."""
    return load_office(ITHACA.parent / name)


def bill(name: str, service: str, due_on: date, cents: int) -> Bill:
    """A bill with one charge: the last in the order of application, which is the debt itself."""
    kind = loaded(name).office.service(service).application_order[-1]
    charges = (Charge(kind, Money(cents)),)
    issued_on = due_on - timedelta(days=30)
    return Bill("B-1", service, "A-1", "A bill", issued_on, (Instalment(1, due_on, charges),))


def test_there_is_more_than_one_office() -> None:
    assert {"ithaca", "ithaca_town"} <= set(NAMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_number_names_its_source_or_asks_to_be_confirmed(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    data.pop("denominations", None)
    assert list(uncited(data, path.name)) == []


@every_office
def test_every_rule_carries_its_key_and_citation(name: str) -> None:
    office = loaded(name).office
    for service in office.services:
        assert service.closed_days_rule
        for rule in (*service.accruals, *service.extensions, *service.tolerances):
            assert rule.source.citation
            assert rule.source.policy_key.startswith(f"{service.code}.")
    assert office.mail.source.citation
    assert all(price.source.citation for item in office.items for price in item.prices)


@every_office
def test_no_one_both_takes_money_and_keeps_the_operators(name: str) -> None:
    for role in loaded(name).office.roles:
        assert not {"take_money", "apply_users"} <= role.held
        assert not {"take_money", "import_files"} <= role.held


@every_office
def test_every_import_is_of_a_service_and_every_service_has_one(name: str) -> None:
    found = loaded(name)
    assert {m.service for m in found.column_maps.values()} == {
        s.code for s in found.office.services
    }


days = st.integers(0, 900)


@every_office
@given(st.data(), days, days, days, st.integers(1, 900_000))
def test_what_is_owed_never_falls_adds_up_and_is_paid_by_what_is_asked(
    name: str, data: st.DataObject, due: int, first: int, second: int, cents: int
) -> None:
    office = loaded(name).office
    service = data.draw(st.sampled_from(office.services))
    state = BillState(bill(name, service.code, date(2026, 1, 1) + timedelta(days=due), cents))
    day = date(2026, 1, 1) + timedelta(days=first)
    asked = assess(state, day, office)
    assert asked.total == total(s.amount for s in asked.steps)
    assert all(s.policy_key and s.citation for s in asked.steps if s.kind == "accrual")
    assert assess(state, day + timedelta(days=second), office).total >= asked.total
    taken = apply_money(asked, asked.total, service)
    if isinstance(taken, Refusal):
        assert taken.code is Code.BILL_RETURNED
        assert service.returned is not None
        return
    paid = tuple(Applied(a.instalment, a.kind, a.amount, day) for a in taken)
    settled = replace(state, applied=paid)
    assert assess(settled, day, office).total == Money(0)
    assert assess(settled, day + timedelta(days=second), office).total == Money(0)


@pytest.mark.parametrize(
    ("on", "dollars"),
    [
        (date(2027, 1, 31), "1,000.00"),
        (date(2027, 2, 1), "1,000.00"),  # 31 January 2027 is a Sunday
        (date(2027, 2, 2), "1,010.00"),
        (date(2027, 3, 1), "1,010.00"),  # 28 February 2027 is a Sunday
        (date(2027, 3, 2), "1,020.00"),
        (date(2027, 3, 31), "1,020.00"),
    ],
)
def test_town_tax_one_percent_in_february_and_two_in_march(on: date, dollars: str) -> None:
    office = loaded("ithaca_town").office
    state = BillState(bill("ithaca_town", "tax", date(2027, 1, 31), 100_000))
    found = assess(state, on, office)
    assert str(found.total) == dollars
    assert not isinstance(apply_money(found, found.total, office.service("tax")), Refusal)


@pytest.mark.parametrize(
    ("due_on", "last_here"),
    [
        (date(2027, 1, 31), date(2027, 3, 31)),
        (date(2026, 1, 31), date(2026, 3, 31)),
        (date(2029, 1, 31), date(2029, 4, 2)),  # 31 March 2029 is a Saturday
    ],
)
def test_town_tax_from_1_april_the_county_collects(due_on: date, last_here: date) -> None:
    office = loaded("ithaca_town").office
    state = BillState(bill("ithaca_town", "tax", due_on, 100_000))
    last = assess(state, last_here, office)
    assert not isinstance(apply_money(last, last.total, office.service("tax")), Refusal)
    after = assess(state, last_here + timedelta(days=1), office)
    refused = apply_money(after, after.total, office.service("tax"))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_RETURNED
    assert "Tompkins County" in refused.sentence


def test_town_water_ten_percent_and_the_other_page_is_to_be_confirmed() -> None:
    # The Town's two pages contradict each other: 10 % is kept, and says that it is to be confirmed.
    office = loaded("ithaca_town").office
    state = BillState(bill("ithaca_town", "water", date(2027, 3, 31), 10_000))
    found = assess(state, date(2027, 4, 1), office)
    assert found.total == Money(11_000)
    assert "To be confirmed" in found.steps[-1].citation


def test_ith_school_five_percent_and_one_a_month_compound_through_october() -> None:
    office = loaded("ithaca").office
    state = BillState(bill("ithaca", "school", date(2026, 12, 31), 100_000))
    for on, cents in (
        (date(2026, 12, 31), 100_000),
        (date(2027, 1, 25), 106_050),
        (date(2027, 2, 2), 107_111),  # 31 January is a Sunday; 1 % of 1,060.50 is 10.605
        (date(2027, 11, 30), 115_987),
    ):
        assert assess(state, on, office).total == Money(cents), on
    assert any(
        c.file == "school.toml" and "two ways" in c.text for c in loaded("ithaca").to_confirm
    )
