"""Accountable stock by keys: sold with its numbers at no extra key, other numbers, and the acts between the places."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.custody.acting import ActOrder
from domain.custody.closing_day import order_seal
from domain.custody.report_layout import drawer_report_paper
from domain.custody.serials import Serials, in_words
from domain.custody.sessions import CloseOrder
from domain.custody.stock import VAULT, StockAct
from domain.custody.stock_acts import StockCounted
from domain.custody.stock_close import Counted
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.receipting.cart import ItemLine
from domain.receipting.paper import paper_to_text
from domain.reports.asked import Asked
from domain.reports.stock import stock_report
from storage.memory import MemoryBooks
from tests import stock_kit
from tests.samples import DAY, JANE, PINS, SUPERVISOR, at, count_of, ok
from tests.storage import custody_kit as custody
from tests.storage.corrections_kit import void_order
from tests.storage.custody_kit import signed
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    closing_of,
    desk_at,
    receipts_in,
    stocked_books,
)
from tests.tui.kit import dump, type_keys
from tui.desk_stock import StockAsked, StockDesk
from tui.screens.stock import StockScreen
from tui.screens.stock_count import StockCountScreen

OFFICE = stock_kit.stock_office()
SAM = ("sam", "enter", PINS["sam"], "enter")
CLOSE = ("ctrl+b", "enter", *("enter",) * 11, "f10")
"""Take the float out, and find nothing else in the drawer."""
JANE_SIGNS = ("jane", "enter", PINS["jane"], "enter")


def books_of_tags() -> MemoryBooks:
    """The sample books with tags 1041-1060 in drawer 1."""
    books = stocked_books()
    stock_kit.stocked(books)
    return books


def sold(books: MemoryBooks) -> list[str]:
    """The numbers of the last receipt's lines."""
    lines = receipts_in(books)[-1].lines
    return [in_words(line.serials) for line in lines if isinstance(line, ItemLine)]


async def test_three_sheets_take_the_drawers_next_numbers_in_the_same_five_keys() -> None:
    books = books_of_tags()
    async with at_the_counter(books, office=OFFICE, keys=READY) as app:
        before = app.gate.received
        await type_keys(app, "3", "f11")
        assert "1041-1043" in dump(app)
        await type_keys(app, "f4", "c", "f10")
        assert app.gate.received - before == 5
        assert "No. T001041-T001043" in dump(app)
    assert sold(books) == ["1041-1043"]
    assert in_words(books.stock_in("1")["TS"]) == "1044-1060"


async def test_more_of_an_item_takes_more_numbers_and_less_gives_them_back() -> None:
    books = books_of_tags()
    async with at_the_counter(books, office=OFFICE, keys=(*READY, "2*ts", "enter", "f11")) as app:
        assert "1041-1043" in dump(app)
        await type_keys(app, "ctrl+a", "delete", "f11", "f4", "c", "f10")
    assert sold(books) == ["1041"]


async def test_the_clerk_types_other_numbers_and_the_wrong_ones_are_refused() -> None:
    books = books_of_tags()
    keys = (*READY, "3", "f11", "ctrl+a", "n", "2041", "enter")
    async with at_the_counter(books, office=OFFICE, keys=keys) as app:
        assert "T002041-T002043 of Trash tag sheets are not all in drawer 1" in _said(dump(app))
        await type_keys(app, "1050-1051", "enter")
        assert "Type as many numbers as are sold" in _said(dump(app))
        await type_keys(app, "1050", "enter", "f4", "c", "f10")
    assert sold(books) == ["1050-1052"]


async def test_a_drawer_that_has_too_few_says_so_and_sells_nothing() -> None:
    books = books_of_tags()
    async with at_the_counter(books, office=OFFICE, keys=(*READY, "21", "f11")) as app:
        assert "21 numbers of Trash tag sheets are needed and drawer 1 has 20" in _said(dump(app))
        assert desk_at(app).cart.lines == ()


async def test_a_parked_cart_keeps_its_numbers() -> None:
    books = books_of_tags()
    keys = (*READY, "3", "f11", "f5", "2", "f11", "f4", "c", "f10")
    async with at_the_counter(books, office=OFFICE, keys=keys):
        pass
    assert sold(books) == ["1044-1045"]


