"""The report of processors: taken, settled, waiting with its age, differing; and how each payment stands."""

from __future__ import annotations

from datetime import date

from domain.books import Books
from domain.custody.decided import open_differences
from domain.money import Money
from domain.reports.asked import Asked
from domain.reports.catalog import REPORTS
from domain.reports.report import Report
from storage.memory import MemoryBooks
from tests.samples import DAY, JANE, keep_sample_policy, ok, sample_office
from tests.storage.contract_settlements import card_drawer, decision, settled_order
from tests.storage.custody_kit import recorded

LATE = date(2027, 1, 28)


def made(books: Books, first: date = DAY, last: date = LATE) -> Report:
    """The report."""
    return REPORTS["processors"].make(books, Asked(sample_office(), first, last))


def worked() -> MemoryBooks:
    """Two drawers with 22.50 by card and 4.50 electronic each; the cards are paid 44.00, 1.00 too little."""
    books = MemoryBooks()
    keep_sample_policy(books)
    card_drawer(books)
    card_drawer(books, "2", JANE)
    recorded(books, ok(settled_order(books, 4400, 50)))
    return books


def test_each_kind_and_date_is_taken_settled_or_waiting() -> None:
    books = worked()
    days, payments, before = made(books).sections
    assert [row.cells for row in days.rows] == [
        ("Cards", "Card", DAY, 2, Money(4500), Money(4500), Money(0), "", Money(-100)),
        (
            "Electronic",
            "Electronic",
            DAY,
            2,
            Money(900),
            Money(0),
            Money(900),
            "3 days, LATE",
            Money(0),
        ),
    ]
    assert before.rows == ()
    (paid,) = payments.rows
    assert paid.cells[4:10] == (
        Money(4500), Money(4400), Money(50), Money(4350), Money(-100), "to be decided",
    )  # fmt: skip
    assert all(row.behind for row in (*days.rows, *payments.rows))


def test_a_decision_is_told_with_its_reason() -> None:
    books = worked()
    (one,) = open_differences(books, DAY)
    recorded(books, ok(decision(one)))
    payments = made(books).sections[1]
    assert payments.rows[0].cells[9] == "accepted: The processor reversed one payment."


def test_what_waits_from_before_the_days_is_told_apart() -> None:
    books = worked()
    days, _, before = made(books, date(2027, 1, 27)).sections
    assert days.rows == ()
    assert [row.cells[6] for row in before.rows] == [Money(900)]
