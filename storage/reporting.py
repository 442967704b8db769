"""Streaming postings for reports, and adding the journal up, on SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from domain.money import Money
from domain.records import CorrectedBy
from domain.reports.asked import Entry
from domain.reports.ledger import AccountTotal
from storage.engine import Tx
from storage.part import Part, places
from storage.posting_load import corrected_on, load

_AT_ONCE = 500
_NEXT_DAY = "SELECT min(business_date) FROM posting WHERE business_date >= ?"
_OF_DAY = "SELECT posting_id FROM posting WHERE business_date = ? ORDER BY posting_id"
_ON_ACCOUNT = (
    "SELECT p.posting_id FROM posting p WHERE p.business_date >= ? AND p.business_date <= ? AND EXISTS "
    "(SELECT 1 FROM journal_line j WHERE j.posting_id = p.posting_id AND j.gl_code = ?) "
    "ORDER BY p.business_date DESC, p.posting_id DESC LIMIT ?"
)
_SUMS = "SELECT j.gl_code, sum(j.debit_cents), sum(j.credit_cents) FROM journal_line j"
_WITH_POSTING = f"{_SUMS} JOIN posting p ON p.posting_id = j.posting_id"
_Sums = dict[str, tuple[int, int]]


class SqlReporting(Part):
    """The port ``Reporting``."""

    def entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield the postings of these business dates; a transaction for each few hundred, so that nobody waits."""
        day = self._day_from(first)
        while day is not None and day <= last.isoformat():
            on = day
            ids = self._read(lambda tx, on=on: _ids(tx, _OF_DAY, (on,)))  # type: ignore[misc]
            for start in range(0, len(ids), _AT_ONCE):
                yield from self._loaded(ids[start : start + _AT_ONCE])
            if day == date.max.isoformat():
                return
            day = self._day_from(date.fromordinal(date.fromisoformat(day).toordinal() + 1))

    def receipts_corrected(self, first: date, last: date) -> Mapping[int, Sequence[CorrectedBy]]:
        """Return the corrections of the receipts of these business dates, by the receipt's posting id."""
        return self._read(lambda tx: corrected_on(tx, first.isoformat(), last.isoformat()))

    def entries_of(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """Return the postings with these ids, in their order."""
        return tuple(self._loaded(list(ids)))

    def entries_on_account(
        self, gl_code: str, first: date, last: date, limit: int
    ) -> tuple[Entry, ...]:
        """Return the last postings of the business dates that move a ledger account, in order."""
        params = (first.isoformat(), last.isoformat(), gl_code, limit)
        ids = self._read(lambda tx: _ids(tx, _ON_ACCOUNT, params))
        return tuple(self._loaded(ids[::-1]))

    def account_totals(
        self, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[AccountTotal, ...]:
        """Return the debits and credits of the business dates by ledger account."""
        left_out = tuple(without)
        sums = self._read(lambda tx: _totals(tx, first.isoformat(), last.isoformat(), left_out))
        return tuple(
            AccountTotal(gl_code, Money(debit), Money(credit))
            for gl_code, (debit, credit) in sorted(sums.items())
            if debit or credit
        )

    def _day_from(self, first: date) -> str | None:
        params = (first.isoformat(),)
        found: str | None = self._read(lambda tx: tx.run(_NEXT_DAY, params).fetchone()[0])
        return found

    def _loaded(self, ids: list[int]) -> Iterator[Entry]:
        held = self._read(lambda tx: load(tx, ids))
        return (Entry(each, held[each]) for each in ids if each in held)


def _ids(tx: Tx, statement: str, params: tuple[object, ...]) -> list[int]:
    return [row[0] for row in tx.run(statement, params)]


def _totals(tx: Tx, first: str, last: str, without: tuple[str, ...]) -> _Sums:
    if first > date.min.isoformat():
        where = "WHERE p.business_date >= ? AND p.business_date <= ?"
        sums = _summed(tx, f"{_WITH_POSTING} {where}", (first, last))
    else:
        # Of all there is, what comes later is little: taking it off costs less than a join of every line.
        sums = _summed(tx, _SUMS, ())
        later = _summed(tx, f"{_WITH_POSTING} WHERE p.business_date > ?", (last,))
        sums = _less(sums, later)
    if without:
        where = (
            "WHERE p.business_date >= ? AND p.business_date <= ? "
            f"AND p.session_id IN ({places(len(without))})"
        )
        sums = _less(sums, _summed(tx, f"{_WITH_POSTING} {where}", (first, last, *without)))
    return sums


def _summed(tx: Tx, statement: str, params: tuple[object, ...]) -> _Sums:
    rows = tx.run(f"{statement} GROUP BY j.gl_code", params)
    return {gl_code: (int(debit), int(credit)) for gl_code, debit, credit in rows}


def _less(sums: _Sums, other: _Sums) -> _Sums:
    return {
        code: (debit - other.get(code, (0, 0))[0], credit - other.get(code, (0, 0))[1])
        for code, (debit, credit) in sums.items()
    }
