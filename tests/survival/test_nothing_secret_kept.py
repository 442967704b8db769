"""Card numbers typed into every line of a running counter: afterwards no file anywhere holds one.

The books are a real file with its log beside it; the program's own log, the printer's file, kept carts and everything
that it wrote into its temporary folder are searched too, byte by byte, in every form in which a number was typed.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chamberlain.desk_printer import DeskPrinter
from chamberlain.log import log_to_file
from devices.printer import Printer
from devices.settings import PrinterKind, PrinterSettings
from domain.books import Books
from domain.people.access import AccessKind
from storage.open import create_books, open_books
from tests.samples import PINS, at, intake_of, keep_sample_policy, operators, sample_office
from tests.secrets_typed import tracks
from tests.tui.desk_kit import STATION, at_the_counter, desk_at, held_books, receipts_in
from tests.tui.kit import PAUSE, type_keys
from tests.tui.walks import WALKS
from tui.desk import Desk

PAN = "4012888888881881"
TYPED = (
    PAN,
    "4012 8888 8888 1881",
    "4012-8888-8888-1881",
    "4012.8888.8888.1881",
    PAN.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
)
SCREENS = (
    "sign_in", "sign_in_pin", "drawer_open", "lookup", "account", "notes", "items", "cart", "tender", "tender_number",
    "receipt", "receipts", "parked", "drawer_count", "drawer_close", "palette", "help_tender", "why", "locked",
    "locked_another", "menu", "checklist", "no_sale",
)  # fmt: skip
"""One way to every line that something can be typed into."""
ACCOUNT = "0099887766554"
MICR = f"/011000015/{ACCOUNT}/1001/"
SECRETS = tuple(
    text.encode(coding)
    for text in (*TYPED, "40128888", "88881881", ACCOUNT, "９８８８８")
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which everything is that the program writes; its log and temporary files too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    root = logging.getLogger()
    before = root.handlers[:]
    assert log_to_file(tmp_path / "state") is not None
    yield tmp_path
    for each in root.handlers[:]:
        root.removeHandler(each)
        each.close()
    for each in before:
        root.addHandler(each)


def real_books(folder: Path) -> Books:
    """The customers of the screens' tests, in books on disk."""
    folder.mkdir(exist_ok=True)
    url = f"sqlite:///{folder / 'books.sqlite'}"
    create_books(url, training=False)
    books = open_books(url)
    keep_sample_policy(books)
    made = held_books()
    accounts, bills = tuple(made._state.accounts.values()), made._state.bills.values()
    demands = tuple(kept.bill for kept in bills)
    books.take_in(intake_of(demands), accounts, demands)
    for each in operators():
        assert books.add_operator(each, PINS[each.operator_id], at()) is None
    return books


def with_printer(desk: Desk, folder: Path) -> None:
    """Give the desk a printer that writes its papers into a file."""
    paper = Printer(PrinterSettings(PrinterKind.FILE, str(folder / "paper")), folder / "cache")
    printer = DeskPrinter(desk.books, desk.office, STATION.code, paper, changed=lambda: None)
    printer.start()
    desk.printer = printer


def found_in(folder: Path) -> list[str]:
    """Every file under the folder that holds a secret in any form, and which."""
    return [
        f"{path.relative_to(folder)}: {secret!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for secret in SECRETS
        if secret in path.read_bytes()
    ]


@pytest.mark.slow
async def test_no_number_typed_anywhere_is_in_any_file(folder: Path) -> None:
    real_books(folder / "fresh").close()
    refused = 0
    for place, name in enumerate(SCREENS):
        walk = WALKS[name]
        here = Path(shutil.copytree(folder / "fresh", folder / name))
        books = open_books(f"sqlite:///{here / 'books.sqlite'}")
        async with at_the_counter(
            books, prepare=lambda d: with_printer(d, folder), keys=walk
        ) as app:
            printer = desk_at(app).printer
            assert isinstance(printer, DeskPrinter)
            for typed in TYPED:
                await type_keys(app, "ctrl+u", typed, "enter")
            for track in (tracks(PAN)[place % len(tracks(PAN))], MICR):
                # Once at a reader's speed, once so slowly that nothing takes it for a burst.
                await type_keys(app, "ctrl+u", PAUSE, track, "enter")
                await type_keys(app, "ctrl+u", *[k for key in track for k in (PAUSE, key)], "enter")
            await type_keys(app, "ctrl+u", "escape", "f5", "f12")
            printer.stop()
        events = books.access_events(at(0), at(23))
        refused += sum(event.event == AccessKind.TYPED_REFUSED for event in events)
        # Not closed: what a counter that was killed leaves behind is searched too.
        assert found_in(here) == [], name
        books.close()
    assert found_in(folder) == []
    assert refused > len(SCREENS)


async def test_the_search_finds_what_is_there(folder: Path) -> None:
    # Guards the test above: a note that a person called a false alarm is in the file, and is found.
    books = real_books(folder)
    async with at_the_counter(
        books, keys=(*WALKS["notes"], "ctrl+u", TYPED[1], "enter", "o")
    ) as app:
        assert receipts_in(desk_at(app).books) == []
    books.close()
    assert found_in(folder)


async def test_a_check_leaves_its_number_and_nothing_of_its_account(folder: Path) -> None:
    books = real_books(folder)
    keys = (*WALKS["tender"], PAUSE, MICR, "enter", "f10")
    async with at_the_counter(books, keys=keys) as app:
        (receipt,) = receipts_in(desk_at(app).books)
        assert receipt.tenders[0].number == "1001"
    books.close()
    assert found_in(folder) == []
    kept = (folder / "books.sqlite").read_bytes() + _beside(folder)
    assert b"1001" in kept
    assert b"554" not in kept.replace(b"55443", b"")  # the ticket's own number
    assert sample_office().tender_kinds[1].key == "K"


def _beside(folder: Path) -> bytes:
    """The files that SQLite keeps beside the books."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("books.sqlite-*")))
