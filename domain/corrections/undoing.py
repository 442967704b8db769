"""Undoing a receipt as a whole: the void while its drawer session is open, the reversal after it closed."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.corrections.effects import States, effects_on, money_on, taken_back, with_parts
from domain.corrections.non_refundable import refuse_refund
from domain.corrections.ordering import Asked, CorrectionOrder, accounts_for, ordered, supported
from domain.corrections.policy import CorrectionKind
from domain.corrections.refunding import payee_of
from domain.corrections.standing import Standing, StandingLine
from domain.corrections.values import (
    NO_LINE,
    Amendment,
    BillEffect,
    EffectPart,
    LineBack,
    Settlement,
    Support,
    TenderBack,
)
from domain.custody.drawer import DrawerSession
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.receipting.cart import BillLine
from domain.receipting.receipt import ReceiptNo
from domain.refusals import Code, Refusal, refuse


def order_void(
    standing: Standing,
    states: States,
    session: DrawerSession,
    support: Support,
    asked: Asked,
    office: Office,
) -> CorrectionOrder | Refusal:
    """Return the order that voids a receipt in ``session``, the maker's own that is open.

    The receipt keeps its number and its lines; tenders and change leave what the drawer should hold, and each bill is
    as if it had not been paid. Refuses a receipt that was undone before and one of another session.
    """
    if session.operator_id != asked.maker.operator_id:
        return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=session.operator_name)
    against = _undone(standing) or refuse_refund(standing, support, office)
    if against is not None:
        return against
    if standing.header.session_id != session.session_id:
        return refuse(
            Code.VOID_TOO_LATE, session=standing.header.session_id, receipt=standing.number
        )
    kind = CorrectionKind.VOID
    own = standing.header.operator_id == asked.maker.operator_id
    checked = supported(kind, support, asked, office, own=own)
    if isinstance(checked, Refusal):
        return checked
    # The session's day, not the clock's: a drawer may have been left open over midnight.
    taken = take_whole(standing, states, session.business_date, kind, office)
    if isinstance(taken, Refusal):
        return taken
    effects, lines = taken
    tenders = tuple(
        TenderBack(standing.number, n, tender, tender.gl_code) for n, tender in standing.tenders
    )
    amendment = Amendment(
        kind, checked, (standing.number,), effects, lines, tenders, standing.change
    )
    return ordered(amendment, asked, office, session)


def order_reversal(
    standing: Standing,
    states: States,
    support: Support,
    asked: Asked,
    office: Office,
    *,
    payee: str = "",
) -> CorrectionOrder | Refusal:
    """Return the order that reverses a receipt after its session closed, on a later business date.

    No money leaves a drawer: what was paid becomes a refund request to ``payee``, else to the payer. Whether the
    session is closed is for the books to see. Refuses a receipt undone before, and one of the same business date.
    """
    kind = CorrectionKind.REVERSAL
    against = _undone(standing) or refuse_refund(standing, support, office)
    if against is not None:
        return against
    if asked.on <= standing.header.business_date:
        return too_early(standing, standing.header.business_date)
    own = standing.header.operator_id == asked.maker.operator_id
    checked = supported(kind, support, asked, office, own=own)
    if isinstance(checked, Refusal):
        return checked
    accounts = accounts_for(kind, office)
    if isinstance(accounts, Refusal):
        return accounts
    taken = take_whole(standing, states, asked.on, kind, office)
    if isinstance(taken, Refusal):
        return taken
    effects, lines = taken
    tenders = tuple(TenderBack(standing.number, n, tender) for n, tender in standing.tenders)
    amount = total(back.tender.amount for back in tenders) - standing.change
    to = payee_of(payee, standing.receipt.payer, *(state.name for state in states.values()))
    if isinstance(to, Refusal):
        return to
    settlement = Settlement("refund", amount, accounts.refunds, to) if amount else None
    amendment = Amendment(
        kind, checked, (standing.number,), effects, lines, tenders, standing.change, settlement
    )
    return ordered(amendment, asked, office)


def too_early(standing: Standing, on: date) -> Refusal:
    """Refuse to reverse a receipt whose drawer session is not over."""
    return refuse(Code.REVERSAL_TOO_EARLY, receipt=standing.number, on=on.isoformat())


def take_whole(
    standing: Standing, states: States, on: date, kind: CorrectionKind, office: Office
) -> tuple[tuple[BillEffect, ...], tuple[LineBack, ...]] | Refusal:
    """Return what takes back all that stands of a receipt: the effects on its bills, and its other lines.

    Refuses where money of it went back already as a refund: the customer would have it twice.
    """
    number = standing.number
    by_bill: dict[str, tuple[EffectPart, ...]] = {}
    lines: list[LineBack] = []
    for stands in standing.lines:
        line = stands.line
        if isinstance(line, BillLine):
            parts = taken_back(stands.parts, line.service, number, kind.words, office)
            if isinstance(parts, Refusal):
                return parts
            if parts:
                by_bill[line.bill_no] = parts
            lines += other_lines(number, stands, stands.others)
        elif stands.amount or stands.quantity:
            lines.append(
                LineBack(
                    number,
                    stands.line_no,
                    line.description,
                    stands.amount,
                    line.gl_code,
                    line.item_code,
                    stands.quantity,
                )
            )
    lines += _rounding_back(standing)
    effects = effects_on(by_bill, states, on, office)
    if isinstance(effects, Refusal):
        return effects
    for effect in effects:
        left = money_on(with_parts(states[effect.bill_no], effect.parts))
        if left < ZERO:
            return refuse(Code.MONEY_REFUNDED, receipt=number, bill=effect.bill_no, amount=-left)
    return effects, tuple(lines)


def _rounding_back(standing: Standing) -> Iterator[LineBack]:
    """Yield what undoes a receipt's cash rounding, so that exactly the cash that was paid goes back."""
    receipt = standing.receipt
    if receipt.rounding:
        yield LineBack(
            standing.number, NO_LINE, "Cash rounding", receipt.rounding, receipt.rounding_gl
        )


def other_lines(
    number: ReceiptNo, stands: StandingLine, others: Iterable[tuple[str, Money]]
) -> Iterator[LineBack]:
    """Yield what comes back of a bill's line that is on no bill: a tolerance's difference, or a refund request."""
    difference = getattr(stands.line, "difference_gl", "")
    for account, amount in others:
        what = "Tolerance" if account == difference else "Refund request taken back"
        yield LineBack(number, stands.line_no, what, amount, account)


def _undone(standing: Standing) -> Refusal | None:
    if standing.ended is None:
        return None
    header, correction = standing.ended
    return refuse(
        Code.RECEIPT_CORRECTED,
        receipt=standing.number,
        by=header.operator_name,
        at=header.business_date.isoformat(),
        correction=correction.number,
    )
