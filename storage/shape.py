"""The shape of the books, frozen: what opening them looks for, without loading the tables and what they are made of.

``python -m storage.migrations.freeze shape`` prints ``shape.json`` anew; a test holds it against the tables.
"""

import json
from pathlib import Path
from typing import Final

_FROZEN: Final = json.loads(Path(__file__).with_name("shape.json").read_text(encoding="utf-8"))

NOTE: Final = "shape"
"""The name under which books note the shape that they were made in, or brought to."""


def shape_digest() -> str:
    """Return a digest of this program's shape of the books: those that note another are of another version."""
    from hashlib import sha256

    return sha256(json.dumps(_FROZEN, sort_keys=True).encode()).hexdigest()


TABLES: Final[dict[str, list[str]]] = _FROZEN["tables"]
"""The columns of each table."""
INDEXES: Final[list[str]] = _FROZEN["indexes"]
UNIQUE: Final[dict[str, str]] = _FROZEN["unique"]
"""The names of the rules that a row is there once, by their columns as SQLite tells them."""
APPEND_ONLY: Final[list[str]] = _FROZEN["append_only"]
"""The tables in which a row once written stays as it is."""
