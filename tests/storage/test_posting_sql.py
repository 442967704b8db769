"""The statements kept as text say the same as the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.journal import journal_of
from domain.money import Money
from domain.receipting.cart import ItemLine
from domain.receipting.posting import Header, Posting, seal
from domain.receipting.receipt import Receipt, ReceiptNo
from domain.receipting.tender import Tender
from storage import (
    bill_rows,
    custody_sql,
    drafts,
    line_rows,
    payments,
    people,
    policies,
    posting_sql,
    prints,
    programs,
    proof_bills,
    proof_derived,
    rebuilding,
    receipt_rows,
    rows,
    sheets,
    taking_in,
)
from storage.posted_columns import COLUMNS
from storage.tables import metadata
from tests.samples import DAY, at
from tests.storage.books_fixtures import worked_file

__all__ = ["worked_file"]

MODULES = (
    bill_rows, custody_sql, drafts, payments, people, policies, posting_sql, prints, programs, proof_bills,
    proof_derived, rebuilding, sheets, taking_in,
)  # fmt: skip


def test_posted_rows_have_all_columns_of_their_tables_in_order() -> None:
    for table, columns in COLUMNS.items():
        assert set(columns) == set(metadata.tables[table].columns.keys()), table
        assert len(columns) == len(set(columns))
        keys = [c.name for c in metadata.tables[table].primary_key.columns]
        assert list(columns[: len(keys)]) == keys, table


def _statements(module: ModuleType) -> list[str]:
    found = []
    for value in vars(module).values():
        texts = value.values() if isinstance(value, dict) else [value]
        found += [t for t in texts if isinstance(t, str) and t.split(" ")[0] in _VERBS]
    return [t.format("?") for t in found]


_VERBS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_statements_are_understood_by_the_database(module: ModuleType, worked_file: Path) -> None:
    statements = _statements(module)
    assert statements
    conn = sqlite3.connect(worked_file)
    for statement in statements:
        if "FOR UPDATE" not in statement and "nextval" not in statement:
            conn.execute(f"EXPLAIN {statement}", (1,) * statement.count("?"))
    conn.close()


def test_posting_reads_no_table_from_end_to_end(worked_file: Path) -> None:
    conn = sqlite3.connect(worked_file)
    hot = (
        posting_sql.SERIES, posting_sql.POSTED_AS, posting_sql.NEXT_ID[True], posting_sql.BILL_TO_WRITE[True],
        posting_sql.APPLY, posting_sql.MOVE_HEAD, posting_sql.DROP_DRAFT, posting_sql.NEXT_SEQ,
    )  # fmt: skip
    for statement in hot:
        plan = conn.execute(f"EXPLAIN QUERY PLAN {statement}", (1,) * statement.count("?"))
        steps = [step[3] for step in plan]
        assert all(s.startswith("SEARCH") or s == "SEARCH posting" for s in steps), (
            statement,
            steps,
        )
    conn.close()


_TEXT = st.text(max_size=12)
_CENTS = st.integers(1, 10**9)


@given(_TEXT, _TEXT.filter(bool), st.lists(_CENTS, min_size=1, max_size=5), st.integers(1, 9))
def test_a_receipt_read_back_from_its_rows_is_the_same(
    payer: str, words: str, prices: list[int], quantity: int
) -> None:
    lines = tuple(ItemLine(words, payer, quantity, Money(p), "A.1") for p in prices)
    owed = sum(prices) * quantity
    tenders = (Tender("C", words, Money(owed + 5), "", True, "A.2"),)
    receipt = Receipt(ReceiptNo(2027, "1", 1), lines, tenders, Money(5), payer)
    header = Header(words, "d", "1-1", "1", "s", "o", payer, DAY, DAY, at(9), "p")
    journal = journal_of([("A.2", owed), ("A.1", -owed)])
    posting = seal(header, receipt, journal, 2, "0" * 64)
    assert _read_back(posting, receipt) == posting


def _read_back(posting: Posting, receipt: Receipt) -> Posting:
    parts = rows.Parts(
        rows.posting_row(1, posting),
        {
            "receipt": [receipt_rows.receipt_row(1, receipt)],
            "receipt_line": list(line_rows.line_rows(1, receipt.lines)),
            "allocation": list(line_rows.allocation_rows(1, receipt.lines)),
            "tender": list(rows.tender_rows(1, receipt.tenders)),
            "journal_line": list(rows.journal_rows(1, posting.journal)),
        },
    )
    return rows.posting_from(parts)
