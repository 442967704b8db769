"""The key card: one page with every key, made from the command classes and from nothing else."""

from collections import Counter
from collections.abc import Iterable

from tui.commands import GRAMMAR, AnyCommand, shown
from tui.screens.base import CounterScreen

_ALWAYS = (
    ("Enter", "take the default and go on"),
    ("Esc", "one step back; never loses what was typed; from the first screen: the menu"),
    ("Up Down PgUp PgDn", "move in a list"),
    ("Ctrl+U", "clear the line"),
)


_GRAMMAR = tuple(each.name for each in GRAMMAR)
_MANY = 3
"""A command of this many screens belongs to the counter, not to a screen."""


def _table(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    lines = ["| Key | or | What it does |", "|---|---|---|"]
    lines.extend(f"| {key} | {also} | {what} |" for key, also, what in rows)
    return lines


def _row(command: AnyCommand) -> tuple[str, str, str]:
    key = shown(command.key) if command.key else ""
    return key, shown(command.also) if command.also else "", command.title()


def key_card(screens: Iterable[type[CounterScreen]]) -> str:
    """Return the key card as Markdown: the keys that mean the same everywhere, then what a screen adds.

    A key that no screen acts on is left out: a card promises nothing.
    """
    tables = {screen.NAME or screen.__name__: tuple(screen.table()) for screen in screens}
    count = Counter(each.name for table in tables.values() for each in table)
    everywhere = {name for name, number in count.items() if number >= _MANY or name in _GRAMMAR}
    first = {each.name: each for table in reversed(tables.values()) for each in table}
    order = [name for name in (*_GRAMMAR, *first) if name in everywhere and name in first]
    lines = ["# The keys of the counter", ""]
    lines.extend(_table(_row(first[name]) for name in dict.fromkeys(order)))
    lines.extend(["", *(f"- {key}: {what}" for key, what in _ALWAYS)])
    for title, table in tables.items():
        own = [each for each in table if each.name not in everywhere]
        if own:
            lines.extend(["", f"## {title}", "", *_table(map(_row, own))])
    return "\n".join(lines) + "\n"
