"""What the style names of ``tui.paint`` look like: two themes in full color, one in 16 colors, one without color.

Meaning never rests on color: the selected row has its marker and reverse video, a refusal its words, a shortage the
word SHORT. Color only doubles it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rich.style import Style


@dataclass(frozen=True, slots=True)
class Ink:
    """Foreground and background as ``#rrggbb`` or a color name of the terminal, and attributes that need no color."""

    fg: str | None = None
    bg: str | None = None
    bold: bool = False
    reverse: bool = False
    underline: bool = False

    def style(self) -> Style:
        """Return the ink as the terminal library has it."""
        return Style(
            color=self.fg,
            bgcolor=self.bg,
            bold=self.bold or None,
            reverse=self.reverse or None,
            underline=self.underline or None,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """A theme: an ink for every style name."""

    name: str
    inks: Mapping[str, Ink]

    def styles(self) -> dict[str, Style]:
        """Return the style of every name."""
        return {name: ink.style() for name, ink in self.inks.items()}


STYLE_NAMES: Final = (
    "",  # plain text
    "dim",  # less important, still readable
    "strong",  # what the eye should find first
    "title",  # heading of a pane
    "label",  # prompt of the entry line
    "entry",  # what is being typed
    "cursor",  # where the next character goes
    "selected",  # the row of a list that Enter takes
    "good",  # done, printed, agreed
    "warn",  # holds, printer trouble
    "bad",  # refused, short, past due
    "message",  # the message line
    "status",  # the status bar
    "training",  # the mark of rehearsal
    "key",  # a key of the key bar
    "keyname",  # what that key does
    "keyoff",  # a key that does nothing now
    "rule",  # the line between two panes
    "huge",  # change due
)

_DARK_BG = "#10151c"
COUNTER_DARK: Final = Look(
    "counter-dark",
    {
        "": Ink("#d8dee6", _DARK_BG),
        "dim": Ink("#9aa7b5", _DARK_BG),
        "strong": Ink("#ffffff", _DARK_BG, bold=True),
        "title": Ink("#8fc7ff", _DARK_BG, bold=True),
        "label": Ink("#8fc7ff", "#1b2430", bold=True),
        "entry": Ink("#ffffff", "#1b2430"),
        "cursor": Ink("#10151c", "#ffd866", bold=True),
        "selected": Ink("#0b1016", "#8fc7ff", bold=True),
        "good": Ink("#8fdc9b", _DARK_BG),
        "warn": Ink("#ffd866", _DARK_BG, bold=True),
        "bad": Ink("#ff9d96", _DARK_BG, bold=True),
        "message": Ink("#ffffff", "#2a3442", bold=True),
        "status": Ink("#e8eef5", "#243447"),
        "training": Ink("#10151c", "#ffd866", bold=True),
        "key": Ink("#0b1016", "#8fc7ff", bold=True),
        "keyname": Ink("#e8eef5", "#243447"),
        "keyoff": Ink("#a3b0bd", "#243447"),
        "rule": Ink("#7d8b99", _DARK_BG),
        "huge": Ink("#8fdc9b", _DARK_BG, bold=True),
    },
)

_WHITE, _BLACK, _YELLOW = "#ffffff", "#000000", "#ffff00"
COUNTER_CONTRAST: Final = Look(
    "counter-contrast",
    {
        **{name: Ink(_WHITE, _BLACK) for name in STYLE_NAMES},
        "strong": Ink(_YELLOW, _BLACK, bold=True),
        "title": Ink(_YELLOW, _BLACK, bold=True, underline=True),
        "label": Ink(_YELLOW, _BLACK, bold=True),
        "cursor": Ink(_BLACK, _YELLOW, bold=True),
        "selected": Ink(_BLACK, _WHITE, bold=True),
        "warn": Ink(_YELLOW, _BLACK, bold=True),
        "bad": Ink(_YELLOW, _BLACK, bold=True, underline=True),
        "message": Ink(_BLACK, _YELLOW, bold=True),
        "status": Ink(_BLACK, _WHITE),
        "training": Ink(_BLACK, _YELLOW, bold=True),
        "key": Ink(_BLACK, _WHITE, bold=True),
        "huge": Ink(_YELLOW, _BLACK, bold=True),
    },
)

_PLAIN_INKS: Final = {
    **{name: Ink() for name in STYLE_NAMES},
    "strong": Ink(bold=True),
    "title": Ink(bold=True, underline=True),
    "label": Ink(bold=True),
    "cursor": Ink(reverse=True),
    "selected": Ink(reverse=True),
    "warn": Ink(bold=True),
    "bad": Ink(bold=True, underline=True),
    "message": Ink(bold=True),
    "status": Ink(reverse=True),
    "training": Ink(reverse=True, bold=True),
    "key": Ink(reverse=True),
    "huge": Ink(bold=True),
}
COUNTER_PLAIN: Final = Look("counter-plain", _PLAIN_INKS)

COUNTER_16: Final = Look(
    "counter-16",
    {
        **_PLAIN_INKS,
        "title": Ink("cyan", bold=True),
        "label": Ink("cyan", bold=True),
        "good": Ink("green"),
        "warn": Ink("yellow", bold=True),
        "bad": Ink("red", bold=True, underline=True),
        "training": Ink("yellow", bold=True, reverse=True),
        "huge": Ink("green", bold=True),
    },
)

LOOKS: Final = {
    look.name: look for look in (COUNTER_DARK, COUNTER_CONTRAST, COUNTER_16, COUNTER_PLAIN)
}


def choose(wanted: str, *, no_color: bool, color_system: str | None) -> Look:
    """Return the look for a terminal: what was wanted where the terminal can show it."""
    if no_color or color_system is None:
        return COUNTER_PLAIN
    if color_system == "standard":
        return COUNTER_16
    return LOOKS.get(wanted, COUNTER_DARK)
