"""What all books must do with accountable stock: sold with the receipt, back with its void, refused when not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.drawer import DrawerClosed
from domain.custody.serials import RangeSet, Serials, in_words
from domain.custody.sessions import CloseOrder
from domain.custody.stock import VAULT, StockAct
from domain.receipting.cart import ItemLine
from domain.refusals import Code, Refusal
from tests import stock_kit
from tests.samples import DAY, DIEGO, JANE, at, count_of, ok
from tests.storage import contract_kit as kit
from tests.storage.corrections_kit import reversal_order, void_order
from tests.storage.reversal_kit import reversed_act


def lies(books: Books, place: str = "1") -> str:
    """What lies in a place, in words."""
    return in_words(books.stock_in(place).get("TS", ()))


def ranges(*pairs: tuple[int, int]) -> RangeSet:
    return tuple(Serials(*pair) for pair in pairs)


class StockContract:
    def test_a_sale_takes_its_numbers_out_of_the_drawer(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        order = stock_kit.tags_order(session, "r-1", 3, ranges((1041, 1060)))
        posted = ok(books.post(order))
        line = kit.receipt_of(posted).lines[0]
        assert isinstance(line, ItemLine)
        assert (line.series, line.serials) == ("TS", ranges((1041, 1043)))
        assert lies(books) == "1044-1060"
        assert books.stock("TS").left(StockAct.SOLD) == ranges((1041, 1043))
        found = books.receipt(kit.receipt_of(posted).number)
        assert found is not None
        assert found.posting == posted.posting
        assert ok(books.post(order)) == posted
        assert lies(books) == "1044-1060"
        assert books.prove().proves

    def test_numbers_of_two_pads_are_kept_in_their_order(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books, last=1042)
        more = stock_kit.stock_order(StockAct.ISSUED, "more", Serials(1101, 1110), drawer="1")
        stock_kit.recorded(books, more)
        order = stock_kit.tags_order(session, "r-1", 4, books.stock_in("1")["TS"])
        posted = ok(books.post(order))
        line = kit.receipt_of(posted).lines[0]
        assert isinstance(line, ItemLine)
        assert line.serials == ranges((1041, 1042), (1101, 1102))
        assert books.posting(posted.posting_id) == posted.posting
        assert books.prove().proves

    @pytest.mark.parametrize(
        "there",
        [
            pytest.param(ranges((1059, 1062)), id="a gap: the end is in the vault"),
            pytest.param(ranges((1001, 1009)), id="still in the vault"),
            pytest.param(ranges((1201, 1209)), id="in another drawer"),
            pytest.param(ranges((5001, 5009)), id="never received"),
        ],
    )
    def test_numbers_that_are_not_in_the_drawer_are_refused(
        self, books: Books, there: RangeSet
    ) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        other = stock_kit.stock_order(StockAct.ISSUED, "out-2", Serials(1201, 1220), drawer="2")
        stock_kit.recorded(books, other)
        refused = books.post(stock_kit.tags_order(session, "r-1", 3, there))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.STOCK_NOT_THERE
        assert "1041-1060" in refused.sentence
        assert books.receipts() == ()
        assert (lies(books), lies(books, "2")) == ("1041-1060", "1201-1220")

    def test_one_number_is_sold_once(self, books: Books) -> None:
        session, there = kit.open_drawer(books), ranges((1041, 1060))
        stock_kit.stocked(books)
        ok(books.post(stock_kit.tags_order(session, "r-1", 3, there)))
        refused = books.post(stock_kit.tags_order(session, "r-2", 1, there))
        assert isinstance(refused, Refusal)
        assert refused.code is Code.STOCK_NOT_THERE

    def test_a_void_brings_the_numbers_back_to_the_drawer(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        posted = ok(books.post(stock_kit.tags_order(session, "r-1", 3, ranges((1041, 1060)))))
        ok(books.correct(void_order(books, session, posted)))
        assert lies(books) == "1041-1060"
        acts = [moved.movement.act for moved in books.stock_moves()]
        assert acts == [StockAct.RECEIVED, StockAct.ISSUED, StockAct.SOLD, StockAct.TAKEN_BACK]
        assert books.prove().proves
        again = ok(books.post(stock_kit.tags_order(session, "r-2", 3, ranges((1041, 1060)))))
        ok(books.correct(void_order(books, session, again, "v-2")))
        assert lies(books) == "1041-1060"

    def test_a_reversal_brings_the_numbers_back_to_the_vault(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        posted = ok(books.post(stock_kit.tags_order(session, "r-1", 3, ranges((1041, 1060)))))
        self._close(books, session.session_id, kit.receipt_of(posted).total.cents, (1044, 1060))
        ok(books.correct(reversal_order(books, posted, on=DAY + timedelta(days=1))))
        assert lies(books) == "1044-1060"
        assert lies(books, VAULT) == "1001-1043, 1061-2000"
        assert books.prove().proves

    def test_acts_move_stock_and_each_number_is_in_one_place(self, books: Books) -> None:
        stock_kit.stocked(books)
        for number, (act, first, last, drawer) in enumerate(
            (
                (StockAct.SPOILED, 1041, 1041, "1"),
                (StockAct.HANDED_BACK, 1050, 1060, "1"),
                (StockAct.RETURNED, 1900, 2000, ""),
                (StockAct.SPOILED, 1001, 1001, ""),
            )
        ):
            order = stock_kit.stock_order(act, f"a-{number}", Serials(first, last), drawer=drawer)
            stock_kit.recorded(books, order)
        assert lies(books) == "1042-1049"
        stock = books.stock("TS")
        assert stock.proves
        assert in_words(stock.left(StockAct.SPOILED)) == "1001, 1041"
        assert stock.count == 1000 - 2 - 101
        assert books.prove().proves

    def test_an_act_that_overlaps_or_takes_what_is_not_there_is_refused(self, books: Books) -> None:
        stock_kit.stocked(books)
        twice = books.record(stock_kit.stock_order(StockAct.RECEIVED, "x", Serials(1500, 2100)))
        away = books.record(
            stock_kit.stock_order(StockAct.ISSUED, "y", Serials(1060, 1061), drawer="2")
        )
        codes = [r.code for r in (twice, away) if isinstance(r, Refusal)]
        assert codes == [Code.STOCK_OVERLAPS, Code.STOCK_NOT_THERE]
        assert len(books.acts()) == 2

    def test_the_close_keeps_what_was_counted_of_the_stock(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        closed = self._close(books, session.session_id, 0, (1042, 1061))
        assert [c.data() for c in closed.stock] == [["TS", "1", [[1041, 1041]], [[1061, 1061]]]]
        found = books.closing(session.session_id)
        assert found is not None
        assert found[1].body == closed
        assert books.prove().proves

    def test_no_drawer_closes_before_its_stock_is_counted(self, books: Books) -> None:
        session = kit.open_drawer(books)
        stock_kit.stocked(books)
        order = CloseOrder("c-1", session.session_id, JANE, at(16), count_of(20000))
        refused = books.close_session(order, stock_kit.stock_office())
        assert isinstance(refused, Refusal)
        assert refused.code is Code.STOCK_UNCOUNTED
        unknown = replace(order, stock=(("XX", ()),))
        other = books.close_session(unknown, stock_kit.stock_office())
        assert isinstance(other, Refusal)
        assert other.code is Code.STOCK_UNKNOWN

    def test_two_counters_sell_from_their_own_drawers(self, books: Books) -> None:
        one, two = kit.open_drawer(books), kit.open_drawer(books, "2", DIEGO)
        stock_kit.stocked(books)
        out = stock_kit.stock_order(StockAct.ISSUED, "o2", Serials(1201, 1220), drawer="2")
        stock_kit.recorded(books, out)
        for number in range(3):
            for session in (one, two):
                there = books.stock_in(session.drawer)["TS"]
                order = stock_kit.tags_order(session, f"{session.drawer}-{number}", 2, there)
                ok(books.post(order))
        assert (lies(books), lies(books, "2")) == ("1047-1060", "1207-1220")
        assert books.prove().proves

    def _close(
        self, books: Books, session_id: str, cents: int, counted: tuple[int, int]
    ) -> DrawerClosed:
        order = CloseOrder(
            "c-1",
            session_id,
            JANE,
            at(16),
            count_of(20000 + cents),
            stock=(("TS", ranges(counted)),),
        )
        body = ok(books.close_session(order, stock_kit.stock_office())).body
        assert isinstance(body, DrawerClosed)
        return body

    def test_over_a_million_numbers_in_a_row_leave_no_row_behind_when_they_go(
        self, books: Books
    ) -> None:
        def received(request: str, first: int, last: int) -> PostedAct:
            order = stock_kit.stock_order(StockAct.RECEIVED, request, Serials(first, last))
            return stock_kit.recorded(books, order)

        whole, rest = received("s-1", 1, 1_000_000), received("s-2", 1_000_001, 1_000_100)
        over = Serials(999_999, 1_000_002)
        out = stock_kit.stock_order(StockAct.ISSUED, "s-3", over, drawer="1")
        issued = stock_kit.recorded(books, out)
        for number, made in enumerate((issued, rest, whole)):
            reversed_act(books, made, f"back-{number}")
        assert books.stock("TS").on_hand == ()
        assert books.prove().proves
        received("s-4", 500, 1_000_050)
        assert lies(books, VAULT) == "500-1000050"
        assert books.prove().proves
