"""Reports of drawers and receipts, on postings made through the domain."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pypdf import PdfReader

from chamberlain.output import harmless_cell
from chamberlain.stop import DONE, REFUSED
from domain.custody.drawer import DrawerSession
from domain.money import Money
from domain.people.authority import Operator
from tests.chamberlain.kit import Line, close, one_sentence, open_drawer, take

TAGS = 2700
PAID = 2 * 8500 + TAGS


def a_day(stocked: Line, *, short: int = 0, closed: bool = True) -> DrawerSession:
    session = open_drawer(stocked.url)
    take(stocked.url, session, "r1", ["W-1", "W-2"])
    take(stocked.url, session, "r2", ["W-3"])
    if closed:
        close(stocked.url, session, 20_000 + PAID + 8500 + TAGS - 4000 - short, 4000)
    return session


def test_a_closed_drawer_agrees_to_the_cent(stocked: Line) -> None:
    # The checks of 20.00 are counted as one of 40.00: what is reported is the sum of the kind.
    session = a_day(stocked, short=125)
    ran = stocked("report", "drawer", "--json")
    (report,) = ran.json
    assert ran.code == DONE
    assert report["session"] == session.session_id
    assert report["state"] == "closed"
    cash = 20_000 + PAID + 8500 + TAGS - 4000
    assert report["expected"]["C"] == cash
    assert report["counted"]["C"] == cash - 125
    assert report["over_short_cents"]["C"] == -125
    assert report["over_short_cents"]["K"] == 0
    assert report["over_short_total_cents"] == -125
    assert report["reason_text"] == "lost a dime"
    assert report["reason_name"] == "Wrong change given"
    assert report["counted_total_cents"] - report["expected_total_cents"] == -125
    # The office's own time: March at New York is five hours after UTC.
    assert report["opened_at"].endswith("-05:00")
    assert [each["total_cents"] for each in report["receipts"]] == [PAID, 8500 + TAGS]
    assert [each["receipt"] for each in report["receipts"]] == ["2026-1-000001", "2026-1-000002"]
    assert report["receipts"][0]["change_cents"] == 500


def test_an_open_drawer_never_tells_what_it_should_hold(stocked: Line) -> None:
    session = a_day(stocked, closed=False)
    report = stocked("report", "drawer", "--session", session.session_id, "--json").json
    assert report["state"] == "open"
    assert report["expected"] is None
    assert report["counted"] is None
    assert report["over_short_cents"] is None
    assert len(report["receipts"]) == 2
    text = stocked("report", "drawer").out
    assert "OPEN" in text
    assert "expected" not in text
    refused = stocked("report", "drawer", "--format", "csv")
    assert refused.code == REFUSED
    one_sentence(refused)


def test_a_drawer_as_text_and_csv(stocked: Line) -> None:
    a_day(stocked, short=125)
    text = stocked("report", "drawer", "--on", "2026-03-02", "--drawer", "1").out
    assert "SHORT 1.25" in text
    assert "2026-1-000002" in text
    rows = list(csv.DictReader(io.StringIO(stocked("report", "drawer", "--format", "csv").out)))
    cash = next(row for row in rows if row["kind"] == "C")
    assert cash["over_short"] == "-1.25"
    assert cash["reason"] == "Wrong change given: lost a dime"
    for shown in (text, cash["opened_at"], cash["closed_at"]):
        assert "UTC" not in shown
    assert "2 receipts" not in text
    assert "2026-1-000001 to 2026-1-000002" in text


def test_receipts_as_json_and_csv(stocked: Line) -> None:
    session = a_day(stocked)
    held = stocked("report", "receipts", "--session", session.session_id, "--json").json
    assert [each["receipt"] for each in held] == ["2026-1-000001", "2026-1-000002"]
    assert held[1]["lines"][0]["bill"] == "W-3"
    assert held[1]["tenders"][0] == {
        "kind": "K", "name": "Check", "amount_cents": 2000, "number": "1001",
    }  # fmt: skip
    text = stocked("report", "receipts", "--on", "2026-03-02", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[1]["total"] == "112.00"
    # A customer's name that a spreadsheet would execute is shown instead.
    assert rows[1]["payer"] == "'=cmd|x"


def test_a_day_without_a_drawer_is_told(stocked: Line) -> None:
    for words in (("--on", "2020-01-02"), ("--session", "9-9"), ("--drawer", "Z")):
        ran = stocked("report", "drawer", *words)
        assert ran.code == REFUSED
        one_sentence(ran)
    assert stocked("report", "receipts", "--on", "2020-01-02", "--json").json == []


def test_a_drawer_session_is_named_without_an_option(stocked: Line) -> None:
    session = a_day(stocked)
    one = stocked("report", "drawer", session.session_id, "--json").json
    assert one["session"] == session.session_id
    # A drawer's day may have several.
    assert stocked("report", "drawer", session.drawer, "--json").json == [one]
    ran = stocked("report", "drawer", "9-9")
    assert ran.code == REFUSED
    said = one_sentence(ran)
    assert "'9-9' is no drawer session of these books and no drawer" in said


def test_all_sessions_of_a_day_are_told_in_every_form(stocked: Line, tmp_path: Path) -> None:
    first = a_day(stocked, short=125)
    second = open_drawer(stocked.url, "2", Operator("bob", "Bob", "clerk"))
    names = [first.session_id, second.session_id]
    assert [each["session"] for each in stocked("report", "drawer", "--json").json] == names
    one = stocked("report", "drawer", "--drawer", "1", "--json").json
    assert [each["session"] for each in one] == names[:1]
    text = stocked("report", "drawer", "--on", "2026-03-02").out
    assert all(f"session {name}" in text for name in names)
    assert f"Session {names[0]}: SHORT 1.25 (Wrong change given: lost a dime)" in text
    # What is still open is left out where it would have no figures.
    ran = stocked("report", "drawer", "--format", "csv")
    assert {row["session"] for row in csv.DictReader(io.StringIO(ran.out))} == {names[0]}
    assert f"Open and left out: {names[1]}." in ran.err
    path = tmp_path / "drawers.pdf"
    stocked("report", "drawer", "--format", "pdf", "--output", path)
    paper = " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())
    expected = 20_000 + PAID + 8500 + TAGS
    for words in ("Approved by", str(Money(expected)), str(Money(expected - 125)), "SHORT 1.25"):
        assert words in paper


def test_prove_checks_all_of_it(stocked: Line) -> None:
    a_day(stocked)
    ran = stocked("prove", "--json")
    proof = ran.json
    assert ran.code == DONE
    assert proof["proves"] is True
    assert proof["checks"]
    assert [head["series"] for head in proof["heads"]] == ["1"]
    assert "The books prove." in stocked("prove").out


def test_cells_that_begin_a_formula_are_made_harmless() -> None:
    for text in (
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        " =1",
    ):
        assert harmless_cell(text) == f"'{text}"
    for text in ("Doe, Jane", "12-3", "", "a=b", "5 @ home"):
        assert harmless_cell(text) == text
