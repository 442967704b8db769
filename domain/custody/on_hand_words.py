"""The alarm about money that waits for its deposit, in the words that a clerk reads at sign-in."""

from domain.calendar import day_text
from domain.custody.keeping import OnHandAlarm
from domain.money import total


def alarm_words(alarm: OnHandAlarm | None) -> str:
    """Return what is against the rules, why, and what to do; nothing when nothing is."""
    if alarm is None:
        return ""
    said = []
    if alarm.too_old:
        first, amount = alarm.too_old[0], total(each.amount for each in alarm.too_old)
        allowed = alarm.days_allowed or 0
        may = {0: "it goes the same day", 1: "it may wait 1 day"}
        since = day_text(first.business_date)
        rule = may.get(allowed, f"it may wait {allowed} days")
        said.append(f"NOT DEPOSITED: {amount} since {since}; {rule}.")
    if alarm.too_much:
        said.append(f"CASH ON HAND: {alarm.cash}, above the {alarm.cash_allowed} allowed.")
    return f"{' '.join(said)} Ctrl+P deposit."
