"""Writing a file whole or not at all: beside its place first, then put there in one step."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class NotWritten(Exception):
    """A file that could not be written; the message is one sentence for a person."""


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write ``content`` to ``path``: a reader finds all of it or what was there before.

    Raises ``NotWritten`` when the file is there already and ``replace`` is not asked for, also when another program
    made it meanwhile, and when the folder is missing, may not be written to, or is full.
    """
    try:
        beside = _written_beside(path, content)
        try:
            if replace:
                os.replace(beside, path)
            else:
                _put_new(beside, path)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
    except FileExistsError:
        raise NotWritten(f"{path} is there already; --force replaces it.") from None
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise NotWritten(f"{path} cannot be written: {why}.") from None


def _written_beside(path: Path, content: bytes) -> Path:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # As any new file of this person's would be: mkstemp's own mode is for secrets.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
    except OSError:
        os.unlink(name)
        raise
    return Path(name)


def _put_new(beside: Path, path: Path) -> None:
    """Put the file in its place unless one is there; raises ``FileExistsError`` then."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Where files have no second name, such as on a memory stick, looking first is the next best.
        if path.exists():
            raise FileExistsError from None
        os.replace(beside, path)
