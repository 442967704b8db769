"""What all books must do once a drawer's final count is in: its money stays as it was counted."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.sessions import CutOffOrder
from domain.refusals import Code, Refusal
from tests.samples import DIEGO, JANE, at, count_of, ok, receipt_order, sample_office
from tests.storage import contract_kit as kit
from tests.storage import corrections_kit as corrections
from tests.storage import custody_kit as custody
from tests.storage.contract_counting import code_of, final, surprise
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import pieces

OFFICE = sample_office()


def counted(books: Books, cents: int = 20000) -> DrawerSession:
    """A drawer whose final count is in."""
    session = kit.open_drawer(books)
    hand_in(books, session, cents)
    return session


def hand_in(books: Books, session: DrawerSession, cents: int) -> None:
    """Count a drawer and keep that count as the final one."""
    held = count_of(cents)
    ok(books.try_count(session.session_id, session.operator_id, held, at(16), OFFICE))
    ok(books.keep_count(final(session, held), OFFICE))


class CountedContract:
    def test_no_receipt_is_posted(self, books: Books) -> None:
        session = counted(books)
        order = receipt_order(kit.tags_cart("late"), session)
        refused = books.post(order)
        assert code_of(refused) is Code.COUNT_IN
        assert isinstance(refused, Refusal)
        assert "drawer 1" in refused.sentence
        assert books.attempt("late") is None
        other = kit.open_drawer(books, "2", DIEGO)
        kit.sell(books, other, "r-2")
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert code_of(books.post(order)) is Code.SESSION_NOT_OPEN
        assert books.prove().proves

    def test_a_receipt_from_before_answers_again(self, books: Books) -> None:
        session = kit.open_drawer(books)
        posted = kit.sell(books, session, "r-1", 2, "C", 2000)
        hand_in(books, session, 20900)
        assert books.post(receipt_order(kit.tags_cart("r-1", 2, "C", 2000), session)) == posted

    def test_no_void_is_posted(self, books: Books) -> None:
        session = kit.open_drawer(books)
        posted = kit.sell(books, session, "r-1")
        order = corrections.void_order(books, session, posted)
        hand_in(books, session, 20450)
        assert code_of(books.correct(order)) is Code.COUNT_IN
        ok(books.close_session(close_order(session, count_of(20450)), OFFICE))
        assert books.prove().proves

    def test_no_cash_goes_in_or_out(self, books: Books) -> None:
        custody.recorded(books, custody.from_bank("f", pieces(d20=20, d10=10)))
        session, other = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        hand_in(books, session, 20000)
        moves = (
            custody.pull("p", session, pieces(d20=1)),
            custody.change_order("c", session, pieces(d20=1), pieces(d10=2)),
            custody.transfer("t", session, other, pieces(d20=1)),
            custody.transfer("u", other, session, pieces(d20=1)),
        )
        for order in moves:
            assert code_of(books.record(order)) is Code.COUNT_IN, order.body.title
        custody.recorded(books, custody.pull("q", other, pieces(d20=1)))
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))
        assert books.prove().proves

    def test_it_holds_for_a_session_that_was_cut_off(self, books: Books) -> None:
        custody.recorded(books, custody.from_bank("f", pieces(d20=20)))
        session = counted(books)
        ok(books.cut_off(CutOffOrder("cut", session.session_id, JANE, at(16, 45)), OFFICE))
        answer = books.record(custody.pull("p", session, pieces(d20=1)))
        assert code_of(answer) is Code.COUNT_IN
        ok(books.close_session(close_order(session, count_of(20000)), OFFICE))

    def test_a_count_answers_to_its_own_request_alone(self, books: Books) -> None:
        session = kit.open_drawer(books)
        order = surprise(session, count_of(20000))
        kept = ok(books.keep_count(order, OFFICE))
        assert books.keep_count(replace(order, at=at(12)), OFFICE) == kept
        for other in (
            replace(order, count=count_of(19000)),
            replace(order, remark="Again."),
            replace(order, operator_id="cham", operator_name="Chris Ham"),
        ):
            answer = books.keep_count(other, OFFICE)
            assert code_of(answer) is Code.COUNT_REUSED
            assert isinstance(answer, Refusal)
            assert "drawer 1" in answer.sentence
        assert books.counts(session.session_id) == (kept,)
