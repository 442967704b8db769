"""The printer's state before a customer stands there: its answers to the status questions, as one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from devices.answers import drawer_level, near_end, status_requests, trouble
from devices.outcomes import PrinterStatus
from devices.settings import PrinterSettings

_TELLING = (2, 4, 3, 1)
"""The answers in the order in which they explain: number 1 only says that the printer is off line."""


@dataclass(frozen=True, slots=True)
class Health:
    """What a printer said: ``trouble`` keeps it from printing, ``level`` is that of the drawer's switch."""

    answered: bool
    trouble: str = ""
    near_end: bool = False
    level: bool | None = None


def examine(question: Callable[[bytes], int | None]) -> Health:
    """Ask the status questions through ``question``, which returns an answer or ``None``.

    A printer that does not answer one is not asked further, so that a silent one costs a single wait.
    """
    answers: dict[int, int] = {}
    for number, request in status_requests():
        answer = question(request)
        if answer is None:
            break
        answers[number] = answer
    troubles = [trouble(number, answers[number]) for number in _TELLING if number in answers]
    return Health(
        bool(answers),
        next((text for text in troubles if text), ""),
        any(near_end(number, answer) for number, answer in answers.items()),
        drawer_level(1, answers[1]) if 1 in answers else None,
    )


def status_of(health: Health, settings: PrinterSettings) -> PrinterStatus:
    """Return the sentence for the sign-in screen."""
    is_open = None if health.level is None else health.level == settings.open_when_high
    if health.trouble:
        return PrinterStatus(False, f"{settings.title} cannot print: {health.trouble}.", is_open)
    if not health.answered and settings.confirm:
        return PrinterStatus(
            False, f"{settings.title} is connected but does not answer. Look at its lights."
        )
    ending = ", but its roll is about to end" if health.near_end else ""
    return PrinterStatus(True, f"{settings.title} is ready{ending}.", is_open)
