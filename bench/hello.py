"""The floor of a start: the smallest Textual program, and the smallest one with a line to type in."""

from __future__ import annotations

import os
import sys

# Both floors get what the counter sets for itself, so that only the program's own work is compared.
os.environ.setdefault("TEXTUAL_FPS", "1000")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual.app import App, ComposeResult


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        yield Static("hello, world")


class Echo(App[None]):
    """One line to type in."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Input(placeholder="type here")


if __name__ == "__main__":
    (Echo() if sys.argv[1:] == ["echo"] else Hello()).run()
