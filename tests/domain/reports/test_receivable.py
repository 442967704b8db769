"""What is owed to the city and by it, account by account and by age, and the status of one account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import Money, total
from domain.receivables.assessment import assess
from domain.reports.catalog import REPORTS
from domain.reports.report import Report
from storage.memory import MemoryBooks
from tests.domain.reports.kit import OFFICE, asked, column, made, section, summed, worked
from tests.samples import DAY, ok
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage.worked_books import work

LATER = DAY + timedelta(days=900)


def on_day(name: str, books: Books, on: date, about: str = "") -> Report:
    """A report of one day."""
    return REPORTS[name].make(books, replace(asked(books), first=on, last=on, about=about))


def owed(books: Books, on: date) -> Money:
    """What all bills come to, one by one."""
    states = [s for each in OFFICE.services for s in books.open_bills_of(each.code)]
    return total(max(assess(state, on, OFFICE).total, Money(0)) for state in states)


@pytest.mark.parametrize("on", [DAY, LATER])
def test_ages_and_accounts_come_to_what_the_bills_come_to(on: date) -> None:
    books = worked()
    aging = on_day("aging", books, on).sections[0]
    balances = on_day("balances", books, on)
    assert summed(aging, "total") == owed(books, on)
    assert total(summed(each, "total") for each in balances.sections) == owed(books, on)  # type: ignore[misc]
    columns = [c.name for c in aging.columns if c.name.startswith(("not_", "to_", "older"))]
    assert total(summed(aging, name) for name in columns) == summed(aging, "total")  # type: ignore[misc]
    if on == LATER:
        assert summed(aging, "older") == summed(aging, "total"), "all is due for over a year"
    else:
        assert summed(aging, "older") == Money(0)


def test_an_account_is_as_old_as_its_oldest_amount_and_has_no_name() -> None:
    balances = on_day("balances", worked(), LATER)
    for part in balances.sections:
        assert [c.name for c in part.columns][0] == "account"
        for row in part.rows:
            assert row.cells[2] == row.cells[3]
            assert isinstance(row.cells[4], date)
            assert row.cells[5] == (LATER - row.cells[4]).days
    assert "Doe" not in str(balances)


def test_what_the_office_owes_is_told_by_ledger_and_by_act() -> None:
    books = MemoryBooks()
    work(books)
    later = date(2027, 1, 26)
    report = on_day("credits", books, later)
    ledger, given, overpaid = report.sections
    assert summed(ledger, "balance") == summed(given, "amount")
    assert sorted(map(str, column(given, "how"))) == ["credit", "refund"]
    assert not overpaid.rows, "the dismissed ticket was turned into a credit"
    assert all(row.behind for row in given.rows)
    assert not on_day("credits", books, DAY - timedelta(days=9)).sections[1].rows


def test_a_paid_ticket_that_is_dismissed_is_owed_until_it_is_refunded() -> None:
    books = worked(close=False)
    session = books.session_at("1")
    assert session is not None
    paid = kit.pay(books, session, "t", kit.TICKET)
    kind = CorrectionKind.DISMISSAL
    ok(books.correct(corrections.adjustment_order(books, kind, kit.TICKET, on=DAY)))
    overpaid = on_day("credits", books, DAY).sections[2]
    assert column(overpaid, "bill") == [kit.TICKET]
    assert summed(overpaid, "over") == paid.posting.body.total  # type: ignore[union-attr]


def test_the_status_of_an_account_has_all_that_was_done_on_it() -> None:
    books = MemoryBooks()
    work(books)
    state = books.bill(kit.TICKET)
    assert state is not None
    report = on_day("status", books, date(2027, 1, 26), state.bill.account_number)
    service = OFFICE.service(state.bill.service).name
    bills = section(report, f"{service}: bills")
    assert column(bills, "bill") == [kit.TICKET]
    payments = section(report, f"{service}: payments")
    assert column(payments, "receipt") == ["2027-1-000004", "2027-1-000005"]
    assert column(payments, "state") == ["void", ""]
    assert all(row.behind for row in payments.rows)
    done = section(report, f"{service}: corrections")
    assert column(done, "kind") == ["void", "dismissal", "refund"]
    for part in (bills,):
        for row in part.rows:
            face, paid, other, added, owed_now = row.cells[4:]
            assert face - paid - other + added == owed_now  # type: ignore[operator]


def test_an_account_that_is_not_there_is_said() -> None:
    books = worked()
    assert "no account X-1" in on_day("status", books, DAY, "X-1").notes[0]
    assert "by its own number" in on_day("status", books, DAY).notes[0]
    assert not on_day("status", books, DAY).sections


def test_notes_are_counted_and_not_told() -> None:
    books = MemoryBooks()
    work(books)
    customer = books.customer(1)
    assert customer is not None
    number = customer.accounts[0].account.number
    report = on_day("status", books, DAY, number)
    assert any("1 note is kept" in note for note in report.notes)
    assert "Asked for a copy" not in str(report)


def test_each_closed_drawer_has_its_kinds_and_its_receipts() -> None:
    report = made("drawer", worked())
    kinds, receipts = report.sections
    assert kinds.title == "Drawer 1, session 1-1, closed by Jane Doe"
    assert str(summed(kinds, "over_short")) == "-1.25"
    assert column(receipts, "correction") == ["", "", "", "2027-1-C00001"]
    assert summed(receipts, "voided") == receipts.rows[-1].cells[1]
    assert len(receipts.rows[-1].behind) == 2
    assert made("drawer", worked(close=False)).sections == ()
