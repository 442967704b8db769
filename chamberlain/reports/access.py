"""The access log as a report: who signed in, was refused, approved, or looked at what is protected."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.reports.tables import Table
from domain.access import AccessEvent

COLUMNS = ("at", "operator", "event", "about", "why")


def span_of(zone: ZoneInfo, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the UTC instants at which the office's days ``first`` to ``last`` begin and are over."""
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return begin.astimezone(UTC), end.astimezone(UTC)


def access_table(at: Opened, first: date, last: date) -> Table:
    """Return the log of the office's days ``first`` to ``last``, in the order of writing; times are the office's."""
    zone = ZoneInfo(at.office.time_zone)
    found = at.books.access_events(*span_of(zone, first, last))
    return Table(COLUMNS, tuple(_row(event, zone) for event in found))


def _row(event: AccessEvent, zone: ZoneInfo) -> tuple[str, ...]:
    when = event.at.astimezone(zone).isoformat(timespec="seconds")
    return (when, event.operator_id, event.event, event.about, event.why)
