"""A warm process that forks children on request, so that a child costs milliseconds, not a start.

Run as `python -m tests.survival.zygote MODULE:FUNCTION`: it imports the module, calls its `warm`
if it has one, says `ready`, and for each line of JSON (seconds to live or null, arguments) forks
a child that calls the function. It has no threads and runs one child at a time.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Death:
    """How a child ended: killed by SIGKILL, or by itself with an exit code."""

    killed: bool
    code: int


class Zygote:
    """The caller's end: starts the warm process, runs children in it, kills them."""

    def __init__(self, target: str, log: Path) -> None:
        self._log: IO[bytes] = log.open("ab+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.survival.zygote", target],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log.fileno(),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._expect("ready")

    def run(self, *arguments: Any, kill_after: float | None = None) -> Death:
        """Run one child with JSON-able arguments to its end; kill it after so many seconds."""
        self._in.write(json.dumps([kill_after, arguments]).encode() + b"\n")
        self._in.flush()
        status = int(self._expect("ended"))
        return Death(status == -signal.SIGKILL, status)

    def said(self) -> str:
        """What the children wrote on standard error so far, such as the trace of a failure."""
        self._log.seek(0)
        return self._log.read().decode()

    def _expect(self, word: str) -> str:
        line = self._out.readline().decode().split()
        if not line or line[0] != word:
            raise RuntimeError(f"the zygote said {line} instead of {word}; see its log")
        return line[-1]

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: object, trace: TracebackType | None
    ) -> None:
        self._in.close()
        self._out.close()
        self._process.wait()
        self._log.close()


def _serve(target: str) -> None:
    module, _, name = target.partition(":")
    loaded = importlib.import_module(module)
    function = getattr(loaded, name)
    getattr(loaded, "warm", int)()
    _say("ready")
    for line in sys.stdin:
        kill_after, arguments = json.loads(line)
        _say(f"ended {_one_life(function, arguments, kill_after)}")


def _one_life(function: Any, arguments: list[Any], kill_after: float | None) -> int:
    """Run a child to its end and return its exit code; negative is the signal that killed it."""
    ended, held = os.pipe()
    child = os.fork()
    if child == 0:
        _live(function, arguments)
    # The child alone holds the other end now, so it closes with the child, however that ends.
    os.close(held)
    if kill_after is not None and not select.select([ended], [], [], kill_after)[0]:
        # Not waited for yet, so the number is still this child's, even if it has just ended.
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ended)
    return os.waitstatus_to_exitcode(status)


def _live(function: Any, arguments: list[Any]) -> None:
    # A child must never return into the loop of its parent, nor run what the parent runs at exit.
    code = 1
    try:
        function(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    _serve(sys.argv[1])
