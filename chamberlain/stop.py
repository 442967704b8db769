"""How a command ends early: with one sentence and an exit code, never with half of its work done."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.refusals import Refusal

DONE, REFUSED, WRONG_USAGE, BROKEN, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit codes. ``BROKEN`` is an error of the program itself; ``INTERRUPTED`` is Ctrl+C."""


class Stop(Exception):
    """Ends a command. ``sentence`` goes to standard error; ``exit_code`` is 1 (refused) or 2 (wrong usage)."""

    def __init__(self, sentence: str, exit_code: int = REFUSED) -> None:
        super().__init__(sentence)
        self.sentence = " ".join(sentence.split())
        self.exit_code = exit_code


def refused(refusal: "Refusal") -> Stop:
    """Return the end of a command that the domain or the books refused."""
    return Stop(refusal.sentence)


def misused(sentence: str) -> Stop:
    """Return the end of a command that was called wrongly."""
    return Stop(sentence, WRONG_USAGE)
