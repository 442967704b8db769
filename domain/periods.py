"""A period as it is typed for a report: ``today``, ``last month``, ``fy26``, ``2026-11``, ``2026-11-01..15``, ``fri``.

Reports look back: a weekday is the last one, and a month or day without a year the last such.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from domain.when import read_past_day

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FEWEST_LETTERS = 3
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})\Z")
_YEAR = re.compile(r"\d{4}\Z")
_QUARTER = re.compile(r"(?:(?P<year>\d{4})-?)?q(?P<quarter>[1-4])\Z")
_FISCAL = re.compile(r"fy ?(?P<year>\d{2}|\d{4})\Z")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
GRAMMAR = (
    "today, yesterday, fri, this week, last month, last quarter, this year, fy26, 2026, 2026-11, 2026-q4, "
    "2026-11-23, 2026-11-01..15"
)
"""Examples of every form, for the sentence that refuses another."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both of them included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a period's first day is not after its last")


def read_period(typed: str, today: date, fiscal_month: int = 1) -> Period | None:
    """Return the period that was typed, or ``None`` for what is none.

    ``this`` and ``last`` stand before week (from Monday), month, quarter, year and fiscal year; ``mtd``, ``qtd`` and
    ``ytd`` end today. The fiscal year is named after the year in which it ends, and begins on the first of
    ``fiscal_month``. ``a..b`` is from the first day of a to the last of b, which may be only what differs: ``..15``.
    """
    text = " ".join(typed.split()).casefold()
    if ".." in text:
        return _span(text, today, fiscal_month)
    try:
        return _named(text, today, fiscal_month) or _dated(text, today, fiscal_month)
    except ValueError:
        return None


def _span(text: str, today: date, fiscal_month: int) -> Period | None:
    start, _, end = (part.strip() for part in text.partition(".."))
    if ".." in end:
        return None
    if _ISO.match(start) and end.isdigit() and len(end) <= 2:
        end = f"{start[:8]}{end:0>2}"
    first = read_period(start, today, fiscal_month)
    last = read_period(end, today, fiscal_month)
    if first is None or last is None or first.first > last.last:
        return None
    return Period(first.first, last.last)


def _named(text: str, today: date, fiscal_month: int) -> Period | None:
    """Return the period of a name, such as ``last quarter``."""
    if text in ("today", "tod", ""):
        return Period(today, today) if text else None
    if text in ("yesterday", "yes"):
        before = today - timedelta(days=1)
        return Period(before, before)
    if len(text) >= _FEWEST_LETTERS:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(text):
                found = today - timedelta(days=(today.weekday() - number) % 7)
                return Period(found, found)
    if text in ("mtd", "qtd", "ytd"):
        unit = {"m": "month", "q": "quarter", "y": "year"}[text[0]]
        return Period(_unit(unit, today, fiscal_month).first, today)
    which, _, unit = text.partition(" ")
    if which not in ("this", "last"):
        which, unit = "this", text
    if unit not in ("week", "month", "quarter", "year", "fiscal year", "fy"):
        return None
    this = _unit(unit, today, fiscal_month)
    if which == "this":
        return this
    return _unit(unit, this.first - timedelta(days=1), fiscal_month)


def _unit(unit: str, on: date, fiscal_month: int) -> Period:
    """Return the week, month, quarter or year that a day is in."""
    if unit == "week":
        monday = on - timedelta(days=on.weekday())
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        return _months(on.year, on.month, 1)
    if unit == "quarter":
        return _months(on.year, (on.month - 1) // 3 * 3 + 1, 3)
    if unit == "year":
        return _months(on.year, 1, 12)
    return _months(on.year - (on.month < fiscal_month), fiscal_month, 12)


def _months(year: int, month: int, count: int) -> Period:
    end = month + count - 1
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Period(date(year, month, 1), last)


def _dated(text: str, today: date, fiscal_month: int) -> Period | None:
    """Return the period of a date, a month, a quarter or a year in figures; raises ``ValueError`` for none such."""
    month = _MONTH.match(text)
    if month is not None:
        return _months(int(month["year"]), int(month["month"]), 1)
    if _YEAR.match(text):
        return _months(int(text), 1, 12)
    quarter = _QUARTER.match(text)
    if quarter is not None:
        begins = int(quarter["quarter"]) * 3 - 2
        year = int(quarter["year"]) if quarter["year"] else today.year - (today.month < begins)
        return _months(year, begins, 3)
    fiscal = _FISCAL.match(text)
    if fiscal is not None:
        ends = int(fiscal["year"])
        ends = ends if ends > 99 else 2000 + ends
        return _months(ends - (fiscal_month > 1), fiscal_month, 12)
    if text.startswith("+"):
        return None
    found = date.fromisoformat(text) if _ISO.match(text) else read_past_day(text, today)
    return Period(found, found) if found is not None else None
