"""The reports of corrections: voids, changes of bills, returned checks, refunds. Each with its reason and approver."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.output import Cell, plain_amount
from chamberlain.reports.tables import Table
from domain.corrections.policy import ADJUSTMENTS, ENDS_A_RECEIPT, CorrectionKind
from domain.money import ZERO, total
from domain.receivables.bills import How
from domain.records import PostedCorrection

_Row = tuple[Cell, ...]
_WHY = ("reason", "words", "document", "made_by", "approved_by")

VOIDS = ("correction", "kind", "at", "receipt", "taken_by", "amount", "refund", *_WHY)
ADJUSTMENTS_OF = (
    "correction", "kind", "on", "service", "bill", "counts_for", "changed", "before", "after", *_WHY,
)  # fmt: skip
RETURNED = (
    "correction", "on", "check", "amount", "receipts", "bills", "fee", "fee_bill", "kept_items",
    *_WHY,
)  # fmt: skip
REFUNDS = ("correction", "kind", "on", "how", "amount", "payee", "account", "gl_code", *_WHY)


def voids_table(at: Opened, first: date, last: date) -> Table:
    """Return the voids and reversals of the business dates, a row for each receipt."""
    return Table(VOIDS, tuple(_voids(at, first, last)))


def adjustments_table(at: Opened, first: date, last: date) -> Table:
    """Return the changes of bills without money, and of the days that payments count for, a row for each bill."""
    return Table(ADJUSTMENTS_OF, tuple(_adjustments(at, first, last)))


def returned_table(at: Opened, first: date, last: date) -> Table:
    """Return the checks that banks returned, a row for each check."""
    return Table(RETURNED, tuple(_returned(at, first, last)))


def refunds_table(at: Opened, first: date, last: date) -> Table:
    """Return what the office came to owe customers: refund requests and credits, whatever brought them."""
    return Table(REFUNDS, tuple(_refunds(at, first, last)))


def _voids(at: Opened, first: date, last: date) -> Iterator[_Row]:
    zone = ZoneInfo(at.office.time_zone)
    for each in at.books.corrections(first, last):
        said = each.body.amendment
        if said.kind not in ENDS_A_RECEIPT:
            continue
        (number,) = said.corrects
        found = at.books.receipt(number)
        when = each.posting.header.entered_at.astimezone(zone)
        yield (
            str(each.body.number),
            said.kind.words,
            when.isoformat(timespec="seconds"),
            str(number),
            found.posting.header.operator_id if found else "",
            said.amount,
            said.settlement.amount if said.settlement else ZERO,
            *_why(each, at),
        )


def _adjustments(at: Opened, first: date, last: date) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        said = each.body.amendment
        if said.kind not in ADJUSTMENTS and said.kind is not CorrectionKind.EFFECTIVE_CHANGE:
            continue
        for effect in said.effects:
            days = sorted({p.effective_on.isoformat() for p in effect.parts if p.how is not _BACK})
            yield (
                str(each.body.number),
                said.kind.words,
                each.posting.header.business_date.isoformat(),
                effect.service,
                effect.bill_no,
                ", ".join(days),
                -total(part.amount for part in effect.parts),
                effect.before,
                effect.after,
                *_why(each, at),
            )


_BACK = How.TAKEN_BACK


def _returned(at: Opened, first: date, last: date) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        said = each.body.amendment
        if said.check is None:
            continue
        bills = (f"{e.bill_no} {plain_amount(e.taken_back)}" for e in said.effects)
        yield (
            str(each.body.number),
            each.posting.header.business_date.isoformat(),
            f"{said.check.name} {said.check.number}",
            said.check.amount,
            ", ".join(str(number) for number in said.corrects),
            ", ".join(bills),
            said.check.fee,
            said.check.fee_bill_no,
            total(line.amount for line in said.lines),
            *_why(each, at),
        )


def _refunds(at: Opened, first: date, last: date) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        said = each.body.amendment
        if said.settlement is None:
            continue
        yield (
            str(each.body.number),
            said.kind.words,
            each.posting.header.business_date.isoformat(),
            said.settlement.how,
            said.settlement.amount,
            said.settlement.payee,
            f"{said.settlement.service} {said.settlement.account_number}".strip(),
            said.settlement.gl_code,
            *_why(each, at),
        )


def _why(each: PostedCorrection, at: Opened) -> _Row:
    support = each.body.amendment.support
    return (
        at.office.corrections.reason_name(support.reason_code),
        support.reason_text,
        support.document,
        each.posting.header.operator_id,
        support.approval.operator_id if support.approval else "",
    )
