"""Why a session was counted: no more than its names, which the menu needs before any rule is loaded."""

from enum import StrEnum


class CountKind(StrEnum):
    """Why a session was counted."""

    FINAL = "final"
    SURPRISE = "surprise"
    HAND_OVER = "hand_over"

    @property
    def words(self) -> str:
        """What it is called."""
        return _WORDS[self]


_WORDS = {
    CountKind.FINAL: "Final count",
    CountKind.SURPRISE: "Surprise count",
    CountKind.HAND_OVER: "Hand-over count",
}
