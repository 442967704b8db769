"""The options that say which counter this is. They work without a command and with every command.

They are read here by hand because the library for command lines is not needed to open the counter.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Option:
    """One option that takes a value; ``name`` is also its key in the settings file and in the environment."""

    name: str
    value: str
    help: str


OPTIONS: Final = (
    Option("books", "URL", "the books: sqlite:///path or postgresql+psycopg://..."),
    Option("office", "DIR", "the folder of the office's policy files"),
    Option("station", "NAME", "the name of this counter"),
    Option("drawer", "CODE", "the cash drawer at this counter"),
    Option(
        "printer", "ADDRESS", "none, file:PATH, network:HOST[:PORT], usb:ID:ID or serial:DEVICE"
    ),
    Option("slips", "DIR", "the folder that gets each deposit slip as a PDF"),
    Option("settings", "FILE", "the settings file of this counter"),
)
DEMO: Final = "demo"


def counter_options(words: list[str]) -> dict[str, str] | None:
    """Return the options when the words ask for the counter and nothing else; ``None`` when a command is asked for.

    Words that are not understood also give ``None``: the command line says what is wrong with them.
    """
    names = {f"--{option.name}": option.name for option in OPTIONS}
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        flag, equals, value = word.partition("=")
        if word == f"--{DEMO}":
            found[DEMO] = "yes"
        elif flag in names:
            given = value if equals else next(rest, None)
            if given is None:
                return None
            found[names[flag]] = given
        else:
            return None
    return found
