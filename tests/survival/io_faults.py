"""Failing disks: the i-th write or sync of one act fails, for every i, once or from then on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import apsw

from tests.survival.apsw_sqlite3 import ConnectOptions, sqlite3_over
from tests.survival.power_loss import memory_folder
from tests.survival.vfs import Tap, TappedVfs

Error = Literal["full", "broken"]


@dataclass(frozen=True, slots=True)
class Fault:
    """The `at`-th change from the moment of arming fails (1 is the first).

    "full": writes fail because the disk is full. "broken": writes and syncs fail. `for_ever`: all
    later ones fail too.
    """

    error: Error
    at: int
    for_ever: bool

    def __str__(self) -> str:
        times = "and all later ones" if self.for_ever else "only"
        return f"disk {self.error}: change {self.at} {times}"


class FaultyDisk(Tap):
    """Fails as its fault says, once armed. The act arms it, so that opening is left out or not."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.failed = 0
        self._armed = False
        self._seen = 0

    def arm(self) -> None:
        """Count from here."""
        self._armed = True

    def write(self, path: Path, offset: int, data: bytes) -> None:
        if self.fault.error == "full":
            self._count("database or disk is full", apsw.SQLITE_FULL)
        else:
            self._count("disk I/O error", apsw.SQLITE_IOERR_WRITE)

    def sync(self, path: Path, new_journal: bool) -> None:
        if self.fault.error == "broken":
            self._count("disk I/O error", apsw.SQLITE_IOERR_FSYNC)

    def _count(self, said: str, code: int) -> None:
        if not self._armed:
            return
        self._seen += 1
        at = self.fault.at
        if self._seen == at or (self.fault.for_ever and self._seen > at):
            self.failed += 1
            error = apsw.exception_for(code)
            error.args = (said,)
            raise error


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the caller of the act got: a value, or the exception that came out of it."""

    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One act on a failing disk, and what `verify` found wrong after reopening on a good one."""

    fault: Fault
    outcome: Outcome
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'; '.join(self.problems)} [{self.fault}; the act gave {self.outcome}]"


def every_fault(
    prepared: Path,
    act: Callable[[Path, FaultyDisk], Any],
    verify: Callable[[Path, Outcome], list[str]],
    *,
    error: Error,
    for_ever: bool,
    options: ConnectOptions | None = None,
) -> list[Trial]:
    """Run `act` on a fresh copy of the folder `prepared` once for each change that it makes.

    `act(folder, disk)` opens the database, calls `disk.arm()`, acts, closes, and returns what its
    caller is told. `verify(folder, outcome)` names what is wrong afterwards.
    """
    trials: list[Trial] = []
    while True:
        fault = Fault(error, len(trials) + 1, for_ever)
        with memory_folder() as place:
            folder = shutil.copytree(prepared, place / "copy")
            disk = FaultyDisk(fault)
            outcome = _attempt(act, folder, disk, options)
            if not disk.failed:
                return trials
            trials.append(Trial(fault, outcome, tuple(verify(folder, outcome))))


def _attempt(
    act: Callable[[Path, FaultyDisk], Any],
    folder: Path,
    disk: FaultyDisk,
    options: ConnectOptions | None,
) -> Outcome:
    vfs = TappedVfs(disk)
    try:
        with sqlite3_over(vfs, options, only_in=folder):
            return Outcome(value=act(folder, disk))
    except Exception as error:
        return Outcome(error=error)
    finally:
        vfs.release()
