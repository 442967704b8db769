"""The log of one person's program: a file for its owner alone, without a customer's data.

It is set up before anything else is imported that logs: a library that finds no handler writes to the terminal, over
the screen.
"""

import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from chamberlain.folders import state_folder
from tui.crash import frames

_OURS = {"chamberlain", "tui", "storage", "devices", "exchange"}
_MOST_BYTES = 1_000_000


class NoValues(logging.Formatter):
    """Writes what happened and where, but no value of a variable: those hold names, accounts and checks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the frames of an exception without its message."""
        if record.name.partition(".")[0] in _OURS:
            words = record.getMessage()
        else:
            # Another library's text may have values in it already; its place says enough.
            words = f"{Path(record.pathname).name}:{record.lineno}"
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {words}"
        if record.exc_info and record.exc_info[0] is not None:
            line = f"{line}\n{frames(record.exc_info[1])}"
        return line


def log_to_file(folder: Path | None = None) -> Path | None:
    """Send all logging to ``chamberlain.log`` in a private folder, and return its path.

    Where that cannot be written nothing is logged, and ``None`` is returned: a full disk must not stop the counter
    from saying so itself.
    """
    folder = folder or state_folder()
    path = folder / "chamberlain.log"
    writable = True
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _MOST_BYTES:
            path.replace(folder / "chamberlain.log.1")
        path.touch(mode=0o600)
    except OSError:
        writable = False
    handler = (
        logging.FileHandler(path, encoding="utf-8", delay=True)
        if writable
        else logging.NullHandler()
    )
    handler.setFormatter(NoValues())
    logging.raiseExceptions = False
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    return path if writable else None


def leave_no_traces() -> None:
    """Keep what Python and the system write of a failing program free of values; for the counter's own process.

    Warnings, errors of threads and errors that cannot be raised go to the log instead of over the screen, and no core
    file is written: it would hold every customer in memory.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    logging.captureWarnings(True)
    threading.excepthook = _thread_ended
    sys.unraisablehook = _not_raised


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        _log("a thread ended over an error", ended.exc_value)


def _not_raised(lost: "sys.UnraisableHookArgs") -> None:
    if lost.exc_value is not None:
        _log("an error could not be raised", lost.exc_value)


def _log(words: str, error: BaseException) -> None:
    trace: TracebackType | None = error.__traceback__
    logging.getLogger("chamberlain").error(words, exc_info=(type(error), error, trace))
