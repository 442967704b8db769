"""Seeding the office's table of public holidays: computed for any year, corrected to New York's law, kept as its file.

Source: General Construction Law 24. A holiday on a Sunday is kept on the Monday after it, one on a Saturday does not
move, and Lincoln's Birthday and Election Day are holidays although offices may be open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from exchange.policy_models import HolidayModel, HolidayYear

NOT_BY_LAW: Final = frozenset({"Susan B. Anthony Day"})
"""Days of commemoration that the library lists and General Construction Law 24 does not."""
_OBSERVED: Final = " (observed)"
_FRIDAY: Final = 4
_NAMES: Final = {
    "Martin Luther King Jr. Day": "Dr. Martin Luther King, Jr. Day",
    "Juneteenth National Independence Day": "Juneteenth",
    "Thanksgiving": "Thanksgiving Day",
}
_YEAR_BLOCK: Final = re.compile(
    r"^\[\[years\]\]\s*\nyear *= *(?P<year>\d{4})\b.*?(?=^\[\[years\]\]|\Z)", re.M | re.S
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """A file of holidays with years put in: its text, the years it gained, and those left as the office has them."""

    text: str
    added: tuple[int, ...]
    kept: tuple[int, ...]


def holidays_by_law(year: int) -> HolidayYear:
    """Return the public holidays of New York in ``year``, in the order of the days."""
    # The library is large and is needed once a year.
    from holidays import country_holidays

    found = country_holidays("US", subdiv="NY", years=year, language="en_US")
    days = (
        HolidayModel(on=day, name=named)
        for day, names in sorted(found.items())
        if day.year == year
        for named in _named(day, names)
    )
    return HolidayYear(year=year, days=tuple(days))


def _named(day: date, names: str) -> Iterator[str]:
    """Yield the name by law of a day of the library, which joins the names of one day; nothing where law keeps none."""
    lawful = [name for name in names.split("; ") if name not in NOT_BY_LAW]
    for name in lawful[:1]:
        plain = name.removesuffix(_OBSERVED)
        known = _NAMES.get(plain, plain)
        if plain == name:
            yield known
        elif day.weekday() != _FRIDAY:
            yield f"{known}, kept on Monday"


def year_text(year: HolidayYear) -> str:
    """Return one year as the policy file holds it."""
    days = "".join(f'    {{ on = {day.on}, name = "{day.name}" }},\n' for day in year.days)
    return f"[[years]]\nyear = {year.year}\ndays = [\n{days}]\n"


def seed(text: str, years: Iterable[int], *, replace: bool = False) -> Seeded:
    """Return the text of a holiday file with ``years`` put in behind those that it has, computed by law.

    A year that is there already stays word for word, with the days that the office added or took out, unless
    ``replace``: then it is computed anew and those corrections are gone. What stands before the years stays.
    """
    blocks = {int(found["year"]): found for found in _YEAR_BLOCK.finditer(text)}
    head = text[: min((found.start() for found in blocks.values()), default=len(text))]
    kept = {year: found[0] for year, found in blocks.items()}
    wanted = sorted(set(years))
    added = tuple(year for year in wanted if replace or year not in kept)
    made = kept | {year: year_text(holidays_by_law(year)) for year in added}
    parts = [head, *(made[year] for year in sorted(made))]
    whole = "\n\n".join(part.strip("\n") for part in parts if part.strip("\n"))
    return Seeded(f"{whole}\n", added, tuple(year for year in wanted if year not in added))
