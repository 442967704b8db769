"""The reports of corrections: every void, change, returned check and refund with its reason, and every number."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chamberlain.asked import Opened
from chamberlain.reports.drawer import read_drawer
from chamberlain.reports.drawer_forms import DrawerForms
from chamberlain.reports.receipts import receipt_data
from chamberlain.reports.spans import SPANS
from chamberlain.settings import load_settings
from devices.papers import paper_of
from domain.books import Books
from domain.money import Money
from domain.receipting.paper import paper_to_text
from domain.receipting.receipt import ReceiptNo
from domain.records import PaperKind
from exchange.policy import LoadedOffice
from exchange.report_text import text_lines
from storage.guards import expected
from storage.memory import MemoryBooks
from storage.open import create_books, open_books
from tests.samples import DAY, keep_sample_policy, sample_office
from tests.storage import contract_kit as kit
from tests.storage.worked_books import work

OFFICE = sample_office()
LATER = date(2027, 1, 26)


@pytest.fixture(scope="module")
def books() -> Books:
    """A day at two drawers and its corrections, one of each kind."""
    made = MemoryBooks()
    work(made)
    return made


def rows(books: Books, name: str, first: date = DAY, last: date = LATER) -> list[dict[str, Any]]:
    """The rows of a report."""
    at = Opened(load_settings({}), LoadedOffice(OFFICE, {}, (), {}), books)
    return SPANS[name].table(at, first, last).data()


def test_a_void_is_listed_with_its_reason_and_who_approved_it(books: Books) -> None:
    void, reversal = rows(books, "voids")
    assert void == {
        "correction": "2027-1-C00001",
        "kind": "void",
        "at": "2027-01-25T10:00:00-05:00",
        "receipt": "2027-1-000004",
        "taken_by": "jane",
        "amount_cents": 3000,
        "refund_cents": 0,
        "reason": "Wrong kind of money entered",
        "words": "Typed wrong.",
        "document": "Memo 7",
        "made_by": "jane",
        "approved_by": "sam",
    }
    assert (reversal["kind"], reversal["amount_cents"], reversal["refund_cents"]) == (
        "reversal",
        900,
        900,
    )
    assert rows(books, "voids", last=DAY) == [void]


def test_changes_of_bills_show_before_and_after_and_two_people(books: Books) -> None:
    dismissal, redated = rows(books, "adjustments")
    assert (dismissal["kind"], dismissal["bill"], dismissal["counts_for"]) == (
        "dismissal",
        kit.TICKET,
        "2027-01-25",
    )
    assert (
        dismissal["before_cents"],
        dismissal["changed_cents"],
        dismissal["after_cents"],
    ) == (0, -3000, -3000)
    assert (dismissal["made_by"], dismissal["approved_by"]) == ("sam", "cham")
    assert dismissal["document"]
    assert (redated["kind"], redated["counts_for"], redated["changed_cents"]) == (
        "effective change",
        "2027-01-20",
        0,
    )


def test_a_returned_check_shows_all_that_it_had_paid(books: Books) -> None:
    (row,) = rows(books, "returned")
    assert row["check"] == "Check 1002"
    assert row["amount_cents"] == 61677
    assert row["bills"] == f"{kit.TAX} 612.27"
    assert row["kept_items_cents"] == 450
    assert (row["fee_cents"], row["fee_bill"]) == (2000, kit.TAX)
    assert row["receipts"] == "2027-1-000006"
    assert (row["reason"], row["approved_by"]) == ("Not sufficient funds", "")


def test_what_is_owed_to_customers_is_one_list(books: Books) -> None:
    credit, refund = rows(books, "refunds")
    assert (credit["kind"], credit["how"], credit["amount_cents"], credit["account"]) == (
        "refund",
        "credit",
        3000,
        "parking KXR4821",
    )
    assert (refund["kind"], refund["how"], refund["gl_code"]) == ("reversal", "refund", "A.0690")


def test_every_receipt_number_is_accounted_for(books: Books) -> None:
    found = [(row["receipt"], row["state"]) for row in rows(books, "sequence")]
    assert found == [
        ("2027-1-000001", "good, corrected"),
        ("2027-1-000002", "reversed"),
        ("2027-1-000003", "good"),
        ("2027-1-000004", "void"),
        ("2027-1-000005", "good"),
        ("2027-1-000006", "good, corrected"),
        ("2027-1-000007", "good"),
        ("2027-1-000008", "good"),
        ("2027-2-000001", "good"),
        ("2027-2-000002", "good"),
        ("2027-2-000003", "good"),
    ]
    void = rows(books, "sequence")[3]
    assert (void["correction"], void["corrected_by"], void["approved_by"]) == (
        "2027-1-C00001",
        "Jane Doe",
        "Sam Field",
    )


@pytest.mark.parametrize(
    ("gone", "missing"),
    [(2, "2027-1-000002"), (1, "2027-1-000001"), (5, "2027-1-000005")],
)
def test_a_number_that_was_removed_is_missing(tmp_path: Path, gone: int, missing: str) -> None:
    path = tmp_path / "books.db"
    create_books(f"sqlite:///{path}", training=False)
    with closing(open_books(f"sqlite:///{path}")) as made:
        keep_sample_policy(made)
        session = kit.open_drawer(made)
        for n in range(6):
            kit.sell(made, session, f"r-{n}")
    with closing(sqlite3.connect(path)) as shell:
        for name in expected(sqlite=True):
            shell.execute(f"DROP TRIGGER {name}")
        wanted = "SELECT posting_id FROM receipt WHERE seq = ?"
        (posting_id,) = shell.execute(wanted, (gone,)).fetchone()
        tables = ("receipt_line", "tender", "journal_line", "print_job", "receipt", "posting")
        for table in tables:
            shell.execute(f"DELETE FROM {table} WHERE posting_id = ?", (posting_id,))
        shell.commit()
    copy = shutil.copy(path, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as shell:
        for guard in expected(sqlite=True).values():
            shell.execute(guard)
    with closing(open_books(f"sqlite:///{copy}")) as robbed:
        found = [(row["receipt"], row["state"]) for row in rows(robbed, "sequence")]
    assert (missing, "MISSING") in found
    assert sum(state == "MISSING" for _, state in found) == 1


def test_a_report_of_one_drawer_says_what_is_void(books: Books) -> None:
    session = books.session("1-1")
    assert session is not None
    report = read_drawer(books, session)
    data = DrawerForms(OFFICE).data(report)
    assert (data["receipt_count"], data["void_count"], data["voided_cents"]) == (8, 1, 3000)
    sheet = DrawerForms(OFFICE).sheet((report,))
    assert "Of these void: 1, 30.00. Their money is not in the drawer." in sheet.notes
    assert "reversal" in "\n".join(text_lines(sheet))
    (receipts,) = (each for each in sheet.sections if each.title.endswith(": receipts"))
    assert receipts.sums is not None
    assert receipts.sums[3] == Money(3000)


def test_a_receipt_as_data_names_its_corrections(books: Books) -> None:
    posted = books.receipt(ReceiptNo(2027, "1", 4))
    assert posted is not None
    data = receipt_data(posted)
    assert (data["undone"], data["corrections"]) == ("void", ["2027-1-C00001"])


def test_the_drawers_paper_lists_its_voids(books: Books) -> None:
    job = next(j for j in books.queued("counter 1") if j.paper is PaperKind.DRAWER_REPORT)
    posting = books.posting(job.posting_id or 0)
    assert posting is not None
    text = paper_to_text(paper_of(job, posting, books, OFFICE, may_kick=True))
    assert "VOIDED RECEIPTS: 1                   30.00" in text
    assert "2027-1-000004                        30.00" in text
    assert "Wrong kind of money entered: Typed wrong." in " ".join(text.split())
    assert "by Jane Doe, approved by Sam Field" in text


def test_a_reason_that_policy_dropped_is_named_by_its_code(books: Books) -> None:
    policy = replace(OFFICE, corrections=replace(OFFICE.corrections, reasons=()))
    at = Opened(load_settings({}), LoadedOffice(policy, {}, (), {}), books)
    assert SPANS["voids"].table(at, DAY, DAY).data()[0]["reason"] == "wrong_tender"
