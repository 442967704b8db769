"""What all books must do when drawers are opened, counted and closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.books import Books
from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerClosed, DrawerSession, Takings
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.receipting.posting import verify
from domain.records import DraftState, PaperKind
from domain.refusals import Code, Refusal
from tests.samples import (
    DAY,
    DIEGO,
    JANE,
    at,
    count_of,
    ok,
    open_order,
    operators,
    sample_office,
)
from tests.storage import contract_kit as kit

OFFICE = sample_office()


def close_order(
    session: DrawerSession, count: Count, reason: str = "", *, request: str = "", text: str = ""
) -> CloseOrder:
    """An order to close a session on a count, by the one who opened it."""
    who = next(o for o in operators() if o.operator_id == session.operator_id)
    when = session.opened_at + timedelta(hours=8)
    name = request or f"close-{session.session_id}"
    return CloseOrder(name, session.session_id, who, when, count, reason, text)


def busy_session(books: Books) -> tuple[DrawerSession, Count]:
    """A session with cash and change, two checks, a money order and a card; and its right count."""
    session = kit.open_drawer(books)
    kit.sell(books, session, "r-1", 2, "C", 2000)
    kit.sell(books, session, "r-2", 1, "K", None, "101")
    kit.sell(books, session, "r-3", 3, "K", None, "102")
    kit.sell(books, session, "r-4", 4, "M", None, "MO-1")
    kit.sell(books, session, "r-5", 5, "D")
    return session, count_of(20900, (1350, 450), orders=(1800,), card=2250)


def refused(answer: object) -> Code:
    """The code of an answer that must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer.code


