"""A day as a clerk types it: ``fri``, ``12/31``, ``1/31/27``, ``2027-01-31``, ``+10``, ``today``."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FEWEST_LETTERS = 3
_MOST_AHEAD = 3660
_SLASHED = re.compile(r"(?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:[/-](?P<year>\d{2}|\d{4}))?\Z")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_AHEAD = re.compile(r"\+(?P<days>\d{1,4})\Z")


def read_day(typed: str, today: date) -> date | None:
    """Return the day that was typed, or ``None`` for what is none.

    A weekday is the next one after ``today``; a month and day without a year are the next such day, today included;
    ``+10`` is ten days on, at most ten years.
    """
    text = typed.strip().casefold()
    if text in ("today", "tod"):
        return today
    if text in ("tomorrow", "tom"):
        return today + timedelta(days=1)
    if len(text) >= _FEWEST_LETTERS:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(text):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    ahead = _AHEAD.match(text)
    if ahead is not None:
        days = int(ahead["days"])
        return today + timedelta(days=days) if days <= _MOST_AHEAD else None
    try:
        return date.fromisoformat(text) if _ISO.match(text) else _slashed(text, today)
    except ValueError:
        return None


def read_past_day(typed: str, today: date) -> date | None:
    """Return the day that was typed as one that is not to come: ``1/30`` without a year is the last such day.

    ``None`` for what is no day, and for a day after ``today``.
    """
    text = typed.strip()
    found = read_day(text, today)
    if found is None or found <= today:
        return found
    match = _SLASHED.match(text)
    if match is None or match["year"]:
        return None
    for year in range(today.year, today.year - 9, -1):
        try:
            meant = date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if meant <= today:
            return meant
    return None


def _slashed(text: str, today: date) -> date | None:
    found = _SLASHED.match(text)
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        year = int(found["year"])
        return date(year if year > 99 else 2000 + year, month, day)
    # A leap day comes again within eight years.
    for year in range(today.year, today.year + 9):
        try:
            meant = date(year, month, day)
        except ValueError:
            continue
        if meant >= today:
            return meant
    return None
