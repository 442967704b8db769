"""Money into the cart: adding and removing tenders, and whether the cart may be finished."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.money import Money, total
from domain.office import Office, TenderKind
from domain.people.approval import Approval
from domain.privacy.confidential import refused_text
from domain.receipting.approving import approves, lacking, most_of, needs_of_tenders, with_approval
from domain.receipting.cart import BillLine, Cart, ItemLine
from domain.receipting.checks import payer_held
from domain.receipting.tender import Tender, make_tender
from domain.receipting.tender_fees import (
    check_fees,
    fee_of,
    fee_refused,
    with_fee,
    without_fee,
)
from domain.refusals import Code, Refusal, refuse


def round_cash(cart: Cart, on: date, office: Office) -> Cart:
    """Return the cart with cash rounded as policy says on ``on``, the business date."""
    return replace(cart, rounding_row=office.rounding.on(on))


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
    accepted_fee: Money | None = None,
) -> Cart | Refusal:
    """Add a tender; without an amount it is the rest that is due, in cash rounded as the cart says.

    Refuses an empty cart, money when nothing is due, more than is due on a kind that gives no change, and another
    kind than cash while a line's account is held to cash. A check that ``carries_on`` may be more than is due: the
    next bills use it up, and the cart is not ready before they have.

    More than the kind's limit, the limit of ``new_staff``, or in cash the limit of one receipt is refused unless
    ``approval`` is one of an override; the cart keeps it. A kind that costs a fee is taken for what it pays and the
    fee together, when the customer accepted that very fee.
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
    if (held := _held_from_checks(cart, [kind.code], office)) is not None:
        return held
    wanted = rest_of(cart, kind) if amount is None else amount
    carried = carries_on and kind.counted == "items"
    if wanted > cart.due and not (kind.change_given or carried):
        return refuse(Code.TENDER_EXCEEDS, kind=kind.name.lower(), amount=wanted, due=cart.due)
    whole = wanted + fee_of(kind, wanted)
    over = fee_refused(cart, kind, wanted, accepted_fee, office) or _over(
        cart, kind, whole, office, approval, new_staff=new_staff
    )
    if over is not None:
        return over
    tender = make_tender(kind, whole, number)
    if isinstance(tender, Refusal):
        return tender
    taken = with_fee(replace(cart, tenders=(*cart.tenders, tender)), kind, wanted)
    return with_approval(taken, needs_of_tenders(taken, office, new_staff=new_staff), approval)


def rest_of(cart: Cart, kind: TenderKind) -> Money:
    """Return the rest that is due when it is paid in this kind: only cash is rounded."""
    return cart.cash_due if kind.change_given else cart.due


def _over(
    cart: Cart,
    kind: TenderKind,
    amount: Money,
    office: Office,
    approval: Approval | None,
    *,
    new_staff: bool,
) -> Refusal | None:
    """Refuse an amount that is over a limit and that neither this approval nor one in the cart is of."""
    if amount.cents <= 0:
        return None
    tender = Tender(kind.code, kind.name, amount, is_cash=kind.change_given)
    taken = replace(cart, tenders=(*cart.tenders, tender))
    before = lacking(cart, needs_of_tenders(cart, office, new_staff=new_staff))
    missing = lacking(taken, needs_of_tenders(taken, office, new_staff=new_staff))
    if all(approves(approval, need) or need in before for need in missing):
        return None
    most = most_of(kind, office, new_staff=new_staff)
    if most is not None and amount > most:
        return refuse(Code.TENDER_OVER_LIMIT, amount=amount, limit=most, kind=kind.name.lower())
    cash = total(t.amount for t in taken.tenders if t.is_cash)
    return refuse(Code.CASH_OVER_LIMIT, amount=cash, limit=office.guards.cash_limit)


def remove_tender(cart: Cart, index: int = -1) -> Cart | Refusal:
    """Take one tender out again, the last one unless ``index`` says otherwise."""
    if not cart.tenders or not -len(cart.tenders) <= index < len(cart.tenders):
        return refuse(Code.LINE_UNKNOWN)
    tenders: list[Tender] = list(cart.tenders)
    gone = tenders.pop(index)
    return replace(cart, lines=without_fee(cart.lines, gone), tenders=tuple(tenders))


def ready(cart: Cart, office: Office | None = None) -> Refusal | None:
    """Return ``None`` when the cart may be posted, else what is missing.

    Change is given only from cash and never exceeds the cash handed over; while a line's account is held to cash,
    nothing else pays, and while its checks came back, no kind that a bank may return, as ``office`` knows. No text of
    it may hold what is never kept, wherever it was typed.
    """
    if not cart.lines:
        return refuse(Code.CART_EMPTY)
    if cart.due:
        return refuse(Code.TENDER_SHORT, due=cart.due)
    if cart.unused:
        return refuse(Code.CHANGE_NOT_CASH, left=cart.unused)
    secret = _not_kept(cart) or (check_fees(cart, office) if office is not None else None)
    if secret is not None:
        return secret
    if all(t.is_cash for t in cart.tenders):
        return None
    kinds = [tender.kind for tender in cart.tenders]
    from_checks = _held_from_checks(cart, kinds, office) if office is not None else None
    return _held_to_cash(cart) or from_checks


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


def _held_from_checks(cart: Cart, kinds: Iterable[str], office: Office) -> Refusal | None:
    """Refuse kinds of money that a bank may return where checks of the account came back."""
    if not set(kinds) & set(office.corrections.returned.tender_kinds):
        return None
    for line in cart.lines:
        if isinstance(line, BillLine) and line.no_checks:
            return payer_held(line.name or line.account_number, line.no_checks)
    return None
