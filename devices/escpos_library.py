"""Loading python-escpos without what its import does to the process around it.

Measured at 3.1: its import takes a quarter of a second, calls ``logging.basicConfig`` (whose handler would write over
a full-screen program) and leaves a temporary folder behind each time.
"""

import importlib
import logging
import os
import shutil
import stat
import sys
import tempfile
import threading
from pathlib import Path
from types import ModuleType

_MODULE = "escpos.printer"
_CACHE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_loading = threading.Lock()


def load_escpos(cache_folder: Path | None = None) -> ModuleType:
    """Return the module ``escpos.printer``; the first call loads it, so call it in the print worker only.

    ``cache_folder`` keeps its table of printers, so that later starts load it in milliseconds. The table is a pickle:
    the folder is made, and used only, as the user's own and closed to others.
    """
    with _loading:
        loaded = sys.modules.get(_MODULE)
        if loaded is not None:
            return loaded
        root = logging.getLogger()
        guard = logging.NullHandler()
        # basicConfig does nothing where the root logger has a handler already.
        root.addHandler(guard)
        library = logging.getLogger("escpos")
        library.addHandler(logging.NullHandler())
        library.propagate = False
        try:
            return _import_or_begin_anew(cache_folder)
        finally:
            root.removeHandler(guard)


def _import_or_begin_anew(cache_folder: Path | None) -> ModuleType:
    """Import; where a kept table is damaged (the power went while it was written) without it, and forget it."""
    try:
        return _import_beside(cache_folder)
    except Exception:  # a torn pickle may raise anything
        if cache_folder is None:
            raise
        for name in [each for each in sys.modules if each.split(".")[0] == "escpos"]:
            del sys.modules[name]
        for kept in cache_folder.glob("*.pickle"):
            kept.unlink(missing_ok=True)
        return _import_beside(None)


def _import_beside(cache_folder: Path | None) -> ModuleType:
    """Import with every temporary folder of this thread made in one place, which is removed again."""
    scratch = Path(tempfile.mkdtemp(prefix="chamberlain-"))
    importer = threading.get_ident()
    real_mkdtemp = tempfile.mkdtemp
    wanted = os.environ.get(_CACHE_VARIABLE)

    def mkdtemp(
        suffix: str | None = None, prefix: str | None = None, dir: str | None = None
    ) -> str:
        if threading.get_ident() == importer:
            return str(scratch)
        return real_mkdtemp(suffix, prefix, dir)

    try:
        if wanted is None and cache_folder is not None and _is_private(cache_folder):
            os.environ[_CACHE_VARIABLE] = str(cache_folder)
        tempfile.mkdtemp = mkdtemp  # type: ignore[assignment]  # typed as overloads of str and bytes
        return importlib.import_module(_MODULE)
    finally:
        tempfile.mkdtemp = real_mkdtemp
        if wanted is None:
            os.environ.pop(_CACHE_VARIABLE, None)
        shutil.rmtree(scratch, ignore_errors=True)


def _is_private(folder: Path) -> bool:
    """Make the folder if need be; whether it is a folder of this user alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(found.st_mode)
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.getuid()
        and not stat.S_IMODE(found.st_mode) & 0o077
    )
