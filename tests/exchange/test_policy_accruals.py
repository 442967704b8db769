"""Interest, ladders and extensions in a policy file: what is read, and in what words a wrong one is refused."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.money import Money
from domain.policy.accruals import Interest, Ladder
from exchange.policy import PolicyError, load_office
from tests.exchange.kit import ITHACA

INTEREST = """
[[interest]]
key = "tax.interest"
kind = "penalty"
from = 2027-01-01
least_annual = "12 %"
instalments = [2]
compound = true
source = "Real Property Tax Law 924-a"

[[interest.rates]]
rate = "12.5 %"
from = 2026-09-01
source = "Commissioner of Taxation and Finance"
"""
EXTENSION = """
[[extensions]]
key = "tax.storm"
kind = "governor"
from = 2027-01-31
to = 2027-01-31
until = 2027-02-19
source = "Executive Order 999"
"""
PARTS = """
[part_payments]
key = "tax.part_payments"
resolved_on = 2027-03-01
fee = "10.00"
fee_kind = "service_charge"
source = "Resolution 12 of 2027; Real Property Tax Law 928-a"

[[charge_kinds]]
code = "service_charge"
name = "Part payment charge"
gl_code = "A.1325.1289"
"""
TOLERANCE = """
[[tolerances]]
key = "tax.tolerance"
short = "5.00"
over = "1.00"
short_gl_code = "A.1325.1091"
over_gl_code = "A.1325.1092"
from = 2027-01-01
source = "Resolution 13 of 2027"
"""
ORDER = '["returned_fee", "penalty", "sidewalk", "tax"]'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the model office that a test may change."""
    return Path(shutil.copytree(ITHACA, tmp_path / "office"))


def with_rows(folder: Path, *rows: str) -> Path:
    """The office with rows added to its tax."""
    path = folder / "tax.toml"
    text = path.read_text(encoding="utf-8") + "".join(rows)
    if PARTS.splitlines()[-3] in text:
        text = text.replace(ORDER, ORDER.replace("[", '["service_charge", '))
    path.write_text(text, encoding="utf-8")
    return folder


def test_interest_and_extensions_are_read(office: Path) -> None:
    tax = load_office(with_rows(office, INTEREST, EXTENSION)).office.service("tax")
    ladder, interest = tax.accruals
    assert isinstance(ladder, Ladder)
    assert isinstance(interest, Interest)
    assert interest.monthly(date(2027, 1, 1)) == Decimal("0.0104")
    assert (interest.instalments, interest.compound, interest.per) == ((2,), True, "month")
    (storm,) = tax.extensions
    assert storm.until == date(2027, 2, 19)
    assert storm.source.citation == "Executive Order 999"


