"""Payments that are a little too small or too large, where the office's policy lets them settle a bill."""

from dataclasses import dataclass

from domain.money import ZERO, Money
from domain.policy.accruals import Source
from domain.policy.services import Service
from domain.receivables.application import whole_amounts
from domain.receivables.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Tolerated:
    """A payment that settles ``settles`` of a bill with a ``difference``: below zero when it is short of it.

    The difference belongs to ``gl_code`` alone: it is neither the rounding of cash nor a drawer's over or short.
    """

    settles: Money
    difference: Money
    gl_code: str
    source: Source


def tolerated(assessment: Assessment, amount: Money, service: Service) -> Tolerated | None:
    """Return how ``amount`` settles the bill by the tolerance in force on the assessment's day.

    ``None`` when it settles it to the cent, or not at all. Too little may settle any whole instalments; too much only
    the whole bill, because what is more than one instalment pays on the next.
    """
    row = service.tolerance_on(assessment.on)
    choices = whole_amounts(assessment)
    if row is None or amount.cents <= 0 or amount in choices:
        return None
    for settles in choices:
        if ZERO < settles - amount <= row.short:
            return Tolerated(settles, amount - settles, row.short_gl_code, row.source)
    if choices and ZERO < amount - choices[-1] <= row.over:
        return Tolerated(choices[-1], amount - choices[-1], row.over_gl_code, row.source)
    return None
