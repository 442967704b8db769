"""What a receipt says of a bill beside its number, account and name: the content of Real Property Tax Law 986."""

from domain.calendar import day_text
from domain.policy.services import Particular, Service
from domain.receivables.bills import BillState


def particulars_of(
    state: BillState, service: Service, *, escrow: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return labels and texts in the order of the service's policy; what the program does not tell is left out.

    ``escrow`` is for a bill that was sent to a bank: the receipt of its payment is the owner's too.
    """
    told = ((what, _text(state, what, escrow=escrow)) for what in service.receipt_particulars)
    return tuple((_LABELS[what], text) for what, text in told if text)


_LABELS: dict[Particular, str] = {
    "property": "Property",
    "assessed": "Assessed value",
    "roll_delivered_on": "Roll delivered",
    "escrow_copy": "Copy of this receipt to",
}
ESCROW_COPY = _LABELS["escrow_copy"]
"""The label of what goes when the bank's hold does."""


def _text(state: BillState, what: Particular, *, escrow: bool) -> str:
    facts = state.bill.facts
    if what == "property":
        return state.address
    if what == "escrow_copy":
        return f"{state.name}, the owner" if escrow and state.name else ""
    if what == "assessed":
        return "" if facts.assessed is None else str(facts.assessed)
    return "" if facts.roll_delivered_on is None else day_text(facts.roll_delivered_on)
