"""Orders for a processor's payment, and for the decision on what the bank says otherwise."""

from datetime import date
from typing import Final

from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import Signer
from domain.custody.decided import Decision, DifferenceDecided, OpenDifference
from domain.custody.depositing import DepositMade
from domain.custody.moving import may_sign
from domain.custody.settlements import MoneySettled, ToSettle
from domain.money import ZERO, Money
from domain.office import Office
from domain.people.acts import Act
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_REASON: Final = 200
KEYED: Final = "keyed"
"""The source of a payment that a person keyed; a statement's is its name."""
DECIDES: Final = Act.APPROVE_DRAWER
"""Whoever may accept what a drawer is over or short may accept what the bank says of its money."""


def order_settled(
    code: str,
    parts: tuple[ToSettle, ...],
    gross: Money,
    fee: Money,
    on: date,
    reference: str,
    clerk: Signer,
    asked: Asked,
    office: Office,
    *,
    source: str = KEYED,
) -> ActOrder | Refusal:
    """Return the order that settles ``parts`` with the processor's payment of ``gross``, of which it kept ``fee``.

    A gross that is not what was taken is kept as said, and waits for a decision. Refuses an unknown processor, nothing
    to settle, a fee that is more than the gross or that policy has no account for, and a bank's day before the money
    was taken. That nothing is settled twice and that the drawers are closed is for the books to see.
    """
    processor = office.keeping.processor(code)
    bank = None if processor is None else office.keeping.bank(processor.bank)
    if processor is None or bank is None:
        choices = ", ".join(each.code for each in office.keeping.processors) or "none"
        return refuse(Code.PROCESSOR_UNKNOWN, processor=code, choices=choices)
    if not parts or gross <= ZERO:
        return refuse(Code.MOVE_NOTHING)
    if not ZERO <= fee <= gross or (fee and not processor.fee_gl_code):
        return refuse(Code.SETTLEMENT_FEE, fee=fee, gross=gross, name=processor.name)
    first = min(part.business_date for part in parts)
    if on < first:
        return refuse(Code.SETTLEMENT_DAY, name=processor.name, on=first.isoformat())
    said = clean_text(reference)
    refusal = refused_text(said) or may_sign(clerk, Act.MAKE_DEPOSIT, asked, office, own=False)
    if refusal is not None:
        return refusal
    accounts = [k.gl_code for k in office.tender_kinds if k.code in processor.tenders]
    body = MoneySettled(
        processor.code, tuple(sorted(parts)), gross, fee, on, said or "none", source, clerk,
        bank.gl_code, accounts[0], processor.fee_gl_code, office.custody.over, office.custody.short,
    )  # fmt: skip
    return order_act(body, asked, office)


def order_decided(
    difference: OpenDifference,
    decision: Decision,
    reason: str,
    asked: Asked,
    office: Office,
    *,
    made: PostedAct | None = None,
) -> ActOrder | Refusal:
    """Return the order that ends a difference by its maker's decision; ``made`` is the deposit that it is of, if any.

    Refuses a maker without the right, also one who made or verified that deposit, or keyed the processor's payment,
    where policy gives the right for others' work only, and a reason that is missing, too long or may not be kept. That
    it was not decided before is for the books to see.
    """
    clerk = Signer(asked.maker.name, asked.maker.operator_id)
    body = None if made is None else made.body
    mine = {asked.maker.operator_id, asked.maker.person} - {""}
    own = isinstance(body, DepositMade) and not mine.isdisjoint(
        {body.prepared_by.operator_id, body.verified_by.operator_id}
    )
    paid = difference.act.body
    if isinstance(paid, MoneySettled) and paid.source == KEYED:
        own = own or paid.clerk.operator_id in mine
    refusal = may_sign(clerk, DECIDES, asked, office, own=own)
    said = clean_text(reason)
    if refusal is None and not 0 < len(said) <= MOST_REASON:
        refusal = refuse(Code.DECISION_REASON, most=MOST_REASON)
    refusal = refusal or refused_text(said)
    if refusal is not None:
        return refusal
    return order_act(
        DifferenceDecided(
            difference.act.number, difference.name, difference.amount, decision, said,
            difference.bank, difference.account, difference.over, difference.short,
            difference.need, clerk,
        ),
        asked,
        office,
    )  # fmt: skip
