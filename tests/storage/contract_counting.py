"""What all books must do with counts beside the tries, with the cut-off, and with carts for another drawer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.books import Books
from domain.custody.count import Count
from domain.custody.drawer import DrawerClosed, DrawerCutOff, DrawerSession
from domain.custody.session_counts import CountKind, CountOrder, SessionCount
from domain.custody.sessions import CutOffOrder
from domain.money import Money
from domain.people.approval import Approval
from domain.records import DraftState
from domain.refusals import Code, Refusal
from tests.samples import (
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
)  # fmt: skip
from tests.storage import contract_kit as kit
from tests.storage.contract_custody import close_order

OFFICE = sample_office()
NEXT = DAY + timedelta(days=1)
SAM = Approval("sam", "Sam Field", "supervisor", "approve_drawer", "PIN", at(17), "Close drawer 1.")


def cut_off_order(session: DrawerSession, request: str = "") -> CutOffOrder:
    """An order to cut a session off at four, by the one whose it is."""
    who = JANE if session.operator_id == "jane" else DIEGO
    at_four = session.opened_at.replace(hour=16, minute=0)
    return CutOffOrder(request or f"cut-{session.session_id}", session.session_id, who, at_four)


def surprise(session: DrawerSession, count: Count, request: str = "s-1") -> CountOrder:
    """A surprise count by the supervisor with the clerk present."""
    present = (session.operator_id, session.operator_name)
    return CountOrder(
        request, CountKind.SURPRISE, session.session_id, "sam", "Sam Field", at(11), count, present
    )


def final(session: DrawerSession, count: Count, request: str = "f-1") -> CountOrder:
    """The clerk's word that the last count stays."""
    who, name = session.operator_id, session.operator_name
    return CountOrder(request, CountKind.FINAL, session.session_id, who, name, at(16, 30), count)


def code_of(answer: object) -> Code:
    """The code of an answer that must be a refusal."""
    assert isinstance(answer, Refusal), answer
    return answer.code


