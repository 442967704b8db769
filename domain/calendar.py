"""The business calendar: which days the law counts, and how a last day rolls forward.

Sources: Real Property Tax Law 925-a(1) (a final, penalty-free or lesser-penalty date that falls on a Saturday, Sunday
or public holiday moves to the next business day); General Construction Law 24 (public holidays) and 25-a.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The office's public holidays; Saturdays and Sundays are closed by themselves."""

    holidays: frozenset[date] = frozenset()

    def is_business_day(self, day: date) -> bool:
        """Whether ``day`` is neither Saturday, Sunday nor one of the office's holidays."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def roll(self, day: date) -> date:
        """Return ``day``, or the first business day after it when it is not one (RPTL 925-a, GCL 25-a)."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day

    def unknown_years(self, days: Iterable[date]) -> tuple[int, ...]:
        """Return the years of ``days`` that the office's table has no holiday of; none while there is no table."""
        known = {holiday.year for holiday in self.holidays}
        return tuple(sorted({day.year for day in days} - known)) if known else ()

    def business_day_before(self, day: date) -> date:
        """Return the last business day before ``day``."""
        day -= timedelta(days=1)
        while not self.is_business_day(day):
            day -= timedelta(days=1)
        return day


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month when it is shorter (GCL 30)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_day_on_or_after(day: date, month: int, day_of_month: int) -> date:
    """Return the first date with this month and day that is not before ``day``; 29 February falls back to the 28th."""
    for year in (day.year, day.year + 1):
        last = monthrange(year, month)[1]
        found = date(year, month, min(day_of_month, last))
        if found >= day:
            return found
    raise AssertionError("a month and day comes once in every year")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: date) -> str:
    """Return a date as it is printed: ``Jan 25, 2027``, which no reader can take for another day."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def iso(day: date) -> str:
    """Return ``day`` as ISO 8601, the one form in files, JSON and the books."""
    return day.isoformat()
