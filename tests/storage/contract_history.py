"""What all books must tell of a bill's past."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receivables.bills import BillState, Charge, Instalment
from tests.samples import DIEGO, JANE, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit


def past(books: Books, version: int) -> BillState:
    """The water bill as it was in a version."""
    found = books.bill_as_of(kit.WATER, version)
    assert found is not None
    return found


class HistoryContract:
    def test_a_bill_is_told_as_it_was_before_each_posting(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        states = [kit.state(books, kit.WATER)]
        first = kit.pay(books, session, "r-1", kit.WATER, cents=1000)
        states.append(kit.state(books, kit.WATER))
        kit.pay(books, session, "r-2", kit.WATER, cents=500)
        states.append(kit.state(books, kit.WATER))
        ok(books.correct(corrections_kit.void_order(books, session, first, moment=at(15))))
        states.append(kit.state(books, kit.WATER))
        assert [past(books, state.version) for state in states] == states
        assert len({state.version for state in states}) == 4
        assert past(books, 99) == states[-1]
        assert past(books, 0).applied == ()

    def test_a_newer_export_shows_in_the_version(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        before = kit.state(books, kit.WATER)
        kit.pay(books, session, "r-1", kit.WATER, cents=1000)
        bill = before.bill
        dearer = Instalment(1, bill.instalments[0].due_on, (Charge("water", Money(99_900)),))
        kit.take_again(books, replace(bill, instalments=(dearer,)))
        then = past(books, before.version)
        assert then.applied == ()
        assert then.bill.face == Money(99_900)
        assert then.version == before.version + 1

    def test_there_is_no_past_of_an_unknown_bill(self, books: Books) -> None:
        assert books.bill_as_of("none", 1) is None

    def test_the_kinds_of_money_in_open_drawers_are_told(self, books: Books) -> None:
        kit.fill(books)
        first, second = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        assert books.tenders_held() == ()
        kit.sell(books, first, "r-1", 1, "K", 450, "1001")
        kit.sell(books, second, "r-2", 1, "D", 450)
        kit.sell(books, second, "r-3")
        assert books.tenders_held() == ("C", "D", "K")
        count = count_of(20000, [450])
        close = CloseOrder("c-1", first.session_id, JANE, at(17), count)
        ok(books.close_session(close, sample_office()))
        assert books.tenders_held() == ("C", "D")

    def test_the_services_of_all_accounts_are_told(self, books: Books) -> None:
        assert books.services_held() == ()
        kit.fill(books)
        assert books.services_held() == ("parking", "permits", "tax", "water")
