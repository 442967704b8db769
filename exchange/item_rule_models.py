"""The shape of the item rules file: how long items are honored, exchanges of old ones, and tax flags."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.receivables.items import ExchangeRule, HonorRule, ItemRules, TaxFlag
from exchange.item_sale_models import (
    AheadModel,
    NotRefundedModel,
    OutletModel,
    SoldWithModel,
    WholesaleModel,
)
from exchange.policy_fields import Code, ItemCode, PositiveAmount, Sourced, Strict, Text, once_each
from exchange.water_models import DatedModel


class HonorModel(Sourced):
    """How long an item is sold and honored."""

    item: ItemCode
    name: Text
    sale_to: date
    honor_to: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.honor_to < self.sale_to:
            raise ValueError("honor_to is not before sale_to")
        return self


class ExchangeModel(DatedModel):
    """What an old issue is worth, and for which item."""

    old: ItemCode
    name: Text
    worth: PositiveAmount
    new: ItemCode
    mode: Literal["difference", "credit"]


class TaxModel(Sourced):
    """An item's sales tax code."""

    item: ItemCode
    tax: Code


class ItemRulesModel(Strict):
    """The item rules file."""

    honored: tuple[HonorModel, ...] = Field(default=(), strict=False)
    exchanges: tuple[ExchangeModel, ...] = Field(default=(), strict=False)
    taxes: tuple[TaxModel, ...] = Field(default=(), strict=False)
    sold_with: tuple[SoldWithModel, ...] = Field(default=(), strict=False)
    outlets: tuple[OutletModel, ...] = Field(default=(), strict=False)
    wholesale: tuple[WholesaleModel, ...] = Field(default=(), strict=False)
    not_refunded: tuple[NotRefundedModel, ...] = Field(default=(), strict=False)
    ahead: tuple[AheadModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((row.item for row in self.honored), "honored item")
        once_each((row.old for row in self.exchanges), "old item")
        once_each((row.item for row in self.taxes), "taxed item")
        once_each((item for row in self.sold_with for item in row.items), "item sold with plates")
        once_each((row.code for row in self.outlets), "outlet")
        once_each(((row.item, row.from_on) for row in self.wholesale), "wholesale price")
        once_each((row.service for row in self.ahead), "service")
        return self

    def value(self) -> ItemRules:
        """Return the file as the domain knows it."""
        key = "item_rules"
        return ItemRules(
            tuple(
                HonorRule(h.item, h.name, h.sale_to, h.honor_to, h.cited(f"{key}.honored.{h.item}"))
                for h in self.honored
            ),
            tuple(
                ExchangeRule(
                    e.old,
                    e.name,
                    e.worth,
                    e.new,
                    e.mode,
                    e.cited(f"{key}.exchanges.{e.old}"),
                    e.from_on,
                    e.to_on,
                )
                for e in self.exchanges
            ),
            tuple(TaxFlag(t.item, t.tax, t.cited(f"{key}.taxes.{t.item}")) for t in self.taxes),
            tuple(row.value(f"{key}.sold_with") for row in self.sold_with),
            tuple(row.value(f"{key}.outlets.{row.code}") for row in self.outlets),
            tuple(row.value(f"{key}.wholesale.{row.item}") for row in self.wholesale),
            tuple(row.value(f"{key}.not_refunded") for row in self.not_refunded),
            tuple(row.value(f"{key}.ahead.{row.service}") for row in self.ahead),
        )
