"""The key card: one page with every key, made from the command classes and from nothing else."""

from collections.abc import Iterable

from tui.commands import GRAMMAR, AnyCommand, shown
from tui.screens.base import CounterScreen

_ALWAYS = (
    ("Enter", "take the default and go on"),
    ("Esc", "one step back; never loses what was typed; from the first screen: the menu"),
    ("Up Down PgUp PgDn", "move in a list"),
    ("Ctrl+U", "clear the line"),
)


def _table(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    lines = ["| Key | or | What it does |", "|---|---|---|"]
    lines.extend(f"| {key} | {also} | {what} |" for key, also, what in rows)
    return lines


def _row(command: type[AnyCommand] | AnyCommand) -> tuple[str, str, str]:
    key = shown(command.key) if command.key else ""
    return key, shown(command.also) if command.also else "", command.title()


def key_card(screens: Iterable[type[CounterScreen]]) -> str:
    """Return the key card as Markdown: the keys that mean the same everywhere, then what each screen adds.

    A key of the grammar that no screen acts on is left out: a card promises nothing.
    """
    screens = tuple(screens)
    lines = ["# The keys of the counter", ""]
    used = {each.name for screen in screens for each in screen.table()}
    lines.extend(_table(_row(each) for each in GRAMMAR if each.name in used))
    lines.extend(["", *(f"- {key}: {what}" for key, what in _ALWAYS)])
    general = {each.name for each in GRAMMAR}
    for screen in screens:
        own = [each for each in screen.table() if each.name not in general]
        if own:
            lines.extend(["", f"## {screen.NAME or screen.__name__}", ""])
            lines.extend(_table(_row(each) for each in own))
    return "\n".join(lines) + "\n"
