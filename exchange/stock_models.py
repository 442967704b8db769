"""The shape of the file of accountable stock: which items carry serial numbers, and of which series."""

from collections.abc import Collection, Mapping
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from domain.custody.series import SeriesItem, StockSeries
from exchange.policy_fields import ItemCode, Sourced, Strict, Text, once_each
from exchange.policy_files import STOCK, read_model
from exchange.policy_folder import PolicyError

SeriesCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,8}$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9 /.-]{0,8}$")]


class SeriesItemModel(Strict):
    """An item of a series, and how many numbers one of it takes."""

    item: ItemCode
    numbers: int = Field(default=1, ge=1, le=100)


class SeriesModel(Sourced):
    """One series of numbers, as they are printed: ``prefix``, then the number in ``width`` digits."""

    code: SeriesCode
    name: Text
    unit: Text
    items: tuple[SeriesItemModel, ...] = Field(default=(), strict=False)
    prefix: Prefix = ""
    width: int = Field(default=0, ge=0, le=12)
    pieces: int = Field(default=1, ge=1, le=1000)
    counted_at_close: bool
    accountable: bool

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((row.item for row in self.items), "item")
        return self

    def value(self) -> StockSeries:
        """Return the series as the domain knows it."""
        return StockSeries(
            self.code,
            self.name,
            self.unit,
            self.cited(f"stock.{self.code}"),
            tuple(SeriesItem(row.item, row.numbers) for row in self.items),
            self.prefix,
            self.width,
            self.pieces,
            self.counted_at_close,
            self.accountable,
        )


class StockModel(Strict):
    """The file of accountable stock."""

    series: tuple[SeriesModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((row.code for row in self.series), "series")
        once_each((row.item for one in self.series for row in one.items), "item of a series")
        return self


def read_stock(
    files: Mapping[str, str], items: Collection[str]
) -> tuple[tuple[StockSeries, ...], dict[str, BaseModel]]:
    """Return the series of accountable stock and their model by file name; without the file there are none.

    Raises ``PolicyError`` when it names an item that the office does not sell.
    """
    if STOCK not in files:
        return (), {}
    model = read_model(files, STOCK, StockModel)
    for number, series in enumerate(model.series, 1):
        for place, row in enumerate(series.items, 1):
            if row.item not in items:
                allowed = ", ".join(items) or "none"
                fault = f"is {row.item!r}; allowed are {allowed}"
                raise PolicyError(STOCK, f"series.{number}.items.{place}.item", fault)
    return tuple(series.value() for series in model.series), {STOCK: model}
