"""The shape of the rules on when and where a bill is asked for: given out, reminded of, divided, relevied."""

from typing import Annotated

from pydantic import AfterValidator, Field

from domain.demands import GivenOut, PartOfParcel, Relevy, Reminder
from exchange.policy_fields import MonthDay, Sourced, Text


def _every_year(month_day: tuple[int, int]) -> tuple[int, int]:
    if month_day == (2, 29):
        raise ValueError("29 February is not in every year; write another day")
    return month_day


_DayOfEveryYear = Annotated[MonthDay, AfterValidator(_every_year)]


class GivenOutModel(Sourced):
    """The day of the levy's year before which no amount is given out and no money taken."""

    key: Text
    month_day: _DayOfEveryYear

    def value(self) -> GivenOut:
        """Return the rule as the domain knows it."""
        return GivenOut(self.month_day, self.cited(self.key))


class ReminderModel(Sourced):
    """The day on which a later instalment is asked for once more."""

    key: Text
    instalment: int = Field(ge=2, le=12)
    month_day: _DayOfEveryYear

    def value(self) -> Reminder:
        """Return the rule as the domain knows it."""
        return Reminder(self.instalment, self.month_day, self.cited(self.key))


class PartOfParcelModel(Sourced):
    """Who divides a bill before part of its parcel is paid."""

    key: Text
    to: Text

    def value(self) -> PartOfParcel:
        """Return the rule as the domain knows it."""
        return PartOfParcel(self.to, self.cited(self.key))


class RelevyModel(Sourced):
    """Bills that the program put on the tax bill are paid there."""

    key: Text

    def value(self) -> Relevy:
        """Return the rule as the domain knows it."""
        return Relevy(self.cited(self.key))
