"""How the counter starts: what is loaded before its first screen, where it logs, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from chamberlain.__main__ import main
from chamberlain.counter import build_counter
from chamberlain.settings import load_settings
from chamberlain.stop import BROKEN, DONE, INTERRUPTED, WRONG_USAGE, Stop
from chamberlain.wiring import Wiring
from tests.chamberlain.kit import ROOT, Line
from tests.test_house import NOT_AT_START, modules_loaded_by
from tests.tui.terminal import Terminal
from tui.counter import Counter
from tui.desk import Desk
from tui.paint import text_of

# The wiring is asked for the books once the first screen is painted: what is loaded by then is what it costs.
TO_THE_FIRST_SCREEN = """
import asyncio
from chamberlain.__main__ import main
from chamberlain import counter, wiring
from chamberlain.stop import Stop

painted = set()

def look(self):
    painted.update(sys.modules)
    raise Stop("far enough")

wiring.Wiring.look = look

async def to_the_first_screen():
    app = counter.build_counter(wiring.Wiring({}))
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.trouble:
            await pilot.pause()

asyncio.run(to_the_first_screen())
for name in set(sys.modules) - painted:
    del sys.modules[name]
"""

LOOKED = """
from chamberlain.settings import load_settings
from chamberlain.wiring import Wiring

wiring = Wiring({{}}, load_settings({{"books": {url!r}}}, {{}}))
front = wiring.look()
assert front.drawer
"""
OPENED = (
    LOOKED
    + """
