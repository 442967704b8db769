"""What is not given back once it is sold: garage fees and cards, for the reasons that the policy names.

Source of the shape: City of Ithaca page 'Off-Street Parking': fees and cards are not refundable. A clerk's own mistake,
such as a wrong kind of money, may still be set right.
"""

from domain.corrections.standing import Standing
from domain.corrections.values import Support
from domain.office import Office
from domain.receipting.cart import BillLine
from domain.refusals import Code, Refusal, refuse


def refuse_refund(standing: Standing, support: Support, office: Office) -> Refusal | None:
    """Return ``None`` when a receipt may be undone for this reason; refuses one that holds what is not refundable."""
    rules = office.single.items.not_refunded if office.single is not None else ()
    for rule in rules:
        if support.reason_code not in rule.reasons:
            continue
        for stands in standing.lines:
            line = stands.line
            if isinstance(line, BillLine):
                found = line.service in rule.services and bool(stands.amount)
            else:
                found = line.item_code in rule.items and bool(stands.quantity)
            if found:
                reason = office.corrections.reason_name(support.reason_code)
                law = rule.source.citation
                return refuse(
                    Code.NOT_REFUNDED, what=line.description, law=law, reason=reason.lower()
                )
    return None
