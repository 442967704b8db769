"""Deciding a cart's lines again after their bills moved or a day passed, without losing what the clerk entered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from domain.office import Office
from domain.receipting.cart import BillLine, Cart, ItemLine, Line, add_bill, add_item
from domain.receivables.accounts import Hold
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState
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
    others = (*cart.lines[:index], *cart.lines[index + 1 :])
    again = add_bill(
        replace(cart, lines=others),
        state,
        on,
        office,
        amount=cart.lines[index].amount,
        holds=holds,
    )
    if isinstance(again, Refusal):
        return again
    lines = (*cart.lines[:index], again.lines[-1], *cart.lines[index + 1 :])
    return replace(cart, lines=lines)


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
        name = line.bill_no if isinstance(line, BillLine) else line.item_code
        if isinstance(line, BillLine):
            again = _bill_again(cart, line, look(line.bill_no), on, office)
        else:
            again = _item_again(line, on, office)
        if isinstance(again, Refusal):
            notices.append(f"{again.sentence} Its line of {line.amount} was taken out.")
        elif again.amount != line.amount:
            what = "Bill" if isinstance(line, BillLine) else "Item"
            notices.append(f"{what} {name} was {line.amount} and is {again.amount} today.")
        kept = () if isinstance(again, Refusal) else (again,)
        index = cart.lines.index(line)
        cart = replace(cart, lines=(*cart.lines[:index], *kept, *cart.lines[index + 1 :]))
    return Renewed(cart, tuple(notices))


def _bill_again(
    cart: Cart,
    line: BillLine,
    found: tuple[BillState, tuple[Hold, ...]] | None,
    on: date,
    office: Office,
) -> Line | Refusal:
    if found is None:
        return refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
    state, holds = found
    others = replace(cart, lines=tuple(each for each in cart.lines if each != line))
    whole = assess(state, on, office).total if not line.balance_after else line.amount
    again = add_bill(others, state, on, office, amount=whole, holds=holds)
    if isinstance(again, Refusal):
        again = add_bill(others, state, on, office, holds=holds)
    return again if isinstance(again, Refusal) else again.lines[-1]


def _item_again(line: ItemLine, on: date, office: Office) -> Line | Refusal:
    again = add_item(Cart("again"), line.item_code, line.quantity, on, office)
    return again if isinstance(again, Refusal) else again.lines[0]
