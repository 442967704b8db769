"""Pictures of the counter at work, for the documentation: real keys on real screens, on a sample city and a still day.

The same program gives the same pictures, so that a change of a screen is seen as a change of its picture.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Final

from chamberlain.demo import HINT, PEOPLE
from chamberlain.folders import shipped_office
from chamberlain.policies import KeptPolicies
from chamberlain.readers import Readers
from domain.books import Books
from domain.money import ZERO
from domain.office import Office
from domain.receipting.paper import Paper
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.records import Hit
from exchange.intake_report import Rejected, import_file
from exchange.policy import LoadedOffice, load_office
from exchange.sample_city import write_city
from exchange.sample_policy import SampleCity, load_sample
from storage.memory import MemoryBooks
from tui.counter import Counter, Opening
from tui.desk import Desk, Station
from tui.keys import KeyPress

ON: Final = date(2026, 1, 26)
AT: Final = datetime(2026, 1, 26, 15, 12, tzinfo=UTC)
PARCELS: Final = 900
SIZE: Final = (80, 24)
READERS: Final = ("]C1", "/011000015/")
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
    {"enter", "escape", "up", "down", "f4", "f5", "f8", "f10", "f11", "ctrl+b"}
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


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: the name of its file, its title, and the keys that lead to it from the sign-in screen."""

    name: str
    title: str
    keys: tuple[str, ...]


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


def scenes(books: Books, office: Office) -> tuple[Scene, ...]:
    """Return the pictures to take: one payment of three customers, then the count of the drawer."""
    tax, owner = _owed(books, office, "tax")
    water, _ = _owed(books, office, "water", skip=owner.name)
    ticket, _ = _owed(books, office, "parking")
    late, _ = _owed(books, office, "tax", late=True)
    operator, pin = PEOPLE[0]
    ready = (operator.operator_id, "enter", pin, "enter", "ctrl+b", "enter")
    found = (*ready, owner.name.split(",")[0].lower())
    cart = (*ready, _scan(tax), "enter", _scan(water), "enter", _scan(ticket), "enter", "3", "f11")
    paid = (*cart, "f4", "1000", "k", "1001", "enter", "2000", "c")
    return (
        Scene("sign-in", "Sign-in", ()),
        Scene("find", "Find anything from one line", found),
        Scene("account", "All that a customer owes", (*ready, owner.number, "enter")),
        Scene("why", "Why it is that much", (*ready, late.bill.bill_no, "?")),
        Scene("tender", "Checks and cash, and the change", paid),
        Scene("receipt", "Posted and printed", (*paid, "f10")),
        Scene(
            "void",
            "What a void will do, before it is done",
            (*paid, "f10", "f8", "1", "The second check was for somebody else", "enter"),
        ),
        Scene("count", "The blind count", (*paid, "f10", "ctrl+b", "2", "enter", "7", "enter")),
    )


def _scan(state: BillState) -> str:
    return f"{READERS[0]}{state.bill.bill_no}"


def _owed(
    books: Books, office: Office, kind: str, skip: str = "", *, late: bool = False
) -> tuple[BillState, Hit]:
    """Return the first bill of a kind of service that something is due on, with its account.

    A ``late`` one came to more than was billed.
    """
    for letter in "smjgbcdhwlar":
        for hit in books.find(letter, 200).hits:
            if hit.kind == kind and hit.name and hit.name != skip:
                for state in books.open_bills((hit.account_id,)).get(hit.account_id, ()):
                    customer = books.customer(hit.account_id)
                    held = customer is None or customer.accounts[0].account.holds
                    owed = assess(state, ON, office)
                    if late and owed.total <= state.bill.face:
                        continue
                    if not held and owed.due > ZERO:
                        return state, hit
    raise RuntimeError(f"the sample city has no {kind} bill to show")


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
