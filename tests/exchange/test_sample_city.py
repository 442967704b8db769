from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from domain.receipting.boot_release import boot_words
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from exchange.importer import read_export
from exchange.intake_report import ImportReport, import_file
from exchange.policy_fields import once_each
from exchange.sample_city import write_city
from exchange.sample_people import sbl_of
from exchange.sample_tickets import plate_of
from storage.memory import MemoryBooks
from tests.exchange.kit import MOMENT, ithaca, sample

ON = date(2027, 1, 25)


def digests(files: dict[str, Path]) -> dict[str, str]:
    return {kind: hashlib.sha256(path.read_bytes()).hexdigest() for kind, path in files.items()}


def test_the_same_number_gives_the_same_city_and_another_gives_another(tmp_path: Path) -> None:
    first = digests(write_city(tmp_path / "a", sample(), 300, 1, ON))
    assert digests(write_city(tmp_path / "b", sample(), 300, 1, ON)) == first
    assert {p.name for p in (tmp_path / "a").iterdir()} == {f"{kind}.csv" for kind in first}
    other = digests(write_city(tmp_path / "c", sample(), 300, 2, ON))
    assert all(other[kind] != first[kind] for kind in first)


def test_the_city_is_the_same_on_every_machine(tmp_path: Path) -> None:
    # Fixed here: other words, other dice or another order would quietly make another city.
    whole = "".join(digests(write_city(tmp_path, sample(), 40, 1, ON)).values())
    assert hashlib.sha256(whole.encode()).hexdigest()[:16] == "c6e13af1602d68ff"


@pytest.mark.parametrize("on", [ON, date(2026, 7, 10), date(2027, 12, 31), date(2028, 2, 29)])
def test_every_row_of_the_city_is_taken_in(tmp_path: Path, on: date) -> None:
    books, loaded = MemoryBooks(), ithaca()
    for kind, path in write_city(tmp_path, sample(), 280, 1, on).items():
        answer = import_file(books, path, kind, loaded, "cham", MOMENT)
        assert isinstance(answer, ImportReport), answer.lines()
        assert answer.result.intake.rows == answer.result.bills_added > 0
    assert sum(r.accounts_added for r in books.intakes()) > 280 + 275


def test_the_city_has_its_size_and_its_troubles(tmp_path: Path) -> None:
    loaded = ithaca()
    accounts, bills = {}, {}
    for kind, path in write_city(tmp_path, sample(), 2800, 1, ON).items():
        export = read_export(path, kind, loaded.column_maps[kind])
        assert export.rejections == []
        accounts[kind], bills[kind] = list(export.accounts()), list(export.bills())
    assert len(accounts["tax"]) == 2800
    assert len(accounts["water"]) == 2750
    assert len(accounts["permits"]) == 750
    assert len([b for b in bills["parking"] if b.status == "open"]) == 6000
    kinds = {hold.kind for held in accounts.values() for a in held for hold in a.holds}
    assert kinds >= {"escrow", "cash_only", "note", "blocked"}
    keys = {kind: {a.party_key for a in held if a.name} for kind, held in accounts.items()}
    assert len(keys["tax"] & keys["water"]) > 1000
    assert len(keys["tax"] & keys["parking"]) > 100
    assert len([a for a in accounts["parking"] if not a.name]) > 100
    for kind in ("tax", "water", "parking"):
        due = {i.due_on >= ON for b in bills[kind] for i in b.instalments if i.face}
        assert due == {True, False}, kind


def test_the_city_has_liens_appeals_verdicts_boots_minimum_bills_and_seniors(
    tmp_path: Path,
) -> None:
    loaded = ithaca()
    files = write_city(tmp_path, sample(), 2800, 1, ON)
    exports = {kind: read_export(p, kind, loaded.column_maps[kind]) for kind, p in files.items()}
    liens = Counter(b.account_number for b in exports["tax"].bills() if b.facts.lien_on)
    assert set(liens.values()) == {1, 2, 3}
    flags = Counter(flag for b in exports["tax"].bills() for flag in b.facts.flags)
    assert flags["senior"] > 100
    assert flags["military"] > 0
    used = [b.facts.water for b in exports["water"].bills()]
    assert all(each is not None for each in used)
    least = {"5/8": 1200, "1": 3200}
    assert any(f and f.cubic_feet < least.get(f.meter, 0) for f in used)
    tickets = list(exports["parking"].bills())
    histories = Counter(
        tuple(e.step.name for e in b.facts.ticket.events) for b in tickets if b.facts.ticket
    )
    for path in ("APPEAL",), ("APPEAL", "REDUCE"), ("APPEAL", "DENY"), ("APPEAL", "DISMISS"):
        assert histories[path] > 10
    assert histories["PLEAD", "CONVICT"] > 10
    assert histories["DEFAULT_NOTICE", "DEFAULT"] > 10
    boots: dict[str, list[BillState]] = {}
    for bill in tickets:
        if bill.facts.ticket and bill.facts.ticket.boot_on:
            boots.setdefault(bill.account_number, []).append(BillState(bill))
    assert len(boots) > 10
    for plate, states in boots.items():
        assert boot_words(plate, states, ON, loaded.office).startswith("BOOTED: ")
        assert len(states) >= 5
    kinds = {s.charge_kind for b in tickets for s in assess(BillState(b), ON, loaded.office).steps}
    assert {"state_surcharge", "handicapped_surcharge", "late_fee"} <= kinds


def test_water_is_due_on_the_20th_of_its_zones_months(tmp_path: Path) -> None:
    months = {2: {2, 5, 8, 11}, 3: {3, 6, 9, 12}, 1: {1, 4, 7, 10}}
    path = write_city(tmp_path, sample(), 600, 1, ON)["water"]
    for bill in read_export(path, "water", ithaca().column_maps["water"]).bills():
        route, due = int(bill.account_number[:2]), bill.instalments[0].due_on
        zone = 2 if route <= 15 else 3 if 31 <= route <= 48 else 1
        assert due.day == 20
        assert due.month in months[zone]


def test_numbers_of_the_city_never_repeat() -> None:
    states = sample().parking.plates.states
    once_each((sbl_of(parcel) for parcel in range(20_000)), "parcel")
    once_each((plate_of(states, 1, car) for car in range(20_000)), "plate")
