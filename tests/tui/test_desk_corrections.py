"""Corrections at the desk: void and recreate, reversal, returned checks and their hold, adjustments, by two people."""

from __future__ import annotations

from datetime import date

import pytest

from domain.corrections.adjusting import Change
from domain.corrections.needs import approval_act
from domain.corrections.ordering import CorrectionOrder
from domain.custody.drawer import DrawerSession
from domain.money import Money
from domain.people.authority import Operator
from domain.receipting.receipt import ReceiptNo
from domain.receivables.assessment import assess
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal
from tests.samples import CHAMBERLAIN, DAY, PINS, SUPERVISOR, at, ok
from tests.storage import contract_kit as kit
from tests.tui.desk_corrections_kit import (
    LATER,
    OFFICE,
    K,
    close,
    open_desk,
    pay,
    returned,
    sit,
    support,
)
from tests.tui.desk_kit import FLOAT, stocked_books
from tests.tui.test_desk_days import refused
from tui.desk_corrections import CorrectionDesk
from tui.desk_drawer import DrawerDesk
from tui.desk_people import Asked, PeopleDesk


def test_void_then_recreate_with_another_kind_of_money() -> None:
    desk = open_desk(stocked_books())
    number = pay(desk, kit.TAX, kit.WATER, typed="800")
    corrections = CorrectionDesk(desk)
    shown = corrections.undoing(number)
    assert not isinstance(shown, Refusal)
    assert shown.words == "Undo receipt 2027-1-000001 of DOE, JANE, 742.28"
    assert [(e.before, e.after) for e in shown.effects] == [
        (Money(61227), Money(122455)),
        (Money(0), Money(13000)),
    ]
    done = corrections.void(number, support(desk, K.VOID))
    assert isinstance(done, PostedCorrection)
    assert corrections.recreate(number) is None
    assert desk.notices == ()
    assert [line.amount for line in desk.cart.lines] == [Money(61228), Money(13000)]
    assert desk.cart.change == Money(5772)
    assert desk.remove_tender() is None
    assert desk.tender("K", "", "4471") is None
    posted = desk.books.post(ok(desk.order()))
    assert desk.posted(posted) is None
    assert desk.session is not None
    assert desk.books.takings(desk.session.session_id).taken == (
        ("C", Money(0)),
        ("K", Money(74228)),
    )
    close(desk)
    assert desk.books.prove().proves


def test_a_recreated_cart_survives_a_crash() -> None:
    books = stocked_books()
    desk = open_desk(books)
    assert desk.add_typed_items("3*T1") is None
    number = pay(desk)
    ok(CorrectionDesk(desk).void(number, support(desk, K.VOID)))
    assert CorrectionDesk(desk).recreate(number) is None
    again = sit(books, prefix="after")
    assert again.cart == desk.cart
    assert again.cart.lines


def test_only_what_was_undone_is_recreated_and_the_cart_in_front_is_parked() -> None:
    desk = open_desk(stocked_books())
    number = pay(desk, kit.WATER)
    corrections = CorrectionDesk(desk)
    said = corrections.recreate(number)
    assert refused(said) is Code.RECEIPT_STANDS
    ok(corrections.void(number, support(desk, K.VOID)))
    assert desk.add_items("TS") is None
    assert corrections.recreate(number) is None
    assert len(desk.parked()) == 1
    assert refused(corrections.recreate(ReceiptNo(2027, "1", 9))) is Code.RECEIPT_UNKNOWN


@pytest.mark.parametrize(
    ("by", "code"),
    [(None, Code.APPROVAL_NEEDED), (SUPERVISOR, None)],
)
def test_a_void_needs_a_second_person(by: Operator | None, code: Code | None) -> None:
    desk = open_desk(stocked_books())
    number = pay(desk, kit.WATER)
    answer = CorrectionDesk(desk).void(number, support(desk, K.VOID, by))
    assert (refused(answer) if code else None) is code
    assert (len(desk.books.corrections(DAY, DAY)) == 1) == (code is None)


def test_nobody_approves_the_own_void() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    asked = Asked(approval_act(K.VOID), "Void it.")
    said = PeopleDesk(desk).approve(asked, "jane", PINS["jane"])
    assert refused(said) is Code.APPROVER_IS_ACTOR
    assert CorrectionDesk(desk).standing(number) == CorrectionDesk(desk).standing(number)


def test_an_answer_that_was_lost_is_asked_again_under_the_same_request() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    given = support(desk, K.VOID)
    correct = books.correct

    def lose_the_answer(order: CorrectionOrder) -> PostedCorrection | Refusal:
        ok(correct(order))
        raise ConnectionError("the answer was lost")

    books.correct = lose_the_answer  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        CorrectionDesk(desk).void(number, given)
    books.correct = correct  # type: ignore[method-assign]
    again = ok(CorrectionDesk(desk).void(number, given))
    assert books.corrections(DAY, DAY) == (again,)
    asked_anew = CorrectionDesk(desk).void(number, given)
    assert refused(asked_anew) is Code.RECEIPT_CORRECTED


def test_after_the_close_it_is_reversed_on_the_next_day_for_a_refund() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    close(desk)
    corrections = CorrectionDesk(desk)
    assert refused(corrections.void(number, support(desk, K.VOID))) is Code.SESSION_NOT_OPEN
    given = support(desk, K.REVERSAL)
    assert refused(corrections.reverse(number, given)) is Code.REVERSAL_TOO_EARLY
    later = open_desk(books, LATER, "later")
    corrections = CorrectionDesk(later)
    assert refused(corrections.void(number, support(later, K.VOID))) is Code.VOID_TOO_LATE
    done = corrections.reverse(number, support(later, K.REVERSAL), "Jane Doe")
    assert isinstance(done, PostedCorrection)
    settled = done.body.amendment.settlement
    assert settled is not None
    assert (settled.amount, settled.payee) == (Money(13000), "Jane Doe")
    assert later.session is not None
    assert later.books.takings(later.session.session_id).change == Money(0)
    assert books.prove().proves


