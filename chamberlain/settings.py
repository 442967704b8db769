"""The settings of one counter, and where each comes from.

The command line stands over the environment (CHAMBERLAIN_BOOKS and so on), that over the settings file, that over the
defaults. Each value is checked where it is met, and an error names the place, the key, the value and what is allowed.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from chamberlain.folders import data_folder, settings_file
from chamberlain.options import OPTIONS
from chamberlain.stop import misused
from devices.settings import PrinterKind, PrinterSettings

if TYPE_CHECKING:
    from chamberlain.delivery import Delivery

DEFAULT_OFFICE: Final = "offices/ithaca"
_STATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,29}\Z")
_DRAWER = re.compile(r"[0-9A-Z]{1,4}\Z")


@dataclass(frozen=True, slots=True)
class Settings:
    """One counter's settings. An empty ``drawer`` is the office's first; ``demo`` means the training city."""

    books: str
    office: str
    station: str
    drawer: str
    printer: PrinterSettings
    demo: bool = False
    slips: str = ""
    """The folder that gets each deposit slip as a PDF; none when empty."""
    deliver: "Mapping[str, Delivery]" = field(default_factory=dict)
    """Where each accounting program's files go, by the program's code."""


def check_books(value: str) -> str:
    """Return a URL of books as it is; raises ``ValueError`` saying what is allowed."""
    known = value.startswith(("sqlite:///", "postgresql+psycopg://")) and not value.endswith("///")
    if known and value.isprintable():
        return value
    raise ValueError("sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME")


def shown_url(url: str) -> str:
    """Return a URL of books without a password, whatever else is wrong with it."""
    place = url.partition("?")[0]
    who, at, where = place.rpartition("@")
    scheme, slashes, user = who.partition("://")
    return f"{scheme}{slashes}{user.partition(':')[0]}@{where}" if at and slashes else place


def holds_password(url: str) -> bool:
    """Whether a URL of books has a password in it, before the host or among its parameters."""
    return shown_url(url) != url.partition("?")[0] or "password=" in url.casefold()


def check_office(value: str) -> str:
    """Return the folder of an office; raises ``ValueError`` saying what is allowed."""
    if value.strip():
        return value.strip()
    raise ValueError("the folder of an office's policy files")


def check_slips(value: str) -> str:
    """Return the folder for deposit slips; raises ``ValueError`` saying what is allowed."""
    if value.strip():
        return value.strip()
    raise ValueError("a folder that is there, for deposit slips as PDF")


def check_station(value: str) -> str:
    """Return the name of a counter; raises ``ValueError`` saying what is allowed."""
    if _STATION.match(value):
        return value
    raise ValueError(
        "1 to 30 letters, digits, blanks, dots and dashes, beginning with a letter or digit"
    )


def check_drawer(value: str) -> str:
    """Return the code of a drawer; raises ``ValueError`` saying what is allowed."""
    if _DRAWER.match(value):
        return value
    raise ValueError("1 to 4 digits or capital letters, as in the office's policy")


def check_printer(value: str) -> PrinterSettings:
    """Read ``kind:address``; raises ``ValueError`` saying what is allowed."""
    kind, _, address = value.partition(":")
    if kind not in list(PrinterKind):
        allowed = ", ".join(each.value for each in PrinterKind)
        raise ValueError(f"one of {allowed}, each but none with its address after a colon")
    if kind == PrinterKind.NONE and address:
        raise ValueError("none, without an address")
    return PrinterSettings(PrinterKind(kind), address)


def check_deliver(value: str) -> str:
    """Refuse it outside the settings file: it is a table."""
    raise ValueError("a table of the settings file")


CHECKS: Final[Mapping[str, Callable[[str], object]]] = {
    "books": check_books,
    "office": check_office,
    "station": check_station,
    "drawer": check_drawer,
    "printer": check_printer,
    "slips": check_slips,
    "deliver": check_deliver,
}


def load_settings(given: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings from the options ``given``, the environment, the settings file and the defaults.

    Ends the command with wrong usage when a value is not allowed. The settings file is optional unless it was named.
    """
    names = [option.name for option in OPTIONS]
    from_environment = {
        name: environ[key] for name in names if environ.get(key := f"CHAMBERLAIN_{name.upper()}")
    }
    if holds_password(given.get("books", "")):
        raise misused(
            "The option --books holds a password, which anybody on this machine can read in the list of programs: put "
            "it into ~/.pgpass, or the URL into CHAMBERLAIN_BOOKS or the settings file."
        )
    named_file = given.get("settings") or from_environment.get("settings")
    layers: tuple[tuple[Callable[[str], str], Mapping[str, object]], ...] = (
        (lambda name: f"the option --{name}", given),
        (lambda name: f"CHAMBERLAIN_{name.upper()}", from_environment),
        (lambda name: f"{named_file or settings_file()}: {name}", _from_file(named_file)),
    )
    found: dict[str, object] = {}
    for place, values in reversed(layers):
        for name, check in CHECKS.items():
            value = values.get(name)
            if isinstance(value, str):
                try:
                    found[name] = check(value)
                except ValueError as error:
                    shown = shown_url(value) if name == "books" else value
                    raise misused(f"{place(name)} is '{shown}'; allowed: {error}.") from None
            elif value is not None:
                found[name] = value
    return _with_defaults(found, demo="demo" in given)


def has_settings_file(given: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a settings file to read, which takes longer than painting a screen."""
    named = given.get("settings") or environ.get("CHAMBERLAIN_SETTINGS")
    return bool(named) or settings_file().is_file()


def _with_defaults(found: Mapping[str, object], *, demo: bool) -> Settings:
    books = found.get("books") or f"sqlite:///{data_folder() / 'books.sqlite'}"
    printer = found.get("printer") or PrinterSettings()
    return Settings(
        str(books),
        str(found.get("office", DEFAULT_OFFICE)),
        str(found.get("station") or default_station()),
        str(found.get("drawer", "")),
        cast("PrinterSettings", printer),
        demo=demo,
        slips=str(found.get("slips") or ""),
        deliver=cast("Mapping[str, Delivery]", found.get("deliver") or {}),
    )


def default_station() -> str:
    """Return this machine's name as the name of the counter: two machines on the same books must differ in it."""
    name = re.sub(r"[^A-Za-z0-9._-]", "-", os.uname().nodename.partition(".")[0])[:30]
    return name if _STATION.match(name) else "counter"


def _from_file(named: str | None) -> Mapping[str, object]:
    path = Path(named).expanduser() if named else settings_file()
    if not named and not path.is_file():
        return {}
    # Pydantic is loaded only where there is a file to check.
    from chamberlain.settings_file import read_settings_file

    return read_settings_file(path)
