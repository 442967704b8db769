"""What all books must do when receipts are posted and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.books import Books
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting, verify
from domain.receipting.receipt import ReceiptNo
from domain.receivables.assessment import assess
from domain.refusals import Code, Refusal
from tests.samples import (
    DAY,
    DIEGO,
    at,
    bill_state,
    cart_of,
    count_of,
    ok,
    permit_bill,
    receipt_order,
    sample_office,
    tax_bill,
)
from tests.storage import contract_kit as kit
from tests.storage.contract_custody import close_order

NEXT_YEAR = date(2028, 1, 3)


class ReceiptingContract:
    def test_a_receipt_pays_its_bills_and_is_read_back_as_posted(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        posted = kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
        assert kit.number_of(posted) == "2027-1-000001"
        assert books.posting(posted.posting_id) == posted.posting
        assert books.receipt(kit.receipt_of(posted).number) == posted
        assert books.attempt("r-1") == posted
        assert verify(posted.posting)
        tax, water = kit.state(books, kit.TAX), kit.state(books, kit.WATER)
        assert assess(tax, DAY, sample_office()).total == Money(61227)
        assert assess(water, DAY, sample_office()).total == Money(0)
        assert {a.effective_on for a in (*tax.applied, *water.applied)} == {DAY}

    def test_a_posting_reads_back_with_every_field(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        moment = at(10, 15, second=7).replace(microsecond=123456)
        posted = kit.sell(books, session, "r-1", 3, "K", 1350, "4471", moment=moment)
        read = books.posting(posted.posting_id)
        assert read == posted.posting
        assert read is not None
        assert read.header.entered_at == moment
        assert verify(read)

    def test_each_touch_of_a_bill_grows_its_version(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        before = kit.state(books, kit.WATER).version
        kit.pay(books, session, "r-1", kit.WATER, cents=1000)
        kit.pay(books, session, "r-2", kit.WATER, cents=1000)
        assert kit.state(books, kit.WATER).version == before + 2
        assert kit.state(books, kit.TAX).version == before

    def test_the_same_request_again_is_the_same_receipt(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = kit.bills_cart(books, session, "r-1", kit.WATER)
        first = ok(books.post(receipt_order(cart, session)))
        again = ok(books.post(receipt_order(cart, session, at(16))))
        assert again == first
        assert len(books.receipts(session_id=session.session_id)) == 1
        assert len(books.queued(session.station)) == 1
        assert len(kit.state(books, kit.WATER).applied) == 2

    def test_the_same_request_again_is_known_after_closing(self, books: Books) -> None:
        session = kit.open_drawer(books)
        order = receipt_order(kit.tags_cart("r-1"), session)
        first = ok(books.post(order))
        close_exactly(books, session.session_id, 20450)
        assert ok(books.post(order)) == first

    def test_a_request_id_is_not_used_for_other_content(self, books: Books) -> None:
        session = kit.open_drawer(books)
        first = kit.sell(books, session, "r-1", 1)
        refused = books.post(receipt_order(kit.tags_cart("r-1", 2), session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.REQUEST_REUSED
        assert kit.number_of(first) in refused.sentence
        assert len(books.receipts()) == 1

    def test_the_request_id_of_an_opening_is_not_a_receipts(self, books: Books) -> None:
        session = kit.open_drawer(books)
        opened = "open-1-jane-2027-01-25"
        refused = books.post(receipt_order(kit.tags_cart(opened), session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.REQUEST_REUSED
        assert books.attempt(opened) is None

    def test_a_bill_paid_at_another_counter_is_refused(self, books: Books) -> None:
        kit.fill(books)
        mine, other = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        cart = kit.bills_cart(books, mine, "r-1", kit.WATER, kit.TAX)
        kit.pay(books, other, "r-2", kit.WATER, cents=100, moment=at(10, 42))
        refused = books.post(receipt_order(cart, mine))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_CHANGED
        assert kit.WATER in refused.sentence
        assert "counter 2" in refused.sentence
        assert kit.on_the_wall(at(10, 42)) in refused.sentence
        assert books.attempt("r-1") is None
        assert kit.state(books, kit.TAX).applied == ()
        assert books.receipts(session_id=mine.session_id) == ()

    def test_a_refused_receipt_takes_no_number_and_no_link(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        stale = kit.bills_cart(books, session, "r-1", kit.WATER)
        first = kit.pay(books, session, "r-2", kit.WATER, cents=100)
        assert isinstance(books.post(receipt_order(stale, session)), Refusal)
        second = kit.sell(books, session, "r-3")
        assert kit.receipt_of(second).number.seq == kit.receipt_of(first).number.seq + 1
        assert second.posting.trail.previous == first.posting.trail.digest

    def test_a_bill_changed_by_a_newer_import_is_refused(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = kit.bills_cart(books, session, "r-1", kit.TAX)
        kit.take_again(books, tax_bill(cents=130000))
        refused = books.post(receipt_order(cart, session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_CHANGED

    def test_a_bill_that_is_not_in_the_books_is_refused(self, books: Books) -> None:
        session = kit.open_drawer(books)
        cart = cart_of("r-1", bill_state(permit_bill("NONE-1")))
        refused = books.post(receipt_order(cart, session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BILL_UNKNOWN

    @pytest.mark.parametrize("closed", [False, True])
    def test_only_an_open_session_takes_money(self, books: Books, closed: bool) -> None:
        session = kit.open_drawer(books)
        if closed:
            close_exactly(books, session.session_id, 20000)
        else:
            session = replace(session, session_id="1-99")
        refused = books.post(receipt_order(kit.tags_cart("r-1"), session))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.SESSION_NOT_OPEN
        assert books.receipts() == ()

    def test_numbers_are_gap_free_per_drawer_and_year(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        made = [kit.sell(books, s, f"r-{n}") for n, s in enumerate((one, two, one, one, two))]
        assert [kit.number_of(p) for p in made] == [
            "2027-1-000001",
            "2027-2-000001",
            "2027-1-000002",
            "2027-1-000003",
            "2027-2-000002",
        ]
        close_exactly(books, one.session_id, 20000 + 3 * 450)
        later = kit.open_drawer(books, "1", on=NEXT_YEAR)
        assert kit.number_of(kit.sell(books, later, "r-9")) == "2028-1-000001"
        assert kit.number_of(kit.sell(books, later, "r-10")) == "2028-1-000002"
        assert books.prove().proves

    def test_each_drawers_postings_are_chained(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        sold = [kit.sell(books, s, f"r-{n}").posting for n, s in enumerate((one, two, one))]
        closing = close_exactly(books, one.session_id, 20900)
        reopened = kit.open_drawer(books, "1", on=NEXT_YEAR)
        last = kit.sell(books, reopened, "r-9").posting
        chain = [sold[0], sold[2], closing]
        assert [p.trail.chain_no for p in chain] == [2, 3, 4]
        assert last.trail.chain_no == 6
        assert sold[0].trail.previous != GENESIS
        assert [p.trail.previous for p in chain[1:]] == [p.trail.digest for p in chain[:-1]]
        assert sold[1].trail.series == "2"
        assert {s: n for s, n, _ in books.prove().heads} == {"1": 6, "2": 2}

    def test_receipts_come_newest_first_and_by_session_or_day(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        made = [kit.sell(books, s, f"r-{n}") for n, s in enumerate((one, two, one))]
        assert books.receipts() == tuple(reversed(made))
        assert books.receipts(session_id=one.session_id) == (made[2], made[0])
        assert books.receipts(session_id=two.session_id, on=DAY) == (made[1],)
        assert books.receipts(on=DAY, limit=2) == (made[2], made[1])
        assert books.receipts(on=NEXT_YEAR) == ()

    def test_receipts_of_a_bill_come_oldest_first(self, books: Books) -> None:
        kit.fill(books)
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        first = kit.pay(books, two, "r-1", kit.WATER, cents=100)
        kit.pay(books, one, "r-2", kit.OTHER_WATER)
        second = kit.pay(books, one, "r-3", kit.WATER, kit.PERMIT, cents=None)
        assert books.receipts_of_bill(kit.WATER) == (
            kit.receipt_of(first).number,
            kit.receipt_of(second).number,
        )
        assert books.receipts_of_bill("no such bill") == ()

    def test_what_was_not_posted_is_not_found(self, books: Books) -> None:
        assert books.attempt("r-1") is None
        assert books.receipt(ReceiptNo(2027, "1", 1)) is None
        assert books.posting(1) is None
        assert books.receipts() == ()

    def test_posting_forgets_the_carts_draft(self, books: Books) -> None:
        session = kit.open_drawer(books)
        cart = kit.tags_cart("r-1")
        books.save_draft(kit.draft_of(cart))
        ok(books.post(receipt_order(cart, session)))
        assert books.active_draft(session.station, session.operator_id) is None

    def test_good_books_prove_and_name_their_policy(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
        kit.sell(books, session, "r-2", 2, "C", 2000)
        close_exactly(books, session.session_id, 20000 + 61228 + 13000 + 900)
        for proof in (books.prove(), books.prove(DAY)):
            assert proof.proves
            assert sum(line.checked for line in proof.lines) > 0
        assert [(s, n) for s, n, _ in books.prove().heads] == [("1", 4)]
        assert books.policy_used() == (sample_office().digest,)

    def test_empty_books_prove(self, books: Books) -> None:
        assert books.prove().proves
        assert books.policy_used() == ()

    def test_lines_keep_their_order_and_their_cash_hold(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = kit.bills_cart(books, session, "r-1", kit.WATER, kit.PERMIT, kit.TICKET)
        held = [replace(x, cash_only="Cash.") for x in cart.lines if isinstance(x, BillLine)]
        posted = ok(books.post(receipt_order(replace(cart, lines=tuple(held)), session)))
        read = books.receipt(kit.receipt_of(posted).number)
        assert read is not None
        assert kit.receipt_of(read).lines == tuple(held)


def close_exactly(books: Books, session_id: str, cash: int) -> Posting:
    """Close a session whose drawer holds only cash, on its exact count."""
    session = books.session(session_id)
    assert session is not None
    return ok(books.close_session(close_order(session, count_of(cash)), sample_office()))
