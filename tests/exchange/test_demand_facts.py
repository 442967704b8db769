"""Relevied bills and third parties in an export, and the policy of when a bill is asked for: read strictly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from domain.receivables.facts import BillFacts, Relevied
from exchange.column_map import ColumnMap
from exchange.importer import Export, read_export
from exchange.policy import load_office
from exchange.policy_folder import PolicyError
from tests.exchange.kit import ITHACA, PLAIN, export_file, ithaca, row

MORE = {
    "facts": {"relevied_on": "DAY", "relevied_to": "BY", "third_party": "THIRD"},
}
HEADING = "ACCT,BILL,ISSUED,DUE,NAME,ADDR,WATER,SEWER,NOTE,HOLD,ST,DAY,BY,THIRD"


def read(folder: Path, *told: str) -> Export:
    """The export with these cells behind the row, one text for the last three columns."""
    rows = [f"{row(n)},{cells}" for n, cells in enumerate(told, 1)]
    column_map = ColumnMap.model_validate(PLAIN | MORE)
    return read_export(export_file(folder, rows, HEADING), "water", column_map)


def test_what_was_relevied_and_who_gets_copies_are_facts_of_the_bill(tmp_path: Path) -> None:
    export = read(tmp_path, "2026-11-01,T27-1,", ',,"SMITH, ANN,  5 Oak Ave"', ",,")
    assert export.rejections == []
    assert [bill.facts for bill in export.bills()] == [
        BillFacts(relevied=Relevied(date(2026, 11, 1), "T27-1")),
        BillFacts(third_party="SMITH, ANN, 5 Oak Ave"),
        BillFacts(),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ("2026-11-01,,", "DAY", "go together"),
        (",T27-1,", "DAY", "go together"),
        (f"2026-11-01,{'9' * 61},", "BY", "longer than 60"),
        (",,4111 1111 1111 1111", "THIRD", "card number"),
        (f",,{'x' * 301}", "THIRD", "too long"),
    ],
)
def test_what_cannot_be_is_refused_with_its_column(
    tmp_path: Path, cells: str, column: str, why: str
) -> None:
    (fault,) = read(tmp_path, cells).rejections
    assert fault.column == column
    assert why in fault.reason
    assert "4111" not in fault.value


def test_the_day_and_the_tax_bill_go_together_in_the_map() -> None:
    with pytest.raises(ValidationError, match="go together"):
        ColumnMap.model_validate(PLAIN | {"facts": {"relevied_on": "DAY"}})


WRONG: list[tuple[str, str, str, str]] = [
    ("tax.toml", 'month_day = "01-01"', 'month_day = "02-29"', "not in every year"),
    ("tax.toml", "instalment = 2\nmonth", "instalment = 1\nmonth", "reminder.instalment"),
    ("tax.toml", 'key = "tax.part_of_parcel"\n', "", "part_of_parcel.key"),
    ("water.toml", '[relevy]\nkey = "water.relevy"', "[relevy]", "relevy.key"),
    ("liens.toml", "years = 2", "years = 0", "foreclosure.years"),
    ("office.toml", '"day_of_mailing"', '"day_of_the_moon"', "mail.proof_of_mailing"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "said"), WRONG, ids=[w[3] for w in WRONG])
def test_a_wrong_policy_is_refused_with_its_key(
    tmp_path: Path, file: str, right: str, wrong: str, said: str
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    for path in ITHACA.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert right in text
            text = text.replace(right, wrong, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        load_office(folder)
    assert said in str(refused.value)
    assert file in str(refused.value)


def test_each_of_these_rules_says_its_source_and_what_the_office_must_confirm() -> None:
    office = ithaca().office
    tax, water, single = office.service("tax"), office.service("water"), office.single
    assert single is not None
    assert single.liens is not None
    rows: tuple[Any, ...] = (
        tax.given_out,
        tax.reminder,
        tax.part_of_parcel,
        water.relevy,
        single.liens.foreclosure,
    )
    for rule in rows:
        assert rule is not None
        assert rule.source.policy_key
        assert rule.source.citation
    asked = {(c.file, c.key) for c in ithaca().to_confirm}
    assert {
        ("tax.toml", "given_out"),
        ("tax.toml", "part_of_parcel"),
        ("water.toml", "relevy"),
        ("liens.toml", "foreclosure"),
    } <= asked
