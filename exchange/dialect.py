"""How accounting programs write amounts and dates: one strict reader and one writer for each way.

A reader never guesses. What is not written in the map's way is refused, because 1.234 is a thousand in one program
and one dollar in another.
"""

import re
from collections.abc import Callable
from datetime import date

from exchange.column_map import AmountFormat, DateFormat

_SEPARATORS: dict[AmountFormat, tuple[str, str]] = {
    "1,234.56": (",", "."),
    "1.234,56": (".", ","),
    "1 234,56": (" ", ","),
    "1234.56": ("", "."),
    "1234,56": ("", ","),
    "cents": ("", ""),
}
_DATES: dict[DateFormat, tuple[str, str]] = {
    "YYYY-MM-DD": (r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})\Z", "{y:04d}-{m:02d}-{d:02d}"),
    "MM/DD/YYYY": (r"(?P<m>[0-9]{2})/(?P<d>[0-9]{2})/(?P<y>[0-9]{4})\Z", "{m:02d}/{d:02d}/{y:04d}"),
    "M/D/YYYY": (r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})\Z", "{m}/{d}/{y:04d}"),
    "DD/MM/YYYY": (r"(?P<d>[0-9]{2})/(?P<m>[0-9]{2})/(?P<y>[0-9]{4})\Z", "{d:02d}/{m:02d}/{y:04d}"),
    "DD.MM.YYYY": (
        r"(?P<d>[0-9]{2})\.(?P<m>[0-9]{2})\.(?P<y>[0-9]{4})\Z",
        "{d:02d}.{m:02d}.{y:04d}",
    ),
    "MM-DD-YYYY": (r"(?P<m>[0-9]{2})-(?P<d>[0-9]{2})-(?P<y>[0-9]{4})\Z", "{m:02d}-{d:02d}-{y:04d}"),
    "YYYYMMDD": (r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})\Z", "{y:04d}{m:02d}{d:02d}"),
}
_KEPT = 4096
"""A column repeats its dates and often its amounts; this many are remembered, so that memory stays flat."""


class Unreadable(ValueError):
    """A value that is not written in the expected way; ``str()`` of it says what is expected."""


def amount_reader(form: AmountFormat, *, empty_is_zero: bool = False) -> Callable[[str], int]:
    """Return a function that reads an amount in cents, or raises ``Unreadable``.

    A dollar sign is passed over. Negative is a minus before or after, or parentheses around; never two of them.
    """
    thousands, point = _SEPARATORS[form]
    shape = _amount_shape(thousands, point).match
    wanted = "whole cents without a point, such as 123456" if form == "cents" else f"such as {form}"
    known: dict[str, int] = {"": 0} if empty_is_zero else {}

    def read_new(text: str) -> int:
        match = shape(text)
        if match is None:
            what = "is not an amount" if text else "is empty; an amount is"
            raise Unreadable(f"{what} written {wanted}")
        before, whole, fraction, after = match.groups()
        cents = int(
            (whole.replace(thousands, "") if thousands else whole)
            + (fraction or "00" if point else "")
        )
        if before is None and after is None:
            return cents
        if (before, after) not in ((None, "-"), ("-", None), ("(", ")")):
            raise Unreadable(f"has two signs; an amount is written {wanted}")
        return -cents

    def read(written: str) -> int:
        cents = known.get(written)
        if cents is None:
            text = written.strip(" ")
            cents = known[""] if not text and empty_is_zero else read_new(text)
            if len(known) < _KEPT:
                known[written] = cents
        return cents

    return read


def _amount_shape(thousands: str, point: str) -> re.Pattern[str]:
    digits = "[0-9]{1,13}"
    if thousands:
        digits = f"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}}){{1,4}}|{digits}"
    cents = f"(?:{re.escape(point)}([0-9]{{2}}))?" if point else "()"
    return re.compile(rf"(\(|-)?\$?({digits}){cents}(\)|-)?\Z")


def write_amount(cents: int, form: AmountFormat) -> str:
    """Return an amount in cents as a program of that kind writes it; the inverse of its reader."""
    if form == "cents":
        return str(cents)
    thousands, point = _SEPARATORS[form]
    dollars, rest = divmod(abs(cents), 100)
    whole = f"{dollars:,}".replace(",", thousands)
    return f"{'-' if cents < 0 else ''}{whole}{point}{rest:02d}"


def date_reader(form: DateFormat) -> Callable[[str], date]:
    """Return a function that reads a date, or raises ``Unreadable``."""
    shape = re.compile(_DATES[form][0])
    known: dict[str, date] = {}

    def read(text: str) -> date:
        day = known.get(text)
        if day is not None:
            return day
        match = shape.match(text.strip(" "))
        if match is None:
            raise Unreadable(f"is not a date written {form}" if text.strip() else "is empty")
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            raise Unreadable(f"is no day of the calendar; dates are written {form}") from None
        if len(known) < _KEPT:
            known[text] = day
        return day

    return read


def write_date(day: date, form: DateFormat) -> str:
    """Return a date as a program of that kind writes it; the inverse of its reader."""
    return _DATES[form][1].format(y=day.year, m=day.month, d=day.day)