@pytest.mark.parametrize(
    ("rows", "old", "new", "said"),
    [
        (
            INTEREST,
            'rate = "12.5 %"',
            "rate = 12.5",
            ["interest.1.rates.1.rate", "12.5", '"1.5 %"'],
        ),
        (INTEREST, 'least_annual = "12 %"\n', "", ["interest.1.least_annual", "missing"]),
        (INTEREST, "[2]", "[0]", ["interest.1.instalments.1", "0"]),
        (INTEREST, "compound = true", 'per = "day"', ["interest.1", "by the day"]),
        (INTEREST, "compound = true", 'per = "week"', ["interest.1.per", "'week'", "'month'"]),
        (INTEREST, 'source = "Comm', 'sauce = "Comm', ["did you mean 'source'"]),
        (INTEREST, 'kind = "penalty"', 'kind = "late"', ["'late'", "tax, sidewalk, penalty"]),
        (EXTENSION, "2027-02-19", "2027-02-22", ["extensions.1", "at most 21 days"]),
        (EXTENSION, '"governor"', '"mayor"', ["extensions.1.kind", "'mayor'", "'governor'"]),
        (EXTENSION, 'key = "tax.storm"\n', "", ["extensions.1.key", "missing"]),
        (EXTENSION, '"governor"', '"military"', ["extensions.1", "the accounts it holds for"]),
        (PARTS, '"10.00"', '"10.01"', ["part_payments", "at most 10.00"]),
        (PARTS, "resolved_on = 2027-03-01\n", "", ["part_payments.resolved_on", "missing"]),
        (PARTS, 'fee_kind = "service_charge"\n', "", ["part_payments", "go together"]),
        (PARTS, 'fee_kind = "service_charge"', 'fee_kind = "penalty"', ["fee_kind penalty"]),
        (TOLERANCE, '"5.00"', '"-5.00"', ["tolerances.1.short", "'-5.00'"]),
        (TOLERANCE, "A.1325.1092", "A.1325.1091", ["tolerances.1", "an account each"]),
        (TOLERANCE, "A.1325.1092", "A.1325.1001", ["A.1325.1001", "charge kind"]),
        (TOLERANCE, "A.1325.1092", "A.1325.2770", ["tolerances.1.over_gl_code", "drawers"]),
        (TOLERANCE, "from = 2027", "from = 2027-01-01\nto = 2026", ["tolerances.1", "'to'"]),
    ],
)
def test_a_wrong_row_is_refused_in_a_sentence(
    office: Path, rows: str, old: str, new: str, said: list[str]
) -> None:
    assert old in rows
    with pytest.raises(PolicyError) as refused:
        load_office(with_rows(office, rows.replace(old, new, 1)))
    sentence = str(refused.value)
    assert sentence.startswith("tax.toml")
    assert [part for part in said if part not in sentence] == [], sentence


def test_two_rows_of_a_key_may_hold_for_different_instalments_only(office: Path) -> None:
    first = INTEREST.replace("[2]", "[1]")
    assert len(load_office(with_rows(office, INTEREST, first)).office.service("tax").accruals) == 3
    with pytest.raises(PolicyError, match=r"tax\.interest.*'to'"):
        load_office(with_rows(office, INTEREST))


def test_part_payments_and_tolerances_are_read(office: Path) -> None:
    tax = load_office(with_rows(office, PARTS, TOLERANCE)).office.service("tax")
    assert not tax.takes_part_on(date(2027, 2, 28))
    assert tax.takes_part_on(date(2027, 3, 1))
    assert (tax.part_fee_on(date(2027, 3, 1)), tax.part_fee_kind) == (Money(1000), "service_charge")
    tolerance = tax.tolerance_on(date(2027, 1, 1))
    assert tolerance is not None
    assert (tolerance.short, tolerance.over) == (Money(500), Money(100))
    with pytest.raises(PolicyError, match=r"tax\.tolerance.*'to'"):
        load_office(with_rows(office, TOLERANCE))


def test_the_model_office_takes_no_part_of_a_tax_and_tolerates_nothing() -> None:
    model = load_office(ITHACA).office
    assert not model.service("tax").takes_part_on(date(2030, 1, 1))
    assert all(service.tolerances == () for service in model.services)
    assert [s.code for s in model.services if s.postmark_counts] == ["tax", "school"]
    assert model.mail.drop_box == "day_emptied"
    assert "To be confirmed" in model.mail.source.citation


def test_rptl986_what_a_tax_receipt_says_of_the_roll_is_policy(office: Path) -> None:
    services = load_office(ITHACA).office.services
    said = {s.code: s.receipt_particulars for s in services if s.receipt_particulars}
    all_of_it = ("property", "assessed", "roll_delivered_on", "escrow_copy")
    assert said == dict.fromkeys(("tax", "school"), all_of_it)
    path = office / "tax.toml"
    text = path.read_text(encoding="utf-8")
    for wrong, words in (
        ('"owner"', ["'owner'", "'roll_delivered_on'"]),
        ('"assessed"', ["twice"]),
    ):
        path.write_text(text.replace('["property"', f"[{wrong}"), encoding="utf-8")
        with pytest.raises(PolicyError) as refused:
            load_office(office)
        sentence = str(refused.value)
        assert sentence.startswith("tax.toml")
        assert "particular" in sentence
        assert [word for word in words if word not in sentence] == [], sentence
