"""Old tags in the cart: exchanged for new ones as the policy's rules on items say.

What old ones are worth beyond the new ones is a claim on the office, never change from the drawer; the receipt says so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.money import ZERO, Money
from domain.office import Item, Office
from domain.receipting.cart import MOST_QUANTITY, Cart, ItemLine, room_for_a_line
from domain.receipting.item_particulars import sell_item
from domain.receivables.items import (
    Exchange,
    ExchangeRule,
    ItemRules,
    check_honored,
    quote_exchange,
)
from domain.refusals import Code, Refusal, refuse

CLAIM = "CLAIM: "
_GIVEN = re.compile(r"(?P<count>[1-9][0-9]*) (?P<name>.+)\Z")


def item_rules(office: Office) -> ItemRules:
    """Return the office's rules on items; there may be none in them."""
    return office.single.items if office.single is not None else ItemRules()


def sell_or_exchange(
    cart: Cart, code: str, quantity: int, on: date, office: Office
) -> Cart | Refusal:
    """Sell ``quantity`` of item ``code``, or, for the code of an old issue, exchange so many for as many new ones.

    Refuses like ``add_item`` and ``add_exchange``; an item that is no longer sold says until when it is honored.
    """
    wanted, rules = code.strip().upper(), item_rules(office)
    if any(rule.old == wanted for rule in rules.exchanges):
        if not 1 <= quantity <= MOST_QUANTITY:
            return refuse(Code.QUANTITY_REFUSED, typed=quantity, most=MOST_QUANTITY)
        return add_exchange(cart, wanted, quantity, quantity, on, office)
    retired = next((rule for rule in rules.honored if rule.item == wanted), None)
    if retired is not None and on > retired.sale_to:
        late = check_honored(wanted, on, rules)
        return late or refuse(Code.ITEM_NOT_SOLD, item=retired.name, on=on.isoformat())
    return sell_item(cart, code, quantity, on, office)


def add_exchange(
    cart: Cart, old: str, old_count: int, new_count: int, on: date, office: Office
) -> Cart | Refusal:
    """Put ``new_count`` new ones into the cart, less what ``old_count`` old ones are worth; even is a line of 0.00.

    Refuses what ``quote_exchange`` refuses, and old ones that are no longer honored.
    """
    found = _quoted(old, old_count, new_count, on, office)
    if isinstance(found, Refusal):
        return found
    return room_for_a_line(cart, office) or replace(cart, lines=(*cart.lines, _line(*found)))


def exchange_again(line: ItemLine, on: date, office: Office) -> ItemLine | Refusal:
    """Return an exchange's line as it comes to on ``on``."""
    given = _given(line, office)
    if given is None:
        why = "the policy has no exchange for it."
        return refuse(Code.EXCHANGE_REFUSED, item=line.credited_for, why=why)
    found = _quoted(*given, line.quantity, on, office)
    if isinstance(found, Refusal):
        return found
    made = _line(*found, reference=line.reference)
    return replace(made, series=line.series, serials=line.serials)


def with_claims(cart: Cart, on: date, office: Office) -> Cart:
    """Return the cart with a notice for what is left of old ones; those of an earlier look are taken out first."""
    others = tuple(notice for notice in cart.notices if not notice.startswith(CLAIM))
    return replace(cart, notices=(*others, *_claims(cart, on, office)))


def _claims(cart: Cart, on: date, office: Office) -> Iterator[str]:
    for line in cart.lines:
        given = _given(line, office) if isinstance(line, ItemLine) else None
        if given is None or not isinstance(line, ItemLine):
            continue
        found = _quoted(*given, line.quantity, on, office)
        if not isinstance(found, Refusal) and found[0].left > ZERO:
            yield (
                f"{CLAIM}{found[0].left} is left of {line.credited_for}. "
                "It is paid on a claim, not from the drawer."
            )


def _given(line: ItemLine, office: Office) -> tuple[str, int] | None:
    """Return the code and number of the old ones that a line was credited for; ``None`` for another line."""
    match = _GIVEN.match(line.credited_for)
    if match is None:
        return None
    rules = item_rules(office).exchanges
    named = (r.old for r in rules if (r.name, r.new) == (match["name"], line.item_code))
    old = next(named, None)
    return None if old is None else (old, int(match["count"]))


def _quoted(
    old: str, old_count: int, new_count: int, on: date, office: Office
) -> tuple[Exchange, ExchangeRule, Item] | Refusal:
    rules, code = item_rules(office), old.strip().upper()
    rule = next((r for r in rules.exchanges if r.old == code), None)
    if rule is None:
        return refuse(Code.EXCHANGE_REFUSED, item=code, why="the policy has no exchange for it.")
    late = check_honored(code, on, rules)
    item = office.item(rule.new)
    if late is not None or isinstance(item, Refusal):
        return late or refuse(Code.ITEM_UNKNOWN, item=rule.new)
    quoted = quote_exchange(code, old_count, item, new_count, on, rules)
    return quoted if isinstance(quoted, Refusal) else (quoted, rule, item)


def _line(quoted: Exchange, rule: ExchangeRule, item: Item, *, reference: str = "") -> ItemLine:
    return ItemLine(
        item.code,
        item.name,
        quoted.new_count,
        # The price is so many times that of one: nothing is lost here.
        Money(quoted.price.cents // quoted.new_count),
        item.gl_code,
        reference,
        quoted.credit,
        f"{quoted.old_count} {rule.name}",
    )
