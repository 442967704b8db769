"""What is to be told to the accounting programs, on SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from domain.ledger.batches import line_claim
from domain.money import Money
from domain.receivables.bills import BillState
from storage.bill_rows import load_states
from storage.engine import Tx
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

_FORGET_BALANCES: Final = "DELETE FROM program_balance WHERE program = ?"
_KEEP_BALANCE: Final = (
    "INSERT INTO program_balance (program, bill_no, balance_cents) VALUES (?, ?, ?)"
)
_BALANCES: Final = (
    "SELECT bill_no, balance_cents FROM program_balance WHERE program = ? ORDER BY bill_no"
)
_FORGET_TICKS: Final = "DELETE FROM tape_tick WHERE batch_id = ? AND operator_id = ?"
_KEEP_TICK: Final = "INSERT INTO tape_tick (batch_id, operator_id, place, at) VALUES (?, ?, ?, ?)"
_TICKS: Final = "SELECT place FROM tape_tick WHERE batch_id = ? AND operator_id = ?"


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

    def keep_balances(self, program: str, balances: Mapping[str, Money]) -> None:
        """Keep what a program says is owed, by bill, in the place of all that it said before."""
        rows = [(program, number, amount.cents) for number, amount in sorted(balances.items())]

        def act(tx: Tx) -> None:
            tx.run(_FORGET_BALANCES, (program,))
            tx.run_many(_KEEP_BALANCE, rows)

        self._write(act)

    def balances_of(self, program: str) -> dict[str, Money]:
        """Return what a program last said is owed, by bill."""
        rows = self._read(lambda tx: tx.run(_BALANCES, (program,)).fetchall())
        return {number: Money(cents) for number, cents in rows}

    def keep_ticks(
        self, batch_id: str, operator_id: str, ticks: Collection[int], at: datetime
    ) -> None:
        """Keep which amounts of a batch's tape a person has ticked, in the place of those before."""
        rows = [(batch_id, operator_id, place, at.isoformat()) for place in sorted(set(ticks))]

        def act(tx: Tx) -> None:
            tx.run(_FORGET_TICKS, (batch_id, operator_id))
            tx.run_many(_KEEP_TICK, rows)

        self._write(act)

    def ticks_of(self, batch_id: str, operator_id: str) -> frozenset[int]:
        """Return which amounts of a batch's tape a person has ticked."""
        rows = self._read(lambda tx: tx.run(_TICKS, (batch_id, operator_id)).fetchall())
        return frozenset(place for (place,) in rows)
