"""What all books must do with corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.books import Books
from domain.corrections.holds import returned_hold
from domain.corrections.ordering import CorrectionOrder
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import CorrectionNo
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receipting.posting import verify
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillStatus
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PaperKind, PostedReceipt
from domain.refusals import Code, Refusal
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    DIEGO,
    JANE,
    SUPERVISOR,
    at,
    cart_of,
    count_of,
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


def paid_by_check(
    books: Books, session: DrawerSession, request: str, number: str, *bill_nos: str
) -> PostedReceipt:
    """A receipt for bills paid by one check."""
    cart = kit.bills_cart(books, session, request, *bill_nos)
    cart = ok(add_tender(replace(cart, tenders=()), "K", OFFICE, number=number))
    return ok(books.post(receipt_order(cart, session)))


def close(books: Books, session: DrawerSession) -> None:
    """Close a drawer on a count that agrees."""
    takings = books.takings(session.session_id)
    taken = dict(takings.taken)
    cash = session.float_amount.cents + taken.get("C", Money(0)).cents - takings.change.cents
    checks = dict(books.check_amounts(session.session_id)).get("K", ())
    count = count_of(cash, [c.cents for c in checks])
    order = CloseOrder(f"close-{session.session_id}", session.session_id, JANE, at(17), count)
    closed = books.close_session(order, OFFICE)
    assert not isinstance(closed, Refusal), closed


def refusal(answer: object) -> Refusal:
    """The refusal that an answer must be."""
    assert isinstance(answer, Refusal), answer
    return answer


class CorrectionsContract:
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
        close(books, session)
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
        said = refusal(books.correct(other))
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
        said = refusal(books.correct(again))
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
        assert refusal(books.correct(order)).code is Code.BILL_CHANGED
        order = corrections.void_order(books, session, paid, "v-2")
        close(books, session)
        assert refusal(books.correct(order)).code is Code.VOID_TOO_LATE
        assert books.corrections(DAY, DAY) == ()

    def test_a_bill_canceled_since_it_was_paid_is_not_open_again(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        kit.take_again(books, tax_bill(status=BillStatus.CANCELLED))
        ok(books.correct(corrections.void_order(books, session, paid)))
        account = kit.account_id(books, "tax", "500700-70.-1-1")
        assert books.open_bills([account])[account] == ()
        assert books.prove().proves

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

    def test_a_reversal_waits_for_the_close_and_becomes_a_refund_request(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        order = corrections.reversal_order(books, paid, LATER)
        assert refusal(books.correct(order)).code is Code.REVERSAL_TOO_EARLY
        close(books, session)
        done = ok(books.correct(order))
        settled = done.body.amendment.settlement
        assert settled is not None
        assert settled.amount == Money(61228)
        assert str(done.body.number) == "2027-OFC-C00001"
        assert done.posting.trail.series == "OFC"
        assert books.takings(session.session_id).change == Money(0), (
            "a closed drawer stays as it is"
        )
        assert dict(books.takings(session.session_id).taken) == {"C": Money(61228)}
        again = refusal(books.correct(reversed_twice(order)))
        assert again.code is Code.RECEIPT_CORRECTED
        assert books.prove().proves

    def test_a_check_that_paid_three_bills_comes_back_at_once(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid_by_check(books, session, "r-1", "4471", kit.TAX, kit.WATER, kit.PERMIT)
        amount = 61228 + 13000 + 4500
        early = corrections.returned_order(books, "4471", amount, DAY)
        said = refusal(books.correct(early))
        assert said.code is Code.CHECK_IN_DRAWER
        assert "2027-1-000001" in said.sentence
        close(books, session)
        done = ok(books.correct(corrections.returned_order(books, "4471", amount, LATER, "b-2")))
        assert len(done.body.amendment.effects) == 3
        owed = [
            assess(kit.state(books, n), LATER, OFFICE).total.cents
            for n in (kit.TAX, kit.WATER, kit.PERMIT)
        ]
        assert owed == [122455 + 2000, 13000, 4500]
        assert books.posting(done.posting_id) == done.posting
        found = books.receipts()[0]
        assert found.undone is None, "the receipt is not void: only what the check paid came back"
        assert [c.kind for c in found.corrected] == [K.RETURNED_CHECK]
        assert books.prove().proves

    def test_a_check_comes_back_once(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid_by_check(books, session, "r-1", "4471", kit.PERMIT)
        close(books, session)
        order = corrections.returned_order(books, "4471", 4500, LATER)
        again = replace(order, header=replace(order.header, request_id="b-2"))
        ok(books.correct(order))
        said = refusal(books.correct(again))
        assert said.code is Code.CHECK_RETURNED
        assert "2027-OFC-C00001" in said.sentence

    def test_returned_checks_are_found_by_account_and_by_party(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid_by_check(books, session, "r-1", "1", kit.TAX)
        paid_by_check(books, session, "r-2", "2", kit.WATER)
        close(books, session)
        ok(books.correct(corrections.returned_order(books, "1", 61228, LATER, "b-1")))
        ok(books.correct(corrections.returned_order(books, "2", 13000, LATER, "b-2")))
        customer = books.customer(kit.account_id(books, "tax", "500700-70.-1-1"))
        assert customer is not None
        tax = customer.accounts[0].account
        returns = books.returns_of([tax])
        assert [(r.number, r.service) for r in returns] == [
            (CorrectionNo(2027, "OFC", 1), "tax"),
            (CorrectionNo(2027, "OFC", 2), "water"),
        ]
        assert returned_hold(tax, returns, LATER, OFFICE.corrections.returned) is not None
        other = books.customer(kit.account_id(books, "water", "W-1002"))
        assert other is not None
        assert books.returns_of([other.accounts[0].account]) == ()
        assert books.returns_of([]) == ()

    def test_checks_are_found_by_number_whatever_zeros_lead_it(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        one = kit.sell(books, session, "r-1", 1, "K", 450, "0042")
        kit.sell(books, session, "r-2", 1, "K", 450, "142")
        kit.sell(books, session, "r-3", 1, "M", 450, "42")
        assert books.tendered("K", "42", DAY) == (one,)
        assert books.tendered("K", "000042", DAY) == (one,)
        assert books.tendered("K", "42", LATER) == ()

    def test_nobody_adjusts_beside_an_open_drawer(self, books: Books) -> None:
        kit.fill(books)
        kit.open_drawer(books, "2", SUPERVISOR)
        order = corrections.adjustment_order(
            books, K.ABATEMENT, kit.TAX, (1, "city", 20000), on=DAY
        )
        said = refusal(books.correct(order))
        assert said.code is Code.ADJUSTING_WITH_DRAWER
        assert "Sam Field has drawer 2 open" in said.sentence
        other = corrections.adjustment_order(
            books, K.ABATEMENT, kit.TAX, (1, "city", 20000), on=DAY,
            maker=CHAMBERLAIN, approver=SUPERVISOR,
        )  # fmt: skip
        ok(books.correct(other))
        assert assess(kit.state(books, kit.TAX), DAY, OFFICE).due == Money(41228)
        assert books.prove().proves

    def test_a_dismissed_ticket_is_closed_and_a_refund_leaves_it_at_nothing(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        kit.pay(books, session, "r-1", kit.TICKET)
        ok(books.correct(corrections.adjustment_order(books, K.DISMISSAL, kit.TICKET, on=DAY)))
        assert assess(kit.state(books, kit.TICKET), DAY, OFFICE).total == Money(-3000)
        ok(books.correct(corrections.refund_order(books, kit.TICKET, DAY)))
        assert assess(kit.state(books, kit.TICKET), DAY, OFFICE).total == Money(0)
        account = kit.account_id(books, "parking", "KXR4821")
        assert books.open_bills([account])[account] == ()
        assert books.prove().proves

    def test_another_effective_day_keeps_its_evidence(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.WATER)
        evidence = Evidence(EvidenceKind.COURT_ORDER, LATER, date(2027, 1, 20))
        order = corrections.redating_order(books, paid, kit.WATER, evidence, LATER)
        done = ok(books.correct(order))
        assert books.posting(done.posting_id) == done.posting
        assert done.body.amendment.evidence == evidence
        state = kit.state(books, kit.WATER)
        assert assess(state, DAY, OFFICE).total == Money(0)
        assert {a.effective_on for a in state.applied[-2:]} == {date(2027, 1, 20)}
        assert books.prove().proves

    def test_the_back_office_does_not_go_back_in_time(self, books: Books) -> None:
        kit.fill(books)
        change = (1, "city", 100)
        for n, on in enumerate((LATER, LATER)):
            ok(
                books.correct(
                    corrections.adjustment_order(
                        books, K.ABATEMENT, kit.TAX, change, on=on, request=f"a-{n}"
                    )
                )
            )
        order = corrections.adjustment_order(
            books, K.ABATEMENT, kit.TAX, change, on=DAY, request="a-9"
        )
        assert refusal(books.correct(order)).code is Code.BUSINESS_DATE_EARLIER

    def test_numbers_begin_anew_each_year(self, books: Books) -> None:
        kit.fill(books)
        numbers = []
        for n, on in enumerate((LATER, date(2028, 1, 3), date(2028, 1, 4))):
            order = corrections.adjustment_order(
                books, K.ABATEMENT, kit.OTHER_TAX, (1, "city", 100), on=on, request=f"a-{n}"
            )
            numbers.append(str(ok(books.correct(order)).body.number))
        assert numbers == ["2027-OFC-C00001", "2028-OFC-C00001", "2028-OFC-C00002"]

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


def reversed_twice(order: CorrectionOrder) -> CorrectionOrder:
    """The same reversal under another request."""
    return replace(order, header=replace(order.header, request_id="x-2"))
