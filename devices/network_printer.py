"""A printer on the network: raw bytes on TCP port 9100, with an answer behind the job."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from devices.answers import CONFIRM, find_confirmation, find_status
from devices.outcomes import Confirmed, Failed, Outcome, PrinterStatus, Sent, Unknown
from devices.settings import PrinterSettings
from devices.status import Health, examine, status_of

_READ = 64
_DRAIN_SECONDS = 0.5


def send_to_network(settings: PrinterSettings, data: bytes) -> Outcome:
    """Send a job and wait for the printer's answer behind it. Nothing is sent to a printer that says it cannot."""
    try:
        with _connection(settings) as link:
            return _send(link, settings, data)
    except OSError as error:
        return Failed(_unreachable(settings, error))


def network_status(settings: PrinterSettings) -> PrinterStatus:
    """Return what the printer says of itself now."""
    try:
        with _connection(settings) as link:
            return status_of(_examine(link, settings), settings)
    except OSError as error:
        return PrinterStatus(False, _unreachable(settings, error))


def _send(link: socket.socket, settings: PrinterSettings, data: bytes) -> Outcome:
    if settings.confirm:
        found = _examine(link, settings).trouble
        if found:
            return Failed(f"{settings.title} cannot print: {found}; then it prints.")
    begun = False
    try:
        link.settimeout(settings.timeout_seconds)
        rest = memoryview(data)
        while rest:
            rest = rest[link.send(rest) :]
            begun = True
        if not settings.confirm:
            return Sent()
        link.sendall(CONFIRM)
        answered = _read_until(link, settings.confirm_seconds, find_confirmation) is not None
    except OSError as error:
        return (Unknown if begun else Failed)(_unreachable(settings, error))
    if answered:
        return Confirmed()
    why = _examine(link, settings).trouble
    told = f"{settings.title} took the paper's data but did not say that it printed"
    return Unknown(f"{told}: {why}." if why else f"{told}.")


def _examine(link: socket.socket, settings: PrinterSettings) -> Health:
    """Ask the printer how it is; a connection that fails meanwhile counts as no answer."""

    def question(request: bytes) -> int | None:
        try:
            link.settimeout(settings.timeout_seconds)
            link.sendall(request)
            return _read_until(link, settings.timeout_seconds, find_status)
        except OSError:
            return None

    return examine(question)


def _read_until(
    link: socket.socket, seconds: float, find: Callable[[bytes], int | None]
) -> int | None:
    """Return what ``find`` finds in the bytes that arrive within ``seconds``, or ``None``."""
    link.settimeout(seconds)
    held = b""
    try:
        while chunk := link.recv(_READ):
            held += chunk
            found = find(held)
            if found is not None:
                return found
            if len(held) > _READ:
                return None
    except TimeoutError:
        return None
    return None


@contextmanager
def _connection(settings: PrinterSettings) -> Iterator[socket.socket]:
    """Connect, and let go in a way that loses nothing.

    Closing with unread answers would reset the connection, and a printer may then drop the tail of the job.
    """
    link = socket.create_connection(settings.host_and_port, settings.timeout_seconds)
    try:
        yield link
        with suppress(OSError):
            link.shutdown(socket.SHUT_WR)
            link.settimeout(_DRAIN_SECONDS)
            while link.recv(_READ):
                pass
    finally:
        link.close()


def _unreachable(settings: PrinterSettings, error: OSError) -> str:
    why = "it did not answer in time" if isinstance(error, TimeoutError) else error.strerror
    return f"{settings.title} cannot be reached: {why or error}. Check its power and cable."
