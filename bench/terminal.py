"""A pseudo-terminal around a program, with the time at which its bytes arrive."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

# A program asks whether the terminal knows a mode; 2 is "known, not set", 0 is "not known".
_MODE = re.compile(rb"\x1b\[\?(\d+)\$p")
_SYNCHRONIZED = b"2026"
_QUIET = 0.06


class Terminal:
    """One program in a terminal of 80 columns and 24 rows; times are seconds of ``time.perf_counter``."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        surroundings = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        self.output = b""
        self.ended = False
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(argv[0], list(argv), surroundings)
            finally:
                os._exit(127)
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            chunk = os.read(self._master, 65536)
        except OSError:
            chunk = b""
        self.ended = self.ended or not chunk
        self.output += chunk
        for mode in _MODE.findall(chunk):
            known = b"2" if mode == _SYNCHRONIZED else b"0"
            os.write(self._master, b"\x1b[?" + mode + b";" + known + b"$y")
        return chunk

    def wait_for(self, text: str, seconds: float = 60) -> float:
        """Read until ``text`` was painted and return when that was; raises RuntimeError when it never is."""
        wanted, end = text.encode(), time.perf_counter() + seconds
        while wanted not in self.output:
            left = end - time.perf_counter()
            if left <= 0 or self.ended:
                raise RuntimeError(f"{text!r} was not painted: {self.output[-2000:]!r}")
            self._read(left)
        return time.perf_counter()

    def key(self, keys: bytes) -> tuple[float, int]:
        """Send ``keys`` and return how long the paint took to its last byte, and its number of bytes.

        The paint is over when nothing came for 60 ms.
        """
        start = time.perf_counter()
        os.write(self._master, keys)
        last, count = start, 0
        while True:
            chunk = self._read(5.0 if not count else _QUIET)
            if not chunk:
                return last - start, count
            last, count = time.perf_counter(), count + len(chunk)

    def settle(self) -> None:
        """Read until nothing was painted for a moment."""
        while self._read(0.3):
            pass

    def resident_kib(self) -> int:
        """Return the memory that the program holds now, in KiB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            line = next(each for each in status if each.startswith("VmRSS:"))
        return int(line.split()[1])