class CustodyContract:
    def test_an_opened_drawer_is_found_in_every_way(self, books: Books) -> None:
        session = kit.open_drawer(books)
        assert session.drawer == "1"
        assert session.float_amount == Money(20000)
        assert session.business_date == DAY
        assert session.opened_at == at(8, 30)
        assert (session.operator_id, session.operator_name) == ("jane", "Jane Doe")
        assert books.session_at("1") == session
        assert books.session_by("jane") == session
        assert books.session(session.session_id) == session
        assert books.sessions(DAY) == (session,)
        assert books.last_business_date("1") == DAY
        assert books.closing(session.session_id) is None
        assert books.takings(session.session_id) == Takings((), Money(0), 0)

    def test_nothing_is_found_of_a_drawer_never_opened(self, books: Books) -> None:
        assert books.session_at("1") is None
        assert books.session_by("jane") is None
        assert books.session("1-1") is None
        assert books.sessions(DAY) == ()
        assert books.last_business_date("1") is None
        assert books.closing("1-1") is None

    def test_opening_again_by_the_same_request_is_the_same_session(self, books: Books) -> None:
        first = kit.open_drawer(books)
        again = books.open_session(open_order(moment=at(9)), OFFICE)
        assert again == first
        assert books.sessions(DAY) == (first,)

    def test_an_opening_request_is_not_used_for_another_float(self, books: Books) -> None:
        kit.open_drawer(books)
        answer = books.open_session(replace(open_order(), float_amount=Money(1)), OFFICE)
        assert refused(answer) is Code.REQUEST_REUSED

    def test_an_unknown_drawer_is_refused_with_the_known_ones(self, books: Books) -> None:
        answer = books.open_session(open_order("9"), OFFICE)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.DRAWER_UNKNOWN
        assert "1, 2, 3" in answer.sentence
        assert books.sessions(DAY) == ()

    def test_a_drawer_has_one_session_at_a_time(self, books: Books) -> None:
        kit.open_drawer(books)
        answer = books.open_session(open_order("1", DIEGO), OFFICE)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.DRAWER_IN_USE
        assert "Jane Doe" in answer.sentence
        assert kit.on_the_wall(at(8, 30)) in answer.sentence

    def test_an_operator_has_one_drawer_at_a_time(self, books: Books) -> None:
        kit.open_drawer(books)
        answer = books.open_session(open_order("2", JANE), OFFICE)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.OPERATOR_HAS_DRAWER
        assert "1" in answer.sentence
        assert books.session_at("2") is None

    def test_a_drawer_never_goes_back_in_its_business_date(self, books: Books) -> None:
        session = kit.open_drawer(books)
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        yesterday = DAY - timedelta(days=1)
        answer = books.open_session(open_order(on=yesterday), OFFICE)
        assert refused(answer) is Code.BUSINESS_DATE_EARLIER
        same_day = books.open_session(open_order(request="again", moment=at(13)), OFFICE)
        assert isinstance(same_day, DrawerSession)
        assert books.sessions(DAY) == (session, same_day)
        assert same_day.session_id != session.session_id
        # Another drawer may still work on the earlier date.
        assert isinstance(
            books.open_session(open_order("2", DIEGO, on=yesterday), OFFICE), DrawerSession
        )

    def test_takings_add_up_by_kind_with_change_apart(self, books: Books) -> None:
        session, _ = busy_session(books)
        takings = books.takings(session.session_id)
        assert dict(takings.taken) == {
            "C": Money(2000),
            "K": Money(1800),
            "M": Money(1800),
            "D": Money(2250),
        }
        assert len(takings.taken) == 4
        assert takings.change == Money(1100)
        assert takings.receipts == 5

    def test_takings_are_of_one_session_only(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        kit.sell(books, one, "r-1")
        assert books.takings(two.session_id).receipts == 0

    def test_checks_are_listed_one_by_one(self, books: Books) -> None:
        session, _ = busy_session(books)
        amounts = {kind: sorted(a) for kind, a in books.check_amounts(session.session_id)}
        assert amounts["K"] == [Money(450), Money(1350)]
        assert amounts["M"] == [Money(1800)]
        assert "C" not in amounts

    def test_a_count_is_judged_without_saying_by_how_much(self, books: Books) -> None:
        session, right = busy_session(books)
        wrong = count_of(20775, (1350, 450), orders=(1800,), card=2250)
        first = books.try_count(session.session_id, "jane", wrong, at(16), OFFICE)
        other = replace(wrong, float_out=Money(100))
        second = books.try_count(session.session_id, "jane", other, at(16, 5), OFFICE)
        third = books.try_count(session.session_id, "jane", right, at(16, 10), OFFICE)
        assert first == CountVerdict(False, 1)
        assert second == CountVerdict(False, 0)
        assert refused(third) is Code.COUNT_TRIES_SPENT
        without_reason = books.close_session(close_order(session, right), OFFICE)
        assert refused(without_reason) is Code.COUNT_TRIES_SPENT
        ok(books.close_session(close_order(session, right, "miscount"), OFFICE))

    def test_the_same_count_again_uses_no_try_up(self, books: Books) -> None:
        session, right = busy_session(books)
        wrong = count_of(20775, (1350, 450), orders=(1800,), card=2250)
        name = session.session_id
        assert books.try_count(name, "jane", wrong, at(16), OFFICE) == CountVerdict(False, 1)
        for minute in range(1, 5):
            again = books.try_count(name, "jane", wrong, at(16, minute), OFFICE)
            assert refused(again) is Code.COUNT_SAME
        assert [each.count for each in books.tries(name)] == [wrong]
        assert books.try_count(name, "jane", right, at(16, 10), OFFICE) == CountVerdict(True, 0)
        assert books.prove().proves

    def test_the_same_count_is_a_new_try_once_money_moved(self, books: Books) -> None:
        session, right = busy_session(books)
        name, more = session.session_id, replace(right, totals=())
        assert books.try_count(name, "jane", more, at(16), OFFICE) == CountVerdict(False, 1)
        kit.sell(books, session, "later", 1, "C", moment=at(16, 5))
        assert books.try_count(name, "jane", more, at(16, 10), OFFICE) == CountVerdict(False, 0)
        again = books.try_count(name, "jane", more, at(16, 15), OFFICE)
        assert refused(again) is Code.COUNT_TRIES_SPENT

    def test_a_count_that_agreed_uses_no_try_up(self, books: Books) -> None:
        session, right = busy_session(books)
        wrong = count_of(20775, (1350, 450), orders=(1800,), card=2250)
        for minute in range(3):
            verdict = books.try_count(session.session_id, "jane", right, at(16, minute), OFFICE)
            assert verdict == CountVerdict(True, 0)
        late = books.try_count(session.session_id, "jane", wrong, at(17), OFFICE)
        assert late == CountVerdict(False, 1)

    def test_closing_tells_no_more_often_than_the_count_whether_it_agrees(
        self, books: Books
    ) -> None:
        session, right = busy_session(books)
        for pieces in (1, 2):
            answer = books.close_session(close_order(session, count_of(pieces)), OFFICE)
            assert refused(answer) is Code.REASON_NEEDED
        for count in (count_of(3), right):
            answer = books.close_session(close_order(session, count), OFFICE)
            assert refused(answer) is Code.COUNT_TRIES_SPENT

    def test_a_count_of_no_open_drawer_is_refused(self, books: Books) -> None:
        answer = books.try_count("1-1", "jane", count_of(0), at(16), OFFICE)
        assert refused(answer) is Code.SESSION_NOT_OPEN

    def test_an_exact_count_closes_without_a_reason(self, books: Books) -> None:
        session, right = busy_session(books)
        posting = ok(books.close_session(close_order(session, right), OFFICE))
        closed = posting.body
        assert isinstance(closed, DrawerClosed)
        assert [t.over_short for t in closed.tallies] == [Money(0)] * 5
        assert closed.count == right
        assert closed.receipts == 5
        assert verify(posting)
        assert books.session_at("1") is None
        assert books.session_by("jane") is None
        assert books.session(session.session_id) == session
        found = books.closing(session.session_id)
        assert found is not None
        assert found[1] == posting
        assert books.posting(found[0]) == posting
        assert books.prove().proves

    def test_a_difference_needs_a_reason(self, books: Books) -> None:
        session, _ = busy_session(books)
        short = count_of(20775, (1350, 450), orders=(1800,), card=2250)
        answer = books.close_session(close_order(session, short), OFFICE)
        assert refused(answer) is Code.REASON_NEEDED
        assert books.session_at("1") == session
        order = close_order(session, short, "miscount", text="Counted twice.")
        closed = ok(books.close_session(order, OFFICE)).body
        assert isinstance(closed, DrawerClosed)
        assert closed.over_short == Money(-125)
        assert (closed.reason_code, closed.reason_text) == ("miscount", "Counted twice.")
        assert books.prove().proves

    def test_money_over_and_an_empty_drawer_close_too(self, books: Books) -> None:
        over, empty = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        first = ok(books.close_session(close_order(over, count_of(20001), "unknown"), OFFICE)).body
        second = ok(books.close_session(close_order(empty, count_of(0), "unknown"), OFFICE)).body
        assert isinstance(first, DrawerClosed)
        assert isinstance(second, DrawerClosed)
        assert (first.over_short, second.over_short) == (Money(1), Money(-20000))
        assert books.prove().proves

    def test_closing_again_by_the_same_request_is_the_same_posting(self, books: Books) -> None:
        session = kit.open_drawer(books)
        order = close_order(session, count_of(20000))
        first = ok(books.close_session(order, OFFICE))
        assert books.close_session(replace(order, at=at(17)), OFFICE) == first
        other = replace(order, count=count_of(1))
        assert refused(books.close_session(other, OFFICE)) is Code.REQUEST_REUSED
        assert len(books.queued(session.station)) == 1

    def test_a_request_used_before_is_told_as_what_it_was_posted(self, books: Books) -> None:
        first, other = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        sold = kit.sell(books, first, "sold")
        ok(books.close_session(close_order(first, count_of(20450), request="closed"), OFFICE))
        number = kit.number_of(sold)
        for order in (close_order(other, count_of(20000), request=r) for r in ("closed", "sold")):
            answer = books.close_session(order, OFFICE)
            assert isinstance(answer, Refusal)
            assert answer.code is Code.REQUEST_REUSED
            named = first.session_id if order.request_id == "closed" else number
            assert f"receipt {named}." in answer.sentence
        opening = books.open_session(open_order("1", request="sold"), OFFICE)
        assert isinstance(opening, Refusal)
        assert number in opening.sentence

    def test_a_closed_drawer_is_not_closed_twice(self, books: Books) -> None:
        session = kit.open_drawer(books)
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        again = close_order(session, count_of(20000), request="another")
        assert refused(books.close_session(again, OFFICE)) is Code.SESSION_NOT_OPEN

    def test_parked_carts_keep_their_drawer_open(self, books: Books) -> None:
        session = kit.open_drawer(books)
        kit.open_drawer(books, "2", DIEGO)
        books.save_draft(kit.draft_of(kit.tags_cart("p-1"), DraftState.PARKED))
        books.save_draft(kit.draft_of(kit.tags_cart("p-2"), DraftState.PARKED, drawer="2"))
        answer = books.close_session(close_order(session, count_of(20000)), OFFICE)
        assert isinstance(answer, Refusal)
        assert answer.code is Code.CARTS_PARKED
        assert answer.sentence.startswith("1 cart")
        books.drop_draft("p-1")
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))

    def test_closing_queues_the_drawers_report(self, books: Books) -> None:
        session = kit.open_drawer(books)
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        (job,) = books.queued(session.station)
        found = books.closing(session.session_id)
        assert found is not None
        assert (job.paper, job.posting_id, job.copy_no, job.kick) == (
            PaperKind.DRAWER_REPORT,
            found[0],
            0,
            False,
        )

    def test_the_last_business_date_is_the_latest(self, books: Books) -> None:
        for day in (DAY, date(2027, 1, 26)):
            session = kit.open_drawer(books, on=day)
            ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert books.last_business_date("1") == date(2027, 1, 26)
        assert books.last_business_date("2") is None
