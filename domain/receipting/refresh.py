"""Deciding a cart's line again after its bill moved, without losing what the clerk entered."""

from dataclasses import replace
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
