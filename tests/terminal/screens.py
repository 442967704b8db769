"""A terminal of 80 by 24 around the real program: tmux where there is one, else a bare pseudo-terminal."""

from __future__ import annotations

import re
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

from tests.tui.terminal import Terminal

PATIENCE = 60.0
_BYTES = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "tab": "\t",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
    "ctrl+b": "\x02",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
}
_TMUX = {
    "enter": "KPEnter",
    "escape": "Escape",
    "down": "Down",
    "tab": "Tab",
    **{name: name.upper() for name in _BYTES if name[0] == "f"},
    "ctrl+b": "C-b",
    "ctrl+p": "C-p",
    "ctrl+q": "C-q",
}
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78])"
)


class Screen(Protocol):
    """What a person has in front of them: keys to press, and something to see."""

    def press(self, *keys: str) -> None:
        """Press keys; a string that names none is typed."""

    def see(self, text: str) -> str:
        """Wait until ``text`` is shown, and return all that is."""

    def ended(self) -> None:
        """Wait until the program has ended."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Tmux:
    """The program in a pane of its own tmux server; the number pad's Enter is what Enter sends."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chtmux-")
        self._tmux = ("tmux", "-S", f"{self._folder.name}/s", "-f", "/dev/null")
        passed = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        self._run("new-session", "-d", "-x", "80", "-y", "24", *passed, *argv)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._tmux, *words], capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            named = _TMUX.get(key)
            words = ("-l", "--", key) if named is None else (named,)
            assert self._run("send-keys", *words).returncode == 0

    def see(self, text: str) -> str:
        end = time.monotonic() + PATIENCE
        while True:
            shown = self._run("capture-pane", "-p").stdout
            if text in shown:
                return shown
            assert time.monotonic() < end, f"{text!r} is not shown:\n{shown}"
            _look_again()

    def scroll_back(self) -> str:
        """Return all that can be scrolled back to, the screen as it is now at its end."""
        return self._run("capture-pane", "-p", "-S", "-").stdout

    def ended(self) -> None:
        end = time.monotonic() + PATIENCE
        while self._run("has-session").returncode == 0:
            assert time.monotonic() < end, self._run("capture-pane", "-p").stdout
            _look_again()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("kill-server")
        self._folder.cleanup()


class Pseudo:
    """The program in a bare pseudo-terminal: what is painted behind the last key press is what is seen."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        self._terminal = Terminal(argv, environment=dict(environment))
        self._looked = 0

    def press(self, *keys: str) -> None:
        self._looked = len(self._terminal.output)
        self._terminal.send("".join(_BYTES.get(key, key) for key in keys).encode())

    def see(self, text: str) -> str:
        while text not in (shown := self._shown()):
            # Any byte more may complete it; the terminal gives up after a while.
            before = len(self._terminal.output)
            self._terminal.read_more(before)
        return shown

    def _shown(self) -> str:
        painted = self._terminal.output[self._looked :].decode("utf-8", "replace")
        return _ESCAPES.sub("", painted)

    def ended(self) -> None:
        assert self._terminal.wait() == 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._terminal.__exit__(kind, error, trace)


def _look_again() -> None:
    """Let the program paint."""
    select.select([], [], [], 0.03)


def screens() -> list[type[Tmux] | type[Pseudo]]:
    """Return the terminals of this machine: there is always one."""
    return [Tmux, Pseudo] if shutil.which("tmux") else [Pseudo]
