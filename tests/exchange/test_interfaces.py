"""Files for the accounting programs: every layout says what it is told, or says why it cannot."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.ledger.interface import ProgramLine, hash_of, tape_of, to_rekey, totals_of
from domain.money import Money
from domain.receivables.bills import How
from exchange.interface_file import NotWritable, file_bytes, file_name
from exchange.interface_models import ProgramModel
from exchange.interface_report import read_report
from exchange.policy import PolicyError, load_office, make_office
from exchange.text_file import FileFault

ON = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]
PAID = ProgramLine(
    7, "2026-1-000123", 1, 1, "tax", "T26-1", "500700-70.-1-1", 1, "tax", How.PAID, Money(61228), ON, ON,
    "", "C+K", "=O'Hara, Zoë",
)  # fmt: skip
BACK = replace(
    PAID, posting_id=9, number="2026-1-C00004", how=How.TAKEN_BACK, amount=Money(-61228),
    original="2026-1-000123", payer="",
)  # fmt: skip
LINES = (PAID, BACK, replace(PAID, part_no=2, kind="penalty", amount=Money(5)))
AS: Mapping[str, object] = {
    "program": "RPS", "format": "csv", "file_name": "{program}{date}{number}.csv", "source": "A test.",
    "fields": [{"field": "bill"}, {"field": "amount"}],
}  # fmt: skip


def model(**keys: object) -> ProgramModel:
    """A layout with some keys."""
    return ProgramModel.model_validate({**AS, **keys})


def text_of(layout: ProgramModel, *lines: ProgramLine) -> str:
    """The file of some lines as text."""
    return file_bytes(layout, "TAX-20261120-01", ON, 1, lines or LINES).decode(layout.encoding)


def test_every_field_is_written_and_the_same_lines_are_the_same_bytes() -> None:
    names = (
        "account", "bill", "instalment", "charge", "amount", "effective", "business", "number", "line",
        "reference", "original", "tender", "payer", "kind", "reversal", "batch",
    )  # fmt: skip
    layout = model(
        fields=[{"field": name, "heading": name} for name in names],
        heading=True, dates="MM/DD/YYYY", codes={"penalty": "PEN"}, kinds={"taken_back": "REV"},
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(text_of(layout), newline="")))
    assert rows[0] == list(names)
    assert rows[2] == [
        "500700-70.-1-1", "T26-1", "1", "tax", "-612.28", "11/20/2026", "11/20/2026", "2026-1-C00004", "2",
        "2026-1-C00004/1/1", "2026-1-000123", "C+K", "", "REV", "Y", "TAX-20261120-01",
    ]  # fmt: skip
    assert rows[1][12] == "'=O'Hara, Zo?"
    assert rows[3][3] == "PEN"
    assert file_bytes(layout, "B", ON, 1, LINES) == file_bytes(layout, "B", ON, 1, LINES)


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ({}, ["612.28", "-612.28"]),
        ({"credits_negative": True}, ["-612.28", "612.28"]),
        ({"sign": "trailing"}, ["612.28", "612.28-"]),
        ({"sign": "parentheses", "amounts": "1,234.56"}, ["612.28", "(612.28)"]),
        ({"amounts": "cents"}, ["61228", "-61228"]),
    ],
)
def test_what_is_taken_back_has_its_programs_sign(
    keys: dict[str, object], written: list[str]
) -> None:
    rows = csv.reader(io.StringIO(text_of(model(**keys), PAID, BACK)))
    assert [row[1] for row in rows] == written


def test_fixed_width_fills_between_sign_and_digits_and_cuts_nothing() -> None:
    layout = model(
        format="fixed", amounts="cents", line_end="lf",
        fields=[{"field": "bill", "width": 6}, {"field": "amount", "width": 9, "align": "right", "fill": "0"}],
        trailer=[{"value": "T", "width": 3}, {"field": "hash", "width": 12, "align": "right", "fill": "0"}],
    )  # fmt: skip
    lines = text_of(layout).splitlines()
    assert lines[:2] == ["T26-1 000061228", "T26-1 -00061228"]
    assert lines[-1] == "T  " + f"{3 * 5007007011:012d}"
    with pytest.raises(NotWritable, match="longer than the 6 places"):
        text_of(layout, replace(PAID, bill_no="T26-1000"))


@pytest.mark.parametrize(
    ("line", "keys", "why"),
    [
        (replace(PAID, bill_no="T\t1"), {"format": "tab"}, "delimiter"),
        (replace(PAID, bill_no="T,1"), {"quote": "none"}, "delimiter"),
        (replace(PAID, bill_no="T\n1"), {}, "line's end"),
        (replace(PAID, bill_no="Té"), {}, "ascii"),
    ],
)
def test_what_a_layout_cannot_hold_stops_the_file(
    line: ProgramLine, keys: dict[str, object], why: str
) -> None:
    with pytest.raises(NotWritable, match=why):
        text_of(model(**keys), line)


def test_totals_foot_and_large_amounts_are_keyed_again() -> None:
    totals = totals_of(LINES)
    assert (totals.records, totals.amount, totals.raises) == (3, Money(5), Money(61228))
    assert hash_of("A-12.-3") == 123
    assert hash_of("none") == 0
    tape = tape_of(LINES)
    assert [stub.amount for stub in tape] == [Money(61233), Money(-61228)]
    assert to_rekey(tape, Money(61230)) == tape[:1]
    assert to_rekey(tape, None) == ()


def test_training_says_so_in_the_files_name() -> None:
    assert file_name(model(), "tax", ON, 2, training=False) == "TAX2026112002.csv"
    assert file_name(model(), "tax", ON, 2, training=True) == "TRAINING-TAX2026112002.csv"


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"sign": "none"}, "reversal"),
        ({"format": "fixed"}, "width"),
        (
            {
                "format": "fixed",
                "heading": False,
                "encoding": "utf-8",
                "fields": [{"field": "bill", "width": 9}, {"field": "amount", "width": 9}],
            },
            "one byte a place",
        ),
        ({"fields": [{"field": "bill"}]}, "bill and the amount"),
        ({"fields": [{"field": "bill", "value": "x"}, {"field": "amount"}]}, "not both"),
        ({"fields": [{"field": "bill"}, {"field": "amount", "cut": True}]}, "payer"),
        ({"codes": {"tax": "X", "penalty": "X"}}, "one code"),
        ({"release": False, "rekey_from": "100.00"}, "goes with release"),
        ({"file_name": "same.csv"}, "pattern"),
        ({"file_name": "../{batch}"}, "pattern"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(keys: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        model(**keys)


@pytest.mark.parametrize("by", [["account"], ["bill", "charge"], ["bill", "reference"]])
def test_a_report_of_sums_knows_them_by_the_bill(by: list[str]) -> None:
    report = {"delimiter": ";", "amounts": "1234.56", "amount": "A", "grain": "bill"}
    with pytest.raises(ValueError, match="names the bill"):
        model(report=report | {"by": by, "columns": {name: name for name in by}})
    sums = report | {"by": ["bill"], "columns": {"bill": "B"}}
    read = model(report=sums).report
    assert read is not None
    assert read.grain == "bill"


@pytest.mark.parametrize("name", ["ithaca", "ithaca_town"])
def test_each_offices_programs_have_their_layouts_and_what_is_to_be_confirmed(name: str) -> None:
    loaded = load_office(ROOT / "offices" / name)
    services = loaded.office.services
    named = [layout.value(code, services) for code, layout in loaded.interfaces.items()]
    assert sorted(s for program in named for s in program.services) == sorted(
        s.code for s in services
    )
    keys = [each.key for each in loaded.to_confirm if each.file == "interfaces.toml"]
    assert keys == list(loaded.interfaces)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('program = "Utility billing"', 'program = "Gas"', "utility.program"),
        ('program = "Utility billing"', 'program = "Tax collection"', "program"),
        ("[utility.kinds]", "[utility.codes]\ngas = 'G'\n[utility.kinds]", "utility.codes"),
    ],
)
def test_a_wrong_table_is_named(old: str, new: str, key: str) -> None:
    files = dict(load_office(ROOT / "offices" / "ithaca").files)
    files["interfaces.toml"] = files["interfaces.toml"].replace(old, new)
    with pytest.raises(PolicyError, match=key):
        make_office(files)


def test_a_posting_report_is_read_by_its_columns(tmp_path: Path) -> None:
    layout = model(
        codes={"penalty": "PEN"},
        report={
            "delimiter": ";", "amounts": "1234.56", "by": ["bill", "charge", "effective", "instalment"],
            "columns": {"bill": "B", "charge": "C", "effective": "D", "instalment": "I"},
            "dates": "MM/DD/YYYY", "amount": "A", "its_reference": "T", "status": "S", "posted": ["OK"],
            "reason": "R", "turned": True,
        },
    )  # fmt: skip
    path = tmp_path / "posted.csv"
    path.write_text(
        "T;B;C;D;I;A;S;R\n9;T26-1;PEN;11/20/2026;01;-5.00;OK;\n;T26-2;tax;11/20/2026;1;-7.00;NO;closed\n"
    )
    rows, digest = read_report(path, layout)
    assert isinstance(rows, list)
    assert (rows[0].key, rows[0].amount, rows[0].its_reference, rows[0].rejected) == (
        ("T26-1", "penalty", "2026-11-20", "1"), Money(500), "9", "",
    )  # fmt: skip
    assert rows[1].rejected == "closed"
    assert len(digest) == 64
    path.write_text("T;B;C;D;I;A;S;R\n9;T26-1\n")
    with pytest.raises(FileFault, match="2 fields"):
        read_report(path, layout)
