"""Printers on a USB or serial cable, through python-escpos.

Its classes hang where a cover is open and fail in many ways; the caller sets the deadline, and every failure becomes
an outcome here. A new object is made for each job: after a failed opening they stay dead.
"""

from pathlib import Path
from typing import Protocol

from devices.answers import CONFIRM, find_confirmation, find_status
from devices.escpos_library import load_escpos
from devices.outcomes import Confirmed, Outcome, PrinterStatus, Sent, Unknown
from devices.settings import PrinterKind, PrinterSettings
from devices.status import examine, status_of

_PACKAGES = {PrinterKind.USB: "pyusb", PrinterKind.SERIAL: "pyserial"}


class Cable(Protocol):
    """What this file needs of an open device."""

    def write(self, data: bytes) -> None:
        """Hand over all of ``data`` or raise."""

    def read(self, seconds: float) -> bytes:
        """Return what the printer answers within ``seconds``, possibly nothing."""

    def close(self) -> None:
        """Let go of the device."""


class CableError(Exception):
    """The device could not be opened; the message says why."""


class _LibraryCable:
    """A python-escpos device behind ``Cable``."""

    def __init__(self, settings: PrinterSettings, cache_folder: Path | None) -> None:
        library = load_escpos(cache_folder)
        self._is_usb = settings.kind is PrinterKind.USB
        driver = library.Usb if self._is_usb else library.Serial
        if not driver.is_usable():
            package = _PACKAGES[settings.kind]
            raise CableError(f"the Python package {package} is missing. Install {package}")
        self._out, self._in = settings.usb_out, settings.usb_in
        milliseconds = int(settings.timeout_seconds * 1000)
        if self._is_usb:
            vendor, product = settings.usb_ids
            self._printer = driver(
                vendor, product, timeout=milliseconds, in_ep=self._in, out_ep=self._out
            )
        else:
            self._printer = driver(
                settings.address, baudrate=settings.baud, timeout=settings.timeout_seconds
            )
        try:
            self._printer.open()
        # The library reports one missing device as several kinds of error, assertions among them.
        except Exception as error:
            raise CableError(f"{type(error).__name__}. Check its power and cable") from error
        if not self._is_usb:
            # Without it a serial printer that is off blocks for ever.
            self._printer.device.write_timeout = settings.timeout_seconds

    def write(self, data: bytes) -> None:
        """Hand over all of ``data`` or raise."""
        self._printer._raw(data)

    def read(self, seconds: float) -> bytes:
        """Return what the printer answers within ``seconds``, possibly nothing."""
        device = self._printer.device
        if self._is_usb:
            return bytes(device.read(self._in, 16, int(seconds * 1000)))
        device.timeout = seconds
        return bytes(device.read(1))

    def close(self) -> None:
        """Let go of the device."""
        self._printer.close()


def open_cable(settings: PrinterSettings, cache_folder: Path | None = None) -> Cable:
    """Open the device; raises ``CableError``."""
    return _LibraryCable(settings, cache_folder)


def send_by_cable(settings: PrinterSettings, cable: Cable, data: bytes) -> Outcome:
    """Send a job over an open device and, where the printer answers, wait for its answer; closes the device."""
    try:
        return _send(settings, cable, data)
    finally:
        _close(cable)


def cable_status(settings: PrinterSettings, cable: Cable) -> PrinterStatus:
    """Return what the printer says of itself; closes the device."""

    def question(request: bytes) -> int | None:
        cable.write(request)
        return find_status(_answer(cable, settings.timeout_seconds))

    try:
        return status_of(examine(question), settings)
    except Exception as error:  # drivers raise what they like; none of it may end the sign-in
        return PrinterStatus(False, f"{settings.title} gives an error: {type(error).__name__}.")
    finally:
        _close(cable)


def _send(settings: PrinterSettings, cable: Cable, data: bytes) -> Outcome:
    try:
        cable.write(data)
        if not settings.confirm:
            return Sent()
        cable.write(CONFIRM)
    except Exception as error:  # drivers raise what they like; some of the job may be out
        return Unknown(f"{settings.title} stopped taking data: {type(error).__name__}.")
    if find_confirmation(_answer(cable, settings.confirm_seconds)) is not None:
        return Confirmed()
    return Unknown(f"{settings.title} took the paper's data but did not say that it printed.")


def _answer(cable: Cable, seconds: float) -> bytes:
    try:
        return cable.read(seconds)
    except (
        Exception
    ):  # a read that times out raises with some drivers and returns nothing with others
        return b""


def _close(cable: Cable) -> None:
    try:
        cable.close()
    except Exception:  # the job's outcome is known by now, and closing cannot change it
        return
