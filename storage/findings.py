"""What a check found: a count, and the differences as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from domain.records import ProofLine
from storage.failures import DAMAGE, is_broken_file, is_no_text

_MOST: Final = 100
"""More sentences than this help nobody; the rest are counted."""


class Findings:
    """One line of the proof in the making."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sentences: list[str] = []
        self._more = 0
        self.checked = 0

    def differs(self, sentence: str) -> None:
        """Note a difference."""
        if len(self._sentences) < _MOST:
            self._sentences.append(sentence)
        else:
            self._more += 1

    @contextmanager
    def to_the_end(self) -> Iterator[None]:
        """Make it a difference when damage keeps a check from going on; a text that is no text is raised on."""
        try:
            yield
        except DAMAGE as error:
            self.differs(f"This could not be checked to its end, for a row is damaged: {error}.")
        except sqlite3.Error as error:
            if is_no_text(error) or not is_broken_file(error):
                raise
            self.differs(f"This could not be checked to its end, for the file is broken: {error}.")

    def line(self) -> ProofLine:
        """Return the finished line of the proof."""
        more = (f"{self._more} more differences of this kind.",) if self._more else ()
        return ProofLine(self._name, self.checked, (*self._sentences, *more))
