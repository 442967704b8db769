"""The drawer that is opened without a sale: one slip, one kick, now or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

from chamberlain.desk_printer import DeskPrinter
from devices.decode import decode
from devices.printer import Printer
from devices.settings import PrinterKind, PrinterSettings
from domain.custody.no_sale import NoSale, no_sale_paper
from domain.receipting.paper import Paper
from storage.memory import MemoryBooks
from tests.samples import DAY, at, sample_office


def slip() -> Paper:
    """The slip of an opening for change."""
    opened = NoSale(
        "n", "1-1", "1", "S1", "jane", "Jane Doe", DAY, at(11), "change", "Two tens \x1bp"
    )
    return no_sale_paper(opened, sample_office(), at(6), training=False)


def printer_of(settings: PrinterSettings, folder: Path, said: list[str]) -> DeskPrinter:
    """The desk's printer at these settings; what it says is listed."""
    made = DeskPrinter(
        MemoryBooks(),
        sample_office(),
        "S1",
        Printer(settings, folder),
        changed=lambda: said.append(made.status()),
    )
    return made


def wait_for_the_slip() -> None:
    """Wait until the thread that sends it has ended."""
    for thread in threading.enumerate():
        if thread.name == "no sale":
            thread.join(30)


def test_the_slip_is_printed_with_one_kick(tmp_path: Path) -> None:
    spool = tmp_path / "printed.bin"
    printer = printer_of(PrinterSettings(PrinterKind.FILE, str(spool)), tmp_path, [])
    printer.open_drawer(slip())
    wait_for_the_slip()
    (job,) = decode(spool.read_bytes())
    assert (job.kicks, job.cuts, job.strange) == (1, 1, ())
    assert "NO SALE" in job.text
    assert "Jane Doe" in job.text


def test_a_printer_that_cannot_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    nowhere = PrinterSettings(PrinterKind.FILE, str(tmp_path / "no" / "such" / "folder" / "x"))
    printer = printer_of(nowhere, tmp_path, said)
    printer.open_drawer(slip())
    wait_for_the_slip()
    assert said


def test_without_a_printer_nothing_is_sent(tmp_path: Path) -> None:
    said: list[str] = []
    printer_of(PrinterSettings(), tmp_path, said).open_drawer(slip())
    wait_for_the_slip()
    assert said == []
