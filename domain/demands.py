"""When a bill is not asked for as it stands: before its amounts are given out, for part of a parcel, once relevied.

Each is a row of a service's policy, which an office may leave out.
"""

from dataclasses import dataclass
from datetime import date

from domain.policy.accruals import Source


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Amounts are given out, and money is taken, from ``month_day`` of the year of the levy on.

    The levy's year is the bill's own: its first instalment falls due in the twelve months from that day on.
    """

    month_day: tuple[int, int]
    source: Source

    def __post_init__(self) -> None:
        _in_every_year(self.month_day)

    def first_day(self, first_due_on: date) -> date:
        """Return the first day on which amounts of a bill are given out; never after ``first_due_on``."""
        month, day = self.month_day
        found = date(first_due_on.year, month, day)
        return found if found <= first_due_on else date(first_due_on.year - 1, month, day)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A later instalment is asked for once more: its reminder is mailed on ``month_day`` before it falls due."""

    instalment: int
    month_day: tuple[int, int]
    source: Source

    def __post_init__(self) -> None:
        _in_every_year(self.month_day)
        if self.instalment <= 1:
            raise ValueError("a reminder is for the second instalment or a later one")

    def mailed_on(self, due_on: date) -> date:
        """Return the day on which the reminder of an instalment due on ``due_on`` is mailed."""
        month, day = self.month_day
        found = date(due_on.year, month, day)
        return found if found <= due_on else date(due_on.year - 1, month, day)


@dataclass(frozen=True, slots=True)
class PartOfParcel:
    """A tax on part of a parcel is paid after ``to``, the assessor, has apportioned the bill (RPTL 932).

    The parts then come from the program as bills of their own. An amount short of the bill never frees a part.
    """

    to: str
    source: Source


@dataclass(frozen=True, slots=True)
class Relevy:
    """A bill that its program put on the tax bill is paid with that tax and not by itself."""

    source: Source


def _in_every_year(month_day: tuple[int, int]) -> None:
    """Raise ``ValueError`` for 29 February."""
    if month_day == (2, 29):
        raise ValueError("29 February is not in every year; write another day")
