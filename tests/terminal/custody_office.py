"""A test office whose floats come from the vault each morning, its books on disk, its people, and today's customers."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from domain.office import Office
from exchange.policy import load_office
from storage.open import open_books
from tests.terminal.screens import Pseudo, Screen, Tmux
from tests.terminal.test_tmux import KINDS, PROGRAM, ROOT, Debt, debts_of

PEOPLE = {
    "ada": ("Ada Lark", "clerk", "1234"),
    "ben": ("Ben Moss", "clerk", "2345"),
    "grace": ("Grace Hill", "supervisor", "4321"),
    "chris": ("Chris Dale", "chamberlain", "8765"),
}
_CARDS = 'code = "GATE"'


@dataclass(frozen=True)
class Place:
    """An office at work: its folder of policy, its books and papers, and its customers' open bills by service."""

    folder: Path
    office: Office
    debts: dict[str, list[Debt]]

    @property
    def url(self) -> str:
        """The books."""
        return f"sqlite:///{self.folder / 'books.sqlite'}"

    @property
    def words(self) -> tuple[str, ...]:
        """What every command is told."""
        return ("--books", self.url, "--office", str(self.folder / "office"))

    def run(self, *words: str, stdin: str = "") -> str:
        """Run a command and return what it printed; it must succeed."""
        asked = [*PROGRAM, *words, *self.words]
        done = subprocess.run(
            asked, capture_output=True, text=True, input=stdin, cwd=ROOT, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def counter(self, kind: type[Tmux | Pseudo], station: str, drawer: str) -> Screen:
        """Open the program at a station of its own, in a terminal of its own."""
        printer = f"file:{self.folder / f'printed{drawer}.bin'}"
        own = ("--station", station, "--drawer", drawer, "--printer", printer)
        paths = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | {
            name: value for name, value in os.environ.items() if name.startswith("XDG_")
        }
        return kind((*PROGRAM, *self.words, *own, "--slips", str(self.folder / "slips")), paths)


def signed(name: str) -> tuple[str, ...]:
    """Return the keys by which a person signs in, or signs for something."""
    return (name, "enter", PEOPLE[name][2], "enter")


def open_place(folder: Path) -> Place:
    """Make the office: floats are issued, gate cards are counted by number, and a small city owes it."""
    _write_policy(folder / "office")
    (folder / "slips").mkdir()
    place = Place(folder, load_office(folder / "office").office, {})
    made = (*PROGRAM, "sample-city", str(folder / "exports"), "--parcels", "80", "--seed", "7")
    subprocess.run(made, check=True, capture_output=True, cwd=ROOT)
    place.run("init", "--training")
    for kind in KINDS:
        place.run("import", kind, str(folder / "exports" / f"{kind}.csv"))
    for name, (full, role, pin) in PEOPLE.items():
        add = ("operator", "add", name, "--name", full, "--role", role, "--pin-stdin")
        place.run(*add, stdin=f"{pin}\n")
    books = open_books(place.url)
    try:
        place.debts.update({kind: debts_of(books, place.office, kind) for kind in KINDS})
    finally:
        books.close()
    return place


def _write_policy(folder: Path) -> None:
    """Copy the City's policy with the two switches that the day needs."""
    shutil.copytree(ROOT / "offices" / "ithaca", folder)
    custody, stock = folder / "custody.toml", folder / "stock.toml"
    text = custody.read_text("utf-8")
    assert 'rule = "standing"' in text
    custody.write_text(text.replace('rule = "standing"', 'rule = "issued"'), "utf-8")
    before, cards, after = stock.read_text("utf-8").partition(_CARDS)
    assert "accountable = false" in after
    switched = after.replace("accountable = false", "accountable = true", 1)
    stock.write_text(before + cards + switched, "utf-8")
