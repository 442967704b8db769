"""Removing old records that no posting holds, in one transaction with the line in the access log that says so.

A guard that keeps a table append-only is taken off for the one statement and put back in the same transaction: nobody
else ever finds it off.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.people.access import AccessEvent
from domain.privacy.retention import Purged, RecordSeries
from storage.access import keep_event
from storage.engine import Tx
from storage.guards import expected
from storage.part import Part

# By series, in this order: the table, and which of its rows.
_ROWS: Final[dict[RecordSeries, Sequence[tuple[str, str]]]] = {
    RecordSeries.NOTES: (("note", "at < ?"),),
    RecordSeries.SHEETS: (
        ("print_job", "sheet_id IN (SELECT sheet_id FROM sheet WHERE at < ?)"),
        ("sheet_copy", "sheet_id IN (SELECT sheet_id FROM sheet WHERE at < ?)"),
        ("sheet", "at < ?"),
    ),
    RecordSeries.DRAFTS: (("draft", "saved_at < ?"),),
}


class SqlPurging(Part):
    """Removing records by series and age."""

    def purge(self, series: RecordSeries, before: date, event: AccessEvent | None = None) -> Purged:
        """Remove the records of a series from before a day (UTC), noting ``event``; without one only count them."""

        def act(tx: Tx) -> Purged:
            table, where = _ROWS[series][-1]
            found = f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608 - constants
            records = tx.run(found, (before.isoformat(),)).fetchone()[0]
            if event is not None and records:
                for each in _ROWS[series]:
                    _remove(tx, *each, before)
                keep_event(tx, event)
            return Purged(series, before, records)

        return self._read(act) if event is None else self._write(act)


def _remove(tx: Tx, table: str, where: str, before: date) -> None:
    name = f"{table}_no_delete"
    guard = expected(sqlite=tx.sqlite).get(name)
    if guard is not None:
        tx.run(f"DROP TRIGGER {name}{'' if tx.sqlite else f' ON {table}'}")
    statement = f"DELETE FROM {table} WHERE {where}"  # noqa: S608 - constants
    tx.run(statement, (before.isoformat(),))
    if guard is not None:
        tx.run(guard)
