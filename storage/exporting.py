"""What is to be told to the accounting programs, on SQL."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from domain.ledger.batches import line_claim
from domain.receivables.bills import BillState
from storage.bill_rows import load_states
from storage.part import Part, places

_AT_ONCE: Final = 500
_UNCLAIMED: Final = (
    "SELECT p.business_date, p.posting_id FROM posting p "
    "WHERE p.business_date >= ? AND p.business_date <= ? AND p.kind IN ('receipt', 'correction') "
    "AND (EXISTS (SELECT 1 FROM receipt_line l WHERE l.posting_id = p.posting_id AND l.service = ?) "
    "OR EXISTS (SELECT 1 FROM correction_effect e WHERE e.posting_id = p.posting_id "
    "AND e.service = ?)) "
    "AND NOT EXISTS (SELECT 1 FROM custody_claim c WHERE c.what = ? "
    "AND c.claimed = CAST(p.posting_id AS TEXT)) ORDER BY p.business_date, p.posting_id"
)
_OPEN: Final = "WHERE b.service = ? AND b.is_open = 1 AND b.bill_no > ? ORDER BY b.bill_no LIMIT ?"


class SqlExporting(Part):
    """The port ``Exporting``."""

    def not_in_batch(self, service: str, first: date, last: date) -> tuple[tuple[date, int], ...]:
        """Return the postings that touch bills of a service and that no batch has claimed; see the port."""
        what = line_claim(service, 0).what
        params = (first.isoformat(), last.isoformat(), service, service, what)
        rows = self._read(lambda tx: tx.run(_UNCLAIMED, params).fetchall())
        return tuple((date.fromisoformat(on), posting_id) for on, posting_id in rows)

    def open_bills_of(self, service: str) -> Iterator[BillState]:
        """Yield the bills of a service that are not paid in full, by number."""
        after = ""
        while True:
            params = (service, after, _AT_ONCE)
            some = self._read(lambda tx, params=params: load_states(tx, _OPEN, params))  # type: ignore[misc] # bound now
            for _, state in some:
                yield state
            if len(some) < _AT_ONCE:
                return
            after = some[-1][1].bill.bill_no

    def bills_named(self, numbers: Sequence[str]) -> dict[str, BillState]:
        """Return these bills as they stand, by number."""
        found: dict[str, BillState] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = tuple(numbers[start : start + _AT_ONCE])
            where = f"WHERE b.bill_no IN ({places(len(some))})"
            states = self._read(lambda tx, where=where, some=some: load_states(tx, where, some))  # type: ignore[misc] # bound now
            found |= {state.bill.bill_no: state for _, state in states}
        return found
