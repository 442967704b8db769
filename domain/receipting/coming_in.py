"""A payment that did not come over the counter today: what came with it decides the day that the cart counts for."""

from dataclasses import replace
from datetime import date

from domain.office import Office
from domain.privacy.confidential import refused_text
from domain.receipting.cart import BillLine, Cart
from domain.receipting.refresh import Look, Renewed, renew_cart
from domain.receivables.evidence import (
    Evidence,
    effective_for,
    effective_on,
    refuse_short,
    refuse_unnumbered,
)
from domain.refusals import Code, Refusal, refuse


def set_evidence(
    cart: Cart, evidence: Evidence | None, look: Look, on: date, office: Office
) -> Renewed | Refusal:
    """Return the cart with this evidence, or none, its bills decided again for the day that it gives their services.

    ``on`` is the business date. What changed is told, a sentence a line. Refuses evidence that cannot be used, a
    delivery that is still to come, and money in the cart that came late and is now short of a bill: it goes back.
    """
    if evidence is not None:
        refusal = _unusable(cart, evidence, on, office)
        if refusal is not None:
            return refusal
    renewed = renew_cart(replace(cart, evidence=evidence), look, on, office)
    if not cart.tenders or not renewed.cart.due:
        return renewed
    return _late_and_short(cart, evidence, look, office) or renewed


def _unusable(cart: Cart, evidence: Evidence, on: date, office: Office) -> Refusal | None:
    if evidence.received_on > on:
        return refuse(Code.EFFECTIVE_AFTER_ENTRY, effective=evidence.received_on, entered=on)
    unkept = refuse_unnumbered(evidence) or refused_text(evidence.carrier)
    if unkept is not None:
        return unkept
    # Whether a day is missing is known before the first bill is in the cart.
    day = effective_on(evidence, postmark_counts=True, rules=office.mail, calendar=office.calendar)
    if isinstance(day, Refusal):
        return day
    services = dict.fromkeys(x.service for x in cart.lines if isinstance(x, BillLine))
    days = (effective_for(evidence, office.service(code), office) for code in services)
    return next((found for found in days if isinstance(found, Refusal)), None)


def _late_and_short(
    cart: Cart, evidence: Evidence | None, look: Look, office: Office
) -> Refusal | None:
    for line in cart.lines:
        found = look(line.bill_no) if isinstance(line, BillLine) else None
        if found is not None:
            refusal = refuse_short(found[0], line.amount, evidence, office)
            if refusal is not None:
                return refusal
    return None
