"""The shape of the rules of sale in the item rules file: plates, outlets, what is not refunded, how far ahead."""

from datetime import date

from pydantic import Field

from domain.receivables.items import Ahead, NotRefunded, Outlet, SoldWith, Wholesale
from exchange.policy_fields import Code, ItemCode, PositiveAmount, Sourced, Text


class SoldWithModel(Sourced):
    """Items sold with plates."""

    items: tuple[ItemCode, ...] = Field(min_length=1, strict=False)
    id_seen: bool
    most_plates: int = Field(ge=1, le=9)

    def value(self, key: str) -> SoldWith:
        """Return the rule as the domain knows it."""
        return SoldWith(self.items, self.id_seen, self.most_plates, self.cited(key))


class OutletModel(Sourced):
    """A shop that is supplied with items."""

    code: ItemCode
    name: Text
    items: tuple[ItemCode, ...] = Field(min_length=1, strict=False)

    def value(self, key: str) -> Outlet:
        """Return the outlet as the domain knows it."""
        return Outlet(self.code, self.name, self.items, self.cited(key))


class WholesaleModel(Sourced):
    """What outlets pay for one of an item from a day on."""

    item: ItemCode
    amount: PositiveAmount
    from_on: date = Field(alias="from")

    def value(self, key: str) -> Wholesale:
        """Return the price as the domain knows it."""
        return Wholesale(self.item, self.amount, self.from_on, self.cited(key))


class NotRefundedModel(Sourced):
    """What is not given back, and for which coded reasons."""

    items: tuple[ItemCode, ...] = Field(default=(), strict=False)
    services: tuple[Code, ...] = Field(default=(), strict=False)
    reasons: tuple[Code, ...] = Field(min_length=1, strict=False)

    def value(self, key: str) -> NotRefunded:
        """Return the rule as the domain knows it."""
        return NotRefunded(self.items, self.services, self.reasons, self.cited(key))


class AheadModel(Sourced):
    """How many months before it is due a bill of a service is taken."""

    service: Code
    months: int = Field(ge=0, le=120)

    def value(self, key: str) -> Ahead:
        """Return the rule as the domain knows it."""
        return Ahead(self.service, self.months, self.cited(key))
