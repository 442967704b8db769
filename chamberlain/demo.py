"""The training books: a sample city that comes in through the same import as any city, made once.

They are made beside their place and put there whole, so that an interrupted start leaves nothing half done.
"""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from chamberlain.clock import now
from chamberlain.folders import checkout, data_folder, own_folder, reason
from chamberlain.opening import load_policy, load_sample_of, today_at
from chamberlain.output import progress, progress_done
from chamberlain.policies import KeptPolicies
from chamberlain.settings import Settings
from chamberlain.stop import Stop, refused
from devices.settings import PrinterKind, PrinterSettings
from domain.people.authority import Operator

PEOPLE: Final = (
    (Operator("ada", "Ada Lark", "clerk"), "1234"),
    (Operator("sam", "Sam Field", "supervisor"), "2468"),
    # A deposit is prepared by one and verified by another who may make deposits.
    (Operator("kim", "Kim Hale", "chamberlain"), "3690"),
    # A batch for an accounting program is verified by one of these two and released by the other.
    (Operator("lou", "Lou Dean", "controller"), "4812"),
)
HINT: Final = (
    "Training: sign in as ada, PIN 1234 (clerk),\nas sam, PIN 2468 (supervisor),\n"
    "as kim, PIN 3690 (chamberlain),\nor as lou, PIN 4812 (controller).\nF1 explains every screen."
)
_BOOKS: Final = "books.sqlite"


def demo_folder() -> Path:
    """Return where the training books are: in a checkout under ``var``, else in the person's data folder.

    Its name tells the shape of the books, so that a newer program makes its own and leaves the older ones alone.
    """
    from storage.shape import shape_digest

    name = f"demo-{shape_digest()[:8]}"
    home = checkout()
    if home is not None and os.access(home, os.W_OK):
        return home / "var" / name
    return data_folder() / name


def demo_settings(settings: Settings) -> Settings:
    """Return the settings of the training counter, and make its books when there are none yet."""
    folder = demo_folder()
    if not (folder / _BOOKS).is_file():
        make_demo(folder, settings)
    printer = settings.printer
    if printer.kind is PrinterKind.NONE:
        printer = PrinterSettings(PrinterKind.FILE, str(folder / "printed.bin"))
    return replace(settings, books=_url(folder), printer=printer, station="training")


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / _BOOKS}"


def make_demo(folder: Path, settings: Settings, parcels: int | None = None) -> None:
    """Make the training books of the office in ``settings``; ``parcels`` gives the city another size."""
    making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
    own_folder(folder.parent)
    print("Making the books of the sample city, once ...", file=sys.stderr)
    try:
        own_folder(making)
        _fill(making, replace(settings, books=_url(making)), parcels)
        os.replace(making, folder)
    except OSError as error:
        # Another counter may have been quicker; its books are as good.
        if not (folder / _BOOKS).is_file():
            raise Stop(
                f"The training books cannot be made in {folder}: {reason(error)}."
            ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _fill(making: Path, settings: Settings, parcels: int | None) -> None:
    from chamberlain.commands.init import make_books
    from exchange.intake_report import Rejected, import_file
    from exchange.sample_city import write_city
    from storage.open import open_books

    policy = load_policy(settings)
    today = today_at(policy.office)
    files = write_city(making / "exports", load_sample_of(settings), parcels, on=today)
    make_books(settings, training=True)
    books = open_books(settings.books)
    try:
        KeptPolicies(books).keep(policy.office, policy.files, now())
        for kind, path in files.items():
            progress(f"Taking in {kind} ...")
            report = import_file(books, path, kind, policy, "sample city", now())
            if isinstance(report, Rejected):
                raise refused(report.refusal)
        for operator, pin in PEOPLE:
            refusal = books.add_operator(operator, pin, now())
            if refusal is not None:
                raise refused(refusal)
    finally:
        progress_done()
        books.close()
