"""How the counter starts: what is loaded before its first screen, where it logs, and how it ends."""

from __future__ import annotations

import logging
import resource
import stat
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from chamberlain import demo
from chamberlain.__main__ import main
from chamberlain.clock import new_id, now
from chamberlain.counter import build_counter
from chamberlain.log import NoValues, leave_no_traces, log_to_file
from chamberlain.settings import load_settings
from chamberlain.stop import BROKEN, DONE, INTERRUPTED, WRONG_USAGE, Stop
from chamberlain.wiring import Wiring
from storage.open import open_books
from tests.chamberlain.kit import ROOT, Line
from tests.test_house import NOT_AT_START, modules_loaded_by
from tests.tui.terminal import Terminal
from tui.counter import Counter
from tui.crash import frames, report
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


def test_the_training_city_is_made_once_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "var" / "demo"
    monkeypatch.setattr(demo, "demo_folder", lambda: folder)
    monkeypatch.setattr(demo, "make_demo", partial(demo.make_demo, parcels=40))
    settings = demo.demo_settings(load_settings({"demo": "yes"}, {}))
    assert "once" in capsys.readouterr().err
    assert demo.demo_settings(load_settings({"demo": "yes"}, {})) == settings
    assert capsys.readouterr().err == ""
    assert [each.name for each in folder.parent.iterdir()] == ["demo"]
    books = open_books(settings.books)
    try:
        assert books.training
        assert [each.kind for each in (run.intake for run in books.intakes())] == [
            "tax", "water", "parking", "permits",
        ]  # fmt: skip
        for operator, pin in demo.PEOPLE:
            assert pin in demo.HINT
            assert books.sign_in(operator.operator_id, pin, now()) == operator
    finally:
        books.close()


def test_a_training_city_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exchange.sample_city.write_city", fail)
    with pytest.raises(Stop, match="no space left"):
        demo.make_demo(tmp_path / "demo", load_settings({}, {}))
    assert list(tmp_path.iterdir()) == []


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


def record(name: str, text: str, *values: object, error: Exception | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, logging.ERROR, "/x/where.py", 12, text, values, info)
    return NoValues().format(made)


def test_the_log_holds_no_value() -> None:
    assert "drawer 1" in record("chamberlain.wiring", "drawer %s", 1)
    foreign = record("sqlalchemy.engine", "select Jane Doe")
    assert "Jane" not in foreign
    assert "where.py:12" in foreign
    try:
        raise ValueError("Jane Doe")
    except ValueError as error:
        shown = record("tui", "failed", error=error)
    assert "Jane" not in shown
    assert "ValueError" in shown
    assert "test_start.py" in shown


def test_what_python_prints_by_itself_goes_to_the_log_without_a_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    limit = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        leave_no_traces()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0

        def broken() -> None:
            raise KeyError("Jane Doe")

        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()
    finally:
        logging.captureWarnings(False)
        resource.setrlimit(resource.RLIMIT_CORE, limit)
    (told,) = [each for each in caplog.records if each.name == "chamberlain"]
    said = NoValues().format(told)
    assert "KeyError" in said
    assert "Jane" not in said


def test_what_caused_an_error_is_told_by_its_kind() -> None:
    def fails() -> None:
        try:
            int("4111 1111 1111 1111")
        except ValueError as error:
            raise KeyError("Jane Doe") from error

    with pytest.raises(KeyError) as caught:
        fails()
    told = report(caught.value)
    assert "ValueError" in told
    assert "KeyError" in told
    assert "4111" not in told
    assert "Jane" not in told
    assert frames(None).strip() == "NoneType"


def test_the_log_is_its_owners_alone(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        path = log_to_file(tmp_path / "state")
        assert path is not None
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        # What escpos does at its import finds a handler and adds none that writes to the screen.
        logging.basicConfig()
        assert [type(each) for each in root.handlers] == [logging.FileHandler]
        (tmp_path / "file").write_text("x")
        assert log_to_file(tmp_path / "file" / "state") is None
        assert [type(each) for each in root.handlers] == [logging.NullHandler]
    finally:
        for each in root.handlers[:]:
            root.removeHandler(each)
            each.close()
        for each in before:
            root.addHandler(each)


def test_request_ids_are_new_and_grow_with_time() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(len(each) == 32 for each in ids)
    assert [each[:12] for each in ids] == sorted(each[:12] for each in ids)