async def test_numbers_that_left_the_drawer_meanwhile_are_replaced_and_the_clerk_is_told() -> None:
    books = books_of_tags()
    async with at_the_counter(books, office=OFFICE, keys=(*READY, "3", "f11")) as app:
        order = stock_kit.stock_order(StockAct.SPOILED, "wet", Serials(1041, 1041), drawer="1")
        stock_kit.recorded(books, order)
        await type_keys(app, "f4", "c", "f10")
        assert receipts_in(books) == []
        assert "now No. T001042-T001044" in " ".join(desk_at(app).notices)
        await type_keys(app, "f10")
    assert sold(books) == ["1042-1044"]


async def test_a_voided_sale_is_recreated_with_the_numbers_that_the_customer_holds() -> None:
    books = books_of_tags()
    async with at_the_counter(
        books, office=OFFICE, keys=(*READY, "3", "f11", "f4", "c", "f10")
    ) as app:
        desk = desk_at(app)
        posted = books.receipts(limit=1)[0]
        assert desk.session is not None
        ok(books.correct(void_order(books, desk.session, posted)))
        await type_keys(app, "enter", "2", "f11")
        assert in_words(desk.cart.lines[0].serials) == "1041-1042"  # type: ignore[union-attr]


async def test_a_supervisor_issues_and_the_clerk_signs() -> None:
    books = stocked_books()
    keys = (*SAM, "ctrl+p", "stock", "enter")
    async with at_the_counter(books, office=OFFICE, keys=keys) as app:
        assert isinstance(app.current, StockScreen)
        await type_keys(
            app, "r", *"1001+500", "enter", "Tag Press", "enter", "List 7", "enter", "y"
        )
        assert "1001-1500" in _said(dump(app)).replace("T00", "")
        assert in_words(books.stock_in(VAULT)["TS"]) == "1001-1500"
        await type_keys(app, "i", "2", "1001-1100", "enter", "y", *JANE_SIGNS)
        assert "is kept; its slip is printing." in _said(dump(app))
    assert in_words(books.stock_in("2")["TS"]) == "1001-1100"
    issued = books.acts()[-1]
    assert [signer.name for signer in issued.body.signers] == ["Sam Field", "Jane Doe"]
    assert issued.body.title == "Stock issued"


async def test_numbers_whose_answer_was_lost_are_signed_again_and_recorded_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = books_of_tags()
    before, record = len(books.acts()), books.record

    def lost(order: ActOrder) -> None:
        record(order)
        raise BooksUnavailable("the network is down.")

    spoiled = (*SAM, "ctrl+p", "stock", "enter", "s", "2", "1060", "enter", "Torn", "enter", "y")
    async with at_the_counter(books, office=OFFICE, keys=spoiled) as app:
        monkeypatch.setattr(books, "record", lost)
        await type_keys(app, *JANE_SIGNS)
        assert "The books cannot be reached" in _said(dump(app))
        monkeypatch.setattr(books, "record", record)
        # Later than at first: it is the same request whenever it is signed.
        monkeypatch.setattr(desk_at(app), "clock", lambda: at(16))
        await type_keys(app, "y", *JANE_SIGNS)
        assert "is kept; its slip is printing." in _said(dump(app))
    assert len(books.acts()) == before + 1
    assert in_words(books.stock("TS").left(StockAct.SPOILED)) == "1060"


async def test_spoiled_numbers_need_a_reason_and_what_is_not_there_is_refused() -> None:
    books = books_of_tags()
    keys = (*SAM, "ctrl+p", "stock", "enter", "s", "2", "1070", "enter", "enter")
    async with at_the_counter(books, office=OFFICE, keys=keys) as app:
        assert "Reason first" in _said(dump(app))
        await type_keys(app, "Torn", "enter", "y")
        # Before anybody signs for it.
        assert "1070 of TS are not all in drawer 1; there are 1041-1060" in _said(dump(app))
        assert len(books.acts()) == 2
        await type_keys(app, "escape", "escape", *("backspace",) * 4, "1060", "enter", "enter", "y")
        await type_keys(app, *JANE_SIGNS)
    assert in_words(books.stock("TS").left(StockAct.SPOILED)) == "1060"


