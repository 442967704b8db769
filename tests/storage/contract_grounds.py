"""What all books must do with an order whose grounds moved, and with one of somebody who was disabled meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.custody.no_sale import NoSale
from domain.custody.sessions import CloseOrder
from domain.grounds import AccountGround, Grounds, SaleGround
from domain.people.authority import Operator
from domain.receipting.cart import ItemLine
from domain.receipting.posting import ReceiptOrder
from domain.records import PostedCorrection, PostedReceipt
from domain.refusals import Code, Refusal
from tests.logged import logged
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    count_of,
    ok,
    open_order,
    receipt_order,
    sample_office,
    tax_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

K = CorrectionKind
PARCEL = ("tax", tax_bill().account_number)


def grounds_of(books: Books, service: str, number: str) -> Grounds:
    """The account's bills as they stand now."""
    return Grounds((AccountGround(service, number, books.versions(service, number)),))


def resting_on_tax(books: Books, request: str = "r-1") -> ReceiptOrder:
    """A receipt for something else, decided on how the tax account stands."""
    session = books.session_at("1") or kit.open_drawer(books)
    order = receipt_order(kit.tags_cart(request), session)
    return replace(order, grounds=grounds_of(books, *PARCEL))


def refused(answer: object) -> Refusal:
    """The refusal that an answer must be."""
    assert isinstance(answer, Refusal), answer
    return answer


