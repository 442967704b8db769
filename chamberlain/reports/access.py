"""The access log as a report: who signed in, was refused, approved, or looked at what is protected."""

from datetime import date
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.reports.tables import Table
from domain.people.access import AccessEvent
from domain.reports.approvals import span_of

COLUMNS = ("at", "operator", "event", "about", "why")


def access_table(at: Opened, first: date, last: date) -> Table:
    """Return the log of the office's days ``first`` to ``last``, in the order of writing; times are the office's."""
    zone = ZoneInfo(at.office.time_zone)
    found = at.books.access_events(*span_of(zone, first, last))
    return Table(COLUMNS, tuple(_row(event, zone) for event in found))


def _row(event: AccessEvent, zone: ZoneInfo) -> tuple[str, ...]:
    when = event.at.astimezone(zone).isoformat(timespec="seconds")
    return (when, event.operator_id, event.event, event.about, event.why)
