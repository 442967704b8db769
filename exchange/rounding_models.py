"""The shape of the file that says how cash is rounded: a strict model, and the domain values it becomes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from domain.money import Money
from domain.office import CustodyAccounts
from domain.receipting.rounding import EVERY, NICKEL, RoundingRow, RoundingRules
from exchange.policy_fields import (
    Code,
    GlCode,
    ItemCode,
    PositiveAmount,
    Sourced,
    Strict,
    once_each,
)
from exchange.policy_files import ROUNDING, read_model
from exchange.policy_folder import PolicyError


class RoundingModel(Sourced):
    """How cash is rounded between two days. ``services`` and ``items`` are codes; without them it holds for all."""

    mode: Literal["off", "symmetric", "favor_customer"]
    from_on: date = Field(alias="from")
    to_on: date | None = Field(default=None, alias="to")
    least: PositiveAmount = Money(NICKEL)
    gl_code: GlCode | None = None
    services: Annotated[tuple[Code, ...], Field(strict=False)] | None = None
    items: Annotated[tuple[ItemCode, ...], Field(strict=False)] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("a row's to is not before its from")
        if self.mode != "off" and self.gl_code is None:
            raise ValueError("gl_code is missing: what is rounded has an account of its own")
        if self.least.cents < NICKEL:
            raise ValueError("least is 0.05 or more: what is less could be rounded to nothing")
        return self

    def value(self, number: int) -> RoundingRow:
        """Return the row as the domain knows it; ``number`` is its place in the file."""
        return RoundingRow(
            self.mode,
            self.gl_code or "",
            self.cited(f"rounding.{number}"),
            self.from_on,
            self.to_on,
            self.least,
            _scope(self.services),
            _scope(self.items),
        )


def _scope(codes: tuple[str, ...] | None) -> tuple[str, ...]:
    return (EVERY,) if codes is None else codes


class RoundingsModel(Strict):
    """The file of cash rounding."""

    rounding: tuple[RoundingModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _one_row_a_day(self) -> Self:
        once_each((row.from_on for row in self.rounding), "a row from")
        return self


def read_rounding(
    files: Mapping[str, str],
    services: Collection[str],
    items: Collection[str],
    custody: CustodyAccounts,
) -> tuple[RoundingRules, dict[str, BaseModel]]:
    """Return how cash is rounded and its model by file name; without the file it never is.

    Raises ``PolicyError`` for a service or an item that the office has not, and for an account of drawers'
    differences: rounding is never over or short.
    """
    if ROUNDING not in files:
        return RoundingRules(), {}
    model = read_model(files, ROUNDING, RoundingsModel)
    for number, row in enumerate(model.rounding, 1):
        _check(number, row, services, items, custody)
    rows = tuple(row.value(number) for number, row in enumerate(model.rounding, 1))
    return RoundingRules(rows), {ROUNDING: model}


def _check(
    number: int,
    row: RoundingModel,
    services: Collection[str],
    items: Collection[str],
    custody: CustodyAccounts,
) -> None:
    for key, codes, known in (("services", row.services, services), ("items", row.items, items)):
        stranger = next((c for c in codes or () if c not in known), None)
        if stranger is not None:
            fault = f"is {stranger!r}; allowed are {', '.join(known)}"
            raise PolicyError(ROUNDING, f"rounding.{number}.{key}", fault)
    if row.gl_code in (custody.over, custody.short):
        raise PolicyError(
            ROUNDING,
            f"rounding.{number}.gl_code",
            f"is {row.gl_code!r}, where office.toml books what drawers are over and short; "
            "give rounding an account of its own",
        )
