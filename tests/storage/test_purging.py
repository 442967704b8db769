"""Old personal data beside the postings goes; the postings, their proof and the guards stay as they are."""

from __future__ import annotations

from datetime import date

import pytest

from domain.people.access import AccessEvent, AccessKind
from domain.privacy.retention import YEARS_KEPT, RecordSeries, latest_cut
from storage.books_sql import SqlBooks
from storage.guards import missing_guards
from tests.samples import ADMIN, at
from tests.storage.books_fixtures import worked, worked_file, worked_url

__all__ = ["worked", "worked_file", "worked_url"]
AFTER = date(2027, 1, 27)
EVENT = AccessEvent(ADMIN.operator_id, AccessKind.PURGED, "notes", "retention", at(20))


def rows(books: SqlBooks, table: str) -> int:
    """How many rows a table has."""
    found: int = books._read(lambda tx: tx.run(f"SELECT count(*) FROM {table}").fetchone()[0])
    return found


@pytest.mark.parametrize(
    ("series", "tables"),
    [
        (RecordSeries.NOTES, ("note",)),
        (RecordSeries.SHEETS, ("sheet", "sheet_copy")),
        (RecordSeries.DRAFTS, ("draft",)),
    ],
)
def test_old_records_go_and_the_books_still_prove(
    worked: SqlBooks, series: RecordSeries, tables: tuple[str, ...]
) -> None:
    before, log = worked.prove(), rows(worked, "access_event")
    there = rows(worked, tables[0])
    early = worked.purge(series, date(2027, 1, 1), EVENT)
    assert (early.records, rows(worked, tables[0])) == (0, there)
    counted = worked.purge(series, AFTER)
    assert (counted.records, rows(worked, tables[0])) == (there, there)
    done = worked.purge(series, AFTER, EVENT)
    assert done.records == there
    assert [rows(worked, table) for table in tables] == [0] * len(tables)
    assert worked.db.read(missing_guards) == ()
    after = worked.prove()
    assert after.proves, after
    assert after.digest == before.digest
    assert rows(worked, "access_event") == log + bool(there)


FORGET = AccessEvent(ADMIN.operator_id, AccessKind.PURGED, "accounts", "retention", at(20))


def names(books: SqlBooks) -> dict[str, str]:
    """The names of the accounts by their numbers."""
    rows: list[tuple[str, str]] = books._read(
        lambda tx: tx.run("SELECT number, name FROM account").fetchall()
    )
    return dict(rows)


def test_whose_a_settled_account_was_goes_and_the_books_still_prove(worked: SqlBooks) -> None:
    books = worked
    before, digest = names(books), books.prove().digest
    assert books.purge(RecordSeries.ACCOUNTS, date(2026, 1, 1), FORGET).records == 0
    late = date(2028, 1, 1)
    counted = books.purge(RecordSeries.ACCOUNTS, late)
    assert names(books) == before, "without somebody it is only counted"
    done = books.purge(RecordSeries.ACCOUNTS, late, FORGET)
    after = names(books)
    gone = [number for number, name in after.items() if before[number] and not name]
    assert len(gone) == done.records == counted.records
    assert gone, "the worked books have a settled account"
    for number in gone:
        assert number not in {hit.number for hit in books.find(before[number]).hits}
    owing = books._read(
        lambda tx: tx.run(
            "SELECT DISTINCT a.number FROM account a JOIN bill b ON b.account_id = a.account_id "
            "WHERE b.is_open = 1"
        ).fetchall()
    )
    assert not {number for (number,) in owing} & set(gone)
    assert books.purge(RecordSeries.ACCOUNTS, late).records == 0
    proof = books.prove()
    assert proof.proves, proof
    assert proof.digest == digest


def test_records_are_kept_for_their_years() -> None:
    for series, years in YEARS_KEPT.items():
        assert latest_cut(series, date(2028, 2, 29)) == date(2028 - years, 2, 28)
        assert latest_cut(series, date(2027, 5, 6)) == date(2027 - years, 5, 6)
