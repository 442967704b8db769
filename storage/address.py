"""Where books are: ``sqlite:///PATH``, or ``postgresql+psycopg://USER@HOST/NAME`` with the driver's parameters."""

import re
from dataclasses import dataclass, field
from typing import Final

_SQLITE: Final = "sqlite:///"
_SERVER: Final = re.compile(
    r"postgresql\+psycopg://"
    r"(?:(?P<user>[^@:/?]*)(?::(?P<password>[^@/]*))?@)?"
    r"(?P<host>[^@/?]*)/(?P<name>[^/?]+)(?:\?(?P<more>.*))?\Z"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of books. ``place`` is SQLite's file or the server's database."""

    url: str = field(repr=False)
    """With its password: for connecting only, never to be shown."""
    sqlite: bool
    place: str

    @property
    def shown(self) -> str:
        """The address as it may be shown: the file, or the server without password and parameters."""
        if self.sqlite:
            return self.place
        found = _SERVER.match(self.url)
        user = f"{found['user']}@" if found and found["user"] else ""
        return f"postgresql+psycopg://{user}{found['host'] if found else ''}/{self.place}"

    @property
    def dsn(self) -> str:
        """The address as the server's driver reads it."""
        return self.url.replace("postgresql+psycopg://", "postgresql://", 1)


def read_address(url: str) -> Address | None:
    """Return the address that ``url`` is, or ``None`` when it names no file and no server's database."""
    if url.startswith(_SQLITE):
        path = url.removeprefix(_SQLITE)
        return Address(url, True, path) if path and "?" not in path else None
    found = _SERVER.match(url)
    return Address(url, False, found["name"]) if found else None
