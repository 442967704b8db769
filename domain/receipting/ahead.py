"""Bills that are not taken too long before they are due, such as monthly permits.

Source of the shape: City of Ithaca page 'Off-Street Parking': permits are monthly and renewed at most three months on.
"""

from datetime import date

from domain.calendar import add_months, day_text
from domain.office import Office
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal, refuse


def check_ahead(state: BillState, on: date, office: Office) -> Refusal | None:
    """Return ``None`` when a bill may be taken on ``on``; refuses one due more than the policy's months later."""
    rules = office.single.items.ahead if office.single is not None else ()
    rule = next((r for r in rules if r.service == state.bill.service), None)
    due = state.bill.instalments[0].due_on
    if rule is None or due <= add_months(on, rule.months):
        return None
    return refuse(
        Code.TOO_FAR_AHEAD,
        bill=state.bill.bill_no,
        due=day_text(due),
        months=rule.months,
        first=day_text(add_months(due, -rule.months)),
    )