async def test_the_vault_is_counted_blind_and_what_differs_is_told_after() -> None:
    books = books_of_tags()
    keys = (*SAM, "ctrl+p", "stock", "enter", "c", "1001-1040, 1062-2000", "enter")
    async with at_the_counter(books, office=OFFICE, keys=keys) as app:
        assert "1061" not in dump(app)
        await type_keys(app, "y", *JANE_SIGNS)
        assert "Missing: 1061" in dump(app)
        # It is kept once: Y is no offer any more, and Esc goes to the list, not to the question.
        assert "Y(Keep it)" in dump(app)
        await type_keys(app, "y", "escape")
        assert isinstance(app.current, StockScreen)
    (counted,) = books.acts(kind=StockCounted.kind)
    told = stock_report(books, Asked(OFFICE, DAY, DAY, (), ZoneInfo("America/New_York")))
    assert f"{counted.number}: Trash tag sheets in vault were counted" in told.notes[-1]
    assert "missing T001061." in told.notes[-1]
    assert books.acts()[-1].body.told()[-1] == ("Missing", "1061")


async def test_the_count_at_the_close_is_typed_series_by_series() -> None:
    books = books_of_tags()
    counts: list[Counted] = []
    async with at_the_counter(books, office=OFFICE, keys=READY) as app:
        app.push(StockCountScreen((stock_kit.TAGS, stock_kit.CARDS)), counts.append)
        await type_keys(app, "1041-1058, 1060", "enter", "0", "enter")
    assert counts == [(("TS", (Serials(1041, 1058), Serials(1060, 1060))), ("YS", ()))]
    session = books.session_by("jane")
    assert session is not None
    order = CloseOrder("c", session.session_id, JANE, at(16), count_of(20000), stock=counts[0])
    body = ok(books.close_session(order, OFFICE)).body
    assert [in_words(c.missing) for c in body.stock] == ["1059", ""]  # type: ignore[union-attr]


async def test_the_close_counts_the_stock_blind_and_the_report_tells_what_is_missing() -> None:
    books = books_of_tags()
    async with at_the_counter(books, office=OFFICE, keys=(*READY, *CLOSE)) as app:
        assert isinstance(app.current, StockCountScreen)
        assert "1060" not in dump(app)
        await type_keys(app, "1041-1059", "enter")
        assert books.closing("1-1") is not None, dump(app)
    (count,) = closing_of(books).stock
    assert (in_words(count.missing), count.extra) == ("1060", ())
    found = books.closing("1-1")
    assert found is not None
    paper = drawer_report_paper(found[1], OFFICE, 0, False, at(17))
    assert "missing T001060" in paper_to_text(paper)


async def test_an_office_without_accountable_stock_says_so() -> None:
    async with at_the_counter(keys=(*SAM, "ctrl+p", "stock", "enter")) as app:
        assert not isinstance(app.current, StockScreen)
        assert "keeps no accountable stock" in _said(dump(app))


def _said(shown: str) -> str:
    """What the screen says, in one line, whether a sentence was wrapped or not."""
    return " ".join(" ".join(row.split("│")[0] for row in shown.splitlines()).split())


async def test_stock_is_issued_for_the_next_date_once_the_day_is_closed() -> None:
    books = books_of_tags()
    ok(books.seal_day(ok(order_seal(custody.asked("seal-1"), OFFICE, DAY))))
    pad = Serials(1061, 1070)
    async with at_the_counter(books, office=OFFICE, keys=SAM) as app:
        asked = StockAsked(StockAct.ISSUED, OFFICE.stock[0], (pad,), "1")
        yes = signed(JANE, SUPERVISOR, Act.HAND_OVER).approval
        done = ok(StockDesk(desk_at(app)).move(asked, yes))
    assert done.posting.header.business_date == DAY + timedelta(days=1)
    assert in_words(books.stock_in("1")["TS"]) == "1041-1070"