class CountingContract:
    def test_a_surprise_count_is_kept_and_closes_nothing(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 2, "C", 2000)
        kept = ok(books.keep_count(surprise(session, count_of(20800)), OFFICE))
        assert isinstance(kept, SessionCount)
        assert kept.over_short == Money(-100)
        assert (kept.order.operator_name, kept.order.present) == ("Sam Field", ("jane", "Jane Doe"))
        assert books.keep_count(surprise(session, count_of(20800)), OFFICE) == kept
        kit.sell(books, session, "r-2", 1, "C", 450)
        again = ok(books.keep_count(surprise(session, count_of(21350), "s-2"), OFFICE))
        assert again.over_short == Money(0)
        assert books.counts(session.session_id) == (kept, again)
        assert books.session_at("1") == session
        assert books.tries(session.session_id) == ()
        assert books.final_count(session.session_id) is None
        assert books.prove().proves

    def test_no_count_is_kept_of_a_closed_session(self, books: Books) -> None:
        session = kit.open_drawer(books)
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        answer = books.keep_count(surprise(session, count_of(20000)), OFFICE)
        assert code_of(answer) is Code.SESSION_NOT_OPEN
        assert books.counts(session.session_id) == ()

    def test_the_final_count_is_the_last_one_handed_in(self, books: Books) -> None:
        session = kit.open_drawer(books)
        assert code_of(books.keep_count(final(session, count_of(1)), OFFICE)) is Code.COUNT_MISSING
        for minute, cents in enumerate((19000, 19500)):
            books.try_count(session.session_id, "jane", count_of(cents), at(16, minute), OFFICE)
        first = books.keep_count(final(session, count_of(19000)), OFFICE)
        assert code_of(first) is Code.COUNT_IN
        kept = ok(books.keep_count(final(session, count_of(19500)), OFFICE))
        assert kept.over_short == Money(-500)
        other = ok(books.keep_count(final(session, count_of(20000), "f-2"), OFFICE))
        assert other == kept == books.final_count(session.session_id)
        assert [t.count for t in books.tries(session.session_id)] == [
            count_of(19000), count_of(19500),
        ]  # fmt: skip

    def test_after_the_final_count_nothing_else_is_counted_or_closed_on(self, books: Books) -> None:
        session = kit.open_drawer(books)
        books.try_count(session.session_id, "jane", count_of(19500), at(16), OFFICE)
        ok(books.keep_count(final(session, count_of(19500)), OFFICE))
        right = count_of(20000)
        answer = books.try_count(session.session_id, "jane", right, at(17), OFFICE)
        assert code_of(answer) is Code.COUNT_IN
        closing = books.close_session(close_order(session, right, "miscount"), OFFICE)
        assert code_of(closing) is Code.COUNT_IN
        posting = ok(books.close_session(close_order(session, count_of(19500), "unknown"), OFFICE))
        assert isinstance(posting.body, DrawerClosed)
        assert posting.body.over_short == Money(-500)

    def test_a_close_is_approved_by_another_where_policy_says_so(self, books: Books) -> None:
        strict = replace(OFFICE, close_approval="always")
        session = kit.open_drawer(books)
        order = close_order(session, count_of(20000))
        assert code_of(books.close_session(order, strict)) is Code.NOT_APPROVED
        own = replace(SAM, operator_id="jane", name="Jane Doe")
        mine = books.close_session(replace(order, approval=own), strict)
        assert code_of(mine) is Code.APPROVER_IS_ACTOR
        assert books.tries(session.session_id) == ()
        ok(books.close_session(replace(order, approval=SAM), strict))
        found = books.closing(session.session_id)
        assert found is not None
        assert isinstance(found[1].body, DrawerClosed)
        assert found[1].body.approval == SAM
        assert books.prove().proves

    def test_another_closes_for_a_clerk_who_is_away_with_a_second_person(
        self, books: Books
    ) -> None:
        session = kit.open_drawer(books)
        order = replace(close_order(session, count_of(20000)), operator=SUPERVISOR)
        alone = books.close_session(order, OFFICE)
        assert isinstance(alone, Refusal)
        assert alone.code is Code.NOT_APPROVED
        yes = Approval(
            "cham", "Chris Ham", "chamberlain", "approve_drawer", "PIN", at(17), "Close drawer 1."
        )
        owner = books.close_session(
            replace(order, approval=replace(yes, operator_id="jane", name="Jane Doe")), OFFICE
        )
        assert isinstance(owner, Refusal)
        assert owner.code is Code.APPROVER_IS_ACTOR
        posting = ok(books.close_session(replace(order, approval=yes), OFFICE))
        assert posting.header.operator_id == "sam"
        assert books.session_by("jane") is None
        assert books.prove().proves

    def test_only_a_difference_may_need_an_approval(self, books: Books) -> None:
        some = replace(OFFICE, close_approval="difference")
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        ok(books.close_session(close_order(one, count_of(20000)), some))
        short = close_order(two, count_of(19900), "unknown")
        assert code_of(books.close_session(short, some)) is Code.NOT_APPROVED
        ok(books.close_session(replace(short, approval=SAM), some))

    def test_parked_carts_go_to_another_open_drawer(self, books: Books) -> None:
        session = kit.open_drawer(books)
        books.save_draft(kit.draft_of(kit.tags_cart("p-1"), DraftState.PARKED))
        books.save_draft(kit.draft_of(kit.tags_cart("a-1"), DraftState.ACTIVE))
        refused = books.hand_over_carts("1", "2")
        assert code_of(refused) is Code.CARTS_TO_NO_DRAWER
        kit.open_drawer(books, "2", DIEGO)
        assert code_of(books.hand_over_carts("1", "1")) is Code.CARTS_TO_NO_DRAWER
        assert books.hand_over_carts("1", "2") == 1
        assert [d.cart.request_id for d in books.parked("2")] == ["p-1"]
        assert books.parked("1") == ()
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))


