"""Commands: one class is the key, the key bar, the help, the palette and the key card of one act.

A screen lists its commands in ``ACTS``. What an F-key means is the same on every screen: the classes below fix
key, second way and label once; a screen derives from them and says what the act does there.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any, ClassVar, Generic, TypeVar

S = TypeVar("S")


class Command(ABC, Generic[S]):
    """One act of the clerk. The docstring of a command is its help text; its first line is its palette entry."""

    name: ClassVar[str]
    """Stable id, in kebab case."""
    key: ClassVar[str]
    """The key, as ``KeyPress.key`` has it; empty when only the palette and the menu offer it."""
    also: ClassVar[str] = ""
    """The second way; every F-key has one, because some terminals and lines eat F-keys."""
    label: ClassVar[str]
    """At most eight letters, for the key bar."""
    group: ClassVar[str] = "counter"
    """Heading on the help screen and the key card."""
    in_bar: ClassVar[bool] = True
    """Whether the key bar shows it."""
    weight: ClassVar[int] = 1
    """Where the key bar has no room for all keys, the lightest give way."""
    over_entry: ClassVar[bool] = False
    """Whether the key is this command's also where the entry line would take it as a character."""

    def available(self, screen: S) -> str | None:
        """Return None when the act can be done now, else the sentence that says why not and what to do."""
        return None

    @abstractmethod
    def run(self, screen: S) -> None:
        """Do the act, completely, before returning (or hand it to ``screen.work``)."""

    @classmethod
    def help(cls) -> str:
        """Return the help text: the docstring of the nearest class that has its own."""
        for each in cls.__mro__:
            if each in (Command, Generic, object):
                break
            if "__doc__" in vars(each) and each.__doc__:
                return cleandoc(each.__doc__)
        return ""

    @classmethod
    def title(cls) -> str:
        """Return the first line of the help text: what the palette shows."""
        return cls.help().split("\n", 1)[0].rstrip(".")

    @classmethod
    def ways(cls) -> tuple[str, ...]:
        """Return the key and the second way, without empty ones."""
        return tuple(each for each in (cls.key, cls.also) if each)


AnyCommand = Command[Any]
Acts = tuple[type[AnyCommand], ...]
"""The commands a screen lists in its ``ACTS``."""


class CommandTable:
    """The commands of one screen: its own, those of its base classes, and the ones that every screen has."""

    def __init__(self, commands: Iterable[type[AnyCommand]]) -> None:
        by_name: dict[str, AnyCommand] = {}
        for each in commands:
            # The first wins: a screen's own command stands for the general one of the same name.
            by_name.setdefault(each.name, each())
        self._by_name = by_name
        self._by_key = {key: each for each in by_name.values() for key in each.ways()}

    def __iter__(self) -> Iterator[AnyCommand]:
        return iter(self._by_name.values())

    def named(self, name: str) -> AnyCommand | None:
        """Return the command of that name, if the screen has it."""
        return self._by_name.get(name)

    def at(self, key: str) -> AnyCommand | None:
        """Return the command that a key starts, if any: a capital that no command has is its small letter."""
        found = self._by_key.get(key)
        return self._by_key.get(key.lower()) if found is None and len(key) == 1 else found

    def clashes(self) -> list[str]:
        """Return the keys that two commands of this screen claim (a programming error: the tests look here)."""
        owners: dict[str, list[str]] = {}
        for each in self:
            for key in each.ways():
                owners.setdefault(key, []).append(each.name)
        return [f"{key}: {', '.join(names)}" for key, names in owners.items() if len(names) > 1]


_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    " ": "Space",
}


def shown(key: str) -> str:
    """Return a key as the clerk reads it on the keyboard: ``F4``, ``Ctrl+T``, ``Enter``."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if key.startswith("shift+"):
        return f"Shift+{shown(key[6:])}"
    return key.upper()


class HelpKey(Command[S]):
    """Help on this screen and the office's procedure."""

    name, key, also, label, group = "help", "f1", "ctrl+g", "Help", "everywhere"
    weight = 3


class FindKey(Command[S]):
    """Find: back to the line that takes anything."""

    name, key, also, label, group = "find", "f2", "ctrl+f", "Find", "counter"
    weight = 2


class ItemsKey(Command[S]):
    """Item codes: what the counter sells."""

    name, key, also, label, group = "items", "f3", "ctrl+s", "Items", "counter"
    weight = 2


class TenderKey(Command[S]):
    """Tender: take the money for what is in the cart."""

    name, key, also, label, group = "tender", "f4", "ctrl+t", "Tender", "counter"
    weight = 3


class ParkKey(Command[S]):
    """Park this cart, or recall a parked one."""

    name, key, also, label, group = "park", "f5", "ctrl+k", "Park", "counter"
    weight = 2


class InquiryKey(Command[S]):
    """Inquiry: look something up in a second pane that cannot post."""

    name, key, also, label, group = "inquiry", "f6", "ctrl+y", "Inquiry", "counter"


class NotesKey(Command[S]):
    """Notes, holds and the contact log of this customer."""

    name, key, also, label, group = "notes", "f7", "ctrl+n", "Notes", "counter"


class CorrectKey(Command[S]):
    """Void, reverse or correct."""

    name, key, also, label, group = "correct", "f8", "ctrl+x", "Correct", "receipts"
    weight = 2


class ReceiptsKey(Command[S]):
    """Receipts: find, reprint, send."""

    name, key, also, label, group = "receipts", "f9", "ctrl+r", "Receipts", "receipts"
    weight = 2


class FinishKey(Command[S]):
    """Finish: commit and print."""

    name, key, also, label, group = "finish", "f10", "ctrl+d", "Finish", "counter"
    weight = 3


class LockKey(Command[S]):
    """Lock the counter or sign off."""

    name, key, also, label, group = "lock", "f12", "ctrl+l", "Lock", "everywhere"
    weight = 0


class WhyKey(Command[S]):
    """Why is it that much: this amount in plain words, with the law."""

    name, key, also, label, group = "why", "?", "ctrl+w", "Why", "counter"
    weight = 2
    # No name, number or code that is looked for has it.
    over_entry = True


class PaletteKey(Command[S]):
    """Every command by name, with the second way to each."""

    name, key, also, label, group = "palette", "ctrl+p", "ctrl+o", "Commands", "everywhere"
    in_bar = False


class QuitKey(Command[S]):
    """Leave the program. Nothing in the cart is lost."""

    name, key, also, label, group = "quit", "ctrl+q", "", "Quit", "everywhere"
    in_bar = False


GRAMMAR: tuple[type[AnyCommand], ...] = (
    HelpKey,
    FindKey,
    ItemsKey,
    TenderKey,
    ParkKey,
    InquiryKey,
    NotesKey,
    CorrectKey,
    ReceiptsKey,
    FinishKey,
    LockKey,
    WhyKey,
    PaletteKey,
    QuitKey,
)
"""The key grammar of the counter: what each key means wherever it means anything."""
