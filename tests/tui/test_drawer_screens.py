"""The drawer counted blind: correcting a count, checks one by one, and the close with and without a difference."""

from __future__ import annotations

import pytest

from domain.money import Money
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    closing_of,
    desk_at,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import dump, type_keys
from tui.counter import Counter
from tui.screens.drawer_close import ClosedScreen, DrawerCloseScreen
from tui.screens.drawer_count import DrawerCountScreen
from tui.screens.lookup import LookupScreen

TAKEN = (
    *(*READY, *scan("T27-000101"), "f4", "600", "k", "1001", "enter", "20", "f10"),
    *(*scan("5544332"), "f4", "30", "d", "f10"),
)
"""600.00 by check and 12.28 in cash; a ticket of 30.00 by card. The drawer holds 212.28, a check and a card slip."""

EXPECTED = ("212.28", "600.00", "812.28", "842.28", "12.28", "642.28")


async def count_screen(app: Counter) -> DrawerCountScreen:
    await type_keys(app, "ctrl+b")
    assert isinstance(app.current, DrawerCountScreen)
    return app.current


async def test_what_should_be_there_is_never_shown() -> None:
    async with at_the_counter(keys=TAKEN) as app:
        await count_screen(app)
        for keys in (("1", "enter"), ("f10",), ("f1",), ("escape",), ("ctrl+p",), ("escape",)):
            await type_keys(app, *keys)
            for amount in EXPECTED:
                assert amount not in dump(app)
        await type_keys(app, "a")
        assert isinstance(app.current, DrawerCloseScreen)
        # The count is in now: by how much it differs may be told.
        assert "SHORT 211.28" in dump(app)


async def test_a_count_that_agrees_closes_at_once() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=TAKEN) as app:
        await count_screen(app)
        # The float out; then a ten, two ones, a quarter and three cents are the 12.28 that were taken.
        await type_keys(app, "enter", *["enter"] * 3, "1", "enter", *["enter"] * 2, "2", "enter")
        await type_keys(app, *["enter"], "1", "enter", *["enter"] * 2, "3", "enter")
        await type_keys(app, "600", "enter", "enter", "enter", "30", "f10")
        assert isinstance(app.current, ClosedScreen)
        assert "EVEN" in dump(app)
        await type_keys(app, "enter")
        assert isinstance(app.current, LookupScreen)
        assert "Drawer 1 closed" in dump(app)
    assert closing_of(books).over_short == Money(0)
    assert books.prove().proves


async def test_up_and_backspace_correct_a_count() -> None:
    async with at_the_counter(keys=TAKEN) as app:
        screen = await count_screen(app)
        # 12 hundreds were a slip: back up and type over them; what is in the line goes along.
        await type_keys(app, "enter", "12", "enter", "3", "up", "2", "enter")
        assert [place.pieces for place in screen.places[1:4]] == [2, 3, 0]
        await type_keys(app, *["down"] * 11, "600", "enter", "75", "enter", "backspace")
        assert "Taken out of the count: 75.00." in dump(app)
        assert screen.place.amounts == [Money(60000)]
        await type_keys(app, "12", "backspace", "backspace", "backspace")
        assert screen.place.amounts == []


async def test_esc_and_quit_never_lose_a_count() -> None:
    async with at_the_counter(keys=TAKEN) as app:
        screen = await count_screen(app)
        await type_keys(app, "escape")
        assert app.current is not screen
        screen = await count_screen(app)
        await type_keys(app, "2", "escape")
        assert "The count is not handed in." in dump(app)
        await type_keys(app, "enter", "escape")
        assert app.current is screen
        await type_keys(app, "ctrl+z")
        assert isinstance(app.current, LookupScreen)
        assert desk_at(app).session is not None


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("f10",), "Count the drawer before closing it."),
        (("a",), "Count, then F10 hands the count in."),
        (("1015", "enter"), "No more than the float of 200.00 is taken out; 1,015.00 was typed."),
        (("enter", "123456", "enter"), "'123456' is not a count."),
        (("enter", "2s", "enter"), "There are no straps of $100"),
        ((*["down"] * 13, ".", "enter"), "'.' is not an amount."),
        (scan("5544332"), "A scan does not count money."),
        (swipe("1002"), "No receipt of this drawer has number 1002."),
        ((*swipe("1001"), *swipe("1001")), "Check 1001 is in the count already."),
        (("c",), "C does nothing here."),
    ],
)
async def test_what_cannot_be_counted_is_said(keys: tuple[str, ...], said: str) -> None:
    async with at_the_counter(keys=TAKEN) as app:
        await count_screen(app)
        await type_keys(app, *keys)
        assert said in " ".join(dump(app).split())


async def test_after_the_last_try_the_reason_is_asked() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*TAKEN, "ctrl+b", "1", "f10", "2", "f10")) as app:
        assert isinstance(app.current, DrawerCloseScreen)
        assert "no try is left" in dump(app)
        await type_keys(app, "escape")
        assert "The count is in and stays." in " ".join(dump(app).split())
        await type_keys(app, "ctrl+b", "3", "Torn notes", "f10")
        assert isinstance(app.current, ClosedScreen)
    closed = closing_of(books)
    assert (closed.reason_code, closed.reason_text) == ("unknown", "Torn notes")


async def test_f10_twice_on_an_unchanged_count_uses_one_try() -> None:
    books = stocked_books()
    keys = (*TAKEN, "ctrl+b", "1", "f10", "f10", "f10", "f10")
    async with at_the_counter(books, keys=keys) as app:
        shown = " ".join(dump(app).split())
        assert "The same as before, so it used no try" in shown
        assert "Change a count, then F10; or A accepts it." in shown
        assert len(books.tries("1-1")) == 1
        await type_keys(app, "a")
        assert isinstance(app.current, DrawerCloseScreen)


async def test_a_drawer_may_be_opened_again_after_it_was_closed() -> None:
    keys = (*TAKEN, "ctrl+b", "1", "f10", "a", "enter", "enter", "ctrl+b", "enter", "1", "enter")
    books = stocked_books()
    async with at_the_counter(books, keys=(*keys, "T1", "enter", "f4", "c", "f10")) as app:
        assert "POSTED 2027-1-000003" in dump(app)
