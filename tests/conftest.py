"""Settings that every test runs under, and the fixtures that every test may ask for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings

from tests.postgres import fresh_database, postgres_server

__all__ = ["fresh_database", "postgres_server"]

# One private folder a test process, removed at its end, takes what would go to the home folder:
# nothing in a test may read or write the books, settings or drafts of the person who runs it.
_PRIVATE = tempfile.TemporaryDirectory(prefix="chamberlain-tests-")
for _variable in [name for name in os.environ if name.startswith("CHAMBERLAIN_")]:
    del os.environ[_variable]
for _variable in (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    # python-escpos writes its table of printers to a file when it is imported.
    "ESCPOS_CAPABILITIES_PICKLE_DIR",
):
    os.environ[_variable] = str(Path(_PRIVATE.name, _variable.lower()))
    Path(os.environ[_variable]).mkdir()

# No deadline: a busy machine is not a wrong answer. On the build machine the examples are the same
# every time, so a red run can be repeated.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
