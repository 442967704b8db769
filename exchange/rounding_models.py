"""The shape of the file that says how cash is rounded: a strict model, and the domain values it becomes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from domain.money import Money
from domain.policy.rounding import EVERY, NICKEL, RoundingRow, RoundingRules
from domain.policy.services import Service
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
from exchange.policy_models import ItemsModel, OfficeModel


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
    office: OfficeModel,
    items: ItemsModel,
    services: Sequence[Service],
) -> tuple[RoundingRules, dict[str, BaseModel]]:
    """Return how cash is rounded and its model by file name; without the file it never is.

    Raises ``PolicyError`` for a service or an item that the office has not, and for an account that books anything
    else: rounding is never over or short, and no tolerance.
    """
    if ROUNDING not in files:
        return RoundingRules(), {}
    model = read_model(files, ROUNDING, RoundingsModel)
    codes = [item.code for item in items.items]
    for number, row in enumerate(model.rounding, 1):
        _check_scope(number, "services", row.services, office.services)
        _check_scope(number, "items", row.items, codes)
        if row.gl_code in {*_accounts(office, items, services)}:
            raise PolicyError(
                ROUNDING,
                f"rounding.{number}.gl_code",
                f"is {row.gl_code!r}, which books something else, such as what drawers are over and "
                "short; give rounding an account of its own",
            )
    rows = tuple(row.value(number) for number, row in enumerate(model.rounding, 1))
    return RoundingRules(rows), {ROUNDING: model}


def _check_scope(
    number: int, key: str, codes: tuple[str, ...] | None, known: Collection[str]
) -> None:
    for code in codes or ():
        if code not in known:
            fault = f"is {code!r}; allowed are {', '.join(known)}"
            raise PolicyError(ROUNDING, f"rounding.{number}.{key}", fault)


def _accounts(office: OfficeModel, items: ItemsModel, services: Sequence[Service]) -> Iterator[str]:
    """Yield every account that the policy books receipts and drawers on."""
    custody = office.custody
    yield from (custody.vault, custody.undeposited, custody.over, custody.short)
    yield from (kind.gl_code for kind in office.tender_kinds)
    yield from (item.gl_code for item in items.items)
    for service in services:
        yield from (kind.gl_code for kind in service.charge_kinds)
        for row in service.tolerances:
            yield from (row.short_gl_code, row.over_gl_code)
