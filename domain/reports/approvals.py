"""``approvals``: every one, from the postings that carry it, from drawers opened without a sale, and from the log."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from domain.books import Books
from domain.people.access import AccessKind
from domain.people.acts import IN_WORDS, Act
from domain.people.approval import Approval
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked
from domain.reports.report import Report, Row, Section, text

_COLUMNS = (
    text("at", "At"),
    text("approver", "Approver"),
    text("role", "Role"),
    text("means", "Means"),
    text("act", "Act"),
    text("asked_by", "Asked by"),
    text("for", "For"),
    text("words", "Words"),
)
_CARRIED = (
    Act.APPROVE_VOID,
    Act.APPROVE_BACKDATE,
    Act.APPROVE_OVERRIDE,
    Act.APPROVE_NO_SALE,
    Act.APPROVE_ADJUSTMENT,
    Act.APPROVE_REFUND,
    Act.WAIVE_PENALTY,
)
"""The approvals that a posting or an opening without a sale carries: there they count, not in the log."""


def approvals_report(books: Books, asked: Asked) -> Report:
    """Return the approvals of the business dates in the order of time; the log has no business dates but days."""
    rows = [
        *_of_receipts(books, asked),
        *_of_corrections(books, asked),
        *_of_no_sales(books, asked),
        *_of_the_log(books, asked),
    ]
    section = Section("", _COLUMNS, tuple(sorted(rows, key=lambda row: (row.cells, row.behind))))
    return Report("approvals", "Approvals", asked.office.name, asked.first, asked.last, (section,))


def span_of(zone: tzinfo, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the UTC instants at which the office's days ``first`` to ``last`` begin and are over."""
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return begin.astimezone(UTC), end.astimezone(UTC)


def _of_receipts(books: Books, asked: Asked) -> Iterator[Row]:
    for each in books.receipts_approved(asked.first, asked.last):
        receipt, by = each.posting.body, each.posting.header.operator_id
        if isinstance(receipt, Receipt):
            # One yes may be to two limits of one amount; it is listed once.
            for approval in dict.fromkeys(given.approval for given in receipt.approvals):
                yield _row(approval, by, str(receipt.number), each.posting_id, asked)


def _of_corrections(books: Books, asked: Asked) -> Iterator[Row]:
    for each in books.corrections(asked.first, asked.last):
        approval = each.body.amendment.support.approval
        if approval is not None:
            by = each.posting.header.operator_id
            yield _row(approval, by, str(each.body.number), each.posting_id, asked)


def _row(approval: Approval, asked_by: str, about: str, posting_id: int, asked: Asked) -> Row:
    cells = (
        _at(approval.at, asked.zone),
        approval.operator_id,
        approval.role,
        approval.means,
        IN_WORDS[Act(approval.act)],
        asked_by,
        about,
        approval.words,
    )
    return Row(cells, (posting_id,))


def _of_no_sales(books: Books, asked: Asked) -> Iterator[Row]:
    for days in range((asked.last - asked.first).days + 1):
        for opened in books.no_sales(on=asked.first + timedelta(days=days)):
            if opened.approved_by:
                what, about = IN_WORDS[Act.APPROVE_NO_SALE], f"drawer {opened.drawer}"
                words = opened.reason_text or opened.reason_code
                at, by = _at(opened.at, asked.zone), opened.operator_id
                yield Row((at, opened.approved_by, "", "", what, by, about, words))


def _of_the_log(books: Books, asked: Asked) -> Iterator[Row]:
    """Yield the approvals of acts that no posting carries, such as changes of operators."""
    carried = [IN_WORDS[act] for act in _CARRIED]
    for event in books.access_events(*span_of(asked.zone, asked.first, asked.last)):
        act, _, asked_by = event.about.partition(", asked by ")
        if event.event == AccessKind.APPROVED and act not in carried:
            at = _at(event.at, asked.zone)
            yield Row((at, event.operator_id, "", "", act, asked_by, "", event.why))


def _at(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")
