import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from textual.geometry import Size
from textual.pilot import Pilot

from tests.tui.kit import LARGE, check_golden, counter, dump, svg, type_keys
from tests.tui.terminal import Terminal
from tests.tui.test_foundation import AmountsScreen, PaidScreen
from tui.app import CounterApp
from tui.commands import Acts, Command
from tui.keys import Burst, KeyPress, Recognised
from tui.paint import Line, line
from tui.screens.base import CounterScreen
from tui.screens.help import HelpScreen
from tui.screens.menu import MenuScreen
from tui.screens.palette import PaletteScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.status_bar import Status


class Menu(Command["HomeScreen"]):
    """Everything by digits."""

    name, key, label, in_bar = "menu", "", "Menu", False

    def run(self, screen: "HomeScreen") -> None:
        screen.counter.push(MenuScreen(screen), screen.do_named)


class HomeScreen(AmountsScreen):
    """A first screen with a menu and a cart that must not be lost."""

    NAME = "Home"
    ACTS: ClassVar[Acts] = (Menu,)

    def back(self) -> None:
        Menu().run(self)

    def why_not_quit(self) -> str | None:
        return "The cart is not empty. F5 parks it, then Ctrl+Q leaves." if self.amounts else None


async def test_help_comes_from_the_commands_and_goes_back() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "12", "f1")
        assert isinstance(app.current, HelpScreen)
        check_golden("help", dump(app))
        await type_keys(app, "escape", "3", "enter")
        assert isinstance(app.current, HomeScreen)
        assert app.current.amounts == [123]


async def test_the_palette_runs_a_command_on_the_screen_below() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "5", "enter", "ctrl+p")
        assert isinstance(app.current, PaletteScreen)
        check_golden("palette", dump(app))
        await type_keys(app, "money", "enter")
        assert isinstance(app.current, PaidScreen)


async def test_the_palette_says_when_nothing_matches() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "ctrl+p", "xyz", "enter")
        assert "No command has 'xyz'" in dump(app)
        await type_keys(app, "escape")
        assert isinstance(app.current, HomeScreen)


async def test_escape_at_home_is_the_menu_by_digits() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "5", "enter", "escape")
        check_golden("menu", dump(app))
        await type_keys(app, "1")
        assert isinstance(app.current, PaidScreen)


async def test_a_name_that_is_typed_on_in_the_menu_runs_nothing() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "5", "enter", "escape", *"hender")
        assert isinstance(app.current, MenuScreen)
        assert "The menu goes by digits." in dump(app)


async def test_escape_does_not_throw_typing_away() -> None:
    async with counter(HomeScreen) as app:
        app.push(AmountsScreen())
        await app.gate.idle()
        await type_keys(app, "12.5", "escape")
        assert "The line is not empty" in dump(app)
        await type_keys(app, "ctrl+u", "escape")
        assert isinstance(app.current, HomeScreen)


async def test_leaving_asks_every_open_screen() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "5", "enter", "f1", "ctrl+q")
        assert "F5 parks it" in dump(app)
        assert app.is_running
        await app.action_quit()
        assert app.return_value is None


async def test_leaving_with_an_empty_cart() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "ctrl+q")
    assert app.return_value == 0
    assert app.return_code == 0


async def test_a_key_without_meaning_says_so() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "f6")
        assert "F6 does nothing here. F1 shows the keys" in dump(app)


async def test_a_large_terminal_is_used() -> None:
    async with counter(HomeScreen, size=LARGE) as app:
        app.show_status(Status("City", "Drawer 1", "Mon", "R. Alvarez", "Printer ready"))
        check_golden("large", dump(app))
        assert "Drawer&#160;1" in svg(app)


async def test_a_window_that_is_too_small_takes_no_money() -> None:
    async with counter(HomeScreen, size=(60, 20)) as app:
        assert "80 columns and 24 rows" in dump(app)
        await type_keys(app, "5", "enter")
        assert isinstance(app.current, HomeScreen)
        assert app.current.amounts == []


async def test_a_window_that_changes_its_size_is_painted_again() -> None:
    async with counter(HomeScreen) as app:
        await Pilot(app).resize_terminal(*LARGE)
        await type_keys(app, "5")
        assert dump(app).splitlines()[37] == " Amount: 5"