class CutOffContract:
    def test_after_the_cut_off_a_session_takes_nothing_and_waits(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.sell(books, session, "r-1", 2, "C", 2000)
        posting = ok(books.cut_off(cut_off_order(session), OFFICE))
        assert posting.body == DrawerCutOff()
        assert books.session_at("1") is None
        assert books.session_by("jane") is None
        assert books.waiting_at("1") == session
        assert books.waiting_of("jane") == (session,)
        assert books.waiting_of("diego") == ()
        assert books.cut_off_date("1") == DAY
        assert books.closing(session.session_id) is None
        order = receipt_order(kit.tags_cart("late"), session)
        assert code_of(books.post(order)) is Code.SESSION_NOT_OPEN
        assert books.takings(session.session_id).receipts == 1
        assert books.prove().proves

    def test_the_same_request_cuts_off_once(self, books: Books) -> None:
        session = kit.open_drawer(books)
        first = ok(books.cut_off(cut_off_order(session), OFFICE))
        assert books.cut_off(cut_off_order(session), OFFICE) == first
        other = books.cut_off(cut_off_order(session, "again"), OFFICE)
        assert code_of(other) is Code.SESSION_NOT_OPEN

    def test_the_next_date_opens_while_the_last_is_counted(self, books: Books) -> None:
        old = kit.open_drawer(books)
        kit.sell(books, old, "r-1", 2, "C", 2000)
        ok(books.cut_off(cut_off_order(old), OFFICE))
        same = books.open_session(open_order(request="same", moment=at(17)), OFFICE)
        assert code_of(same) is Code.BUSINESS_DATE_CUT_OFF
        new = ok(
            books.open_session(open_order(reason="taken along", on=NEXT, moment=at(17)), OFFICE)
        )
        assert books.session_at("1") == new
        assert books.session_by("jane") == new
        kit.sell(books, new, "r-2", 1, "C", 450)
        assert (books.takings(old.session_id).receipts, books.takings(new.session_id).receipts) == (
            1,
            1,
        )
        wrong = books.try_count(old.session_id, "jane", count_of(1), at(17, 30), OFFICE)
        assert not isinstance(wrong, Refusal)
        ok(books.close_session(close_order(old, count_of(20900)), OFFICE))
        assert books.waiting_at("1") is None
        assert books.session_at("1") == new
        kit.sell(books, new, "r-3", 1, "C", 450)
        assert books.last_business_date("1") == NEXT
        ok(books.close_session(close_order(new, count_of(20900)), OFFICE))
        assert books.prove().proves

    def test_a_drawer_has_one_session_to_count_at_a_time(self, books: Books) -> None:
        old = kit.open_drawer(books)
        ok(books.cut_off(cut_off_order(old), OFFICE))
        new = ok(books.open_session(open_order(reason="taken along", on=NEXT), OFFICE))
        assert code_of(books.cut_off(cut_off_order(new), OFFICE)) is Code.CUT_OFF_BEFORE
        ok(books.close_session(close_order(old, count_of(20000)), OFFICE))
        ok(books.cut_off(cut_off_order(new), OFFICE))
        assert books.waiting_at("1") == new

    def test_a_date_once_cut_off_stays_so_after_the_close(self, books: Books) -> None:
        old = kit.open_drawer(books)
        ok(books.cut_off(cut_off_order(old), OFFICE))
        ok(books.close_session(close_order(old, count_of(20000)), OFFICE))
        again = books.open_session(open_order(request="again", moment=at(18)), OFFICE)
        assert code_of(again) is Code.BUSINESS_DATE_CUT_OFF
        other = books.open_session(open_order("2", DIEGO), OFFICE)
        assert isinstance(other, DrawerSession)
        assert books.cut_off_date("2") is None

    def test_carts_parked_since_belong_to_the_next_date(self, books: Books) -> None:
        old = kit.open_drawer(books)
        books.save_draft(kit.draft_of(kit.tags_cart("p-1"), DraftState.PARKED))
        ok(books.cut_off(cut_off_order(old), OFFICE))
        closing = close_order(old, count_of(20000))
        assert code_of(books.close_session(closing, OFFICE)) is Code.CARTS_PARKED
        ok(books.open_session(open_order(reason="taken along", on=NEXT), OFFICE))
        ok(books.close_session(closing, OFFICE))
        assert len(books.parked("1")) == 1

    def test_the_sessions_of_a_date_are_told_apart(self, books: Books) -> None:
        old = kit.open_drawer(books)
        ok(books.cut_off(cut_off_order(old), OFFICE))
        new = ok(books.open_session(open_order(reason="taken along", on=NEXT), OFFICE))
        assert books.sessions(DAY) == (old,)
        assert books.sessions(NEXT) == (new,)
        assert new.business_date == date(2027, 1, 26)
