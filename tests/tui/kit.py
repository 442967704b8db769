"""Starting the counter's screens in a test, typing at full speed, and reading what is shown."""

from __future__ import annotations

import difflib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from weakref import WeakKeyDictionary

from tui.environment import prepare

# The look must not depend on the terminal that the tests happen to run in.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ.pop("NO_COLOR", None)
prepare()

from textual import events  # noqa: E402  # Textual reads the environment while it is imported

from tui.app import CounterApp  # noqa: E402
from tui.screens.base import CounterScreen  # noqa: E402

GOLDENS = Path(__file__).with_name("goldens")
REWRITE = "REWRITE_GOLDENS"
PAUSE, A_MOMENT = "pause", 0.05
SMALL, LARGE = (80, 24), (120, 40)
sent: WeakKeyDictionary[CounterApp, int] = WeakKeyDictionary()
paused: WeakKeyDictionary[CounterApp, float] = WeakKeyDictionary()


@asynccontextmanager
async def counter(
    first: Callable[[], CounterScreen] | CounterApp, size: tuple[int, int] = SMALL
) -> AsyncIterator[CounterApp]:
    """Run an app, or an app that opens with ``first``, without a terminal; wait for its work at the end."""
    app = first if isinstance(first, CounterApp) else CounterApp(first)
    async with app.run_test(size=size):
        await app.gate.idle()
        yield app
        await app.gate.idle(sent.get(app, 0))


def _events(app: CounterApp, keys: tuple[str, ...]) -> list[events.Key]:
    """Return the events of named keys; a string that names no key is typed character by character.

    Nothing waits at a PAUSE: the keys behind it only say that they came a moment later, as behind a hand that moves.
    """
    typed: list[events.Key] = []
    now = monotonic()
    for each in keys:
        before = len(typed)
        if each == PAUSE:
            paused[app] = paused.get(app, 0.0) + A_MOMENT
        elif len(each) == 1:
            typed.append(events.Key(each, each))
        elif each in NAMED or "+" in each:
            typed.append(events.Key(each, None))
        else:
            typed.extend(events.Key(character, character) for character in each)
        for late in typed[before:]:
            # Made in one go, they came in one go, however busy the machine is.
            late.time = now + paused.get(app, 0.0)
    return typed


NAMED = {
    *(f"f{number}" for number in range(1, 13)),
    *("enter", "escape", "backspace", "delete", "insert", "tab"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
}


def send_keys(app: CounterApp, *keys: str) -> int:
    """Send ``keys`` through the driver in one burst; return how many keys the gate will then have seen."""
    burst = _events(app, keys)
    driver = app._driver
    assert driver is not None
    for each in burst:
        driver.send_message(each)
    sent[app] = sent.get(app, app.gate.received) + len(burst)
    return sent[app]


async def type_keys(app: CounterApp, *keys: str) -> None:
    """Send ``keys`` in one burst and wait until each has been acted on and the screen it led to is there."""
    await app.gate.idle(send_keys(app, *keys))


def dump(app: CounterApp) -> str:
    """Return what the terminal shows, without styles and trailing spaces."""
    canvas = app.current._canvas
    assert canvas is not None
    rows = (canvas.render_line(y).text.rstrip() for y in range(app.size.height))
    return "\n".join(rows) + "\n"


def svg(app: CounterApp) -> str:
    """Return a picture of the screen."""
    return app.export_screenshot(simplify=True)


def check_golden(name: str, shown: str) -> None:
    """Compare with ``goldens/<name>.txt``. REWRITE_GOLDENS=1 rewrites it; refused where CI is set."""
    path = GOLDENS / f"{name}.txt"
    if os.environ.get(REWRITE) == "1":
        assert not os.environ.get("CI"), "a build server must not rewrite what it checks"
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no {path.name}: look at the screen, then run with {REWRITE}=1"
    wanted = path.read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        wanted.splitlines(), shown.splitlines(), f"goldens/{path.name}", "shown", lineterm="", n=1
    )
    assert shown == wanted, "\n".join(difference)


__all__ = [
    "LARGE",
    "SMALL",
    "check_golden",
    "counter",
    "dump",
    "send_keys",
    "svg",
    "type_keys",
]
