"""Money into the cart: adding and removing tenders, and whether the cart may be finished."""

from dataclasses import replace

from domain.money import Money
from domain.office import Office
from domain.receipting.cart import BillLine, Cart
from domain.receipting.tender import Tender, make_tender
from domain.refusals import Code, Refusal, refuse


def add_tender(
    cart: Cart,
    kind_code: str,
    office: Office,
    *,
    amount: Money | None = None,
    number: str = "",
    carries_on: bool = False,
) -> Cart | Refusal:
    """Add a tender; without an amount it is the rest that is due.

    Refuses an empty cart, money when nothing is due, more than is due on a kind that gives no change, and another
    kind than cash while a line's account is held to cash. A check that ``carries_on`` may be more than is due: the
    next bills use it up, and the cart is not ready before they have.
    """
    if not cart.lines:
        return refuse(Code.CART_EMPTY)
    kind = office.tender_kind(kind_code)
    if isinstance(kind, Refusal):
        return kind
    if not cart.due:
        return refuse(Code.TENDER_NOT_NEEDED)
    if not kind.change_given and (held := _held_to_cash(cart)) is not None:
        return held
    wanted = cart.due if amount is None else amount
    carried = carries_on and kind.counted == "items"
    if wanted > cart.due and not (kind.change_given or carried):
        return refuse(Code.TENDER_EXCEEDS, kind=kind.name.lower(), amount=wanted, due=cart.due)
    tender = make_tender(kind, wanted, number)
    if isinstance(tender, Refusal):
        return tender
    return replace(cart, tenders=(*cart.tenders, tender))


def remove_tender(cart: Cart, index: int = -1) -> Cart | Refusal:
    """Take one tender out again, the last one unless ``index`` says otherwise."""
    if not cart.tenders or not -len(cart.tenders) <= index < len(cart.tenders):
        return refuse(Code.LINE_UNKNOWN)
    tenders: list[Tender] = list(cart.tenders)
    tenders.pop(index)
    return replace(cart, tenders=tuple(tenders))


def ready(cart: Cart) -> Refusal | None:
    """Return ``None`` when the cart may be posted, else what is missing.

    Change is given only from cash and never exceeds the cash handed over; while a line's account is held to cash,
    nothing else pays.
    """
    if not cart.lines:
        return refuse(Code.CART_EMPTY)
    if cart.due:
        return refuse(Code.TENDER_SHORT, due=cart.due)
    if cart.unused:
        return refuse(Code.CHANGE_NOT_CASH, left=cart.unused)
    return None if all(t.is_cash for t in cart.tenders) else _held_to_cash(cart)


def _held_to_cash(cart: Cart) -> Refusal | None:
    held = next(
        (line for line in cart.lines if isinstance(line, BillLine) and line.cash_only), None
    )
    if held is None:
        return None
    return refuse(Code.CASH_ONLY, who=held.name or held.account_number, hold=held.cash_only)
