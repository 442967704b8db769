"""Days of random work with every kind of correction: after every step the invariants hold and replay gives all again.

The same machine runs on books in memory, and shorter on SQLite.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from domain.books import Books
from storage.open import create_books, open_books
from tests.environment import PRIVATE_FOLDER
from tests.storage.correction_invariants import Invariants
from tests.storage.lien_days import LienDays


@cache
def empty_file() -> Path:
    """Empty books in a file, to be copied."""
    path = PRIVATE_FOLDER / "corrections_machine.db"
    create_books(f"sqlite:///{path}", training=False)
    return path


class Days(LienDays, Invariants):
    """Days of work on books in memory, everything checked after every step."""

    @invariant()
    def all_follows_from_the_postings(self) -> None:
        self.check_all()
        self.liens_stay_in_order()


class DaysOnSqlite(Days):
    """The same on SQLite."""

    def make(self) -> Books:
        self.folder = Path(tempfile.mkdtemp(dir=PRIVATE_FOLDER))
        path = shutil.copy(empty_file(), self.folder / "books.db")
        return open_books(f"sqlite:///{path}")

    def teardown(self) -> None:
        self.books.close()
        with suppress(OSError):
            shutil.rmtree(self.folder)


LONGER = int(os.environ.get("MACHINE_TIMES", "1"))
"""How many times as many days of work, for a long run."""
SLOW = [HealthCheck.too_slow]
Days.TestCase.settings = settings(
    max_examples=25 * LONGER, stateful_step_count=25, deadline=None, suppress_health_check=SLOW
)
DaysOnSqlite.TestCase.settings = settings(
    max_examples=4 * LONGER, stateful_step_count=12, deadline=None, suppress_health_check=SLOW
)
TestDays = Days.TestCase
TestDaysOnSqlite = DaysOnSqlite.TestCase