def test_a_check_that_paid_three_bills_reopens_all_and_the_second_one_holds_the_payer() -> None:
    books = stocked_books()
    desk = open_desk(books)
    pay(desk, kit.TAX, kit.WATER, kit.PERMIT, kind="K", number="4471")
    pay(desk, kit.TAX, kind="K", number="4472")
    close(desk)
    office = sit(books, SUPERVISOR, LATER, "sam")
    corrections = CorrectionDesk(office)
    said = corrections.checks("K", "4471", Money(1))
    assert refused(said) is Code.CHECK_UNKNOWN
    first = returned(office, "4471", 61228 + 13000 + 4500)
    assert [e.bill_no for e in first.body.amendment.effects] == [kit.PERMIT, kit.TAX, kit.WATER]
    assert first.body.amendment.check is not None
    assert first.body.amendment.check.fee == Money(2000)
    again = corrections.checks("K", "4471", Money(61228 + 13000 + 4500))
    assert refused(again) is Code.CHECK_UNKNOWN, "it came back already"
    tax = kit.state(books, kit.TAX)
    assert office.single.holds(tax, LATER) == ()
    returned(office, "4472", 61227)
    (hold,) = office.single.holds(tax, LATER)
    assert "cash or guaranteed funds only until 2028-01-27" in hold.text
    counter = open_desk(books, LATER, "later")
    assert counter.add_bill(kit.state(books, kit.TAX)) is None
    assert refused(counter.tender("K", "", "4473")) is Code.PAYER_HELD
    assert counter.tender("M", "", "77") is None
    assert counter.posted(books.post(ok(counter.order()))) is None
    assert books.prove().proves


def test_the_account_says_that_its_checks_came_back() -> None:
    books = stocked_books()
    desk = open_desk(books)
    for number in ("1", "2"):
        pay(desk, kit.TAX, kind="K", number=number)
    close(desk)
    office = sit(books, SUPERVISOR, LATER, "sam")
    returned(office, "1", 61228)
    returned(office, "2", 61227)
    customer = books.customer(kit.account_id(books, "water", "W-1001"))
    assert customer is not None
    words = office.single.alerts(customer.accounts[0], LATER)
    assert any("2 checks came back" in each for each in words), "the party's other account too"


def test_bills_are_changed_by_one_without_a_drawer_and_reviewed_by_another() -> None:
    books = stocked_books()
    busy = sit(books, SUPERVISOR, prefix="busy")
    assert isinstance(DrawerDesk(busy).open(FLOAT), DrawerSession)
    change = [Change(1, "city", Money(20000))]
    given = support(busy, K.ABATEMENT, CHAMBERLAIN)
    answer = CorrectionDesk(busy).adjust(K.ABATEMENT, kit.TAX, change, given)
    assert refused(answer) is Code.ADJUSTING_WITH_DRAWER
    desk = sit(books, CHAMBERLAIN, prefix="cham")
    given = support(desk, K.ABATEMENT, SUPERVISOR)
    done = CorrectionDesk(desk).adjust(K.ABATEMENT, kit.TAX, change, given)
    assert isinstance(done, PostedCorrection)
    assert assess(kit.state(books, kit.TAX), DAY, OFFICE).due == Money(41228)
    answer = CorrectionDesk(desk).adjust(K.ABATEMENT, "NO-1", change, given)
    assert refused(answer) is Code.BILL_UNKNOWN


def test_a_clerk_adjusts_nothing() -> None:
    desk = sit(stocked_books())
    answer = CorrectionDesk(desk).adjust(
        K.ABATEMENT, kit.TAX, [Change(1, "city", Money(1))], support(desk, K.ABATEMENT)
    )
    assert refused(answer) is Code.NO_RIGHT


def test_a_ticket_paid_and_dismissed_is_refunded_by_request() -> None:
    books = stocked_books()
    desk = open_desk(books)
    pay(desk, kit.TICKET)
    close(desk)
    office = sit(books, SUPERVISOR, LATER, "sam")
    corrections = CorrectionDesk(office)
    ok(corrections.adjust(K.DISMISSAL, kit.TICKET, (), support(office, K.DISMISSAL, CHAMBERLAIN)))
    done = ok(corrections.refund(kit.TICKET, support(office, K.REFUND, CHAMBERLAIN), "Jane Doe"))
    assert done.body.amendment.settlement is not None
    assert assess(kit.state(books, kit.TICKET), LATER, OFFICE).total == Money(0)


def test_another_day_by_evidence_and_approval() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    evidence = Evidence(EvidenceKind.COURT_ORDER, DAY, date(2027, 1, 20))
    given = support(desk, K.EFFECTIVE_CHANGE)
    done = ok(CorrectionDesk(desk).redate(number, kit.WATER, evidence, given))
    assert done.body.amendment.evidence == evidence
    assert refused(CorrectionDesk(desk).redate(number, kit.TAX, evidence, given)) is (
        Code.NOT_IN_RECEIPT
    )


def test_one_who_was_disabled_meanwhile_posts_nothing() -> None:
    books = stocked_books()
    desk = open_desk(books)
    number = pay(desk, kit.WATER)
    given = support(desk, K.VOID)
    assert books.set_operator("jane", at(15), disabled=True) is None
    assert refused(CorrectionDesk(desk).void(number, given)) is Code.OPERATOR_GONE
    assert books.corrections(DAY, DAY) == ()
