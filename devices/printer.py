"""One station's printer: papers in, outcomes out, whatever it is connected by; one call at a time, never for ever."""

import threading
from pathlib import Path

from devices.cable_printers import CableError, cable_status, open_cable, send_by_cable
from devices.deadline import Busy, Deadline, Late
from devices.escpos_bytes import paper_to_bytes
from devices.file_printer import file_status, send_to_file
from devices.network_printer import network_status, send_to_network
from devices.outcomes import Failed, Outcome, PrinterStatus, Unknown
from devices.settings import PrinterKind, PrinterSettings
from domain.receipting.paper import Paper

_SLACK_SECONDS = 2.0
_STEPS = 8
"""Waits of one timeout each that a call may make: connecting, status questions, sending."""


class Printer:
    """The printer of one station. Safe to call from several threads; never call it on the thread of the screen."""

    def __init__(self, settings: PrinterSettings, cache_folder: Path | None = None) -> None:
        self.settings = settings
        self._cache = cache_folder
        self._lock = threading.Lock()
        seconds = settings.timeout_seconds * _STEPS + settings.confirm_seconds + _SLACK_SECONDS
        self._sending: Deadline[Outcome] = Deadline(seconds)
        self._asking: Deadline[PrinterStatus] = Deadline(seconds)

    @property
    def exists(self) -> bool:
        """Whether this station has a printer at all."""
        return self.settings.kind is not PrinterKind.NONE

    def render(self, paper: Paper) -> bytes:
        """Return the paper as this printer's bytes."""
        return paper_to_bytes(paper, self.settings, self._cache)

    def send(self, data: bytes) -> Outcome:
        """Send one job and return what became of it; never raises, and returns within a bounded time."""
        with self._lock:
            try:
                return self._sending.call(lambda: self._transport(data))
            except Busy:
                return Failed(
                    f"{self.settings.title} still hangs on the last job. Switch it off and on."
                )
            except Late:
                return Unknown(
                    f"{self.settings.title} did not take the job in time. Look what came out."
                )
            except Exception as error:  # whatever a driver raises; the worker relies on an outcome
                return Unknown(
                    f"{self.settings.title} gave an error ({type(error).__name__}). Look what came out."
                )

    def status(self) -> PrinterStatus:
        """Return the printer's state in one sentence for the sign-in screen, within a bounded time."""
        if not self._lock.acquire(blocking=False):
            return PrinterStatus(True, f"{self.settings.title} is printing.")
        try:
            return self._asking.call(self._ask)
        except Exception:  # late, busy, or whatever a driver raises: it cannot be relied on now
            return PrinterStatus(
                False, f"{self.settings.title} does not answer. Switch it off and on."
            )
        finally:
            self._lock.release()

    def _transport(self, data: bytes) -> Outcome:
        match self.settings.kind:
            case PrinterKind.NETWORK:
                return send_to_network(self.settings, data)
            case PrinterKind.FILE:
                return send_to_file(self.settings, data)
            case PrinterKind.NONE:
                return Failed(
                    "This station has no printer. Reprint the receipt where there is one."
                )
            case _:
                try:
                    cable = open_cable(self.settings, self._cache)
                except CableError as error:
                    return Failed(f"{self.settings.title} cannot be opened: {error}.")
                return send_by_cable(self.settings, cable, data)

    def _ask(self) -> PrinterStatus:
        match self.settings.kind:
            case PrinterKind.NETWORK:
                return network_status(self.settings)
            case PrinterKind.FILE:
                return file_status(self.settings)
            case PrinterKind.NONE:
                return PrinterStatus(
                    True, "This station has no printer: receipts are on the screen only."
                )
            case _:
                try:
                    cable = open_cable(self.settings, self._cache)
                except CableError as error:
                    return PrinterStatus(False, f"{self.settings.title} cannot be opened: {error}.")
                return cable_status(self.settings, cable)
