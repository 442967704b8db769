"""Two toy screens that push, replace and leave each other, with work in between, for the tests of type-ahead.

Each screen writes down what was entered into it. What they write must be the same at any speed of typing; the pure
model ``expected`` says what that is. Run as a program, it is a counter in a real terminal.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from tui.environment import prepare

prepare()

from tui.app import CounterApp, run  # noqa: E402  # Textual reads the environment while it is imported
from tui.paint import Line, line  # noqa: E402
from tui.screens.base import CounterScreen  # noqa: E402
from tui.widgets.entry_line import EntryLine, digits  # noqa: E402


@dataclass
class Log:
    """What was entered where, in order."""

    entries: list[str] = field(default_factory=list)


def next_move(screen: str, text: str) -> str:
    """Return what a toy screen does after ``text``: the last digit decides."""
    last = int(text[-1]) if text else 0
    if screen == "first":
        return ("push", "push", "work", "stay", "push")[last % 5]
    return ("pop", "replace", "work", "pop", "home")[last % 5]


def expected(texts: list[str]) -> list[str]:
    """Return what the two screens must have written down after each text was entered with Enter."""
    screen, entries = "first", []
    for text in texts:
        entries.append(f"{screen} {text}")
        move = next_move(screen, text)
        if move == "work":
            entries.append(f"worked {text}")
        if screen == "first":
            screen = "first" if move == "stay" else "second"
        elif move != "replace":
            screen = "first"
    return entries


class Toy(CounterScreen):
    """Type digits and press Enter."""

    entry: EntryLine
    WHERE = ""

    def __init__(self, written: Log) -> None:
        super().__init__()
        self.written = written
        self.entry = EntryLine(self.WHERE, digits)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        return [line(each) for each in self.written.entries[-rows:]]

    def enter(self, text: str) -> None:
        self.entry.clear()
        self.written.entries.append(f"{self.WHERE} {text}")
        move = next_move(self.WHERE, text)
        if move == "work":
            self.counter.work(lambda: f"worked {text}", self.worked)
        else:
            self.move(move)

    def worked(self, entry: str) -> None:
        self.written.entries.append(entry)
        self.move("push" if self.WHERE == "first" else "pop")

    def move(self, move: str) -> None:
        match move:
            case "push":
                self.counter.push(Second(self.written))
            case "replace":
                self.counter.replace(Second(self.written))
            case "pop":
                self.counter.pop()
            case "home":
                self.counter.home()


class First(Toy):
    """The screen at the bottom."""

    WHERE = "first"


class Second(Toy):
    """The screen above."""

    WHERE = "second"


def main(path: str) -> int:
    """Run the toys on this terminal; on leaving, write what was entered to ``path``."""
    log = Log()
    code = run(CounterApp(lambda: First(log), tune_memory=True))
    Path(path).write_text("\n".join(log.entries), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
