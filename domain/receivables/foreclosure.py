"""From which day a tax lien may be foreclosed in court, and what the counter says of it.

The years are counted as General Construction Law 30 has it; a last day on which an owner may still redeem that falls on
a Saturday, Sunday or public holiday moves to the next business day (25-a), and foreclosure begins after it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.calendar import Calendar, add_months, day_text
from domain.office import Office
from domain.receivables.tax_liens import Foreclosure, Lien, open_liens


def foreclosure_rule(office: Office) -> Foreclosure | None:
    """Return the office's rule, if its policy on liens has one."""
    liens = office.single.liens if office.single is not None else None
    return liens.foreclosure if liens is not None else None


def foreclosure_from(lien_on: date, rule: Foreclosure, calendar: Calendar) -> date:
    """Return the first day on which a lien of ``lien_on`` may be foreclosed."""
    return calendar.roll(add_months(lien_on, 12 * rule.years)) + timedelta(days=1)


def foreclosure_words(liens: Iterable[Lien], on: date, office: Office) -> str:
    """Return the warning of the open liens of one parcel whose day has come, oldest first; nothing while none has."""
    rule = foreclosure_rule(office)
    if rule is None:
        return ""
    days = {
        x.lien_no: foreclosure_from(x.lien_on, rule, office.calendar) for x in open_liens(liens)
    }
    past = sorted((day, number) for number, day in days.items() if day <= on)
    if not past:
        return ""
    numbers = ", ".join(number for _, number in past)
    return f"FORECLOSURE possible since {day_text(past[0][0])}: {numbers}"
