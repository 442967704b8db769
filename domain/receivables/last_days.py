"""The last day on which something may still be done without a penalty, and the laws that move it.

Sources: Real Property Tax Law 925-a(1) and General Construction Law 25-a (closed days); 925-a(2), 925-b, 925-d and 924
(extensions, rows of the policy).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from domain.calendar import Calendar, add_months, month_day_on_or_after
from domain.policy.accruals import Extension, LadderStep
from domain.policy.services import Returned
from domain.receivables.steps import Move

ONE_DAY = timedelta(days=1)
_WEEKEND = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day, and how it was moved from the day that was written."""

    day: date
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class LastDays:
    """The rules that move a last day: the calendar, the law it is moved by, and the extensions of one account.

    Accounts with the same extensions, which are nearly all, have equal rules: what is worked out once serves them all.
    """

    calendar: Calendar
    rule: str = ""
    extensions: tuple[Extension, ...] = ()

    def rolled(self, day: date) -> LastDay:
        """Return ``day`` moved off closed days alone."""
        return _rolled(day, self.calendar, self.rule)

    def in_time(self, due_on: date) -> LastDay:
        """Return the last day on which a payment due on ``due_on`` draws nothing: rolled, or extended when later."""
        found = self.rolled(due_on)
        for extension in self.extensions:
            if extension.from_on <= due_on <= extension.to_on:
                until = self._until(extension, due_on)
                if until > found.day:
                    source = extension.source
                    move = Move(found.day, until, _WHY[extension.kind], source.citation)
                    found = LastDay(until, (*found.moves, move))
        return found

    def _until(self, extension: Extension, due_on: date) -> date:
        if extension.until is not None:
            return self.calendar.roll(extension.until)
        if extension.days is not None:
            start = extension.counted_from or due_on
            return self.calendar.roll(start + timedelta(days=extension.days))
        day = self.calendar.roll(due_on)
        for _ in range(extension.business_days or 0):
            day = self.calendar.roll(day + ONE_DAY)
        return day

    def before_step(self, step: LadderStep, due_on: date) -> LastDay:
        """Return the last day before a ladder's step begins: moved off closed days, and not before ``in_time``.

        An extension puts off the steps that would have begun within it until the day after it.
        """
        if step.on is not None:
            return self.not_before(LastDay(step.on - ONE_DAY), due_on)
        return self.not_before(self.rolled(_nominal(step, due_on) - ONE_DAY), due_on)

    def here(self, returned: Returned, due_on: date) -> LastDay:
        """Return the last day on which a bill is paid here, before it goes to another collector."""
        nominal = month_day_on_or_after(due_on + ONE_DAY, *returned.month_day)
        return self.not_before(self.rolled(nominal - ONE_DAY), due_on)

    def not_before(self, found: LastDay, due_on: date) -> LastDay:
        """Return ``found``, or the last day in time of ``due_on`` when an extension makes that the later one."""
        if not self.extensions:
            return found
        in_time = self.in_time(due_on)
        return in_time if in_time.day > found.day else found


_WHY = {
    "warrant": "roll and warrant received late",
    "governor": "governor's order",
    "senior": "grace for seniors",
    "military": "deployed military",
}


@lru_cache(maxsize=4096)
def _rolled(day: date, calendar: Calendar, rule: str) -> LastDay:
    moved = calendar.roll(day)
    if moved == day:
        return LastDay(day)
    why = _WEEKEND.get(day.weekday(), "public holiday")
    return LastDay(moved, (Move(day, moved, why, rule),))


def _nominal(step: LadderStep, due_on: date) -> date:
    """Return the first day of a step as the policy writes it, before any closed day moves it."""
    if step.after_days is not None:
        return due_on + timedelta(days=step.after_days)
    if step.after_months is not None:
        return add_months(due_on + ONE_DAY, step.after_months)
    if step.month_day is not None:
        return month_day_on_or_after(due_on + ONE_DAY, *step.month_day)
    raise ValueError("a ladder step has a date")
