"""What the screens of a drawer's day tell: which key goes on, what is in the cart, how bundles are typed."""

from __future__ import annotations

from domain.custody.drawer import DrawerClosed
from domain.papers.drawer_paper import drawer_paper
from domain.receipting.paper import paper_to_text
from tests.samples import PINS
from tests.tui.desk_kit import READY, at_the_counter, closing_of, desk_at, scan, stocked_books
from tests.tui.kit import dump, type_keys
from tests.tui.test_drawer_journeys import TICKET, bundling, said
from tui.paper import drawer_report_text
from tui.screens.drawer_close import ClosedScreen
from tui.screens.palette import PaletteScreen

WATER = "WB-5001"
VOID = ("f8", "1", "Typed wrong", "enter", "v", "sam", "enter", PINS["sam"], "enter")


async def test_finish_on_the_find_line_says_which_key_takes_the_money() -> None:
    async with at_the_counter(stocked_books(), keys=(*READY, "f10")) as app:
        assert "F10 does nothing here." in said(app)
        await type_keys(app, *scan("5544332"), "f10")
        assert "F10 finishes once the money is taken. F4 takes the money." in said(app)
        await type_keys(app, "nguyen", "enter", "ctrl+d")
        assert "F4 takes the money." in said(app)


async def test_a_bill_paid_in_part_says_how_much_of_it_is_in_the_cart() -> None:
    keys = (*READY, "nguyen", "enter", "25", "enter")
    async with at_the_counter(stocked_books(), keys=keys) as app:
        assert [each.amount.cents for each in desk_at(app).cart.lines] == [2500]
        assert "25.00 in cart, of" in said(app)
    async with at_the_counter(stocked_books(), keys=(*READY, "nguyen", "enter", "enter")) as app:
        assert "in cart, of" not in said(app)
        assert " in cart " in said(app)


async def test_the_count_says_how_straps_and_rolls_are_typed() -> None:
    keys = (*READY, "ctrl+b", "0", "enter", "enter", "enter")
    async with at_the_counter(stocked_books(), keys=keys, office=bundling()) as app:
        assert "2s = 2 straps of 50, 2s17 = +17" in dump(app)
        await type_keys(app, "2s", "enter")
        assert "straps of 50" not in dump(app)
        await type_keys(app, *["enter"] * 5)
        assert "2r = 2 rolls of 40, 2r17 = +17" in dump(app)


async def test_the_palette_of_the_menu_finds_what_the_desk_does() -> None:
    async with at_the_counter(stocked_books(), keys=(*READY, "escape", "ctrl+p", "pull")) as app:
        assert isinstance(app.current, PaletteScreen)
        assert "Cash pull" in said(app) or "pull" in said(app).replace("Command: pull", "")
        assert "No command" not in said(app)
        await type_keys(app, "ctrl+u", "item codes", "enter")
        assert app.current.NAME == "Items"


async def test_the_report_on_the_screen_is_the_one_that_is_printed() -> None:
    books = stocked_books()
    keys = (*READY, *TICKET, *VOID, "enter", *scan(WATER), "f4", "c", "f10", "enter", "ctrl+b")
    counted = ("0", "enter", "enter", "1", "f10", "a", "2", "enter")
    async with at_the_counter(books, keys=(*keys, *counted)) as app:
        assert isinstance(app.current, ClosedScreen)
        posting = app.current.posting
        assert isinstance(posting.body, DrawerClosed)
        assert closing_of(books) == posting.body
        text = drawer_report_text(desk_at(app), posting)
    assert text == paper_to_text(drawer_paper(posting, books, desk_at(app).office))
    for words in ("VOIDED RECEIPTS: 1", "first", "2027-1-000001", "last", "2027-1-000002"):
        assert words in text
