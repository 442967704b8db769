"""Corrections as rows and back, both directions side by side; damage raises ``ValueError`` or ``TypeError``."""

from collections.abc import Iterator
from typing import Any

from domain.corrections.policy import CorrectionKind
from domain.corrections.values import (
    Amendment,
    BillEffect,
    Correction,
    CorrectionNo,
    EffectPart,
    LineBack,
    ReturnedCheck,
    Settlement,
    Support,
    TenderBack,
)
from domain.money import Money
from domain.people.approval import Approval
from domain.receipting.codec import evidence_data, evidence_from_data
from domain.receipting.receipt import ReceiptNo
from domain.receipting.tender import Tender
from domain.receivables.bills import How
from storage.cells import Row, as_json, day, from_json, same
from storage.line_rows import numbered
from storage.receipt_rows import approval_from


def rows_of(posting_id: int, body: Correction) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a correction with their table, in an order in which they may be written."""
    said = body.amendment
    place = {number: place for place, number in enumerate(said.corrects, 1)}
    for table, row in _head_rows(body):
        yield table, (posting_id, *row)
    for number, where in place.items():
        key = (number.year, number.drawer, number.seq)
        yield "corrected_receipt", (posting_id, where, *key, 1 if said.ends else None)
    for n, effect in enumerate(said.effects, 1):
        yield "correction_effect", (posting_id, n, *_effect_cells(effect))
        for m, part in enumerate(effect.parts, 1):
            of = None if part.receipt is None else place[part.receipt]
            yield "correction_part", (posting_id, n, m, *_part_cells(part), of)
    for n, line in enumerate(said.lines, 1):
        yield "correction_line", (posting_id, n, place[line.receipt], *_line_cells(line))
    for n, back in enumerate(said.tenders, 1):
        yield "correction_tender", (posting_id, n, *_tender_cells(back))
    for n, account in enumerate(said.check.accounts if said.check else (), 1):
        yield "returned_account", (posting_id, n, *account)


def _head_rows(body: Correction) -> Iterator[tuple[str, Row]]:
    """Yield the rows of which there is one at most, without the posting's id."""
    number, said = body.number, body.amendment
    support, settled, check = said.support, said.settlement, said.check
    yield (
        "correction",
        (
            number.year,
            number.series,
            number.seq,
            said.kind.value,
            support.reason_code,
            support.reason_text,
            support.document,
            said.change.cents,
            as_json(evidence_data(said.evidence)),
        ),
    )
    if support.approval is not None:
        yield "correction_approval", tuple(support.approval.data())
    if settled is not None:
        yield (
            "correction_settlement",
            (
                settled.how,
                settled.amount.cents,
                settled.gl_code,
                settled.payee,
                settled.service,
                settled.account_number,
            ),
        )
    if check is not None:
        yield "correction_check", _check_cells(check)


def _check_cells(check: ReturnedCheck) -> Row:
    return (
        check.kind,
        check.name,
        check.number,
        check.amount.cents,
        int(check.deposited),
        check.fee.cents,
        check.fee_bill_no,
    )


def _effect_cells(effect: BillEffect) -> Row:
    return (
        effect.bill_no,
        effect.version,
        effect.service,
        effect.account_number,
        effect.description,
        effect.name,
        effect.before.cents,
        effect.after.cents,
    )


def _part_cells(part: EffectPart) -> Row:
    return (
        part.how.value,
        part.instalment,
        part.kind,
        part.amount.cents,
        part.effective_on.isoformat(),
        part.gl_code,
    )


def _line_cells(line: LineBack) -> Row:
    return (
        line.line_no,
        line.description,
        line.amount.cents,
        line.gl_code,
        line.item_code,
        line.quantity,
    )


def _tender_cells(back: TenderBack) -> Row:
    number, tender = back.receipt, back.tender
    return (
        number.year,
        number.drawer,
        number.seq,
        back.tender_no,
        tender.kind,
        tender.name,
        tender.amount.cents,
        tender.number,
        int(tender.is_cash),
        tender.gl_code,
        back.gl_code,
    )


