"""What exports that come later may and may not do to money: every store of the books behaves alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.intake import NumberTaken
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.assessment import assess
from domain.refusals import Code, Refusal
from tests.samples import (
    intake_of,
    parking_ticket,
    receipt_order,
    sample_office,
    tax_account,
    tax_bill,
    water_account,
    water_bill,
)
from tests.storage import contract_kit as kit


class ExportsContract:
    def test_a_change_that_the_program_takes_back_is_taken_in(self, books: Books) -> None:
        kit.fill(books)
        kit.take_again(books, tax_bill(cents=100))
        back = kit.fill(books)
        assert not back.repeated
        assert back.bills_changed == 1
        assert kit.state(books, kit.TAX).bill == tax_bill()
        assert kit.fill(books).repeated

    def test_the_number_of_another_services_bill_is_refused(self, books: Books) -> None:
        kit.fill(books)
        before = kit.state(books, kit.WATER)
        newer = replace(tax_account(), name="MBEKI, THABO")
        clash = parking_ticket(kit.WATER)
        with pytest.raises(NumberTaken) as refused:
            books.take_in(intake_of((clash,), content="clash"), (newer,), (clash,))
        assert (refused.value.bill_no, refused.value.service) == (kit.WATER, "water")
        assert kit.state(books, kit.WATER) == before
        assert kit.state(books, kit.TAX).name == "DOE, JANE"

    def test_a_hold_that_comes_under_a_cart_stops_its_posting(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        order = receipt_order(kit.bills_cart(books, session, "r-1", kit.WATER), session)
        held = replace(water_account(), holds=(Hold(HoldKind.BLOCKED, "In bankruptcy."),))
        books.take_in(intake_of((), content="holds"), (held,), ())
        refused = books.post(order)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_CHANGED
        assert books.prove().proves
        # A change of the account that holds nothing up disturbs no cart.
        again = receipt_order(kit.bills_cart(books, session, "r-2", kit.WATER), session)
        books.take_in(intake_of((), content="name"), (replace(held, name="Thabo Mbeki"),), ())
        assert not isinstance(books.post(again), Refusal)

    def test_holds_and_credits_leave_the_books_provable(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.WATER)
        # Less water and more sewer: the credit of the one pays a part of the other, and the rest is paid.
        kit.take_again(books, water_bill(water=8000, sewer=5400))
        kit.pay(books, session, "r-2", kit.WATER)
        assert books.prove().proves
        held = replace(water_account(), holds=(Hold(HoldKind.NOTE, "A letter is in the file."),))
        books.take_in(intake_of((), content="holds"), (held,), ())
        assert books.prove().proves
        owed = assess(kit.state(books, kit.WATER), session.business_date, sample_office())
        assert owed.total.cents == 0
