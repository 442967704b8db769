"""What was paid too much on a bill becomes a refund request or a credit on its account, never cash from a drawer.

A bill is overpaid when its program lowers a charge after it was paid or cancels it, or when a payment counts for an
earlier day. Never more is given back than was paid: a charge may be lowered here and once more by a newer export.
"""

from collections import Counter
from datetime import date
from typing import Final

from domain.corrections.effects import account_of, effect_on, money_on, owed_on
from domain.corrections.ordering import (
    MOST_WORDS,
    Asked,
    CorrectionOrder,
    accounts_for,
    ordered,
    supported,
)
from domain.corrections.policy import CorrectionAccounts, CorrectionKind, Overpaid
from domain.corrections.values import Amendment, BillEffect, EffectPart, Settlement, Support
from domain.money import ZERO, Money
from domain.office import Office
from domain.privacy.confidential import refused_text
from domain.privacy.masking import MASK
from domain.receivables.assessment import assess
from domain.receivables.bills import MOVES_MONEY, Bill, BillState, BillStatus, How
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

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
    to = payee_of(payee, state.name)
    if isinstance(to, Refusal):
        return to
    owed = owed_on(state, on, office)
    left = over = min(-owed, money_on(state))
    if over <= ZERO:
        return refuse(Code.NOT_OVERPAID, bill=state.bill.bill_no, balance=max(owed, ZERO))
    parts: list[EffectPart] = []
    for instalment, kind, amount in _too_much(state, on, office):
        taken = min(left, amount)
        if taken <= ZERO:
            continue
        account = account_of(state.bill.service, kind, _KIND.words, office)
        if isinstance(account, Refusal):
            return account
        parts.append(EffectPart(How.REFUNDED, instalment, kind, -taken, on, account))
        left = left - taken
    chosen = how or office.corrections.overpaid
    effect = effect_on(state, tuple(parts), on, office)
    return effect, settled(over, chosen, accounts, to, state.bill)


def payee_of(typed: str, *known: str) -> str | Refusal:
    """Return to whom money goes: what was typed, made clean, else the first name known that is not withheld.

    Refuses what may not be kept.
    """
    clean = clean_text(typed)[:MOST_WORDS]
    names = (name for name in known if name and name != MASK)
    return refused_text(clean) or clean or next(names, "")


def _too_much(state: BillState, on: date, office: Office) -> list[tuple[int, str, Money]]:
    """Return by instalment and charge kind what is too much there: of a canceled bill all the money on it."""
    if state.bill.status is not BillStatus.CANCELLED:
        return [(o.instalment, o.kind, -o.amount) for o in assess(state, on, office).owed]
    money: Counter[tuple[int, str]] = Counter()
    for a in state.applied:
        if a.how in MOVES_MONEY:
            money[a.instalment, a.kind] += a.amount.cents
    return [(*place, Money(cents)) for place, cents in sorted(money.items())]


def settled(
    amount: Money, how: Overpaid, accounts: CorrectionAccounts, payee: str, bill: Bill
) -> Settlement:
    """Return what the office owes a customer: a refund request, or a credit on the bill's account."""
    if how == "credit":
        return Settlement(how, amount, accounts.credits, payee, bill.service, bill.account_number)
    return Settlement(how, amount, accounts.refunds, payee)