def correction_from(parts: Any) -> Correction:
    """Return the correction that the rows of a posting (``storage.rows.Parts``) say."""
    _, year, series, seq, kind, reason, words, document, change, evidence = parts.one("correction")
    corrects, ends = _receipts(parts.take("corrected_receipt"))
    effects = _effects(parts.take("correction_effect"), parts.take("correction_part"), corrects)
    amendment = Amendment(
        CorrectionKind(kind),
        Support(reason, words, document, _approval(parts.take("correction_approval"))),
        corrects,
        effects,
        tuple(_line(row, corrects) for row in numbered(parts.take("correction_line"))),
        tuple(_tender(row) for row in numbered(parts.take("correction_tender"))),
        Money(change),
        _settlement(parts.take("correction_settlement")),
        _check(parts.take("correction_check"), parts.take("returned_account")),
        evidence_from_data(from_json(evidence)),
    )
    same([1 if amendment.ends else None] * len(corrects), ends)
    return Correction(CorrectionNo(year, series, seq), amendment)


def _receipts(found: list[Row]) -> tuple[tuple[ReceiptNo, ...], list[int | None]]:
    rows = list(numbered(found))
    return tuple(ReceiptNo(*row[:3]) for row in rows), [row[3] for row in rows]


def _effects(
    effects: list[Row], parts: list[Row], corrects: tuple[ReceiptNo, ...]
) -> tuple[BillEffect, ...]:
    by_effect: dict[int, list[EffectPart]] = {}
    for _, effect_no, part_no, *cells in parts:
        made = by_effect.setdefault(effect_no, [])
        made.append(_part(cells, corrects))
        same(len(made), part_no)
    found = tuple(
        _effect(row, tuple(by_effect.pop(number, ())))
        for number, row in enumerate(numbered(effects), 1)
    )
    if by_effect:
        raise ValueError("parts of an effect that is not there")
    return found


def _effect(row: Row, parts: tuple[EffectPart, ...]) -> BillEffect:
    bill_no, version, service, account, description, name, before, after = row
    return BillEffect(
        bill_no,
        service,
        account,
        description,
        version,
        Money(before),
        Money(after),
        parts,
        name,
    )


def _part(cells: list[Any], corrects: tuple[ReceiptNo, ...]) -> EffectPart:
    how, instalment, kind, amount, effective_on, gl_code, place = cells
    receipt = None if place is None else _at(place, corrects)
    return EffectPart(
        How(how), instalment, kind, Money(amount), day(effective_on), gl_code, receipt
    )


def _line(row: Row, corrects: tuple[ReceiptNo, ...]) -> LineBack:
    place, line_no, description, amount, gl_code, item_code, quantity = row
    receipt = _at(place, corrects)
    return LineBack(receipt, line_no, description, Money(amount), gl_code, item_code, quantity)


def _at(place: int, corrects: tuple[ReceiptNo, ...]) -> ReceiptNo:
    if not 1 <= place <= len(corrects):
        raise ValueError("a place that no receipt of the correction has")
    return corrects[place - 1]


def _tender(row: Row) -> TenderBack:
    year, drawer, seq, tender_no, kind, name, amount, number, is_cash, gl_code, back_gl = row
    same(int(bool(is_cash)), is_cash)
    tender = Tender(kind, name, Money(amount), number, bool(is_cash), gl_code)
    return TenderBack(ReceiptNo(year, drawer, seq), tender_no, tender, back_gl)


def _approval(found: list[Row]) -> Approval | None:
    if not found:
        return None
    ((_, *cells),) = found
    return approval_from(tuple(cells))


def _settlement(found: list[Row]) -> Settlement | None:
    if not found:
        return None
    ((_, how, amount, gl_code, payee, service, account),) = found
    return Settlement(how, Money(amount), gl_code, payee, service, account)


def _check(found: list[Row], accounts: list[Row]) -> ReturnedCheck | None:
    if not found:
        same([], accounts)
        return None
    ((_, kind, name, number, amount, deposited, fee, fee_bill),) = found
    same(int(bool(deposited)), deposited)
    held = tuple((service, account, party) for service, account, party in numbered(accounts))
    return ReturnedCheck(
        kind, name, number, Money(amount), bool(deposited), held, Money(fee), fee_bill
    )
