"""The access log, on SQL."""

from datetime import datetime
from typing import Final

from domain.people.access import AccessEvent
from storage.cells import instant
from storage.engine import Tx
from storage.part import Part

_KEEP: Final = (
    "INSERT INTO access_event (operator_id, event, about, why, at) VALUES (?, ?, ?, ?, ?)"
)
_EVENTS: Final = (
    "SELECT operator_id, event, about, why, at FROM access_event "
    "WHERE at >= ? AND at < ? ORDER BY event_id"
)


class SqlAccess(Part):
    """The access log of the port ``People``."""

    def note_access(self, event: AccessEvent) -> None:
        """Append one line to the access log."""
        self._write(lambda tx: keep_event(tx, event))

    def access_events(self, start: datetime, end: datetime) -> tuple[AccessEvent, ...]:
        """Return the access log from ``start`` until before ``end``, in the order of writing."""

        # UTC instants in ISO 8601 sort as text: a fraction's point comes after the offset's plus sign.
        def act(tx: Tx) -> tuple[AccessEvent, ...]:
            rows = tx.run(_EVENTS, (start.isoformat(), end.isoformat()))
            return tuple(
                AccessEvent(operator_id, event, about, why, instant(at))
                for operator_id, event, about, why, at in rows
            )

        return self._read(act)


def keep_event(tx: Tx, event: AccessEvent) -> None:
    """Append one line to the access log inside a transaction."""
    row = (event.operator_id, event.event, event.about, event.why, event.at.isoformat())
    tx.run(_KEEP, row)
