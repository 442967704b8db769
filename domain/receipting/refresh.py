"""Deciding a cart's lines again after their bills moved or a day passed, without losing what the clerk entered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from domain.office import Office
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receivables.accounts import Hold
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
    """Decide every bill of a kept cart again as of ``on``: penalties may have come, another counter may have taken it.

    A line keeps its amount where the bill still takes that; else it is what is due now; else it is taken out. Tenders
    stay: ``ready`` judges the whole.
    """
    notices: list[str] = []
    for line in cart.lines:
        if not isinstance(line, BillLine):
            continue
        found = look(line.bill_no)
        result: Cart | Refusal = refuse(Code.BILL_UNKNOWN, bill=line.bill_no)
        if found is not None:
            result = refresh_line(cart, found[0], on, office, found[1])
            if isinstance(result, Refusal):
                result = _at_what_is_due(cart, line, found[0], on, office, found[1])
        if isinstance(result, Refusal):
            notices.append(f"{result.sentence} Its line of {line.amount} was taken out.")
            result = replace(cart, lines=tuple(each for each in cart.lines if each != line))
        elif (now := _line_on(result, line.bill_no).amount) != line.amount:
            notices.append(f"Bill {line.bill_no} was {line.amount} and is {now} today.")
        cart = result
    return Renewed(cart, tuple(notices))


def _at_what_is_due(
    cart: Cart, line: BillLine, state: BillState, on: date, office: Office, holds: tuple[Hold, ...]
) -> Cart | Refusal:
    others = replace(cart, lines=tuple(each for each in cart.lines if each != line))
    again = add_bill(others, state, on, office, holds=holds)
    if isinstance(again, Refusal):
        return again
    lines = tuple(again.lines[-1] if each == line else each for each in cart.lines)
    return replace(cart, lines=lines)


def _line_on(cart: Cart, bill_no: str) -> BillLine:
    return next(
        line for line in cart.lines if isinstance(line, BillLine) and line.bill_no == bill_no
    )
