"""``voids``, ``adjustments``, ``returned`` and ``refunds``: every correction with its reason, words and approver."""

from collections.abc import Callable, Iterable, Iterator

from domain.books import Books
from domain.corrections.policy import ADJUSTMENTS, ENDS_A_RECEIPT, CorrectionKind
from domain.money import ZERO, total
from domain.receivables.bills import How
from domain.records import PostedCorrection
from domain.reports.asked import Asked
from domain.reports.report import Cell, Column, Kind, Report, Row, Section, day, money, text

_Cells = tuple[Cell, ...]
_WHY = (
    text("reason", "Reason"),
    text("words", "Words"),
    text("document", "Document"),
    text("made_by", "Made by"),
    text("approved_by", "Approved by"),
)
_VOIDS = (
    text("correction", "Correction"),
    text("kind", "Kind"),
    text("at", "At"),
    text("receipt", "Receipt"),
    text("taken_by", "Taken by"),
    money("amount", "Amount"),
    money("refund", "Refund"),
    *_WHY,
)
_ADJUSTMENTS = (
    text("correction", "Correction"),
    text("kind", "Kind"),
    day("on", "On"),
    text("service", "Service"),
    text("bill", "Bill"),
    text("counts_for", "Counts for"),
    money("changed", "Changed"),
    Column("before", "Before", Kind.MONEY),
    Column("after", "After", Kind.MONEY),
    *_WHY,
)
_RETURNED = (
    text("correction", "Correction"),
    day("on", "On"),
    text("check", "Check"),
    money("amount", "Amount"),
    text("receipts", "Receipts"),
    text("bills", "Bills"),
    money("fee", "Fee"),
    text("fee_bill", "Fee on bill"),
    money("kept_items", "Kept items"),
    *_WHY,
)
_REFUNDS = (
    text("correction", "Correction"),
    text("kind", "Kind"),
    day("on", "On"),
    text("how", "How"),
    money("amount", "Amount"),
    text("payee", "Payee"),
    text("account", "Account"),
    text("gl_code", "Ledger account"),
    *_WHY,
)


def voids_report(books: Books, asked: Asked) -> Report:
    """Return the voids and reversals of the business dates, a row for each receipt."""
    return _report("voids", "Voids and reversals", _VOIDS, _voids, books, asked)


def adjustments_report(books: Books, asked: Asked) -> Report:
    """Return the changes of bills without money, and of the days that payments count for, a row for each bill."""
    return _report("adjustments", "Adjustments", _ADJUSTMENTS, _adjustments, books, asked)


def returned_report(books: Books, asked: Asked) -> Report:
    """Return the checks that banks returned, a row for each check."""
    return _report("returned", "Returned checks", _RETURNED, _returned, books, asked)


def refunds_report(books: Books, asked: Asked) -> Report:
    """Return what the office came to owe customers: refund requests and credits, whatever brought them."""
    return _report("refunds", "Refunds and credits", _REFUNDS, _refunds, books, asked)


def _report(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    told: Callable[[PostedCorrection, Books, Asked], Iterable[_Cells]],
    books: Books,
    asked: Asked,
) -> Report:
    rows = tuple(
        Row((*cells, *_why(each, asked)), (each.posting_id,))
        for each in books.corrections(asked.first, asked.last)
        for cells in told(each, books, asked)
    )
    # An open drawer's are told too: its clerk made them, and the money of one receipt is no secret of a count.
    section = Section("", columns, rows)
    return Report(name, title, asked.office.name, asked.first, asked.last, (section,))


def _voids(each: PostedCorrection, books: Books, asked: Asked) -> Iterator[_Cells]:
    said = each.body.amendment
    if said.kind not in ENDS_A_RECEIPT:
        return
    (number,) = said.corrects
    found = books.receipt(number)
    when = each.posting.header.entered_at.astimezone(asked.zone)
    yield (
        str(each.body.number),
        said.kind.words,
        when.isoformat(timespec="seconds"),
        str(number),
        found.posting.header.operator_id if found else "",
        said.amount,
        said.settlement.amount if said.settlement else ZERO,
    )


def _adjustments(each: PostedCorrection, _: Books, __: Asked) -> Iterator[_Cells]:
    said = each.body.amendment
    if said.kind not in ADJUSTMENTS and said.kind is not CorrectionKind.EFFECTIVE_CHANGE:
        return
    for effect in said.effects:
        days = {p.effective_on.isoformat() for p in effect.parts if p.how is not How.TAKEN_BACK}
        yield (
            str(each.body.number),
            said.kind.words,
            each.posting.header.business_date,
            effect.service,
            effect.bill_no,
            ", ".join(sorted(days)),
            -total(part.amount for part in effect.parts),
            effect.before,
            effect.after,
        )


def _returned(each: PostedCorrection, _: Books, __: Asked) -> Iterator[_Cells]:
    said = each.body.amendment
    if said.check is None:
        return
    bills = (f"{e.bill_no} {e.taken_back}".replace(",", "") for e in said.effects)
    yield (
        str(each.body.number),
        each.posting.header.business_date,
        f"{said.check.name} {said.check.number}",
        said.check.amount,
        ", ".join(str(number) for number in said.corrects),
        ", ".join(bills),
        said.check.fee,
        said.check.fee_bill_no,
        total(line.amount for line in said.lines),
    )


def _refunds(each: PostedCorrection, _: Books, __: Asked) -> Iterator[_Cells]:
    said = each.body.amendment
    if said.settlement is None:
        return
    yield (
        str(each.body.number),
        said.kind.words,
        each.posting.header.business_date,
        said.settlement.how,
        said.settlement.amount,
        said.settlement.payee,
        f"{said.settlement.service} {said.settlement.account_number}".strip(),
        said.settlement.gl_code,
    )


def _why(each: PostedCorrection, asked: Asked) -> _Cells:
    support = each.body.amendment.support
    return (
        asked.office.corrections.reason_name(support.reason_code),
        support.reason_text,
        support.document,
        each.posting.header.operator_id,
        support.approval.operator_id if support.approval else "",
    )
