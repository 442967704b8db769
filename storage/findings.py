"""What a check found: a count, and the differences as sentences."""

from typing import Final

from domain.records import ProofLine

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

    def line(self) -> ProofLine:
        """Return the finished line of the proof."""
        more = (f"{self._more} more differences of this kind.",) if self._more else ()
        return ProofLine(self._name, self.checked, (*self._sentences, *more))
