"""Paper to the bytes of an ESC/POS printer, through python-escpos.

Each job is built by a new printer object and begins with a reset, so that nothing of an earlier job or of a printer
that lost power lasts. Text is ASCII by the construction of ``PaperLine``: no code page is ever switched.
"""

from pathlib import Path

from devices.escpos_library import load_escpos
from devices.settings import PrinterSettings
from domain.receipting.paper import Paper, Style

_PULSE_UNIT_MS = 2
_CODE_DOTS = 5
"""Dots of a square of a QR code: about 3 cm for a day's seal, which any phone reads."""
_CONNECTOR = {2: 0, 5: 1}


def paper_to_bytes(
    paper: Paper, settings: PrinterSettings, cache_folder: Path | None = None
) -> bytes:
    """Return the print job: reset, drawer kick when the paper has one, lines, feed and one cut."""
    printer = load_escpos(cache_folder).Dummy(
        profile=settings.profile, magic_encode_args={"disabled": True, "encoding": "CP858"}
    )
    printer.hw("INIT")
    if paper.kick:
        printer.cashdraw(kick_sequence(settings))
    style = Style.NORMAL
    for line in paper.lines:
        if line.style is not style:
            style = line.style
            size = 2 if style is Style.LARGE else 1
            # The size goes first: python-escpos clears other properties with some of its size commands.
            printer.set(custom_size=True, width=size, height=size)
            printer.set(bold=style.bold, align="center" if style.centered else "left")
        printer.text(f"{line.text}\n")
    if paper.code and printer.profile.supports("qrCode"):
        # The library cannot center a code that the printer draws itself.
        printer.set(custom_size=True, width=1, height=1, bold=False, align="center")
        printer.qr(paper.code, size=_CODE_DOTS, native=True)
        printer.set(align="left")
    printer.cut()
    return bytes(printer.output)


def kick_sequence(settings: PrinterSettings) -> list[int]:
    """Return ``ESC p m t1 t2`` for the drawer's pin and pulse, as python-escpos wants it."""
    return [
        0x1B,
        0x70,
        _CONNECTOR[settings.kick_pin],
        settings.kick_on_ms // _PULSE_UNIT_MS,
        settings.kick_off_ms // _PULSE_UNIT_MS,
    ]
