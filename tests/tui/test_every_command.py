"""Every command of every screen by its key, by its second way, and by name; and Esc, which loses nothing."""

from __future__ import annotations

import pytest

from tests.tui.desk_kit import READY, at_the_counter, desk_at, held_books, receipts_in
from tests.tui.kit import dump, type_keys
from tests.tui.walks import WALKS
from tui.at_the_desk import AT_THE_DESK
from tui.commands import AnyCommand, shown
from tui.counter import Counter
from tui.everywhere import EVERYWHERE
from tui.screens.base import CounterScreen
from tui.screens.items import ItemsScreen
from tui.screens.lookup import LookupScreen
from tui.screens.menu import MenuScreen
from tui.screens.palette import PaletteScreen

SCREENS = ("lookup", "account", "cart", "items", "notes", "receipt", "receipts", "parked", "tender")
COUNTING = ("drawer_open_differs", "drawer_count_refused", "drawer_close", "why")
CORRECTING = ("correct", "void_sure", "voided", "returned_sure", "correct_bill", "adjust_sure")


def commands_of(screen: CounterScreen) -> list[AnyCommand]:
    """Return what is done on this screen; what every screen at the desk does is looked at on the lookup screen."""
    shared = {each.name for each in (*AT_THE_DESK, *EVERYWHERE)} - {"help"}
    if screen.NAME == "Lookup":
        shared = {"palette", "quit"}
    return [each for each in screen.table() if each.name not in shared]


def outcome(app: Counter) -> tuple[str, str, int]:
    """Return where a command led: the screen, what it says, and what was posted."""
    desk = desk_at(app)
    return app.current.NAME, dump(app), len(receipts_in(desk.books))


async def names_on(walk: str) -> list[str]:
    async with at_the_counter(held_books(), keys=WALKS[walk]) as app:
        return [each.name for each in commands_of(app.current)]


@pytest.mark.parametrize("walk", [*SCREENS, *COUNTING, *CORRECTING])
async def test_key_second_way_and_name_lead_to_the_same(walk: str) -> None:
    for name in await names_on(walk):
        outcomes = []
        async with at_the_counter(held_books(), keys=WALKS[walk]) as app:
            command = app.current.table().named(name)
            assert command is not None
            ways = command.ways()
        for way in ways:
            async with at_the_counter(held_books(), keys=(*WALKS[walk], way)) as app:
                outcomes.append(outcome(app))
        async with at_the_counter(held_books(), keys=(*WALKS[walk], "ctrl+p")) as app:
            assert isinstance(app.current, PaletteScreen)
            await type_keys(app, command.title(), "enter")
            outcomes.append(outcome(app))
        assert len(set(outcomes)) == 1, name


@pytest.mark.parametrize(
    "walk", [*SCREENS, *COUNTING, *CORRECTING, "lookup_closed", "drawer_closed", "sign_in"]
)
async def test_every_f_key_has_a_second_way(walk: str) -> None:
    async with at_the_counter(held_books(), keys=WALKS[walk]) as app:
        for command in app.current.table():
            if command.key[:1] == "f" and command.key[1:].isdigit():
                assert command.also, f"{shown(command.key)} on {walk}"


@pytest.mark.parametrize(
    ("walk", "typed"),
    [
        ("account", "12.50"),
        ("notes", "A note of some length"),
        ("tender", "1300"),
        ("drawer_open", "180"),
        ("drawer_count", "12"),
        ("drawer_close", "Gave too much"),
    ],
)
async def test_esc_never_loses_what_was_typed(walk: str, typed: str) -> None:
    async with at_the_counter(held_books(), keys=(*WALKS[walk], typed, "escape")) as app:
        assert typed in dump(app)
        before = app.current
        await type_keys(app, "f1", "escape")
        assert app.current is before
        assert typed in dump(app)


@pytest.mark.parametrize("walk", [name for name in WALKS if name != "sign_in_refused"])
async def test_esc_leads_home_from_everywhere(walk: str) -> None:
    async with at_the_counter(held_books(), keys=WALKS[walk]) as app:
        cart = desk_at(app).cart
        homes = ("Lookup", "Menu", "Sign-in", "Count drawer", "Open drawer", "Locked")
        # A correction goes back question by question.
        for _ in range(8):
            if app.current.NAME in homes:
                break
            await type_keys(app, "ctrl+u", "escape")
        assert app.current.NAME in homes
        assert desk_at(app).cart == cart


async def test_the_menu_takes_the_digits_of_a_command() -> None:
    async with at_the_counter(held_books(), keys=(*READY, "escape")) as app:
        assert isinstance(app.current, MenuScreen)
        named = [each for each in LookupScreen.table() if each.name != "menu"]
        number = f"{[each.name for each in named].index('items') + 1:02}"
        await type_keys(app, number[0])
        assert f"{number[0]}_ and one digit more" in dump(app)
        # A digit that was begun is dropped first; a number that is not there runs nothing.
        await type_keys(app, "escape", "9")
        assert "The menu has no 9." in dump(app)
        await type_keys(app, *number)
        assert isinstance(app.current, ItemsScreen)
