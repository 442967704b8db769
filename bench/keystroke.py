"""S5: from a key to its last painted byte in the omnibox, with the results of a real lookup, beside a bare Input.

Both programs run in terminals of their own, and each key goes first to one, then to the other. What a typed character
writes where there is no list is counted too: a slow line carries every byte.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.start import FIRST, READY, ROOT
from bench.table import percentile
from bench.terminal import Terminal
from chamberlain.demo import PEOPLE, make_demo
from chamberlain.settings import load_settings

NAME = "S5"
PARCELS = {"quick": 5_600, "full": 300_000}
ROUNDS = {"quick": 3, "full": 30}
TYPED = (
    "smith",
    "johnson",
    "210 cayuga",
    "green st",
    "garcia m",
    "hendersen",
    "31-00",
    "clark ann",
)
_CLEAR = b"\x15"
_LIST_BYTES = 1000
"""A key that paints more than this changed the results."""

Key = tuple[float, float, int]
"""The counter's seconds, the bare seconds, the counter's bytes."""


def run(scale: str) -> dict[str, object]:
    """Measure; times are in milliseconds from writing the key to reading the last byte of its paint."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "city"
        make_demo(folder, load_settings({}, {}), parcels=PARCELS[scale])
        surroundings = {
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": name,
            "XDG_CACHE_HOME": name,
            "XDG_CONFIG_HOME": name,
        }
        words = ["--books", f"sqlite:///{folder / 'books.sqlite'}", "--station", "bench"]
        os.sync()
        with (
            Terminal(
                [sys.executable, "-m", "chamberlain", *words], environment=surroundings
            ) as own,
            Terminal(
                [sys.executable, "-m", "bench.hello", "echo"], environment=surroundings
            ) as bare,
        ):
            outside = _sign_in(own)
            bare.wait_for("type here")
            bare.settle()
            _type(own, bare, 1)
            keys = _type(own, bare, ROUNDS[scale])
    return _figures(keys, outside)


def _sign_in(own: Terminal) -> list[int]:
    """Sign in and return how many bytes each typed character wrote."""
    own.wait_for(FIRST)
    own.wait_for(READY)
    own.settle()
    operator, pin = PEOPLE[0]
    counts = [own.key(key.encode())[1] for key in operator.operator_id]
    own.key(b"\r")
    counts.extend(own.key(key.encode())[1] for key in pin)
    own.key(b"\r")
    own.wait_for("Type or scan anything")
    own.settle()
    return counts


def _type(own: Terminal, bare: Terminal, rounds: int) -> list[Key]:
    """Type every text in both terminals, key by key."""
    keys = []
    for _ in range(rounds):
        for text in TYPED:
            for key in text:
                took, count = own.key(key.encode())
                echo, _ = bare.key(key.encode())
                keys.append((took, echo, count))
            own.key(_CLEAR)
            bare.key(_CLEAR)
    return keys


def _figures(keys: list[Key], outside: list[int]) -> dict[str, object]:
    changed = [key for key in keys if key[2] > _LIST_BYTES]
    figures: dict[str, object] = {
        "all_keys": _times(keys),
        "keys_that_change_the_list": _times(changed),
        "bytes_a_changed_list": median(key[2] for key in changed),
        "bytes_outside_lists": max(outside),
    }
    rows: list[tuple[str, object, object, object]] = []
    for name in ("all_keys", "keys_that_change_the_list"):
        times = _times(keys if name == "all_keys" else changed)
        for share in ("p50", "p99"):
            rows.append(
                (
                    f"{name.replace('_', ' ')}, {share} ms",
                    times[share],
                    times[f"bare_{share}"],
                    times[f"{share}_ratio"],
                )
            )
    rows.append(("bytes a key that changes the list", figures["bytes_a_changed_list"], None, None))
    rows.append(("bytes a key outside lists, most", figures["bytes_outside_lists"], None, None))
    title = "S5: a key in the omnibox with its results, beside a bare Input"
    return {**figures, "tables": [(title, ("", "counter", "bare Input", "ratio"), rows)]}


def _times(keys: list[Key]) -> dict[str, float]:
    own, bare = [each[0] * 1000 for each in keys], [each[1] * 1000 for each in keys]
    times: dict[str, float] = {"keys": len(keys)}
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        times[name], times[f"bare_{name}"] = percentile(own, share), percentile(bare, share)
        times[f"{name}_ratio"] = times[name] / times[f"bare_{name}"]
    return times
