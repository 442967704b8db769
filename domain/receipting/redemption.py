"""Tax liens in the cart: newest first, the statute's words while one stays open, the certificate after the last.

Source: Real Property Tax Law 1112. A lien is redeemed when its bill is paid whole; a payment on a part of it redeems
nothing. The liens of one number, in all services whose accounts are parcels, are those of one parcel.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from domain.money import ZERO, total
from domain.office import Office
from domain.receipting.cart import BillLine, Cart
from domain.receivables.assessment import assess
from domain.receivables.bills import MOVES_MONEY, BillState, BillStatus, standing
from domain.receivables.tax_liens import (
    Lien,
    LienRow,
    LienRules,
    RedemptionCertificate,
    check_redemption,
    open_liens,
    payable_next,
    receipt_warning,
    redemption_certificate,
    refuse_reopening,
)
from domain.refusals import Refusal


def lien_rules(office: Office) -> LienRules | None:
    """Return the office's rules on liens, if it has any."""
    return office.single.liens if office.single is not None else None


def is_parcel(service: str, office: Office) -> bool:
    """Whether the accounts of a service are parcels, on which liens may lie."""
    rules = lien_rules(office)
    return rules is not None and service in rules.services


def liens_of(
    states: Iterable[BillState], on: date, office: Office, *, early: bool = False
) -> tuple[Lien, ...]:
    """Return the liens among bills as they stand on ``on``; one that was paid whole here is redeemed since that day.

    One that was paid for a day before it was a lien is none; with ``early`` it is redeemed since its first day, because
    it is a lien again when that payment is taken back.

    A bill that the program cancelled, or on which it or an abatement left nothing to pay, is no lien.
    """
    found: list[Lien] = []
    for state in states:
        bill, lien_on = state.bill, state.bill.facts.lien_on
        if lien_on is None or lien_on > on or not is_parcel(bill.service, office):
            continue
        if bill.status is BillStatus.CANCELLED or not bill.face:
            continue
        lien = Lien(bill.bill_no, bill.account_number, lien_on)
        if assess(state, on, office).total <= ZERO:
            if total(a.amount for a in state.applied if a.how in MOVES_MONEY) <= ZERO:
                continue
            paid_on = max((a.effective_on for a in standing(state.applied)), default=lien_on)
            if paid_on < lien_on and not early:
                continue
            lien = replace(lien, redeemed_on=max(paid_on, lien_on))
        found.append(lien)
    return tuple(found)


def check_liens(cart: Cart, liens: Iterable[Lien], on: date, office: Office) -> Refusal | None:
    """Return ``None`` when the cart pays liens in the order of the law, else why not.

    ``liens`` are all those of the parcels that the cart pays on. Under ``newest_first`` no money is taken on a lien
    while a newer one of its parcel is neither redeemed nor paid whole by this cart.
    """
    rules = lien_rules(office)
    if rules is None:
        return None
    paid = {line.bill_no: not line.balance_after for line in _bills(cart)}
    for parcel in _parcels(liens):
        still = [lien.lien_no for lien in open_liens(parcel) if lien.lien_no in paid]
        whole = {number for number in still if paid[number]}
        for chosen in (whole, *({*whole, number} for number in still if not paid[number])):
            refusal = check_redemption(parcel, chosen, on, rules)
            if refusal is not None:
                return refusal
    return None


def check_reopened(
    states: Iterable[BillState], reopened: Collection[str], on: date, office: Office
) -> Refusal | None:
    """Refuse to open liens again by undoing what paid them, while one is redeemed that had to wait for them.

    ``states`` are all bills of the parcels as they stand, paid ones too; ``reopened`` are numbers among them.
    """
    rules = lien_rules(office)
    if rules is None:
        return None
    for parcel in _parcels(liens_of(states, on, office, early=True)):
        refusal = refuse_reopening(parcel, reopened, rules)
        if refusal is not None:
            return refusal
    return None


