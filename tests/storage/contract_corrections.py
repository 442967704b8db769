"""What all books must do with the back office's corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.corrections.holds import returned_hold
from domain.corrections.policy import CorrectionKind
from domain.corrections.values import CorrectionNo
from domain.money import Money
from domain.receivables.assessment import assess
from domain.receivables.bills import BillStatus
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code
from tests.samples import (
    CHAMBERLAIN,
    DAY,
    SUPERVISOR,
    ok,
    sample_office,
    tax_bill,
)
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections

OFFICE = sample_office()
K = CorrectionKind
LATER = date(2027, 1, 26)


class CorrectionsContract:
    def test_a_bill_canceled_since_it_was_paid_is_not_open_again(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        kit.take_again(books, tax_bill(status=BillStatus.CANCELLED))
        ok(books.correct(corrections.void_order(books, session, paid)))
        account = kit.account_id(books, "tax", "500700-70.-1-1")
        assert books.open_bills([account])[account] == ()
        assert books.prove().proves

    def test_a_reversal_waits_for_the_close_and_becomes_a_refund_request(
        self, books: Books
    ) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        paid = kit.pay(books, session, "r-1", kit.TAX)
        order = corrections.reversal_order(books, paid, LATER)
        assert corrections.refusal(books.correct(order)).code is Code.REVERSAL_TOO_EARLY
        corrections.close(books, session)
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
        again = corrections.refusal(books.correct(corrections.reversed_twice(order)))
        assert again.code is Code.RECEIPT_CORRECTED
        assert books.prove().proves

    def test_a_check_that_paid_three_bills_comes_back_at_once(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        corrections.paid_by_check(books, session, "r-1", "4471", kit.TAX, kit.WATER, kit.PERMIT)
        amount = 61228 + 13000 + 4500
        early = corrections.returned_order(books, "4471", amount, DAY)
        said = corrections.refusal(books.correct(early))
        assert said.code is Code.CHECK_IN_DRAWER
        assert "2027-1-000001" in said.sentence
        corrections.close(books, session)
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
        corrections.paid_by_check(books, session, "r-1", "4471", kit.PERMIT)
        corrections.close(books, session)
        order = corrections.returned_order(books, "4471", 4500, LATER)
        again = replace(order, header=replace(order.header, request_id="b-2"))
        ok(books.correct(order))
        said = corrections.refusal(books.correct(again))
        assert said.code is Code.CHECK_RETURNED
        assert "2027-OFC-C00001" in said.sentence

    def test_returned_checks_are_found_by_account_and_by_party(self, books: Books) -> None:
        kit.fill(books)
        session = kit.open_drawer(books)
        corrections.paid_by_check(books, session, "r-1", "1", kit.TAX)
        corrections.paid_by_check(books, session, "r-2", "2", kit.WATER)
        corrections.close(books, session)
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
        said = corrections.refusal(books.correct(order))
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
        assert corrections.refusal(books.correct(order)).code is Code.BUSINESS_DATE_EARLIER

    def test_numbers_begin_anew_each_year(self, books: Books) -> None:
        kit.fill(books)
        numbers = []
        for n, on in enumerate((LATER, date(2028, 1, 3), date(2028, 1, 4))):
            order = corrections.adjustment_order(
                books, K.ABATEMENT, kit.OTHER_TAX, (1, "city", 100), on=on, request=f"a-{n}"
            )
            numbers.append(str(ok(books.correct(order)).body.number))
        assert numbers == ["2027-OFC-C00001", "2028-OFC-C00001", "2028-OFC-C00002"]
