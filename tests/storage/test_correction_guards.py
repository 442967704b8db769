"""What no program can argue with: a receipt is undone once, a tender taken back once, and nothing that is not there."""

from __future__ import annotations

import pytest

from storage.books_sql import SqlBooks
from storage.engine import Tx
from storage.failures import Collision
from tests.storage.books_fixtures import worked, worked_file, worked_url

__all__ = ["worked", "worked_file", "worked_url"]

_POSTING = (
    "INSERT INTO posting SELECT 900, kind, 'other', request_digest, session_id, drawer, station, operator_id, "
    "operator_name, business_date, effective_on, entered_at, policy_digest, 900, previous, digest "
    "FROM posting WHERE kind = 'correction' ORDER BY posting_id LIMIT 1"
)
_UNDO = "INSERT INTO corrected_receipt (posting_id, place, year, drawer, seq, ends) VALUES (900, 1, {}, 1)"
_TENDER = (
    "INSERT INTO correction_tender SELECT 900, 1, year, drawer, seq, tender_no, kind, name, amount_cents, "
    "number, is_cash, gl_code, back_gl_code FROM correction_tender ORDER BY posting_id LIMIT 1"
)
_NUMBER = (
    "INSERT INTO correction SELECT 900, year, series, seq, kind, reason_code, reason_text, document, "
    "change_cents, evidence_json FROM correction ORDER BY posting_id LIMIT 1"
)
_EFFECT = (
    "INSERT INTO correction_effect SELECT 900, 1, bill_no, bill_version, service, account_number, "
    "description, name, before_cents, after_cents FROM correction_effect ORDER BY posting_id LIMIT 1"
)


def refused(books: SqlBooks, statement: str) -> str:
    """The rule by which the database refuses a row of another correction."""

    def act(tx: Tx) -> None:
        tx.run(_POSTING)
        tx.run(statement)

    with pytest.raises(Collision) as caught:
        books.db.write(act, repeatable=False)
    return caught.value.rule


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (_UNDO.format("2027, '1', 4"), "uq_corrected_receipt_year_drawer_seq_ends"),
        (_UNDO.format("2027, '1', 99"), "FOREIGN KEY|fk_corrected_receipt_year"),
        (_TENDER, "uq_correction_tender_year_drawer_seq_tender_no"),
        (_NUMBER, "uq_correction_year_series_seq"),
        (_EFFECT, "uq_correction_effect_bill_no_bill_version"),
    ],
    ids=["undone twice", "no such receipt", "tender twice", "number twice", "version twice"],
)
def test_the_database_itself_refuses(worked: SqlBooks, statement: str, rule: str) -> None:
    found = refused(worked, statement)
    assert any(each in found for each in rule.split("|")), found


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE correction SET reason_text = 'Another.'",
        "DELETE FROM correction_approval",
        "UPDATE correction_tender SET amount_cents = 1",
        "DELETE FROM corrected_receipt",
        "UPDATE returned_account SET party_key = ''",
    ],
)
def test_a_posted_correction_is_not_edited_by_sql(worked: SqlBooks, statement: str) -> None:
    def act(tx: Tx) -> None:
        tx.run(statement)

    with pytest.raises(Collision, match="append-only"):
        worked.db.write(act, repeatable=False)


def test_a_receipt_may_be_corrected_in_part_more_than_once(worked: SqlBooks) -> None:
    statement = _UNDO.format("2027, '1', 6").replace(", 1)", ", NULL)")

    def act(tx: Tx) -> int:
        tx.run(_POSTING)
        tx.run(statement)
        count: int = tx.run(
            "SELECT count(*) FROM corrected_receipt WHERE drawer = '1' AND seq = 6"
        ).fetchone()[0]
        return count

    assert worked.db.write(act, repeatable=False) == 2
