"""Removing old records that no posting holds, in one transaction with the line in the access log that says so.

A guard that keeps a table append-only is taken off for the one statement and put back in the same transaction: nobody
else ever finds it off.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.people.access import AccessEvent
from domain.privacy.retention import Purged, RecordSeries
from storage import index
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
# An account with a hold, with an open bill, or that the office owes something is left alone whatever its age; one
# without a bill has no age. A note goes by its own series first.
_SETTLED: Final = (
    "SELECT a.account_id FROM account a WHERE (a.name <> '' OR a.address <> '' OR a.mailing <> '') "
    "AND a.holds_json = '[]' "
    "AND EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.account_id) "
    "AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.account_id "
    "AND (b.is_open = 1 OR b.issued_on >= ? OR b.changed_at >= ?)) "
    "AND NOT EXISTS (SELECT 1 FROM note n WHERE n.account_id = a.account_id) "
    "AND NOT EXISTS (SELECT 1 FROM correction_settlement s "
    "WHERE s.service = a.service AND s.account_number = a.number) "
    "ORDER BY a.account_id"
)
_FORGET: Final = (
    "UPDATE account SET name = '', address = '', mailing = '', plate = '', party_key = '' "
    "WHERE account_id = ?"
)


class SqlPurging(Part):
    """Removing records by series and age."""

    def purge(self, series: RecordSeries, before: date, event: AccessEvent | None = None) -> Purged:
        """Remove the records of a series from before a day (UTC), noting ``event``; without one only count them."""

        def act(tx: Tx) -> Purged:
            if series is RecordSeries.ACCOUNTS:
                records = _forget(tx, before, remove=event is not None)
            else:
                records = _take_out(tx, series, before, remove=event is not None)
            if event is not None and records:
                keep_event(tx, event)
            return Purged(series, before, records)

        return self._read(act) if event is None else self._write(act)


def _take_out(tx: Tx, series: RecordSeries, before: date, *, remove: bool) -> int:
    table, where = _ROWS[series][-1]
    found = f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608 - constants
    records: int = tx.run(found, (before.isoformat(),)).fetchone()[0]
    for each in _ROWS[series] if remove and records else ():
        _remove(tx, *each, before)
    return records


def _forget(tx: Tx, before: date, *, remove: bool) -> int:
    """Take out whose an account is, where nothing is owed on it and nothing was done on it since ``before``."""
    day = before.isoformat()
    ids = [row[0] for row in tx.run(_SETTLED, (day, day))]
    for account_id in ids if remove else ():
        tx.run(_FORGET, (account_id,))
    if remove and ids:
        index.update(tx, ids)
    return len(ids)


def _remove(tx: Tx, table: str, where: str, before: date) -> None:
    name = f"{table}_no_delete"
    guard = expected(sqlite=tx.sqlite).get(name)
    if guard is not None:
        tx.run(f"DROP TRIGGER {name}{'' if tx.sqlite else f' ON {table}'}")
    statement = f"DELETE FROM {table} WHERE {where}"  # noqa: S608 - constants
    tx.run(statement, (before.isoformat(),))
    if guard is not None:
        tx.run(guard)
