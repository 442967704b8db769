"""A real pseudo-terminal around a child process: what a key burst meets outside of the test harness."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

# What a terminal without synchronized output and in-band resizing answers when it is asked.
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;0$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;c",
}


class Terminal:
    """Runs ``argv`` in a pseudo-terminal, answers its questions and collects what it paints."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
    ) -> None:
        surroundings = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        self.output = b""
        self._asked = 0
        self._code: int | None = None
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(argv[0], list(argv), surroundings)
            finally:
                os._exit(127)
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @classmethod
    def python(cls, *arguments: str, **options: dict[str, str] | None) -> Self:
        """Run a Python program."""
        return cls([sys.executable, *arguments], environment=options.get("environment"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._master)

    def send(self, keys: bytes) -> None:
        """Write ``keys`` in one burst, reading meanwhile so that neither side blocks."""
        os.set_blocking(self._master, False)
        while keys:
            readable, writable, _ = select.select([self._master], [self._master], [], 5)
            if readable:
                self._read()
            if writable:
                try:
                    keys = keys[os.write(self._master, keys) :]
                except BlockingIOError:
                    continue

    def _read(self) -> bool:
        """Take what there is, answer questions in it, and return whether the child still has the terminal."""
        try:
            chunk = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self.output += chunk
        for question, answer in _ANSWERS.items():
            for _ in range(chunk.count(question)):
                os.write(self._master, answer)
        return bool(chunk)

    def wait_for(self, text: bytes, seconds: float = 30) -> None:
        """Read until the child has painted ``text``."""
        end = time.monotonic() + seconds
        while text not in self.output:
            left = end - time.monotonic()
            assert left > 0, f"{text!r} was not painted: {self.output[-400:]!r}"
            if select.select([self._master], [], [], left)[0]:
                assert self._read(), f"the child ended: {self.output[-2000:]!r}"

    def read_more(self, than: int, seconds: float = 60) -> None:
        """Read until more than that many bytes were painted."""
        end = time.monotonic() + seconds
        while len(self.output) <= than:
            left = end - time.monotonic()
            assert left > 0, f"nothing more was painted: {self.output[-2000:]!r}"
            if select.select([self._master], [], [], left)[0]:
                assert self._read(), f"the child ended: {self.output[-2000:]!r}"

    def wait(self, seconds: float = 60) -> int:
        """Read until the child ends and return its exit code."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0] and not self._read():
                _, status = os.waitpid(self.pid, 0)
                self._code = os.waitstatus_to_exitcode(status)
                return self._code
        raise AssertionError(f"the child did not end: {self.output[-400:]!r}")