async def test_the_terminal_cursor_is_where_typing_goes() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "12")
        assert (app.cursor_position.x, app.cursor_position.y) == (11, 21)
        assert dump(app).splitlines()[21] == " Amount: 12"


async def test_what_the_terminal_gets_is_what_was_painted() -> None:
    async with counter(HomeScreen) as app:
        await type_keys(app, "12", "enter")
        assert app.current.size == Size(80, 24)
        strips = app.current._compositor.render_strips(app.size)
        assert "\n".join(strip.text.rstrip() for strip in strips) + "\n" == dump(app)


class BooksAway(Exception):
    """The declared failure of the toy books."""


class BusyScreen(CounterScreen):
    """Posts in the background."""

    entry: EntryLine

    def __init__(self, gone: type[Exception] | None = None) -> None:
        super().__init__()
        self.gone = gone
        self.entry = EntryLine("Amount")
        self.go_on = threading.Event()
        self.posted: list[str] = []

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        return [line(each) for each in self.posted]

    def enter(self, text: str) -> None:
        self.say("Posting...")
        self.counter.work(
            lambda: self.post(text), self.done, expected=(BooksAway,), failed=self.failed
        )

    def post(self, text: str) -> str:
        if self.gone is not None:
            raise self.gone("secret of " + text)
        self.go_on.wait(10)
        return text

    def done(self, text: str) -> None:
        self.entry.clear()
        self.posted.append(text)

    def failed(self, error: Exception) -> None:
        self.refuse("The books cannot be reached. Press Enter to try again.")


async def test_keys_wait_for_work_and_the_screen_says_what_goes_on() -> None:
    screen = BusyScreen()
    async with counter(lambda: screen) as app:
        typing = asyncio.ensure_future(type_keys(app, "1", "enter", "2", "enter"))
        while app.gate.received < 4:
            await asyncio.wait({typing}, timeout=0.01)
        assert "Posting..." in dump(app)
        assert screen.entry.text == "1"
        screen.go_on.set()
        await typing
    assert screen.posted == ["1", "2"]


async def test_a_declared_failure_keeps_what_was_typed() -> None:
    screen = BusyScreen(BooksAway)
    async with counter(lambda: screen) as app:
        await type_keys(app, "17", "enter")
        assert "cannot be reached" in dump(app)
        assert screen.entry.text == "17"


async def test_an_error_in_work_ends_the_program() -> None:
    app = CounterApp(lambda: BusyScreen(ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        async with counter(app):
            await type_keys(app, "17", "enter")
    assert app.return_code == 1


def code_of_three(keys: Sequence[KeyPress], *, final: bool) -> Recognised:
    """A toy scanner: a star and three figures."""
    if keys[0].key != "*":
        return Recognised(keys[0])
    if len(keys) < 4:
        return Recognised(None)
    return Recognised(Burst("".join(each.key for each in keys[1:4])), 4)


async def test_a_scan_is_one_stroke_and_keys_behind_it_wait() -> None:
    screen = AmountsScreen()
    async with counter(CounterApp(lambda: screen, recognise=code_of_three)) as app:
        await type_keys(app, "8", "enter", "*123", "9", "enter")
    assert screen.amounts == [8, 123, 9]


CRASH = """
from tui.environment import prepare
prepare()
import sys
from tui.app import CounterApp, run
from tui.screens.base import CounterScreen

class Broken(CounterScreen):
    def enter(self, text):
        customer = "Mary " + "Mallon"
        raise RuntimeError("broken")

sys.exit(run(CounterApp(Broken)))
"""


@pytest.mark.terminal
def test_a_crash_shows_no_customer_and_is_no_success() -> None:
    with Terminal.python("-c", CRASH) as terminal:
        terminal.wait_for(b"Help")
        terminal.send(b"\r")
        assert terminal.wait() == 1
    assert b"RuntimeError" in terminal.output
    assert b"Mary Mallon" not in terminal.output


def test_the_first_screen_loads_nothing_heavy() -> None:
    script = (
        "from tui.environment import prepare; prepare(); import tui.app, sys;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    for heavy in ("sqlalchemy", "pydantic", "escpos", "psycopg", "alembic", "holidays"):
        assert f"'{heavy}'" not in loaded
