"""What all books must do with drawers opened without a sale."""

from __future__ import annotations

from dataclasses import replace

from domain.books import Books
from domain.custody.drawer import DrawerSession
from domain.custody.no_sale import NoSale
from domain.custody.sessions import CloseOrder
from domain.refusals import Code, Refusal
from tests.samples import DAY, DIEGO, JANE, at, count_of, ok, sample_office
from tests.storage import contract_kit as kit


def opened(
    session: DrawerSession, request: str = "n-1", minute: int = 0, approved_by: str = ""
) -> NoSale:
    """An opening of a session's drawer for change."""
    return NoSale(
        request,
        session.session_id,
        session.drawer,
        session.station,
        session.operator_id,
        session.operator_name,
        session.business_date,
        at(11, minute),
        "change",
        "Two tens for a twenty",
        approved_by,
    )


class NoSaleContract:
    def test_openings_are_kept_as_they_were_and_in_order(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        first, second = opened(one), opened(one, "n-2", 5, approved_by="sam")
        other = opened(two, "n-3", 2)
        for each in (first, other, second):
            assert books.keep_no_sale(each) is None
        assert books.no_sales(session_id=one.session_id) == (first, second)
        assert books.no_sales(on=DAY) == (first, other, second)
        assert books.no_sales(session_id=two.session_id, on=DAY) == (other,)
        assert books.no_sales(on=DAY.replace(day=26)) == ()
        assert books.no_sales() == (first, other, second)

    def test_asked_again_it_is_kept_once(self, books: Books) -> None:
        session = kit.open_drawer(books)
        assert books.keep_no_sale(opened(session)) is None
        assert books.keep_no_sale(opened(session, minute=9)) is None
        assert books.no_sales() == (opened(session),)

    def test_a_drawer_that_is_not_open_is_not_opened(self, books: Books) -> None:
        session = kit.open_drawer(books)
        strangers = replace(opened(session), session_id="1-9")
        elsewhere = replace(opened(session), drawer="2")
        for each in (strangers, elsewhere):
            refused = books.keep_no_sale(each)
            assert isinstance(refused, Refusal)
            assert refused.code is Code.SESSION_NOT_OPEN
        order = CloseOrder("close", session.session_id, JANE, at(16), count_of(20000), "", "")
        ok(books.close_session(order, sample_office()))
        refused = books.keep_no_sale(opened(session))
        assert isinstance(refused, Refusal)
        assert books.no_sales() == ()

    def test_it_moves_no_money_and_the_books_prove(self, books: Books) -> None:
        session = kit.open_drawer(books)
        before = books.takings(session.session_id)
        assert books.keep_no_sale(opened(session)) is None
        assert books.takings(session.session_id) == before
        assert books.prove().proves
