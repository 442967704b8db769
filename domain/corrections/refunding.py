"""What was paid too much on a bill becomes a refund request or a credit on its account, never cash from a drawer.

A bill is overpaid when its program lowers a charge after it was paid, or when a payment counts for an earlier day.
"""

from datetime import date
from typing import Final

from domain.corrections.effects import account_of, effect_on
from domain.corrections.ordering import Asked, CorrectionOrder, accounts_for, ordered, supported
from domain.corrections.policy import CorrectionAccounts, CorrectionKind, Overpaid
from domain.corrections.values import Amendment, BillEffect, EffectPart, Settlement, Support
from domain.money import ZERO, Money
from domain.office import Office
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, How
from domain.refusals import Code, Refusal, refuse

_KIND: Final = CorrectionKind.REFUND


def order_refund(
    state: BillState,
    support: Support,
    asked: Asked,
    office: Office,
    *,
    payee: str = "",
    how: Overpaid | None = None,
) -> CorrectionOrder | Refusal:
    """Return the order that settles all that a bill is overpaid on the day, with ``payee``, else the account's name.

    ``how`` is the policy's choice unless given. Refuses a bill that is not overpaid.
    """
    checked = supported(_KIND, support, asked, office, own=False)
    if isinstance(checked, Refusal):
        return checked
    made = refunded(state, asked.on, office, payee=payee, how=how)
    if isinstance(made, Refusal):
        return made
    effect, settlement = made
    return ordered(
        Amendment(_KIND, checked, effects=(effect,), settlement=settlement), asked, office
    )


def refunded(
    state: BillState,
    on: date,
    office: Office,
    *,
    payee: str = "",
    how: Overpaid | None = None,
) -> tuple[BillEffect, Settlement] | Refusal:
    """Return what settling all that a bill is overpaid on ``on`` does to it, and what the office then owes."""
    accounts = accounts_for(_KIND, office)
    if isinstance(accounts, Refusal):
        return accounts
    assessment = assess(state, on, office)
    left = over = -assessment.total
    if over <= ZERO:
        return refuse(Code.NOT_OVERPAID, bill=state.bill.bill_no, balance=assessment.total)
    parts: list[EffectPart] = []
    for place in assessment.owed:
        taken = min(left, -place.amount)
        if taken <= ZERO:
            continue
        account = account_of(state.bill.service, place.kind, _KIND.words, office)
        if isinstance(account, Refusal):
            return account
        parts.append(EffectPart(How.REFUNDED, place.instalment, place.kind, -taken, on, account))
        left = left - taken
    chosen = how or office.corrections.overpaid
    effect = effect_on(state, tuple(parts), on, office)
    return effect, settled(over, chosen, accounts, payee.strip() or state.name, state.bill)


def settled(
    amount: Money, how: Overpaid, accounts: CorrectionAccounts, payee: str, bill: Bill
) -> Settlement:
    """Return what the office owes a customer: a refund request, or a credit on the bill's account."""
    if how == "credit":
        return Settlement(how, amount, accounts.credits, payee, bill.service, bill.account_number)
    return Settlement(how, amount, accounts.refunds, payee)
