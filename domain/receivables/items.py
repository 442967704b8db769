"""What happens to items after they were sold: how long they are honored, and what old ones are worth in exchange.

Sources of the shape: token tickets sold until one day and honored until a later one; in 2014 unused trash tags of the
old price were exchanged for credit. Money back for old items is a claim on the city, never taken from the drawer here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.money import ZERO, Money
from domain.office import Item, Source
from domain.refusals import Code, Refusal, refuse

NO_TAX = "none"


@dataclass(frozen=True, slots=True)
class HonorRule:
    """An item or an old issue of one: sold until ``sale_to``, honored until ``honor_to``, both days included."""

    item: str
    name: str
    sale_to: date
    honor_to: date
    source: Source

    def __post_init__(self) -> None:
        if self.honor_to < self.sale_to:
            raise ValueError("an item is honored at least as long as it is sold")


@dataclass(frozen=True, slots=True)
class ExchangeRule:
    """An old issue, ``old``, each worth ``worth``, is taken for the item ``new`` between two days.

    With ``difference`` each old one is exchanged for one new one and the difference in price is paid; nothing is left
    over. With ``credit`` all old ones together are credit toward any number of new ones; what is left is a claim.
    """

    old: str
    name: str
    worth: Money
    new: str
    mode: Literal["difference", "credit"]
    source: Source
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaxFlag:
    """The sales tax treatment of an item. ``code`` is ``none`` unless the policy names another."""

    item: str
    code: str
    source: Source


@dataclass(frozen=True, slots=True)
class SoldWith:
    """Items sold with the plates of at most ``most_plates`` vehicles, after a look at the customer's ID."""

    items: tuple[str, ...]
    id_seen: bool
    most_plates: int
    source: Source


@dataclass(frozen=True, slots=True)
class Outlet:
    """A shop that the office supplies with some items, by its code."""

    code: str
    name: str
    items: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Wholesale:
    """What an outlet pays for one of an item from ``from_on`` on; without a row it pays the price of everybody."""

    item: str
    amount: Money
    from_on: date
    source: Source


@dataclass(frozen=True, slots=True)
class NotRefunded:
    """Items, and services' bills, whose payment is not given back for any of these coded ``reasons``."""

    items: tuple[str, ...]
    services: tuple[str, ...]
    reasons: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many months before a bill of a service is due it is taken at the earliest."""

    service: str
    months: int
    source: Source


@dataclass(frozen=True, slots=True)
class ItemRules:
    """The office's rules on items, beside their prices."""

    honored: tuple[HonorRule, ...] = ()
    exchanges: tuple[ExchangeRule, ...] = ()
    taxes: tuple[TaxFlag, ...] = ()
    sold_with: tuple[SoldWith, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    wholesale: tuple[Wholesale, ...] = ()
    not_refunded: tuple[NotRefunded, ...] = ()
    ahead: tuple[Ahead, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange as quoted: ``price`` of the new items, ``credit`` used for them, ``to_pay`` in money.

    ``price`` is ``credit`` and ``to_pay`` together. ``left`` is worth of old ones that was not used: a claim by the
    customer, not change.
    """

    old: str
    old_count: int
    new: str
    new_count: int
    price: Money
    credit: Money
    to_pay: Money
    left: Money
    source: Source


def tax_flag(item: str, rules: ItemRules) -> str:
    """Return the sales tax code of an item; ``none`` where the policy names none for it."""
    return next((t.code for t in rules.taxes if t.item == item.upper()), NO_TAX)


def check_honored(item: str, on: date, rules: ItemRules) -> Refusal | None:
    """Return ``None`` when an item is still honored on ``on``; items without a rule are honored for good."""
    rule = next((h for h in rules.honored if h.item == item.upper()), None)
    if rule is None or on <= rule.honor_to:
        return None
    return refuse(Code.ITEM_NOT_HONORED, item=rule.name, last=rule.honor_to)


def quote_exchange(
    old: str, old_count: int, new_item: Item, new_count: int, on: date, rules: ItemRules
) -> Exchange | Refusal:
    """Return what exchanging ``old_count`` old ones for ``new_count`` of ``new_item`` costs on ``on``.

    Refuses an issue that is not exchanged that day or not for that item, an item without a price, and, where the
    difference is paid, different counts or a new price below the worth.
    """
    if old_count < 1 or new_count < 1:
        raise ValueError("an exchange is of at least one for at least one")
    rule = next((r for r in rules.exchanges if r.old == old.upper()), None)
    name = rule.name if rule else old
    if rule is None:
        return refuse(Code.EXCHANGE_REFUSED, item=name, why="the policy has no exchange for it.")
    price = new_item.price_on(on)
    why = _why_not(rule, new_item.code, on)
    if not why and price is None:
        why = f"{new_item.name} is not sold on {on}."
    if why or price is None:
        return refuse(Code.EXCHANGE_REFUSED, item=name, why=why)
    whole, worth = price.amount.times(new_count), rule.worth.times(old_count)
    if rule.mode == "difference":
        if old_count != new_count:
            why = f"{old_count} old ones are exchanged for {old_count} new ones."
        elif whole < worth:
            why = "a new one costs less."
    if why:
        return refuse(Code.EXCHANGE_REFUSED, item=name, why=why)
    credit = min(whole, worth)
    return Exchange(
        rule.old,
        old_count,
        new_item.code,
        new_count,
        whole,
        credit,
        max(ZERO, whole - credit),
        worth - credit,
        rule.source,
    )


def _why_not(rule: ExchangeRule, new: str, on: date) -> str:
    if on < rule.from_on:
        return f"its exchange begins on {rule.from_on}."
    if rule.to_on is not None and on > rule.to_on:
        return f"its exchange ended on {rule.to_on}."
    if new != rule.new:
        return f"it is exchanged for item {rule.new} only."
    return ""