def lien_words(liens: Iterable[Lien], on: date, office: Office) -> str:
    """Return what the counter says of a parcel's open liens, and which may be paid first; nothing without any."""
    rules, still = lien_rules(office), open_liens(liens)
    if rules is None or not still:
        return ""
    first = [lien.lien_no for lien in payable_next(still, on, rules)]
    if len(first) == len(still):
        return f"LIEN: {', '.join(first)} unpaid"
    return f"LIENS: {len(still)} unpaid; {' or '.join(first)} is paid first"


def in_lawful_order(states: Sequence[BillState], on: date, office: Office) -> tuple[BillState, ...]:
    """Return bills in an order in which each may be added to a cart: open liens as the law has them, others last."""
    rules = lien_rules(office)
    row = rules.row(on) if rules is not None else None
    if row is None or row.order == "any":
        return tuple(states)
    dates = {lien.lien_no: lien.lien_on for lien in liens_of(states, on, office)}
    liens = sorted(
        (s for s in states if s.bill.bill_no in dates),
        key=lambda s: dates[s.bill.bill_no],
        reverse=row.order == "newest_first",
    )
    return (*liens, *(s for s in states if s.bill.bill_no not in dates))


def with_warning(cart: Cart, liens: Iterable[Lien], on: date, office: Office) -> Cart:
    """Return the cart with the statute's words among its notices where one of its parcels keeps an open lien.

    Whether any payment on the parcel brings them, or only one that redeems a lien as the law asks, is policy. Words of
    an earlier look at the cart are taken out first.
    """
    rules = lien_rules(office)
    if rules is None:
        return cart
    known = tuple(row.warning for row in rules.rows)
    others = tuple(n for n in cart.notices if not n.endswith(known))
    lines = [line for line in _bills(cart) if line.service in rules.services]
    row, several = rules.row(on), len({line.account_number for line in lines}) > 1
    words = []
    for parcel in _parcels(liens) if row is not None else ():
        after, number = _after(cart, parcel, on), parcel[0].parcel
        whole = {line.bill_no for line in lines if not line.balance_after}
        # A lien that this very cart paid counts, although the books may have it paid by now.
        redeems = any(lien.lien_no in whole for lien in parcel)
        if row is not None and _warns(row, lines, number, redeems):
            warning = receipt_warning(after, on, rules)
            words += [f"Parcel {number}: {warning}" if several else warning] if warning else []
    return replace(cart, notices=(*others, *words))


def redeemed_all(
    states: Iterable[BillState], on: date, office: Office
) -> RedemptionCertificate | Refusal | None:
    """Return the certificate that every lien of one parcel is redeemed, or a refusal that names those still open.

    ``None`` when no lien of the parcel is known here.
    """
    rules, liens = lien_rules(office), liens_of(states, on, office)
    return redemption_certificate(liens, on, rules) if rules is not None and liens else None


def _warns(row: LienRow, lines: Sequence[BillLine], parcel: str, redeems: bool) -> bool:
    """Whether the cart's payment on a parcel brings the words, were a lien to stay open."""
    pays = any(line.account_number == parcel for line in lines)
    return pays and (redeems or row.warn_on == "any_payment")


def _after(cart: Cart, liens: Sequence[Lien], on: date) -> tuple[Lien, ...]:
    """Return the liens as the cart leaves them."""
    whole = {line.bill_no for line in _bills(cart) if not line.balance_after}
    return tuple(
        replace(lien, redeemed_on=max(on, lien.lien_on)) if lien.lien_no in whole else lien
        for lien in open_liens(liens)
    )


def _bills(cart: Cart) -> list[BillLine]:
    return [line for line in cart.lines if isinstance(line, BillLine)]


def _parcels(liens: Iterable[Lien]) -> list[tuple[Lien, ...]]:
    """Return the liens parcel by parcel, in the order in which the parcels come."""
    found: dict[str, list[Lien]] = {}
    for lien in liens:
        found.setdefault(lien.parcel, []).append(lien)
    return [tuple(parcel) for parcel in found.values()]
