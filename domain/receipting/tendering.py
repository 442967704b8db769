"""Money into the cart: adding and removing tenders, and whether the cart may be finished."""

from dataclasses import replace

from domain.acts import Act
from domain.approval import Approval
from domain.confidential import refused_text
from domain.money import Money, total
from domain.office import Office, TenderKind
from domain.receipting.cart import BillLine, Cart, ItemLine
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
    approval: Approval | None = None,
    new_staff: bool = False,
) -> Cart | Refusal:
    """Add a tender; without an amount it is the rest that is due.

    Refuses an empty cart, money when nothing is due, more than is due on a kind that gives no change, and another
    kind than cash while a line's account is held to cash. A check that ``carries_on`` may be more than is due: the
    next bills use it up, and the cart is not ready before they have.

    More than the kind's limit, the limit of ``new_staff``, or in cash the limit of one receipt is refused unless
    ``approval`` is one of an override.
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
    approved = approval is not None and approval.act == Act.APPROVE_OVERRIDE
    most = None if approved else most_of(kind, office, new_staff=new_staff)
    tender = make_tender(kind, wanted, number, most=most)
    if isinstance(tender, Refusal):
        return tender
    if tender.is_cash and not approved and (over := _cash_over(cart, wanted, office)) is not None:
        return over
    return replace(cart, tenders=(*cart.tenders, tender))


def most_of(kind: TenderKind, office: Office, *, new_staff: bool = False) -> Money | None:
    """Return the most that one tender of a kind may be without approval, or ``None`` where nothing limits it."""
    limits = [kind.limit, office.new_staff.limit if new_staff else None]
    return min((limit for limit in limits if limit is not None), default=None)


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
    nothing else pays. No text of it may hold what is never kept, wherever it was typed.
    """
    if not cart.lines:
        return refuse(Code.CART_EMPTY)
    if cart.due:
        return refuse(Code.TENDER_SHORT, due=cart.due)
    if cart.unused:
        return refuse(Code.CHANGE_NOT_CASH, left=cart.unused)
    secret = _not_kept(cart)
    if secret is not None:
        return secret
    return None if all(t.is_cash for t in cart.tenders) else _held_to_cash(cart)


def _cash_over(cart: Cart, wanted: Money, office: Office) -> Refusal | None:
    """Refuse more cash on one receipt than policy lets one person take; change is not looked at: it came in first."""
    limit = office.guards.cash_limit
    cash = wanted + total(t.amount for t in cart.tenders if t.is_cash)
    if limit is None or cash <= limit:
        return None
    return refuse(Code.CASH_OVER_LIMIT, amount=cash, limit=limit)


def _not_kept(cart: Cart) -> Refusal | None:
    """Return the refusal for a card number and the like in what was typed into the cart."""
    items = [line for line in cart.lines if isinstance(line, ItemLine)]
    return refused_text(
        cart.payer,
        cart.evidence.carrier if cart.evidence is not None else "",
        *(tender.number for tender in cart.tenders),
        *(text for line in items for text in (line.reference, line.credited_for)),
    )


def _held_to_cash(cart: Cart) -> Refusal | None:
    held = next(
        (line for line in cart.lines if isinstance(line, BillLine) and line.cash_only), None
    )
    if held is None:
        return None
    return refuse(Code.CASH_ONLY, who=held.name or held.account_number, hold=held.cash_only)
