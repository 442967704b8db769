"""What happens once in books, measured many times: each time in a copy of this process that ends like a power cut.

The copy's writes lie in the log beside the file, which is thrown away, so that the next copy finds the same books.
Nobody else may have the books open meanwhile, and the copy must write less than what SQLite carries into the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

Times = list[tuple[float, float]]
"""(seconds, seconds of the processor) of each side."""


def undone(path: Path, act: Callable[[Callable[[Times], NoReturn]], object]) -> Times:
    """Return what ``act`` measured on the books at ``path``, which are afterwards as they were before.

    ``act`` tells its times with the books still open, and does not come back: whoever closes books writes the log in.
    """
    before = path.stat().st_mtime_ns
    came, went = os.pipe()
    child = os.fork()
    if child == 0:

        def tell(times: Times) -> NoReturn:
            os.write(went, json.dumps(times).encode())
            os._exit(0)

        try:
            act(tell)
        finally:
            os._exit(1)
    os.close(went)
    with os.fdopen(came) as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    if status or path.stat().st_mtime_ns != before:
        raise RuntimeError("the copy did not measure, or wrote into the books themselves")
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return [(wall, worked) for wall, worked in json.loads(said)]
