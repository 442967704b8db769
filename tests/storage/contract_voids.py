"""What all books must do with voids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.books import Books
from domain.corrections.policy import CorrectionKind
from domain.money import Money
from domain.receipting.posting import verify
from domain.receivables.assessment import assess
from domain.records import PaperKind
from domain.refusals import Code
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    at,
    cart_of,
    ok,
    receipt_order,
    sample_office,
    tax_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

OFFICE = sample_office()
K = CorrectionKind
LATER = date(2027, 1, 26)


class VoidsContract:
    def test_a_void_is_read_back_and_the_receipt_points_at_it(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
        voided = ok(books.correct(corrections.void_order(books, session, paid)))
        number = kit.receipt_of(paid).number
        assert str(voided.body.number) == "2027-1-C00001"
        assert books.posting(voided.posting_id) == voided.posting
        assert verify(voided.posting)
        assert books.correction(voided.body.number) == voided
        assert books.corrections_of(number) == (voided,)
        assert books.corrections_of_bill(kit.TAX) == (voided,)
        assert books.corrections(DAY, DAY) == (voided,)
        assert books.corrections(LATER, LATER) == ()
        again = books.receipt(number)
        assert again is not None
        assert again.posting == paid.posting, "the receipt keeps its number and its lines"
        assert again.undone is not None
        assert (again.undone.operator_name, again.undone.approved_by) == ("Jane Doe", "Sam Field")
        assert books.receipts(session_id=session.session_id) == (again,)
        assert books.prove().proves

    def test_a_void_reopens_its_bills_as_if_never_paid(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        before = {n: kit.state(books, n) for n in (kit.TAX, kit.WATER)}
        paid = kit.pay(books, session, "r-1", kit.TAX, kit.WATER)
        ok(books.correct(corrections.void_order(books, session, paid)))
        for number, state in before.items():
            after = kit.state(books, number)
            assert after.version == state.version + 2
            for on in (DAY, date(2027, 3, 1), date(2027, 10, 4)):
                assert assess(after, on, OFFICE).owed == assess(state, on, OFFICE).owed
        account = kit.account_id(books, "water", "W-1001")
        assert [s.bill.bill_no for s in books.open_bills([account])[account]] == [kit.WATER]

    def test_a_voided_receipts_money_leaves_the_drawer(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 2, "C", 2000)
        cash = kit.sell(books, session, "r-2", 1, "C", 1000)
        check = kit.sell(books, session, "r-3", 1, "K", 450, "1001")
        kit.sell(books, session, "r-4", 1, "K", 450, "1002")
        for n, posted in enumerate((cash, check)):
            ok(books.correct(corrections.void_order(books, session, posted, f"v-{n}")))
        takings = books.takings(session.session_id)
        assert dict(takings.taken) == {"C": Money(2000), "K": Money(450)}
        assert takings.change == Money(1100)
        assert (takings.receipts, takings.voids) == (4, 2)
        assert books.check_amounts(session.session_id) == (("K", (Money(450),)),)
        corrections.close(books, session)
        assert books.prove().proves

    def test_a_void_owes_its_slip_and_opens_the_drawer_for_cash_only(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cash = kit.sell(books, session, "r-1", 1)
        check = kit.sell(books, session, "r-2", 1, "K", 450, "1001")
        for n, posted in enumerate((cash, check)):
            ok(books.correct(corrections.void_order(books, session, posted, f"v-{n}")))
        slips = [j for j in books.queued(session.station) if j.paper is PaperKind.CORRECTION]
        assert [slip.kick for slip in slips] == [True, False]
        copy = books.reprint(
            slips[0].posting_id or 0, PaperKind.CORRECTION, session.station, "jane", at(16)
        )
        assert copy.copy_no == 1

    def test_the_same_request_is_the_same_correction(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        order = corrections.void_order(books, session, paid)
        first = ok(books.correct(order))
        later = replace(order, header=replace(order.header, entered_at=at(16)))
        assert ok(books.correct(later)) == first
        other = replace(later, header=replace(later.header, request_digest="other"))
        said = corrections.refusal(books.correct(other))
        assert said.code is Code.REQUEST_REUSED
        assert "2027-1-C00001" in said.sentence
        assert len(books.corrections(DAY, DAY)) == 1
        assert books.attempt("v-1") is None, "it is no receipt"
        assert books.correction_asked("v-1") == first
        assert books.correction_asked("r-1") is None, "it is no correction"
        assert books.correction_asked("never") is None

    def test_a_receipt_is_voided_once(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.sell(books, session, "r-1")
        order = corrections.void_order(books, session, paid)
        again = corrections.void_order(books, session, paid, "v-2")
        ok(books.correct(order))
        said = corrections.refusal(books.correct(again))
        assert said.code is Code.RECEIPT_CORRECTED
        assert "2027-1-C00001" in said.sentence
        assert books.prove().proves

    def test_a_void_is_refused_when_its_bill_moved_or_its_session_closed(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        order = corrections.void_order(books, session, paid)
        kit.take_again(books, tax_bill(cents=130000))
        assert corrections.refusal(books.correct(order)).code is Code.BILL_CHANGED
        order = corrections.void_order(books, session, paid, "v-2")
        corrections.close(books, session)
        assert corrections.refusal(books.correct(order)).code is Code.VOID_TOO_LATE
        assert books.corrections(DAY, DAY) == ()

    def test_voids_of_several_drawers_have_numbers_of_their_own(self, books: Books) -> None:
        kit.fill(books)
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        numbers = []
        for n, (session, who) in enumerate(((one, JANE), (two, DIEGO), (one, JANE))):
            posted = kit.sell(books, session, f"r-{n}")
            order = corrections.void_order(books, session, posted, f"v-{n}", maker=who)
            numbers.append(str(ok(books.correct(order)).body.number))
        assert numbers == ["2027-1-C00001", "2027-2-C00001", "2027-1-C00002"]

    def test_after_a_void_the_bill_can_be_paid_again(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        for n in range(3):
            paid = kit.pay(books, session, f"r-{n}", kit.WATER)
            ok(books.correct(corrections.void_order(books, session, paid, f"v-{n}")))
        kit.pay(books, session, "r-last", kit.WATER)
        assert assess(kit.state(books, kit.WATER), DAY, OFFICE).total == Money(0)
        assert len(books.receipts_of_bill(kit.WATER)) == 4
        assert books.prove().proves

    @pytest.mark.parametrize("cash", [13000, 20000])
    def test_what_was_imported_between_stays_imported(self, books: Books, cash: int) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        cart = cart_of("r-1", kit.state(books, kit.WATER), cash=cash)
        paid = ok(books.post(receipt_order(cart, session)))
        kit.take_again(books, tax_bill(cents=130000))
        ok(books.correct(corrections.void_order(books, session, paid)))
        assert kit.state(books, kit.TAX).bill == tax_bill(cents=130000)
        assert books.prove().proves
