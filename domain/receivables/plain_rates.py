"""The words for rates: by which day a ladder asked for nothing, how it grew, and for how many days interest runs."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.calendar import day_text
from domain.money import share
from domain.policy.accruals import DAYS_A_YEAR
from domain.receivables.steps import Step
from domain.receivables.told import rate_text


def rose_texts(group: Sequence[Step], name: str, *, whole: bool) -> tuple[str, ...]:
    """Return by which day it was not paid, and from which days a rate that rose was how much.

    ``whole`` says that nothing of it had been paid by then.
    """
    said, first = [], group[0].from_on
    if first is not None:
        unpaid = "It was not paid" if whole else "The rest was not paid"
        said.append(f"{unpaid} by {day_text(first - timedelta(days=1))}.")
    if len(group) > 1:
        so_far, rises = Decimal(0), []
        for step in group:
            so_far += step.rate or Decimal(0)
            if step.from_on is not None:
                rises.append(f"{rate_text(so_far)} from {day_text(step.from_on)}")
        said.append(f"The {name[:1].lower()}{name[1:]} grew: {'; '.join(rises)}.")
    return (" ".join(said),) if said else ()


def by_day_texts(step: Step, due_on: date) -> tuple[str, ...]:
    """Return for how many days, and which, interest by the day was reckoned."""
    if step.from_on is None or step.to_on is None or step.base is None:
        return ()
    span = f"{day_text(step.from_on)} to {day_text(step.to_on)}"
    rate = step.rate or Decimal(0)
    for first_day_before in (step.from_on.toordinal() - 1, due_on.toordinal()):
        days = step.to_on.toordinal() - first_day_before
        if share(step.base, rate * days / DAYS_A_YEAR) == step.amount:
            return (f"For {days} day{'s' if days > 1 else ''}, {span}.",)
    return (f"For the days from {span}.",)
