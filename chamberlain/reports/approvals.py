"""Every approval: from the postings that carry it, from drawers opened without a sale, and the rest from the log."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.reports.access import span_of
from chamberlain.reports.receipts import receipt_of
from chamberlain.reports.tables import Table
from domain.access import AccessKind
from domain.acts import IN_WORDS, Act
from domain.approval import Approval

COLUMNS = ("at", "approver", "role", "means", "act", "asked_by", "for", "words")
_Row = tuple[str, ...]
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


def approvals_table(at: Opened, first: date, last: date) -> Table:
    """Return the approvals of the business dates ``first`` to ``last`` in the order of time."""
    zone = ZoneInfo(at.office.time_zone)
    rows = [
        *_of_receipts(at, first, last, zone),
        *_of_corrections(at, first, last, zone),
        *_of_no_sales(at, first, last, zone),
        *_of_the_log(at, first, last, zone),
    ]
    return Table(COLUMNS, tuple(sorted(rows)))


def _of_receipts(at: Opened, first: date, last: date, zone: ZoneInfo) -> Iterator[_Row]:
    for each in at.books.receipts_approved(first, last):
        receipt, by = receipt_of(each), each.posting.header.operator_id
        # One yes may be to two limits of one amount; it is listed once.
        for approval in dict.fromkeys(given.approval for given in receipt.approvals):
            yield _row(approval, by, str(receipt.number), zone)


def _of_corrections(at: Opened, first: date, last: date, zone: ZoneInfo) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        approval = each.body.amendment.support.approval
        if approval is not None:
            yield _row(approval, each.posting.header.operator_id, str(each.body.number), zone)


def _row(approval: Approval, asked_by: str, about: str, zone: ZoneInfo) -> _Row:
    return (
        approval.at.astimezone(zone).isoformat(timespec="seconds"),
        approval.operator_id,
        approval.role,
        approval.means,
        IN_WORDS[Act(approval.act)],
        asked_by,
        about,
        approval.words,
    )


def _of_no_sales(at: Opened, first: date, last: date, zone: ZoneInfo) -> Iterator[_Row]:
    for days in range((last - first).days + 1):
        for opened in at.books.no_sales(on=first + timedelta(days=days)):
            if opened.approved_by:
                yield (
                    opened.at.astimezone(zone).isoformat(timespec="seconds"),
                    opened.approved_by,
                    "",
                    "",
                    IN_WORDS[Act.APPROVE_NO_SALE],
                    opened.operator_id,
                    f"drawer {opened.drawer}",
                    opened.reason_text or opened.reason_code,
                )


def _of_the_log(at: Opened, first: date, last: date, zone: ZoneInfo) -> Iterator[_Row]:
    """Yield the approvals of acts that no posting carries, such as changes of operators."""
    carried = [IN_WORDS[act] for act in _CARRIED]
    for event in at.books.access_events(*span_of(zone, first, last)):
        act, _, asked_by = event.about.partition(", asked by ")
        if event.event == AccessKind.APPROVED and act not in carried:
            when = event.at.astimezone(zone).isoformat(timespec="seconds")
            yield (when, event.operator_id, "", "", act, asked_by, "", event.why)
