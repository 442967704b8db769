"""How long an amount holds: the last day on which a bill still comes to what it comes to today."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.money import Money
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState

MOST_DAYS = 62
"""Two months: an amount is told for no longer than that, because policy and bill may change."""


@dataclass(frozen=True, slots=True)
class GoodThrough:
    """What a bill comes to from ``on`` to ``through``, both included."""

    amount: Money
    on: date
    through: date


def good_through(state: BillState, on: date, office: Office) -> GoodThrough:
    """Return what the bill comes to on ``on`` and the last day on which that holds, at most 62 days on."""
    amount = assess(state, on, office).total
    through = on
    while (through - on).days < MOST_DAYS:
        following = through + timedelta(days=1)
        if assess(state, following, office).total != amount:
            break
        through = following
    return GoodThrough(amount, on, through)
