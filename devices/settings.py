"""What the office says about the printer of one station. Validated here, so that no transport meets nonsense."""

import re
from dataclasses import dataclass
from enum import StrEnum

DEFAULT_PORT = 9100
_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}\Z")
_MOST_PULSE_MS = 510


class PrinterKind(StrEnum):
    """How the printer is reached. ``NONE``: this station prints nothing."""

    NONE = "none"
    NETWORK = "network"
    USB = "usb"
    SERIAL = "serial"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """One printer and the drawer that hangs on it.

    ``address`` is ``host`` or ``host:port`` for a network printer, ``vendor:product`` in hex for USB, the device for a
    serial one, a path for a file. ``confirm``: the printer answers ``GS r``, so that a job can be confirmed. The drawer
    kick goes to ``kick_pin`` 2 or 5, on and off for milliseconds; ``open_when_high`` is how it reports being open.
    ``profile`` names a printer that python-escpos knows.
    """

    kind: PrinterKind = PrinterKind.NONE
    address: str = ""
    confirm: bool = True
    timeout_seconds: float = 3
    confirm_seconds: float = 5
    kick_pin: int = 2
    kick_on_ms: int = 100
    kick_off_ms: int = 100
    open_when_high: bool = True
    profile: str = "TM-T88V"
    baud: int = 38400
    usb_in: int = 0x82
    usb_out: int = 0x01

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise ValueError(problem)

    @property
    def name(self) -> str:
        """What the clerk reads: ``the printer at 192.0.2.7:9100``."""
        if self.kind is PrinterKind.NETWORK:
            return "the printer at {}:{}".format(*self.host_and_port)
        if self.kind is PrinterKind.FILE:
            return f"the print file {self.address}"
        return f"the {self.kind} printer {self.address}".rstrip()

    @property
    def title(self) -> str:
        """The name as a sentence begins with it."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def host_and_port(self) -> tuple[str, int]:
        """The network address; a port that is not given is 9100."""
        host, colon, port = self.address.rpartition(":")
        if not colon:
            return self.address, DEFAULT_PORT
        return host.strip("[]"), int(port)

    @property
    def usb_ids(self) -> tuple[int, int]:
        """Vendor and product of a USB printer."""
        vendor, product = self.address.split(":")
        return int(vendor, 16), int(product, 16)


def _problem(given: PrinterSettings) -> str:
    """Return what is wrong with the settings and what is allowed, or nothing."""
    if given.kind is not PrinterKind.NONE and not given.address:
        return f"a {given.kind} printer needs an address"
    if not given.address.isprintable():
        return "a printer's address has no control characters"
    if given.kind is PrinterKind.USB and not _USB.match(given.address):
        return "a USB printer's address is vendor:product in hex, such as 04b8:0202"
    if given.kind is PrinterKind.NETWORK and not _is_network_address(given.address):
        return "a network printer's address is a host or host:port, such as 192.0.2.7:9100"
    if not 0 < given.timeout_seconds <= 30 or not 0 < given.confirm_seconds <= 60:
        return "a printer's timeout is at most 30 seconds, the wait for its confirmation 60"
    if given.kick_pin not in (2, 5):
        return "a drawer hangs on pin 2 or 5"
    if not all(2 <= ms <= _MOST_PULSE_MS for ms in (given.kick_on_ms, given.kick_off_ms)):
        return f"a drawer's pulse is 2 to {_MOST_PULSE_MS} milliseconds"
    return ""


def _is_network_address(address: str) -> bool:
    host, colon, port = address.rpartition(":")
    if not colon:
        return not re.search(r"\s", address)
    return bool(host) and port.isascii() and port.isdigit() and 0 < int(port) < 65536
