"""kill -9, again and again: run a child, kill it somewhere, recover, ask what is wrong.

A child dies at a random moment, or at the k-th tick of a `KillSwitch`: ticks are counted at every
few instructions of SQLite's machine, at each statement, and around each call that is put under it.
The second way hits the narrow places that a clock seldom hits.
"""

from __future__ import annotations

import functools
import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from unittest import mock

from tests.survival.zygote import Death

Recovered = TypeVar("Recovered")


class KillSwitch:
    """Kills its own process at the k-th tick; with `None` never."""

    def __init__(self, after: int | None) -> None:
        self._left = after
        self.ticks = 0

    def tick(self, *_: object) -> None:
        """One instruction; perhaps the last."""
        self.ticks += 1
        if self._left is not None and self.ticks >= self._left:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def on_sqlite(self, every: int = 200) -> Iterator[None]:
        """Tick at each statement and at every so many instructions of SQLite's machine."""
        connect = sqlite3.dbapi2.connect

        def watched(*args: Any, **options: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*args, **options)
            connection.set_trace_callback(self.tick)
            connection.set_progress_handler(self.tick, every)
            return connection

        with (
            mock.patch("sqlite3.dbapi2.connect", watched),
            mock.patch("sqlite3.connect", watched),
        ):
            yield

    @contextmanager
    def on_call(self, name: str) -> Iterator[None]:
        """Tick before and after each call of the function with this dotted name."""
        patch = mock.patch(name)
        original, _ = patch.get_original()

        @functools.wraps(original)
        def watched(*args: Any, **options: Any) -> Any:
            self.tick()
            result = original(*args, **options)
            self.tick()
            return result

        with mock.patch(name, watched):
            yield


@dataclass(frozen=True, slots=True)
class KillPlan:
    """Where the next child is to die: at a tick, or after so many seconds."""

    ticks: int | None
    seconds: float | None

    def __str__(self) -> str:
        return f"tick {self.ticks}" if self.ticks else f"{self.seconds:.4f} s"


def plan(dice: random.Random, most_ticks: int, most_seconds: float) -> KillPlan:
    """Half of the children die at a tick, half by the clock."""
    if dice.random() < 0.5:
        return KillPlan(dice.randint(1, most_ticks), None)
    return KillPlan(None, dice.uniform(0, most_seconds))


@dataclass(frozen=True, slots=True)
class KillFailure:
    """A kill after which something was wrong. Kills by the clock do not repeat exactly."""

    seed: int
    number: int
    plan: KillPlan
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'; '.join(self.problems)} [seed {self.seed}, kill {self.number} at {self.plan}]"


def kill_loop(
    make_child: Callable[[int, KillPlan], Death],
    recover: Callable[[int], Recovered],
    verify: Callable[[Recovered], list[str]],
    n: int,
    seed: int,
    *,
    most_ticks: int = 3000,
    most_seconds: float = 0.2,
) -> list[KillFailure]:
    """Kill `n` children one after the other; after each, `recover` and `verify`.

    A child that outlives its plan does not count as a kill and the next plan is tried; a child that
    ends with an error is a failure.
    """
    failures: list[KillFailure] = []
    killed = number = 0
    while killed < n:
        number += 1
        if number > 3 * n + 10:
            raise AssertionError(f"only {killed} of {number} children were killed: plans too long")
        where = plan(random.Random(f"{seed}:{number}"), most_ticks, most_seconds)
        death = make_child(number, where)
        problems = [] if death.killed or death.code == 0 else [f"the child failed: {death}"]
        problems += verify(recover(number))
        killed += death.killed
        if problems:
            failures.append(KillFailure(seed, number, where, tuple(problems)))
    return failures
