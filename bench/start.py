"""S6: from starting the program to a first screen that takes keys, beside a hello-world in Textual.

Rounds take turns. The books of a sample city are opened behind the first screen: they are ready when they are checked,
their policy is in force and the screen shows its station. The desk is ready when its drawer and printer are shown too:
a sign-in is answered from then on. How long each takes, and the memory held at the end, are told as ratios to the same
hello-world.
"""

from __future__ import annotations

import compileall
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.table import percentile
from bench.terminal import Terminal
from chamberlain.demo import make_demo
from chamberlain.settings import load_settings

NAME = "S6"
ROUNDS = {"quick": 11, "full": 41}
ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("chamberlain", "tui", "domain", "storage", "devices", "exchange", "bench")
FIRST, READY, DESK = "Type your sign-in name", "Station bench", "Printer: "


def run(scale: str) -> dict[str, object]:
    """Measure; times are in milliseconds, memory in KiB."""
    for package in PACKAGES:
        compileall.compile_dir(ROOT / package, quiet=1)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "city"
        make_demo(folder, load_settings({}, {}))
        books = f"sqlite:///{folder / 'books.sqlite'}"
        surroundings = {
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": name,
            "XDG_CACHE_HOME": name,
            "XDG_CONFIG_HOME": name,
        }
        os.sync()
        _hello(surroundings), _counter(books, surroundings)
        rounds = [
            (_hello(surroundings), _counter(books, surroundings)) for _ in range(ROUNDS[scale])
        ]
    hello_paint = [hello[0] for hello, _ in rounds]
    first = [counter[0] for _, counter in rounds]
    ready = [counter[1] for _, counter in rounds]
    desk = [counter[2] for _, counter in rounds]
    figures = {
        "hello_ms": median(hello_paint) * 1000,
        "first_screen_ms": median(first) * 1000,
        "books_ready_ms": median(ready) * 1000,
        "desk_ready_ms": median(desk) * 1000,
        "first_screen_ratio": _ratio(first, hello_paint),
        "books_ready_ratio": _ratio(ready, hello_paint),
        "desk_ready_ratio": _ratio(desk, hello_paint),
        "first_screen_ratio_p90": percentile(
            [own / floor for own, floor in zip(first, hello_paint, strict=True)], 0.9
        ),
        "hello_kib": median(hello[1] for hello, _ in rounds),
        "counter_kib": median(counter[3] for _, counter in rounds),
        "memory_ratio": _ratio([c[3] for _, c in rounds], [h[1] for h, _ in rounds]),
    }
    rows = [
        ("first screen takes keys", figures["first_screen_ms"], figures["first_screen_ratio"]),
        ("books ready behind it", figures["books_ready_ms"], figures["books_ready_ratio"]),
        ("desk ready behind them", figures["desk_ready_ms"], figures["desk_ready_ratio"]),
        ("memory, KiB", figures["counter_kib"], figures["memory_ratio"]),
    ]
    title = f"S6: start to a sign-in screen, ratio to hello-world ({figures['hello_ms']:.0f} ms)"
    return {**figures, "tables": [(title, ("", "counter", "ratio"), rows)]}


def _ratio(own: list[float], floor: list[float]) -> float:
    return median(a / b for a, b in zip(own, floor, strict=True))


def _hello(surroundings: dict[str, str]) -> tuple[float, float]:
    """Return the seconds to the paint of the smallest program, and its memory in KiB."""
    with Terminal([sys.executable, "-m", "bench.hello"], environment=surroundings) as terminal:
        painted = terminal.wait_for("hello, world") - terminal.started
        terminal.settle()
        return painted, float(terminal.resident_kib())


def _counter(books: str, surroundings: dict[str, str]) -> tuple[float, float, float, float]:
    """Return the seconds to the first screen, to the open books and to the desk, and the memory then in KiB."""
    words = ["-m", "chamberlain", "--books", books, "--station", "bench"]
    with Terminal([sys.executable, *words], environment=surroundings) as terminal:
        first = terminal.wait_for(FIRST) - terminal.started
        ready = terminal.wait_for(READY) - terminal.started
        desk = terminal.wait_for(DESK) - terminal.started
        terminal.settle()
        return first, ready, desk, float(terminal.resident_kib())
