"""A correction as plain data in a fixed order: what its digest is taken of."""

from domain.corrections.values import (
    Amendment,
    BillEffect,
    Correction,
    EffectPart,
    LineBack,
    ReturnedCheck,
    Settlement,
    Support,
    TenderBack,
)
from domain.receipting.codec import Data, evidence_data, tender_data


def correction_data(correction: Correction) -> Data:
    """Return a numbered correction as plain data."""
    return ["correction", str(correction.number), amendment_data(correction.amendment)]


def amendment_data(amendment: Amendment) -> Data:
    """Return all that a correction says as plain data."""
    return [
        amendment.kind.value,
        _support(amendment.support),
        [str(number) for number in amendment.corrects],
        [_effect(effect) for effect in amendment.effects],
        [_line(line) for line in amendment.lines],
        [_tender(back) for back in amendment.tenders],
        amendment.change.cents,
        _settlement(amendment.settlement) if amendment.settlement else None,
        _check(amendment.check) if amendment.check else None,
        evidence_data(amendment.evidence),
    ]


def _support(support: Support) -> Data:
    approval = support.approval.data() if support.approval else None
    return [support.reason_code, support.reason_text, support.document, approval]


def _effect(effect: BillEffect) -> Data:
    return [
        effect.bill_no,
        effect.service,
        effect.account_number,
        effect.description,
        effect.name,
        effect.version,
        effect.before.cents,
        effect.after.cents,
        [_part(part) for part in effect.parts],
    ]


def _part(part: EffectPart) -> Data:
    return [
        part.how.value,
        part.instalment,
        part.kind,
        part.amount.cents,
        part.effective_on.isoformat(),
        part.gl_code,
        str(part.receipt) if part.receipt else None,
    ]


def _line(line: LineBack) -> Data:
    return [
        str(line.receipt),
        line.line_no,
        line.description,
        line.amount.cents,
        line.gl_code,
        line.item_code,
        line.quantity,
    ]


def _tender(back: TenderBack) -> Data:
    return [str(back.receipt), back.tender_no, tender_data(back.tender), back.gl_code]


def _settlement(settlement: Settlement) -> Data:
    return [
        settlement.how,
        settlement.amount.cents,
        settlement.gl_code,
        settlement.payee,
        settlement.service,
        settlement.account_number,
    ]


def _check(check: ReturnedCheck) -> Data:
    return [
        check.kind,
        check.name,
        check.number,
        check.amount.cents,
        int(check.deposited),
        [list(account) for account in check.accounts],
        check.fee.cents,
        check.fee_bill_no,
    ]
