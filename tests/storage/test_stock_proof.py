"""Whoever changes what lies where is found by ``prove``, and ``rebuild`` makes it anew from the postings."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from domain.custody.serials import in_words
from storage.open import create_books, open_books
from tests import stock_kit
from tests.samples import keep_sample_policy, ok
from tests.storage import contract_kit as kit


def worked(path: Path) -> str:
    """Books with tags 1041-1060 in drawer 1, of which 1041-1043 are sold."""
    url = f"sqlite:///{path}"
    create_books(url, training=False)
    books = open_books(url)
    keep_sample_policy(books)
    session = kit.open_drawer(books)
    stock_kit.stocked(books)
    ok(books.post(stock_kit.tags_order(session, "r-1", 3, books.stock_in("1")["TS"])))
    assert books.prove().proves
    books.close()
    return url


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM stock_at WHERE place = '1'", "none lie in 1; the postings say 1044-1060"),
        ("UPDATE stock_at SET place = '2' WHERE place = '1'", "1044-1060 lie in 2; the postings say none"),
        ("UPDATE stock_at SET last_no = 1042 WHERE place = 'sold'", "1041-1042 are sold"),
    ],
)  # fmt: skip
def test_rows_that_were_changed_are_found_and_made_anew(
    tmp_path: Path, statement: str, said: str
) -> None:
    url = worked(tmp_path / "books.db")
    with sqlite3.connect(tmp_path / "books.db") as raw:
        raw.execute(statement)
    raw.close()
    books = open_books(url)
    (line,) = [each for each in books.prove().lines if each.name == "Stock"]
    assert said in " ".join(line.differences)
    books.rebuild()
    assert books.prove().proves
    assert in_words(books.stock_in("1")["TS"]) == "1044-1060"
    books.close()


def test_numbers_of_a_receipt_that_were_changed_break_its_trail(tmp_path: Path) -> None:
    url = worked(tmp_path / "books.db")
    with sqlite3.connect(tmp_path / "books.db") as raw:
        guard = "SELECT sql FROM sqlite_master WHERE name = 'line_serials_no_update'"
        (made,) = raw.execute(guard).fetchone()
        raw.execute("DROP TRIGGER line_serials_no_update")
        raw.execute("UPDATE line_serials SET last_no = 1042")
        raw.execute(made)
    raw.close()
    books = open_books(url)
    wrong = {line.name for line in books.prove().lines if line.differences}
    assert {"Trail", "Stock"} <= wrong
    books.close()
