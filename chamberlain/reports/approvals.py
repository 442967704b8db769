"""Every approval that money moved on: read from the postings that carry it, and from drawers opened without a sale."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.reports.tables import Table
from domain.acts import IN_WORDS, Act

COLUMNS = ("at", "approver", "role", "means", "act", "asked_by", "for", "words")
_Row = tuple[str, ...]


def approvals_table(at: Opened, first: date, last: date) -> Table:
    """Return the approvals of the business dates ``first`` to ``last`` in the order of time."""
    zone = ZoneInfo(at.office.time_zone)
    rows = [*_of_corrections(at, first, last, zone), *_of_no_sales(at, first, last, zone)]
    return Table(COLUMNS, tuple(sorted(rows)))


def _of_corrections(at: Opened, first: date, last: date, zone: ZoneInfo) -> Iterator[_Row]:
    for each in at.books.corrections(first, last):
        approval = each.body.amendment.support.approval
        if approval is not None:
            yield (
                approval.at.astimezone(zone).isoformat(timespec="seconds"),
                approval.operator_id,
                approval.role,
                approval.means,
                IN_WORDS[Act(approval.act)],
                each.posting.header.operator_id,
                str(each.body.number),
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