desk = wiring.open()
assert desk.office.digest == {digest!r}
wiring.close()
"""
)

# Each module costs the clerk a part of a millisecond at every start. Whoever needs more asks first whether the first
# screen, or the open books, need it: a type that only annotates, or the rules of an act, can be loaded with the act.
OWN = {"chamberlain", "tui", "domain", "storage", "devices", "exchange"}
MOST_TO_THE_FIRST_SCREEN, MOST_TO_THE_BOOKS = 45, 90


def painted_on(app: Counter) -> str:
    """What the left pane of the current screen says."""
    return "\n".join(map(text_of, app.current.body_lines(80, 20)))


def own(loaded: set[str]) -> set[str]:
    """The modules of this program among those loaded."""
    return {name for name in loaded if name.partition(".")[0] in OWN}


def test_the_first_screen_loads_no_database_no_printer_and_no_pydantic() -> None:
    loaded = modules_loaded_by(TO_THE_FIRST_SCREEN)
    assert "tui.screens.sign_in" in loaded
    heavy = {name for name in loaded if name.partition(".")[0] in NOT_AT_START}
    assert heavy == set()
    assert {name for name in loaded if name.partition(".")[0] in ("storage", "exchange")} == set()
    # The rules are a fifth of what Textual costs; they come with the books.
    rules = {
        "domain.books",
        "domain.privacy.confidential",
        "domain.custody.drawer",
        "domain.receipting",
    }
    assert (rules | {"stdnum", "tui.desk", "domain.office", "domain.refusals"}) & loaded == set()
    assert not [name for name in loaded if name.endswith("_commands")]
    assert len(own(loaded)) <= MOST_TO_THE_FIRST_SCREEN, sorted(own(loaded))


def test_the_command_line_loads_no_screen() -> None:
    loaded = modules_loaded_by("from chamberlain.__main__ import main\nmain(['--help'])")
    assert "chamberlain.cli" in loaded
    assert not {"textual", "sqlalchemy", "pydantic"} & loaded


async def test_what_keeps_the_counter_from_opening_is_on_the_screen(tmp_path: Path) -> None:
    wiring = Wiring({}, load_settings({"books": f"sqlite:///{tmp_path / 'none.sqlite'}"}, {}))
    app = build_counter(wiring, tune_memory=False)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.trouble:
            await pilot.pause()
    assert "chamberlain init" in app.trouble
    assert isinstance(wiring.stopped, Stop)
    wiring.close()


async def test_the_counter_opens_on_its_books(line: Line) -> None:
    wiring = Wiring({}, load_settings({"books": line.url, "station": "hall", "drawer": "2"}, {}))
    app = build_counter(wiring, tune_memory=False)
    async with app.run_test(size=(80, 24)) as pilot:
        while app.desk is None:
            await pilot.pause()
        assert (app.desk.station.code, app.desk.station.drawer) == ("hall", "2")
        assert app.desk.printer.status() == "none here"
        assert app.desk.books.training
    wiring.close()


async def test_the_second_counter_needs_no_pydantic_and_no_sqlalchemy(line: Line) -> None:
    # The first one, in this process, has kept the policy.
    settings = load_settings({"books": line.url}, {})
    first = Wiring({}, settings)
    office = first.open().office
    first.close()
    loaded = modules_loaded_by(OPENED.format(url=line.url, digest=office.digest))
    assert {"chamberlain.policies", "domain.policy.codec", "sqlite3"} <= loaded
    assert {name.partition(".")[0] for name in loaded} & NOT_AT_START == set()
    # The books are open before any act on them is loaded.
    looked = modules_loaded_by(LOOKED.format(url=line.url))
    assert {"storage.open", "domain.policy.codec"} <= looked
    acts = {"domain.books", "domain.records", "domain.receipting", "storage.books_sql", "tui.desk"}
    assert acts & looked == set()
    assert len(own(looked)) <= MOST_TO_THE_BOOKS, sorted(own(looked))


async def test_the_place_is_shown_before_the_desk(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiring = Wiring({}, load_settings({"books": line.url, "station": "hall", "drawer": "2"}, {}))
    go_on, open_desk = threading.Event(), wiring.open

    def wait_and_open() -> Desk:
        go_on.wait()
        return open_desk()

    monkeypatch.setattr(wiring, "open", wait_and_open)
    app = build_counter(wiring, tune_memory=False)
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            while app.front is None:
                await pilot.pause()
            await pilot.pause()
            assert app.desk is None
            painted = painted_on(app)
            assert "Station hall, drawer 2" in painted
            assert app.front.office in painted
            assert "TRAINING" in painted
            assert "Opening the drawer" in painted
        finally:
            go_on.set()
        while app.desk is None:
            await pilot.pause()
        await pilot.pause()
        painted = painted_on(app)
        assert "Opening" not in painted
        assert "Drawer 2 is closed" in painted
    wiring.close()


def test_a_drawer_that_policy_does_not_have_keeps_the_counter_shut(line: Line) -> None:
    wiring = Wiring({}, load_settings({"books": line.url, "drawer": "99"}, {}))
    with pytest.raises(Stop, match="no drawer '99'"):
        wiring.open()
    wiring.close()


@pytest.mark.terminal
def test_the_counter_in_a_terminal_opens_signs_in_and_leaves(line: Line) -> None:
    add = ("operator", "add", "ada", "--name", "Ada Lark", "--role", "clerk", "--pin-stdin")
    assert line(*add, stdin="1234\n").code == DONE
    words = ["-m", "chamberlain", "--books", line.url]
    with Terminal.python(*words, environment={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for(b"Type your sign-in name")
        terminal.wait_for(b"Opening the drawer")
        terminal.send(b"ada\r1234\r")
        terminal.wait_for(b"Your drawer is closed")
        terminal.send(b"\x11")
        assert terminal.wait() == DONE


@pytest.mark.terminal
def test_a_counter_whose_books_are_missing_ends_with_a_sentence(tmp_path: Path) -> None:
    words = ["-m", "chamberlain", "--books", f"sqlite:///{tmp_path / 'none.sqlite'}"]
    with Terminal.python(*words, environment={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for(b"There are no books")
        terminal.send(b"\x11")
        assert terminal.wait() == 1
    assert b"chamberlain: There are no books" in terminal.output


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chamberlain", "quote"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == WRONG_USAGE
    assert len(done.stderr.splitlines()) == 1


def test_an_error_of_the_program_shows_its_place_and_no_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        customer = "Jane Doe 078-05-1120"
        raise KeyError(customer)

    monkeypatch.setattr("chamberlain.cli.run_command", broken)
    assert main(["prove"]) == BROKEN
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "test_start.py" in said
    assert "Jane" not in said
    assert "1120" not in said


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("chamberlain.cli.run_command", interrupted)
    assert main(["prove"]) == INTERRUPTED
    assert capsys.readouterr().err == ""
