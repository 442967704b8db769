"""Deciding a cart's lines again after their bills moved or a day passed, without losing what the clerk entered.

The cart's evidence, the holds that were overridden, part amounts and what a line says beside its money are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from domain.calendar import day_text
from domain.money import Money
from domain.office import Office
from domain.receipting.boot_release import BOOT_ITEM, fee_again
from domain.receipting.cart import BillLine, Cart, ItemLine, Line, add_bill, add_item
from domain.receipting.exchanges import exchange_again
from domain.receipting.item_particulars import priced
from domain.receipting.particulars import ESCROW_COPY
from domain.receipting.tender_fees import FEE_ITEM
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.application import order_kept
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
from domain.receivables.evidence import effective_for
from domain.refusals import Code, Refusal, refuse


def refresh_line(
    cart: Cart, state: BillState, on: date, office: Office, holds: tuple[Hold, ...] = ()
) -> Cart | Refusal:
    """Return the cart with its line on this bill decided again on ``state``, for the same amount; tenders stay.

    Refuses when the bill can no longer take that amount: it was paid, cancelled, or owes less now.
    """
    index = next(
        (
            i
            for i, line in enumerate(cart.lines)
            if isinstance(line, BillLine) and line.bill_no == state.bill.bill_no
        ),
        None,
    )
    if index is None:
        return refuse(Code.LINE_UNKNOWN)
    line = cart.lines[index]
    if not isinstance(line, BillLine):
        raise AssertionError("the line of a bill is a bill's line")
    again = _decided(cart, line, state, on, office, holds, line.amount)
    if isinstance(again, Refusal):
        return again
    return replace(cart, lines=(*cart.lines[:index], again, *cart.lines[index + 1 :]))


def _decided(
    cart: Cart,
    line: BillLine,
    state: BillState,
    on: date,
    office: Office,
    holds: tuple[Hold, ...],
    amount: Money | None,
) -> BillLine | Refusal:
    """Return the line decided again; only the very hold that was overridden stays so."""
    others = replace(cart, lines=tuple(each for each in cart.lines if each != line))
    override = any(h.kind is HoldKind.ESCROW and h.text == line.overridden for h in holds)
    order = _order_of(line, state, on, office)
    again = add_bill(
        others, state, on, office, amount=amount, holds=holds, override=override, order=order
    )
    if isinstance(again, Refusal):
        return again
    made = again.lines[-1]
    if not isinstance(made, BillLine):
        raise AssertionError("a bill makes a bill's line")
    said = {label for label, _ in made.particulars}
    more = tuple(pair for pair in line.particulars if pair[0] not in (*said, ESCROW_COPY))
    return replace(made, particulars=(*made.particulars, *more))


def _order_of(line: BillLine, state: BillState, on: date, office: Office) -> tuple[str, ...]:
    """Return the order of charges that the clerk had given the line, as far as it can be kept."""
    service = office.service(line.service)
    if not service.order_override:
        return ()
    return order_kept(line.allocations, assess(state, on, office), service)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A cart decided again, and a sentence for each line that is not as it was."""

    cart: Cart
    notices: tuple[str, ...] = ()


Look = Callable[[str], tuple[BillState, tuple[Hold, ...]] | None]
"""Returns a bill as it stands now with the holds on its account, or ``None`` when there is no such bill."""


def renew_cart(cart: Cart, look: Look, on: date, office: Office) -> Renewed:
    """Decide every line of a kept cart again as of ``on``: penalties and prices may have changed, a bill been paid.

    A line that paid its bill whole pays it whole. Another keeps its amount where the bill still takes that; else it is
    what is due now; else it is taken out. Tenders stay: ``ready`` judges the whole.
    """
    notices: list[str] = []
    for line in cart.lines:
        again: Line | Refusal
        if isinstance(line, BillLine):
            again = _bill_again(cart, line, look(line.bill_no), on, office)
        else:
            again = _item_again(line, on, office)
        notices.extend(_told(line, again))
        kept = () if isinstance(again, Refusal) else (again,)
        index = cart.lines.index(line)
        cart = replace(cart, lines=(*cart.lines[:index], *kept, *cart.lines[index + 1 :]))
    return Renewed(cart, tuple(notices))


def _told(line: Line, again: Line | Refusal) -> tuple[str, ...]:
    """Return what is not as it was, in a sentence."""
    if isinstance(again, Refusal):
        return (f"{again.sentence} Its line of {line.amount} was taken out.",)
    if not isinstance(line, BillLine) or not isinstance(again, BillLine):
        name = line.item_code if isinstance(line, ItemLine) else ""
        changed = again.amount != line.amount
        return (f"Item {name} was {line.amount} and is {again.amount} today.",) if changed else ()
    day = "today" if again.effective_on is None else f"as of {day_text(again.effective_on)}"
    if again.amount != line.amount:
        return (f"Bill {line.bill_no} was {line.amount} and is {again.amount} {day}.",)
    if again.effective_on != line.effective_on:
        return (f"Bill {line.bill_no} is still {line.amount}, {day}.",)
    return ()


def _bill_again(
    cart: Cart,
    line: BillLine,
    found: tuple[BillState, tuple[Hold, ...]] | None,
    on: date,
    office: Office,
) -> BillLine | Refusal:
    if found is None:
        return refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
    state, holds = found
    again: BillLine | Refusal
    if line.balance_after or line.difference:
        again = _decided(cart, line, state, on, office, holds, line.amount)
    else:
        again = _whole_again(cart, line, state, on, office, holds)
    if isinstance(again, Refusal):
        again = _decided(cart, line, state, on, office, holds, None)
    return again


def _whole_again(
    cart: Cart,
    line: BillLine,
    state: BillState,
    on: date,
    office: Office,
    holds: tuple[Hold, ...],
) -> BillLine | Refusal:
    """Return the line of a bill that was to be paid whole, paid whole on the day that it counts for now."""
    evidence = cart.evidence
    day = on if evidence is None else effective_for(evidence, office.service(line.service), office)
    if isinstance(day, Refusal):
        return day
    return _decided(cart, line, state, on, office, holds, assess(state, day, office).total)


def _item_again(line: ItemLine, on: date, office: Office) -> ItemLine | Refusal:
    """Return items at today's price; what a line is about, such as a serial range, stays with it."""
    if line.item_code == FEE_ITEM:
        # It belongs to money that was taken: whether it still agrees is judged with that money.
        return line
    if line.item_code == BOOT_ITEM:
        return fee_again(line, office)
    if line.credit:
        return exchange_again(line, on, office)
    again = add_item(Cart("again"), line.item_code, line.quantity, on, office)
    if isinstance(again, Refusal):
        return again
    made = again.lines[0]
    if not isinstance(made, ItemLine):
        raise AssertionError("an item makes an item's line")
    kept = replace(made, reference=line.reference, series=line.series, serials=line.serials)
    return priced(kept, on, office)
