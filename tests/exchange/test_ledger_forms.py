"""The journal for Munis, QuickBooks and as CSV: against the published layouts, and what does not fit is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.ledger.chart import Chart
from domain.ledger.journal import JournalLine
from domain.money import Money
from domain.office import Office
from domain.reports.journal import LedgerEntry
from exchange.ledger_export import FORMS, export_journal
from exchange.ledger_form import NotExported, Whole
from tests.domain.reports.kit import worked
from tests.exchange.ledger_kit import a_day, asked, exported, gl_balances
from tests.samples import DAY, sample_office

WIDTHS = (8, 6, 5, 35, 30, 10, 12, 1, 13, 19, 1)
"""The published widths, in their order."""


def cut(record: str) -> list[str]:
    """The fields of a Munis record."""
    found, at = [], 0
    for width in WIDTHS:
        found.append(record[at : at + width])
        at += width
    return found


def with_account(code: str, **changed: Any) -> Office:
    """The sample office with one account of its chart changed."""
    office = sample_office()
    accounts = tuple(
        replace(each, **changed) if each.code == code else each for each in office.chart.accounts
    )
    return replace(office, chart=Chart(accounts))


def without_account(code: str) -> Office:
    """The sample office without an account in its chart."""
    office = sample_office()
    return replace(office, chart=Chart(tuple(a for a in office.chart.accounts if a.code != code)))


def entry_of(cents: int, ref: str = "1/5") -> LedgerEntry:
    """An entry of one amount, in taxes and cash."""
    lines = (
        JournalLine("A.0210", Money(cents), Money(0)),
        JournalLine("A.1325.1001", Money(0), Money(cents)),
    )
    return LedgerEntry(DAY, ref, "2027-1-000005", "Receipt", "tax", lines)


def written(how: str, entry: LedgerEntry) -> str:
    """One entry in a form."""
    accounts = {a.code: a for a in sample_office().chart.accounts}
    return FORMS[how]().entry(entry, accounts, "A")


def test_munis_records_are_of_140_columns_as_published() -> None:
    books = a_day()
    assert sum(WIDTHS) == 140
    text = exported(books, "munis").content.decode("ascii")
    records = text.split("\r\n")
    assert records.pop() == ""
    assert {len(record) for record in records} == {140}
    sums: dict[str, int] = {}
    for record in records:
        org, unit, project, blank, told, ref, short, side, amount, more, kind = cut(record)
        assert (project + blank + more).strip() == ""
        assert (kind, side in "DC", amount.isdigit()) == ("A", True, True)
        assert told.startswith("20270125 ")
        assert short.strip().isupper()
        assert "/" in ref
        key = org.strip() + " " + unit.strip()
        sums[key] = sums.get(key, 0) + (int(amount) if side == "D" else -int(amount))
    balances = gl_balances(books, asked(books, DAY, DAY))
    assert {k: v for k, v in sums.items() if v} == {
        f"{code.rpartition('.')[0].replace('.', '')} {code.rpartition('.')[2]}": cents
        for code, cents in balances.items()
        if cents
    }


def test_one_munis_record_to_the_letter() -> None:
    debit, credit = written("munis", entry_of(123_45)).splitlines()
    assert debit == (
        "A       0210       " + " " * 35 + "20270125 2027-1-000005 Receipt" + "1/5       "
        + "RECEIPT     " + "D" + "0000000012345" + " " * 19 + "A"
    )  # fmt: skip
    assert credit[:19] == "A1325   1001       "
    assert credit[106] == "C"


def test_an_account_may_have_other_parts_in_munis() -> None:
    office = with_account("A.0210", org="01GENCSH", object="101000", project="PR1")
    record = exported(a_day(), "munis", office=office).content.decode().split("\r\n")[0]
    assert record.startswith("01GENCSH101000PR1  ")


def test_what_a_munis_record_has_no_room_for_is_refused() -> None:
    with pytest.raises(NotExported, match=r"org 'A13251325'.*more than the 8 characters"):
        exported(a_day(), "munis", office=with_account("A.0210", org="A13251325"))
    with pytest.raises(NotExported, match=r"object '1234567'"):
        exported(a_day(), "munis", office=with_account("A.0210", object="1234567"))
    with pytest.raises(NotExported, match=r"A\.0210 and A\.0211 are one account in Munis"):
        exported(a_day(), "munis", office=with_account("A.0211", object="0210"))
    assert "9999999999999" in written("munis", entry_of(10**13 - 1))
    with pytest.raises(NotExported, match="amount"):
        written("munis", entry_of(10**13))
    with pytest.raises(NotExported, match="reference 'VAULT/12345'"):
        written("munis", entry_of(1, "VAULT/12345"))
    with pytest.raises(NotExported, match="one day"):
        exported(a_day(), "munis", DAY, DAY + timedelta(days=1))


def test_iif_entries_balance_and_their_accounts_are_declared() -> None:
    books = a_day()
    text = exported(books, "iif").content.decode("ascii")
    rows = [line.split("\t") for line in text.split("\r\n")[:-1]]
    accounts = {row[1]: row for row in rows if row[0] == "ACCNT"}
    assert accounts["A.0210"] == ["ACCNT", "A.0210", "OCASSET", "Cash"]
    assert accounts["A.8160.2130"][2:] == ["INC", "Trash tags; 'sheets'"]
    assert [row[1] for row in rows if row[0] == "CLASS"] == ["A", "F", "G"]
    heads = [row for row in rows if row[0] in ("!TRNS", "!SPL")]
    assert heads[0][1:] == heads[1][1:]
    assert rows[rows.index(heads[1]) + 1] == ["!ENDTRNS"]
    sums: dict[str, int] = {}
    left, opened = 0, False
    for row in rows[rows.index(["!ENDTRNS"]) + 1 :]:
        if row == ["ENDTRNS"]:
            assert (left, opened) == (0, True)
            opened = False
            continue
        assert (row[0] == "TRNS") != opened
        opened = True
        record = dict(zip(heads[0][1:], row[1:], strict=True))
        assert (record["TRNSTYPE"], record["DATE"]) == ("GENERAL JOURNAL", "01/25/2027")
        assert record["ACCNT"] in accounts
        assert record["CLASS"] == record["ACCNT"].partition(".")[0]
        assert len(record["DOCNUM"]) <= 11
        cents = int(record["AMOUNT"].replace(".", ""))
        sums[record["ACCNT"]] = sums.get(record["ACCNT"], 0) + cents
        left += cents
    assert sums == gl_balances(books, asked(books, DAY, DAY))


def test_an_account_too_long_for_quickbooks_is_refused() -> None:
    account = replace(sample_office().chart.accounts[0], code="A." + "1" * 30)
    whole = Whole("x", DAY, DAY, {account.code: account}, {account.code: Money(0)})
    with pytest.raises(NotExported, match="31 characters"):
        FORMS["iif"]().head(whole)
    with pytest.raises(NotExported, match="reference 'VAULT/123456'"):
        written("iif", entry_of(1, "VAULT/123456"))


def test_the_csv_foots_and_no_cell_is_a_formula() -> None:
    books = a_day()
    office = with_account("A.0210", name="=1+1")
    rows = list(
        csv.DictReader(
            io.StringIO(exported(books, "csv", office=office).content.decode(), newline="")
        )
    )
    sums: dict[str, int] = {}
    for row in rows:
        cents = [int((row[side] or "0").replace(".", "")) for side in ("debit", "credit")]
        assert 0 in cents
        sums[row["account"]] = sums.get(row["account"], 0) + cents[0] - cents[1]
        assert row["fund"] == row["account"].partition(".")[0]
    assert sums == gl_balances(books, asked(books, DAY, DAY))
    assert {row["name"] for row in rows if row["account"] == "A.0210"} == {"'=1+1"}
    kinds = {(row["number"], row["kind"], row["about"]) for row in rows}
    assert ("2027-1-000001", "Receipt", "tax, water") in kinds
    assert ("2027-1-C00001", "Void", "2027-1-000004") in kinds
    assert ("1-1", "Drawer closed", "") in kinds


@pytest.mark.parametrize("how", sorted(FORMS))
def test_no_word_of_a_customer_or_clerk_and_the_same_bytes_each_time(how: str) -> None:
    first = exported(a_day(), how)
    assert first.content == exported(a_day(), how).content
    for word in (
        "DOE",
        "JANE",
        "Jane",
        "Diego",
        "jane",
        "diego",
        "Main St",
        "T27-",
        "WB-",
    ):
        assert word.encode() not in first.content, word
    assert first.debits.cents > 0
    assert first.entries == 10


@pytest.mark.parametrize("how", sorted(FORMS))
def test_while_a_drawer_is_open_its_day_is_not_exported(how: str) -> None:
    with pytest.raises(NotExported, match=r"Drawer 2 of 2027-01-25 is not closed .*Diego"):
        exported(worked(), how)
    before = DAY - timedelta(days=1)
    assert exported(worked(), how, before, before).entries == 0


@pytest.mark.parametrize("how", sorted(FORMS))
def test_an_account_that_is_in_no_chart_is_refused(how: str) -> None:
    with pytest.raises(
        NotExported, match=r"Account A\.8160\.2130 of 2027-1-000002 is not in the chart"
    ):
        exported(a_day(), how, office=without_account("A.8160.2130"))


def test_the_chart_of_the_day_names_what_today_s_has_no_more() -> None:
    books = a_day()
    today = replace(without_account("A.8160.2130"), digest="another")
    what = replace(asked(books, DAY, DAY, today), policy_at=lambda _: sample_office())
    assert export_journal(books.entries(DAY, DAY), what, "csv").entries == 10