class GroundsContract:
    def test_versions_are_of_all_bills_of_an_account_paid_ones_too(self, books: Books) -> None:
        kit.fill(books)
        before = books.versions(*PARCEL)
        assert (kit.TAX, kit.state(books, kit.TAX).version) in before
        assert before == tuple(sorted(before))
        kit.pay(books, kit.open_drawer(books), "p", kit.TAX)
        assert dict(books.versions(*PARCEL))[kit.TAX] == dict(before)[kit.TAX] + 1
        assert books.versions("tax", "no such account") == ()

    def test_grounds_that_stand_let_a_receipt_pass(self, books: Books) -> None:
        kit.fill(books)
        assert isinstance(books.post(resting_on_tax(books)), PostedReceipt)

    def test_another_counter_that_paid_there_is_named(self, books: Books) -> None:
        kit.fill(books)
        order = resting_on_tax(books)
        kit.pay(books, kit.open_drawer(books, "2", DIEGO), "p", kit.TAX, moment=at(10, 42))
        refusal = refused(books.post(order))
        assert refusal.code is Code.BILL_CHANGED
        assert kit.TAX in refusal.sentence
        assert f"counter 2 at {kit.on_the_wall(at(10, 42))}" in refusal.sentence
        assert books.attempt("r-1") is None

    def test_a_bill_that_a_newer_export_brought_is_named(self, books: Books) -> None:
        kit.fill(books)
        order = resting_on_tax(books)
        kit.take_again(books, replace(tax_bill(), bill_no="T-NEW"))
        assert "T-NEW" in refused(books.post(order)).sentence
        assert isinstance(books.post(resting_on_tax(books, "r-2")), PostedReceipt)

    def test_a_receipt_asked_again_is_the_same_although_its_grounds_moved(
        self, books: Books
    ) -> None:
        kit.fill(books)
        order = resting_on_tax(books)
        posted = ok(books.post(order))
        kit.take_again(books, replace(tax_bill(), bill_no="T-NEW"))
        assert books.post(order) == posted

    def test_a_correction_rests_on_its_grounds_too(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        sold = kit.sell(books, session, "s")
        order = corrections.void_order(books, session, sold)
        order = replace(order, grounds=grounds_of(books, *PARCEL))
        kit.pay(books, kit.open_drawer(books, "2", DIEGO), "p", kit.TAX)
        assert refused(books.correct(order)).code is Code.BILL_CHANGED
        again = replace(order, grounds=grounds_of(books, *PARCEL))
        assert isinstance(books.correct(again), PostedCorrection)

    def test_a_sale_that_another_made_or_gave_back_is_seen(self, books: Books) -> None:
        session = kit.open_drawer(books)

        def sale(request: str, last: str) -> ReceiptOrder:
            cart = kit.tags_cart(request)
            lines = tuple(
                replace(x, reference="ABC1") for x in cart.lines if isinstance(x, ItemLine)
            )
            order = receipt_order(replace(cart, lines=lines), session)
            return replace(order, grounds=Grounds(sales=(SaleGround("T1", "ABC1", last),)))

        first, second = sale("one", ""), sale("two", "")
        posted = ok(books.post(first))
        refusal = refused(books.post(second))
        assert refusal.code is Code.SALE_CHANGED
        assert "ABC1" in refusal.sentence
        ok(books.correct(corrections.void_order(books, session, posted)))
        assert refused(books.post(sale("three", "one"))).code is Code.SALE_CHANGED
        assert isinstance(books.post(second), PostedReceipt)


class GoneContract:
    """Somebody who was disabled between deciding and posting."""

    def people(self, books: Books, *present: Operator) -> None:
        """Add people."""
        for person in present:
            assert books.add_operator(person, "1111", at(7)) is None

    def disable(self, books: Books, person: Operator) -> None:
        """Disable somebody."""
        assert books.set_operator(person.operator_id, at(9), disabled=True) is None

    def test_a_disabled_operator_posts_nothing(self, books: Books) -> None:
        self.people(books, JANE)
        session = kit.open_drawer(books)
        order = receipt_order(kit.tags_cart("r-1"), session)
        self.disable(books, JANE)
        refusal = refused(books.post(order))
        assert refusal.code is Code.OPERATOR_GONE
        assert JANE.name in refusal.sentence
        assert books.set_operator("jane", at(9), disabled=False) is None
        assert isinstance(books.post(order), PostedReceipt)

    def test_what_was_posted_before_is_answered_still(self, books: Books) -> None:
        self.people(books, JANE)
        order = receipt_order(kit.tags_cart("r-1"), kit.open_drawer(books))
        posted = ok(books.post(order))
        self.disable(books, JANE)
        assert books.post(order) == posted

    @pytest.mark.parametrize(
        ("who", "code"), [(JANE, Code.OPERATOR_GONE), (SUPERVISOR, Code.APPROVER_GONE)]
    )
    def test_a_correction_needs_maker_and_approver(
        self, books: Books, who: Operator, code: Code
    ) -> None:
        self.people(books, JANE, SUPERVISOR)
        session = kit.open_drawer(books)
        order = corrections.void_order(books, session, kit.sell(books, session, "s"))
        self.disable(books, who)
        refusal = refused(books.correct(order))
        assert refusal.code is code
        assert who.name in refusal.sentence

    def test_an_approver_of_a_receipt_must_still_be_there(self, books: Books) -> None:
        self.people(books, JANE, CHAMBERLAIN)
        order = receipt_order(kit.tags_cart("r-1"), kit.open_drawer(books))
        given = kit.approval_by(CHAMBERLAIN)
        order = replace(order, cart=replace(order.cart, approvals=(given,)))
        self.disable(books, CHAMBERLAIN)
        assert refused(books.post(order)).code is Code.APPROVER_GONE

    def test_an_approval_of_another_thing_answers_for_no_correction(self, books: Books) -> None:
        session = kit.open_drawer(books)
        first, second = (kit.sell(books, session, request) for request in ("s-1", "s-2"))
        given = corrections.void_order(books, session, first).amendment.support
        order = corrections.void_order(books, session, second, moment=at(16))
        other = replace(order, amendment=replace(order.amendment, support=given))
        assert refused(books.correct(other)).code is Code.APPROVAL_OTHER
        assert books.corrections_of(kit.receipt_of(second).number) == ()
        ok(books.correct(order))

    def test_an_approval_that_the_access_log_does_not_know_posts_no_receipt(
        self, books: Books
    ) -> None:
        order = receipt_order(kit.tags_cart("r-1"), kit.open_drawer(books))
        order = replace(order, cart=replace(order.cart, approvals=(kit.approval_by(CHAMBERLAIN),)))
        assert refused(books.post(order)).code is Code.APPROVAL_OTHER
        assert books.receipts() == ()
        ok(books.post(logged(books, order)))

    def test_a_disabled_operator_opens_counts_and_closes_no_drawer(self, books: Books) -> None:
        self.people(books, JANE, DIEGO)
        session, office = kit.open_drawer(books), sample_office()
        self.disable(books, JANE)
        self.disable(books, DIEGO)
        opening = open_order("2", DIEGO)
        assert refused(books.open_session(opening, office)).code is Code.OPERATOR_GONE
        count = count_of(20000, [])
        tried = books.try_count(session.session_id, "jane", count, at(17), office)
        assert refused(tried).code is Code.OPERATOR_GONE
        closing = CloseOrder("c", session.session_id, JANE, at(17), count)
        assert refused(books.close_session(closing, office)).code is Code.OPERATOR_GONE
        assert books.session_at("1") == session

    @pytest.mark.parametrize(
        ("who", "code"), [(JANE, Code.OPERATOR_GONE), (SUPERVISOR, Code.APPROVER_GONE)]
    )
    def test_no_drawer_is_opened_without_a_sale(
        self, books: Books, who: Operator, code: Code
    ) -> None:
        self.people(books, JANE, SUPERVISOR)
        session = kit.open_drawer(books)
        opened = NoSale(
            "n-1", session.session_id, "1", "counter 1", "jane", JANE.name, DAY, at(10), "change",
            approved_by=SUPERVISOR.operator_id,
        )  # fmt: skip
        self.disable(books, who)
        answer = books.keep_no_sale(opened)
        assert answer is not None
        assert answer.code is code
        assert books.no_sales(on=DAY) == ()
