"""The shape of what a service's file says is added to a debt or puts it off: ladders, interest, fees, extensions."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.policy.accruals import (
    AnnualRate,
    ClosedDays,
    Extension,
    ExtensionKind,
    Interest,
    Ladder,
    LadderStep,
    LateFee,
)
from domain.receivables.told import rate_text
from exchange.policy_fields import (
    Code,
    Days,
    MonthDay,
    PositiveAmount,
    Rate,
    Sourced,
    Strict,
    Text,
    once_each,
)

InstalmentNo = Annotated[int, Field(ge=1, le=12)]


class StepModel(Strict):
    """One step of a ladder."""

    rate: Rate
    after_days: Days | None = None
    after_months: Days | None = None
    month_day: MonthDay | None = None
    on: date | None = None

    @model_validator(mode="after")
    def _one_date(self) -> Self:
        given = (self.after_days, self.after_months, self.month_day, self.on)
        if sum(when is not None for when in given) != 1:
            raise ValueError("a step has exactly one of after_days, after_months, month_day, on")
        return self

    def value(self) -> LadderStep:
        """Return the step as the domain knows it."""
        return LadderStep(self.rate, self.after_days, self.after_months, self.month_day, self.on)


class AccrualModel(Sourced):
    """What ladders, interest and late fees have in common: the key, the money line, the due dates, the instalments."""

    key: Text
    kind: Code
    from_on: date = Field(alias="from")
    to_on: date | None = Field(default=None, alias="to")
    instalments: tuple[InstalmentNo, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("'to' is not before 'from'")
        once_each(self.instalments, "instalment")
        return self


class LadderModel(AccrualModel):
    """A dated penalty ladder."""

    compound: bool = False
    steps: tuple[StepModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        rates = [step.rate for step in self.steps]
        pairs = zip(rates, rates[1:], strict=False)
        falls = next((pair for pair in pairs if pair[1] <= pair[0]), None)
        if falls and not self.compound:
            earlier, later = map(rate_text, falls)
            raise ValueError(
                "each step's rate is the whole penalty from then on, and rises: "
                f"{later} cannot follow {earlier}"
            )
        return self

    def value(self) -> Ladder:
        """Return the ladder as the domain knows it."""
        return Ladder(
            self.kind,
            tuple(step.value() for step in self.steps),
            self.cited(self.key),
            self.from_on,
            self.to_on,
            self.instalments,
            self.compound,
        )


class AnnualRateModel(Sourced):
    """A rate a year, for debts issued from a day on."""

    rate: Rate
    from_on: date = Field(alias="from")


class InterestModel(AccrualModel):
    """Interest by the month or part of it, or by the day."""

    rates: tuple[AnnualRateModel, ...] = Field(min_length=1, strict=False)
    least_annual: Rate
    per: Literal["month", "day"] = "month"
    closed_days: ClosedDays = "move_each_step"
    compound: bool = False
    most_months: Annotated[int, Field(ge=1, le=600)] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each((rate.from_on for rate in self.rates), "a rate from")
        self.value()
        return self

    def value(self) -> Interest:
        """Return the interest as the domain knows it."""
        return Interest(
            self.kind,
            tuple(AnnualRate(row.rate, row.from_on) for row in self.rates),
            self.least_annual,
            self.cited(self.key),
            self.from_on,
            self.to_on,
            self.instalments,
            self.per,
            self.closed_days,
            self.compound,
            self.most_months,
        )


class LateFeeModel(AccrualModel):
    """A fixed fee, added once."""

    after_days: Days
    counted_from: Literal["due", "issued"]
    amount: PositiveAmount

    def value(self) -> LateFee:
        """Return the fee as the domain knows it."""
        return LateFee(
            self.kind,
            self.after_days,
            self.counted_from,
            self.amount,
            self.cited(self.key),
            self.from_on,
            self.to_on,
            self.instalments,
        )


class ExtensionModel(Sourced):
    """A dated row that puts off due dates, and whom it holds for."""

    key: Text
    kind: ExtensionKind
    from_on: date = Field(alias="from")
    to_on: date = Field(alias="to")
    until: date | None = None
    days: Days | None = None
    business_days: Days | None = None
    counted_from: date | None = None
    flag: Code | None = None
    accounts: tuple[Text, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        # The value's own rules say what the law lets such a row be.
        self.value()
        return self

    def value(self) -> Extension:
        """Return the extension as the domain knows it."""
        return Extension(
            self.kind,
            self.cited(self.key),
            self.from_on,
            self.to_on,
            self.until,
            self.days,
            self.business_days,
            self.counted_from,
            self.flag or "",
            self.accounts,
        )


def never_twice(accruals: Iterable[AccrualModel]) -> None:
    """Refuse two rules of one key that hold on the same day for one instalment: both would be added."""
    ordered = sorted(accruals, key=lambda accrual: (accrual.key, accrual.from_on))
    for number, earlier in enumerate(ordered):
        for later in ordered[number + 1 :]:
            if earlier.key == later.key and _meet(earlier, later):
                raise ValueError(
                    f"{later.key}: the row from {later.from_on} begins before the earlier one's "
                    "'to'; give the earlier row a 'to' before that day"
                )


def _meet(earlier: AccrualModel, later: AccrualModel) -> bool:
    apart = earlier.instalments and later.instalments
    if apart and not set(earlier.instalments) & set(later.instalments):
        return False
    return earlier.to_on is None or later.from_on <= earlier.to_on
