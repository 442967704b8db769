"""A printer that is a file: the jobs are appended to it, each durable before it counts as printed.

Between jobs stand zero bytes, which printers pass over: were a write torn within a command, the command would take
its missing parameters from them, and the next job would still begin with a clean reset. A job that lacks its cut is
seen to be torn by ``devices.decode``. The file may therefore be sent to a real printer as it is.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from devices.outcomes import Confirmed, Failed, Outcome, PrinterStatus, Sent, Unknown
from devices.settings import PrinterSettings

GAP = bytes(8)
"""More zero bytes than any command on a paper has parameters."""
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_PRIVATE = 0o600


def send_to_file(settings: PrinterSettings, data: bytes) -> Outcome:
    """Append a job. When there is no room for all of it, what was written is taken back."""
    path = Path(settings.address)
    try:
        is_new = not path.exists()
        handle = os.open(path, _FLAGS, _PRIVATE)
    except OSError as error:
        return Failed(_sentence(settings, error))
    try:
        return _append(handle, path, is_new, settings, data)
    finally:
        # The job was made durable before; an error of closing changes nothing that was said.
        with suppress(OSError):
            os.close(handle)


def file_status(settings: PrinterSettings) -> PrinterStatus:
    """Return whether the file can be appended to; does not make it."""
    path = Path(settings.address)
    place = path if path.exists() else path.parent
    if os.access(place, os.W_OK) and not path.is_dir():
        return PrinterStatus(True, f"Papers are written to {path}.")
    return PrinterStatus(
        False, f"{settings.title} cannot be written to. Check that its folder exists and is yours."
    )


def _append(
    handle: int, path: Path, is_new: bool, settings: PrinterSettings, data: bytes
) -> Outcome:
    found = os.fstat(handle)
    regular = stat.S_ISREG(found.st_mode)
    rest = memoryview(GAP + data if regular else data)
    whole = len(rest)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
        if not regular:
            return Sent()
        os.fsync(handle)
        if is_new:
            _make_name_durable(path.parent)
    except OSError as error:
        if len(rest) == whole or (regular and _taken_back(handle, found.st_size)):
            return Failed(_sentence(settings, error))
        return Unknown(_sentence(settings, error))
    return Confirmed()


def _taken_back(handle: int, size: int) -> bool:
    """Cut the file back to what it was; whether that is durable."""
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    except OSError:
        return False
    return True


def _make_name_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems keep no folders to make durable.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _sentence(settings: PrinterSettings, error: OSError) -> str:
    return f"{settings.title} cannot be written to: {error.strerror or error}. Check its folder and its room."
