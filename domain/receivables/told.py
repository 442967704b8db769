"""What an explanation is made of: sentences for a customer, each with the amount beside it and the law below it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.calendar import Calendar, day_text
from domain.money import Money
from domain.receivables.steps import Move

_CLOSED = ("Saturday", "Sunday", "public holiday")


class About(StrEnum):
    """Which part of an explanation a sentence belongs to."""

    BILLED = "billed"
    ADDED = "added"
    PAID = "paid"
    CHANGED = "changed"
    """What else a posting did to the bill: taken back, adjusted, waived, refunded."""
    NOTED = "noted"
    """No amount of its own: what happened, or what is still to come."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence. ``amount`` is what it adds to the total, none for a note; ``more`` are smaller sentences below."""

    about: About
    text: str = field(repr=False)
    amount: Money | None = None
    law: str = ""
    more: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if (self.amount is None) != (self.about is About.NOTED):
            raise ValueError("a note has no amount, and every other sentence has one")


def rate_text(rate: Decimal) -> str:
    """Return a rate as people write it: ``15 %``."""
    return f"{format((rate * 100).normalize(), 'f')} %"


def move_texts(moves: Iterable[Move]) -> tuple[str, ...]:
    """Return how last days were moved, each once, those off closed days by one law in one sentence."""
    closed: dict[str, list[Move]] = {}
    put_off: list[str] = []
    for move in dict.fromkeys(moves):
        if move.why in _CLOSED:
            closed.setdefault(move.citation, []).append(move)
        else:
            put_off.append(
                f"The last day was put off from {day_text(move.from_on)} to {day_text(move.to_on)}: "
                f"{move.why}{_by(move.citation)}."
            )
    return (*(_closed_text(law, found) for law, found in closed.items()), *put_off)


def _closed_text(law: str, moves: list[Move]) -> str:
    if len(moves) == 1:
        one = moves[0]
        return f"{day_text(one.from_on)} is a {one.why}: the last day is {day_text(one.to_on)}{_by(law)}."
    days = "; ".join(f"{day_text(m.from_on)} ({m.why}) to {day_text(m.to_on)}" for m in moves)
    return f"A last day on which offices are closed moves on: {days}{_by(law)}."


def _by(law: str) -> str:
    return f" ({law})" if law else ""


def holidays_unknown(days: Iterable[date], calendar: Calendar) -> str:
    """Return that the office's holidays end before some of ``days``, or begin after them; nothing when all are known.

    A holiday that is not known can only move a last day on: what was said holds at least until the day that was said.
    """
    years = calendar.unknown_years(days)
    if not years:
        return ""
    named = ", ".join(str(year) for year in years[:-1])
    named = f"{named} and {years[-1]}" if named else str(years[-1])
    which = "those years" if len(years) > 1 else "that year"
    return f"The public holidays of {named} are not set here: a last day in {which} may be a later one."


def ordinal_text(number: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"
