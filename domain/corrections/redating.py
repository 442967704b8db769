"""A payment that counts for another day than it was posted for: taken back at its day, applied again at the other.

Only by evidence of the other day and a second person's approval (invariants I10, I12). What was paid too much at the
other day becomes a refund request or a credit. Later payments on the bill stay as they were allocated: what they paid
too much because of it shows as overpaid, and nothing is moved silently.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from domain.corrections.effects import account_of, effect_on, taken_back, with_parts
from domain.corrections.ordering import Asked, CorrectionOrder, accounts_for, ordered, supported
from domain.corrections.policy import CorrectionKind
from domain.corrections.refunding import payee_of, settled
from domain.corrections.standing import Standing, StandingLine
from domain.corrections.values import Amendment, BillEffect, EffectPart, Settlement, Support
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.privacy.confidential import refused_text
from domain.receipting.cart import BillLine
from domain.receivables.application import Allocation, apply_money, whole_amounts
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, How
from domain.receivables.evidence import (
    Evidence,
    effective_for,
    refuse_effective_day,
    refuse_unnumbered,
)
from domain.refusals import Code, Refusal, refuse

_KIND: Final = CorrectionKind.EFFECTIVE_CHANGE


def order_effective_change(
    standing: Standing,
    state: BillState,
    evidence: Evidence,
    support: Support,
    asked: Asked,
    office: Office,
) -> CorrectionOrder | Refusal:
    """Return the order that lets a receipt's payment on the bill ``state`` count for the day that evidence shows.

    Refuses a receipt without a payment on that bill, evidence that gives the same day or a day to come, and a payment
    that the bill cannot take at the other day.
    """
    own = standing.header.operator_id == asked.maker.operator_id
    checked = supported(_KIND, support, asked, office, own=own)
    if isinstance(checked, Refusal):
        return checked
    made = redated(standing, state, evidence, asked.on, office)
    if isinstance(made, Refusal):
        return made
    effect, settlement = made
    amendment = Amendment(
        _KIND,
        checked,
        (standing.number,),
        (effect,),
        settlement=settlement,
        evidence=evidence,
    )
    return ordered(amendment, asked, office)


def redated(
    standing: Standing, state: BillState, evidence: Evidence, on: date, office: Office
) -> tuple[BillEffect, Settlement | None] | Refusal:
    """Return what it does to a bill on ``on`` that a payment counts for another day, and what is then paid too much."""
    accounts = (
        refuse_unnumbered(evidence) or refused_text(evidence.carrier) or accounts_for(_KIND, office)
    )
    if isinstance(accounts, Refusal):
        return accounts
    bill = state.bill
    stands = _payment(standing, bill.bill_no)
    if stands is None:
        return refuse(Code.NOT_IN_RECEIPT, receipt=standing.number, bill=bill.bill_no)
    parts = _moved(standing, stands, state, evidence, office)
    if isinstance(parts, Refusal):
        return parts
    excess = -total(part.amount for part in parts)
    settlement = None
    if excess:
        payee = payee_of("", standing.receipt.payer, state.name)
        if isinstance(payee, Refusal):
            return payee
        settlement = settled(excess, office.corrections.overpaid, accounts, payee, bill)
    return effect_on(state, parts, on, office), settlement


def _payment(standing: Standing, bill_no: str) -> StandingLine | None:
    for stands in standing.lines:
        if isinstance(stands.line, BillLine) and stands.line.bill_no == bill_no and stands.parts:
            return stands
    return None


def _moved(
    standing: Standing,
    stands: StandingLine,
    state: BillState,
    evidence: Evidence,
    office: Office,
) -> tuple[EffectPart, ...] | Refusal:
    """Return the parts that take the payment back and apply it again; together they are less by what is too much."""
    service, number = office.service(state.bill.service), standing.number
    day = effective_for(evidence, service, office)
    if isinstance(day, Refusal):
        return day
    if {part.effective_on for part in stands.parts} == {day}:
        return refuse(Code.EFFECTIVE_SAME, on=day.isoformat())
    # No payment counts for a day after the one on which it was entered.
    misdated = refuse_effective_day(day, standing.header.business_date, evidence)
    if misdated is not None:
        return misdated
    back = taken_back(stands.parts, service.code, number, _KIND.words, office)
    if isinstance(back, Refusal):
        return back
    again = _applied_again(with_parts(state, back), -total(p.amount for p in back), day, office)
    if isinstance(again, Refusal):
        return again
    made = list(back)
    for a in again:
        account = account_of(service.code, a.kind, _KIND.words, office)
        if isinstance(account, Refusal):
            return account
        made.append(EffectPart(How.PAID, a.instalment, a.kind, a.amount, day, account, number))
    return tuple(made)


def _applied_again(
    state: BillState, money: Money, day: date, office: Office
) -> tuple[Allocation, ...] | Refusal:
    """Apply the money as it would have been on the day: of a bill that is not taken in part, to whole amounts only."""
    then = replace(state, applied=tuple(a for a in state.applied if a.effective_on <= day))
    assessment, service = assess(then, day, office), office.service(state.bill.service)
    amount = min(money, assessment.total)
    if not service.takes_part_on(day):
        amount = max((c for c in whole_amounts(assessment) if c <= money), default=amount)
    return apply_money(assessment, amount, service) if amount > ZERO else ()
