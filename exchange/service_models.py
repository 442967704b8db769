"""The shape of a service's policy file: its charges, ladders and late fees, and the domain values they become."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.office import ChargeKind, Ladder, LadderStep, LateFee, Service
from exchange.policy_fields import (
    Code,
    Days,
    GlCode,
    MonthDay,
    PositiveAmount,
    Rate,
    Sourced,
    Strict,
    Text,
    once_each,
)


class StepModel(Strict):
    """One step of a ladder."""

    rate: Rate
    after_days: Days | None = None
    after_months: Days | None = None
    month_day: MonthDay | None = None

    @model_validator(mode="after")
    def _one_date(self) -> Self:
        given = (self.after_days, self.after_months, self.month_day)
        if sum(when is not None for when in given) != 1:
            raise ValueError("a step has exactly one of after_days, after_months, month_day")
        return self

    def value(self) -> LadderStep:
        """Return the step as the domain knows it."""
        return LadderStep(self.rate, self.after_days, self.after_months, self.month_day)


class AccrualModel(Sourced):
    """What a ladder and a late fee have in common: the key, the money line, and the due dates it holds for."""

    key: Text
    kind: Code
    from_on: date = Field(alias="from")
    to_on: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("'to' is not before 'from'")
        return self


class LadderModel(AccrualModel):
    """A dated penalty ladder."""

    steps: tuple[StepModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        rates = [step.rate for step in self.steps]
        if any(later <= earlier for earlier, later in zip(rates, rates[1:], strict=False)):
            raise ValueError("each step's rate is the whole penalty from then on, and rises")
        return self

    def value(self) -> Ladder:
        """Return the ladder as the domain knows it."""
        steps = tuple(step.value() for step in self.steps)
        return Ladder(self.kind, steps, self.cited(self.key), self.from_on, self.to_on)


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
        )


class ChargeKindModel(Strict):
    """A kind of money line and the ledger account that it relieves."""

    code: Code
    name: Text
    gl_code: GlCode


class ServiceModel(Sourced):
    """One service's file."""

    code: Code
    name: Text
    program: Text
    noun: Text
    application_order: tuple[Code, ...] = Field(strict=False)
    partial_allowed: bool
    overdue_alert_days: Days
    charge_kinds: tuple[ChargeKindModel, ...] = Field(min_length=1, strict=False)
    ladders: tuple[LadderModel, ...] = Field(default=(), strict=False)
    late_fees: tuple[LateFeeModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        known = [kind.code for kind in self.charge_kinds]
        once_each(known, "charge kind")
        if sorted(self.application_order) != sorted(known):
            raise ValueError(
                "application_order names every charge kind once; the charge kinds are "
                + ", ".join(known)
            )
        accruals = (*self.ladders, *self.late_fees)
        for accrual in accruals:
            if accrual.kind not in known:
                raise ValueError(
                    f"{accrual.key}: kind {accrual.kind!r} is not a charge kind; allowed are "
                    + ", ".join(known)
                )
        _never_twice(accruals)
        return self

    def value(self) -> Service:
        """Return the service as the domain knows it."""
        return Service(
            self.code,
            self.name,
            self.program,
            self.noun,
            tuple(ChargeKind(k.code, k.name, k.gl_code) for k in self.charge_kinds),
            self.application_order,
            (*(m.value() for m in self.ladders), *(m.value() for m in self.late_fees)),
            self.partial_allowed,
            self.overdue_alert_days,
        )


def _never_twice(accruals: Iterable[AccrualModel]) -> None:
    """Refuse two rules of one key that hold on the same day: both would be added."""
    ordered = sorted(accruals, key=lambda accrual: (accrual.key, accrual.from_on))
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.key == later.key and (earlier.to_on is None or later.from_on <= earlier.to_on):
            raise ValueError(
                f"{later.key}: the row from {later.from_on} begins before the earlier one's 'to'; "
                "give the earlier row a 'to' before that day"
            )
