"""What the databases' errors mean: the same names on both, and plain reasons."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from domain.refusals import Code
from storage.books_sql import SqlBooks
from storage.failures import PAID_ONCE, Broken, Busy, Collision, as_refusal, failure
from storage.tables import metadata
from tests.storage.books_fixtures import new_url, worked, worked_file, worked_url

__all__ = ["new_url", "worked", "worked_file", "worked_url"]

_DIGEST = "'" + "0" * 64 + "'"
_POSTING = (
    "INSERT INTO posting SELECT 900, kind, {request}, request_digest, session_id, drawer, station, operator_id, "
    "operator_name, business_date, effective_on, entered_at, policy_digest, {link}, previous, {digest} "
    "FROM posting WHERE posting_id = 1"
)
_LINE = (
    "INSERT INTO receipt_line SELECT posting_id, 40, kind, amount_cents, description, bill_no, {version}, service, "
    "account_number, name, balance_after_cents, cash_only, effective_on, overridden, particulars_json, "
    "difference_cents, difference_gl, no_checks, item_code, quantity, unit_price_cents, gl_code, reference, "
    "credit_cents, credited_for "
    "FROM receipt_line WHERE bill_no = 'WB-5001'"
)


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (_POSTING.format(request="request_id", link=900, digest=_DIGEST), "uq_posting_request_id"),
        (_POSTING.format(request="'new'", link=1, digest=_DIGEST), "uq_posting_drawer_chain_no"),
        (_POSTING.format(request="'new'", link=900, digest="'short'"), "ck_posting_digest_length"),
        (_LINE.format(version="bill_version"), PAID_ONCE),
        (_LINE.format(version="NULL"), "ck_receipt_line_bill_or_item"),
        ("UPDATE drawer_series SET open_operator_id = 'x'", "uq_drawer_series_open_operator_id"),
        ("INSERT INTO operator SELECT * FROM operator", "pk_operator"),
    ],
)
def test_a_constraint_has_the_same_name_on_both_databases(
    worked: SqlBooks, statement: str, rule: str
) -> None:
    with worked.db.engine.connect() as conn, pytest.raises(DBAPIError) as caught:
        conn.exec_driver_sql(statement)
    assert isinstance(caught.value.orig, Exception)
    meant = failure(caught.value.orig, final=False)
    assert isinstance(meant, Collision)
    assert meant.rule == rule


def test_names_of_constraints_are_unique_and_fit_postgresql() -> None:
    names = [str(c.name) for t in metadata.tables.values() for c in t.constraints]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 63


def test_a_double_payment_refused_by_the_database_is_told_as_a_changed_bill() -> None:
    refusal = as_refusal(Collision(PAID_ONCE))
    assert refusal.code == Code.BILL_CHANGED
    other = as_refusal(Collision("ck_tender_amount"))
    assert other.code == Code.BOOKS_REFUSED
    assert "ck_tender_amount" in other.sentence


def _sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("SQLITE_FULL", "the disk is full."),
        ("SQLITE_IOERR_FSYNC", "the disk reports an error."),
        ("SQLITE_READONLY_DBMOVED", "their file may not be written to."),
    ],
)
def test_a_failing_disk_is_told_in_plain_words(name: str, reason: str) -> None:
    meant = failure(_sqlite(name), final=True)
    assert isinstance(meant, Broken)
    assert (meant.reason, meant.final) == (reason, True)


@pytest.mark.parametrize(
    "error",
    [
        _sqlite("SQLITE_BUSY"), _sqlite("SQLITE_BUSY_SNAPSHOT"), psycopg.errors.LockNotAvailable(),
        psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure(),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_too_many_at_once_is_only_busy(error: Exception) -> None:
    assert isinstance(failure(error, final=False), Busy)


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("server closed the connection"), psycopg.errors.AdminShutdown(),
        psycopg.errors.DiskFull(), psycopg.errors.IdleInTransactionSessionTimeout(),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_a_server_that_cannot_go_on_is_told_so(error: Exception) -> None:
    meant = failure(error, final=False)
    assert isinstance(meant, Broken)
    assert meant.reason.startswith("the server")


@pytest.mark.parametrize(
    "error",
    [sqlite3.ProgrammingError("wrong"), _sqlite("SQLITE_ERROR"), psycopg.errors.SyntaxError()],
)
def test_a_programmers_error_stays_what_it_is(error: Exception) -> None:
    assert failure(error, final=False) is error
