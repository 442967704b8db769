"""What all books must do when reports stream their postings and add their journal up."""

from __future__ import annotations

from datetime import date, timedelta

from domain.books import Books
from domain.ledger.journal import JournalLine
from domain.money import total
from domain.reports.ledger import AccountTotal, balances
from tests.samples import DAY, DIEGO, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

NEXT = DAY + timedelta(days=1)
EVER = (date.min, date.max)


def two_days(books: Books) -> None:
    """Two drawers on one day, one of them on the next as well."""
    kit.fill(books)
    first = kit.open_drawer(books)
    other = kit.open_drawer(books, "2", DIEGO)
    kit.pay(books, first, "r-1", kit.TAX)
    kit.pay(books, other, "r-2", kit.WATER)
    kit.sell(books, first, "r-3", 2)


class ReportingContract:
    def test_postings_stream_by_date_in_the_order_of_posting(self, books: Books) -> None:
        two_days(books)
        found = list(books.entries(DAY, DAY))
        assert [e.posting.kind.value for e in found] == [
            *("drawer_opened", "drawer_opened", "receipt", "receipt", "receipt")
        ]
        assert [e.posting_id for e in found] == sorted(e.posting_id for e in found)
        for each in found:
            assert books.posting(each.posting_id) == each.posting
        assert list(books.entries(*EVER)) == found
        assert not list(books.entries(NEXT, NEXT))
        assert not list(books.entries(DAY - timedelta(days=9), DAY - timedelta(days=1)))

    def test_a_stream_that_is_not_read_to_its_end_holds_nothing(self, books: Books) -> None:
        two_days(books)
        stream = books.entries(DAY, DAY)
        next(stream)
        session = books.session_at("1")
        assert session is not None
        kit.sell(books, session, "r-9", 1)
        del stream

    def test_the_journal_is_added_up_by_account(self, books: Books) -> None:
        two_days(books)
        lines = [x for e in books.entries(*EVER) for x in e.posting.journal.lines]
        totals = books.account_totals(*EVER)
        assert {t.gl_code for t in totals} == {x.gl_code for x in lines}
        assert balances(totals)
        for each in totals:
            assert each == total_of(each.gl_code, lines)
        assert books.account_totals(DAY, DAY) == totals
        assert books.account_totals(date.min, DAY) == totals
        assert books.account_totals(NEXT, NEXT) == ()
        assert books.account_totals(date.min, DAY - timedelta(days=1)) == ()

    def test_sessions_are_left_out_of_the_totals(self, books: Books) -> None:
        two_days(books)
        other = books.session_at("2")
        assert other is not None
        kept = [e for e in books.entries(*EVER) if e.posting.header.drawer == "1"]
        lines = [x for e in kept for x in e.posting.journal.lines]
        totals = books.account_totals(date.min, DAY, [other.session_id])
        assert balances(totals)
        assert {t.gl_code for t in totals} == {x.gl_code for x in lines}
        assert all(each == total_of(each.gl_code, lines) for each in totals)
        assert books.account_totals(DAY, DAY, [other.session_id]) == totals

    def test_the_postings_on_an_account_are_found(self, books: Books) -> None:
        two_days(books)
        every = list(books.entries(*EVER))
        for each in books.account_totals(*EVER):
            moved = [
                e for e in every if any(x.gl_code == each.gl_code for x in e.posting.journal.lines)
            ]
            assert list(books.entries_on_account(each.gl_code, DAY, DAY, 100)) == moved
            assert list(books.entries_on_account(each.gl_code, DAY, DAY, 1)) == moved[-1:]
        assert books.entries_on_account("no such", DAY, DAY, 5) == ()

    def test_receipts_are_told_with_what_corrected_them_since(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        good = kit.pay(books, session, "r-1", kit.TAX)
        paid = kit.pay(books, session, "r-2", kit.WATER)
        ok(books.correct(corrections.void_order(books, session, paid)))
        again = books.receipt(kit.receipt_of(paid).number)
        assert again is not None
        assert again.corrected
        found = books.receipts_corrected(DAY, DAY)
        assert {key: tuple(each) for key, each in found.items()} == {
            again.posting_id: again.corrected
        }
        assert good.posting_id not in found
        assert not books.receipts_corrected(NEXT, NEXT)

    def test_postings_are_read_by_their_ids(self, books: Books) -> None:
        two_days(books)
        every = tuple(books.entries(*EVER))
        ids = [each.posting_id for each in every]
        assert books.entries_of(ids) == every
        assert books.entries_of(ids[::-1]) == every[::-1]
        assert books.entries_of([*ids[:1], 10**9]) == every[:1]
        assert books.entries_of([]) == ()


def total_of(gl_code: str, lines: list[JournalLine]) -> AccountTotal:
    """The total of one account, line by line."""
    mine = [x for x in lines if x.gl_code == gl_code]
    return AccountTotal(gl_code, total(x.debit for x in mine), total(x.credit for x in mine))
