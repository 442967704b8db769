"""The shape of the water rates file: zones, dated rates, stormwater and the leak rule, and the values they become."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from domain.receivables.water import LeakRule, StormwaterFee, WaterRate, WaterRules, WaterZone
from exchange.policy_fields import Code, PositiveAmount, Sourced, Strict, Text, once_each

_DOLLARS = re.compile(r"[0-9]{1,4}\.[0-9]{2,6}\Z")


def _dollars(found: Any) -> Decimal:
    """Read ``"9.73"`` or ``"9.7325"``: a price by a unit of use may have more than two decimals."""
    if not isinstance(found, str) or not _DOLLARS.match(found):
        raise ValueError('a price by the unit is text with two to six decimals, such as "9.73"')
    return Decimal(found)


UnitPrice = Annotated[Decimal, BeforeValidator(_dollars)]
CubicFeet = Annotated[int, Field(ge=0, le=10_000_000)]


class DatedModel(Sourced):
    """A row that holds for bills issued between two days."""

    from_on: date = Field(alias="from")
    to_on: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("'to' is not before 'from'")
        return self


def never_at_once(rows: tuple[DatedModel, ...], what: str) -> None:
    """Raise ``ValueError`` when two rows hold on one day: which one counts would be chance."""
    ordered = sorted(rows, key=lambda row: row.from_on)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.to_on is None or later.from_on <= earlier.to_on:
            raise ValueError(
                f"{what} from {later.from_on} begins before the earlier row's 'to'; "
                "give the earlier row a 'to' before that day"
            )


class ZoneModel(Sourced):
    """The accounts of one zone and the months in which their bills fall due."""

    name: Text
    first: int = Field(ge=0, le=9999)
    last: int = Field(ge=0, le=9999)
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.last < self.first:
            raise ValueError("'last' is not below 'first'")
        if list(self.months) != sorted(set(self.months)):
            raise ValueError("months are in the order of the year, each once")
        return self


class MinimumModel(Strict):
    """The least use billed for one meter size."""

    meter: Text
    cubic_feet: CubicFeet


class RateModel(DatedModel):
    """The price of 100 cubic feet by charge kind."""

    per_unit: dict[Code, UnitPrice] = Field(min_length=1)
    minimums: tuple[MinimumModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _sizes(self) -> Self:
        once_each((row.meter for row in self.minimums), "meter size")
        return self

    def value(self) -> WaterRate:
        """Return the rates as the domain knows them."""
        minimums = tuple((row.meter, row.cubic_feet) for row in self.minimums)
        return WaterRate(
            tuple(self.per_unit.items()),
            minimums,
            self.cited("water_rates.rates"),
            self.from_on,
            self.to_on,
        )


class StormwaterModel(DatedModel):
    """The yearly stormwater fee."""

    per_year: PositiveAmount

    def value(self) -> StormwaterFee:
        """Return the fee as the domain knows it."""
        source = self.cited("water_rates.stormwater")
        return StormwaterFee(self.per_year, source, self.from_on, self.to_on)


class LeakModel(Sourced):
    """How many years of the same quarter a leak's average is taken from."""

    years: int = Field(ge=1, le=20)
    least_years: int = Field(ge=1, le=20)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.least_years > self.years:
            raise ValueError("least_years is not above years")
        return self


class DueModel(Sourced):
    """The day of the month on which water bills fall due, and how an account's zone is read."""

    day: int = Field(ge=1, le=28)
    prefix_digits: int = Field(ge=1, le=4)


class WaterRatesModel(Sourced):
    """The water rates file."""

    whole_units: bool
    due: DueModel
    zones: tuple[ZoneModel, ...] = Field(min_length=1, strict=False)
    rates: tuple[RateModel, ...] = Field(min_length=1, strict=False)
    stormwater: tuple[StormwaterModel, ...] = Field(default=(), strict=False)
    leak: LeakModel

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        never_at_once(self.rates, "rates: the row")
        never_at_once(self.stormwater, "stormwater: the row")
        ordered = sorted(self.zones, key=lambda zone: zone.first)
        for lower, upper in zip(ordered, ordered[1:], strict=False):
            if upper.first <= lower.last:
                raise ValueError(f"zones {lower.name!r} and {upper.name!r} share a prefix")
        if ordered[-1].last >= 10**self.due.prefix_digits:
            raise ValueError(f"zone {ordered[-1].name!r} has more digits than due.prefix_digits")
        return self

    def value(self) -> WaterRules:
        """Return the file as the domain knows it."""
        return WaterRules(
            self.due.prefix_digits,
            self.due.day,
            self.due.cited("water_rates.due"),
            tuple(
                WaterZone(z.name, z.first, z.last, z.months, z.cited("water_rates.zones"))
                for z in self.zones
            ),
            tuple(row.value() for row in self.rates),
            LeakRule(self.leak.years, self.leak.least_years, self.leak.cited("water_rates.leak")),
            self.whole_units,
            tuple(row.value() for row in self.stormwater),
        )
