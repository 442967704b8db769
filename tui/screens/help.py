"""F1: what this screen is for, the office's procedure, and every key that works here."""

from inspect import getdoc

from tui.commands import shown
from tui.paint import BLANK, Line, fit, heading, line, pad, paragraphs, wrap
from tui.screens.base import CounterScreen
from tui.widgets.line_pane import LineList

_KEYS_WIDTH = 20


def command_lines(screen: CounterScreen, columns: int) -> list[Line]:
    """Return the commands of a screen by group, with both keys, and why one cannot be used now."""
    groups: dict[str, list[Line]] = {}
    for each in screen.table():
        keys = " or ".join(shown(key) for key in each.ways()) or "palette only"
        entry = groups.setdefault(each.group, [])
        first, *more = wrap(each.title(), columns - _KEYS_WIDTH)
        entry.append(line((pad(f"  {keys}", _KEYS_WIDTH), "strong"), first))
        entry.extend(line(" " * _KEYS_WIDTH + text) for text in more)
        reason = each.available(screen)
        if reason is not None:
            rows = wrap(f"Not now: {reason}", columns - _KEYS_WIDTH)
            entry.extend(line(" " * _KEYS_WIDTH, (text, "dim")) for text in rows)
    lines: list[Line] = []
    for group, entries in groups.items():
        lines.extend([BLANK, line((group.capitalize(), "title")), *entries])
    return lines


def help_lines(screen: CounterScreen, columns: int) -> list[Line]:
    """Return the whole help text of a screen, wrapped to ``columns``."""
    name = screen.NAME or type(screen).__name__
    # The office names a screen as its file is named: drawer_count, tender.
    procedure = screen.counter.procedure(type(screen).__module__.rpartition(".")[2])
    lines = [heading(f"Help: {name}", columns), BLANK]
    lines.extend(paragraphs(getdoc(type(screen)) or "", columns))
    if procedure:
        lines.extend([BLANK, line(("The office's procedure", "title"))])
        lines.extend(paragraphs(procedure, columns))
    return lines + command_lines(screen, columns)


class HelpScreen(CounterScreen):
    """What can be done on the screen you came from. Esc goes back to it, as you left it."""

    NAME = "Help"
    CART = False
    rows: LineList

    def __init__(self, about: CounterScreen) -> None:
        super().__init__()
        self.about = about
        self.rows = LineList(plain=True)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the part of the help text in view."""
        lines = help_lines(self.about, columns - 2)
        self.rows.count = len(lines)
        self.rows.painter = lambda index, width: fit(lines[index], width)
        return self.rows.paint(columns, rows)

    def enter(self, text: str) -> None:
        """Go back: there is nothing here to take."""
        self.counter.pop()
