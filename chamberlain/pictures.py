"""Pictures of the counter at work, for the documentation: real keys on real screens, on a sample city and a still day.

The same program gives the same pictures, so that a change of a screen is seen as a change of its picture.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from chamberlain.demo import HINT, PEOPLE
from chamberlain.folders import shipped_office
from chamberlain.policies import KeptPolicies
from chamberlain.readers import Readers
from chamberlain.scenes import ON, SCANNER, Scene, scenes
from domain.books import Books
from domain.office import Office
from domain.receipting.paper import Paper
from exchange.intake_report import Rejected, import_file
from exchange.policy import LoadedOffice, load_office
from exchange.sample_city import write_city
from exchange.sample_policy import SampleCity, load_sample
from storage.memory import MemoryBooks
from tui.counter import Counter, Opening
from tui.desk import Desk, Station
from tui.keys import KeyPress

AT: Final = datetime(2026, 1, 26, 15, 12, tzinfo=UTC)
PARCELS: Final = 900
SIZE: Final = (80, 24)
READERS: Final = (SCANNER, "/011000015/")
"""How the keys of a scanner and of a check reader begin."""
_BLANK: Final = "&#160;"
_COLUMN: Final = 12.2
"""The width of a column in the pictures that Rich draws."""
_FONT: Final = re.compile(r"@font-face \{[^}]*\}")
_TEXT: Final = re.compile(
    r'(?P<head><text [^>]*?)x="(?P<x>[\d.]+)"(?P<middle>[^>]*?)textLength="(?P<length>[\d.]+)"'
    rf"(?P<tail>[^>]*>)(?P<blanks>(?:{_BLANK})+)(?=[^<&]|&(?!#160;))"
)
_NAMED: Final = frozenset(
    {"enter", "escape", "up", "down", "f4", "f5", "f8", "f10", "f11", "ctrl+b", "ctrl+p"}
)


@dataclass(frozen=True, slots=True)
class StillPrinter:
    """A printer that is always ready and prints nothing."""

    def status(self) -> str:
        """Return ``ready``."""
        return "ready"

    def wake(self) -> None:
        """Print nothing."""

    def open_drawer(self, slip: Paper) -> None:
        """Open nothing."""


def sample_books(policy: LoadedOffice, sample: SampleCity) -> MemoryBooks:
    """Return training books of a small sample city on ``ON``."""
    books = MemoryBooks(training=True)
    KeptPolicies(books).keep(policy.office, policy.files, AT)
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in write_city(Path(folder), sample, PARCELS, on=ON).items():
            report = import_file(books, path, kind, policy, "sample city", AT)
            if isinstance(report, Rejected):
                raise RuntimeError(report.refusal.sentence)
    for operator, pin in PEOPLE:
        books.add_operator(operator, pin, AT)
    return books


async def take_pictures(folder: Path, tell: Callable[[Path], None]) -> None:
    """Write one SVG for each scene into ``folder``, and tell each."""
    office = shipped_office("ithaca")
    policy, sample = load_office(office), load_sample(office)
    for scene in scenes(sample_books(policy, sample), policy.office):
        picture = await picture_of(scene, sample_books(policy, sample), policy.office)
        path = folder / f"{scene.name}.svg"
        path.write_text(picture, encoding="utf-8")
        tell(path)


async def picture_of(scene: Scene, books: Books, office: Office) -> str:
    """Return the picture of a scene, taken on fresh ``books``."""
    numbers = count(1)
    desk = Desk(
        books,
        office,
        Station("Hall", office.drawers[0].code),
        clock=lambda: AT,
        new_id=lambda: f"{next(numbers):032x}",
        printer=StillPrinter(),
    )
    app = Counter(Opening(lambda: desk, hint=HINT), recognise=Readers())
    async with app.run_test(size=SIZE) as pilot:
        while app.desk is None:
            await pilot.pause()
        await app.gate.idle()
        app.gate.feed(*presses(scene.keys))
        await app.gate.idle()
        await pilot.pause()
        return placed(app.export_screenshot(title=f"Chamberlain - {scene.title}", simplify=True))


def placed(picture: str) -> str:
    """Return a picture that asks no other machine for a font, and whose texts stand where they begin.

    Some programs leave blanks before a text out.
    """

    def place(text: re.Match[str]) -> str:
        blanks = text["blanks"].count(_BLANK)
        left = float(text["x"]) + blanks * _COLUMN
        length = float(text["length"]) - blanks * _COLUMN
        return f'{text["head"]}x="{left:g}"{text["middle"]}textLength="{length:g}"{text["tail"]}'

    return _TEXT.sub(place, _FONT.sub("", picture))


def presses(keys: tuple[str, ...]) -> list[KeyPress]:
    """Return key presses: a hand's are a second apart, a reader's come at once and end with Enter."""
    typed: list[KeyPress] = []
    at, behind_a_reader = 0.0, False
    for each in keys:
        reader = each.startswith(READERS)
        for place, key in enumerate([each] if each in _NAMED else each):
            quick = behind_a_reader or (reader and place > 0)
            at += 0.001 if quick else 1.0
            typed.append(KeyPress(key, at))
        behind_a_reader = reader
    return typed
