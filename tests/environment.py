"""The surroundings of every test process; conftest.py imports this before anything that reads them.

Nothing in a test may read or write the books, settings or drafts of the person who runs it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Removed when the process ends. A short name: the path of a socket has about 100 characters.
_HELD = tempfile.TemporaryDirectory(prefix="chtest-")
PRIVATE_FOLDER = Path(_HELD.name)

_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
    # python-escpos writes its table of printers to a file when it is imported.
    "ESCPOS_CAPABILITIES_PICKLE_DIR": "escpos",
}

for _name in [name for name in os.environ if name.startswith("CHAMBERLAIN_")]:
    del os.environ[_name]
for _name, _folder in _FOLDERS.items():
    _path = PRIVATE_FOLDER / _folder
    _path.mkdir(mode=0o700)
    os.environ[_name] = str(_path)
