"""Streaming postings for reports, and adding the journal up, on SQL."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from domain.money import Money
from domain.records import CorrectedBy
from domain.reports.asked import Entry
from domain.reports.ledger import AccountTotal
from storage.engine import Tx
from storage.part import Part, places
from storage.posting_load import corrected_on, load

if TYPE_CHECKING:
    from domain.reports.taken import Taken

_AT_ONCE = 500
_NEXT_DAY = "SELECT min(business_date) FROM posting WHERE business_date >= ?"
_OF_DAY = "SELECT posting_id FROM posting WHERE business_date = ? ORDER BY posting_id"
_OTHERS = (
    "SELECT posting_id FROM posting WHERE business_date = ? AND kind <> 'receipt' "
    "ORDER BY posting_id"
)
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
        return self._entries(_OF_DAY, first, last)

    def other_entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield the postings of these business dates that are no receipts."""
        return self._entries(_OTHERS, first, last)

    def taken(self, first: date, last: date, read: Callable[[int], None]) -> "Taken":
        """Return what the receipts of these business dates come to, added up by the database."""
        from storage.taken import taken_from

        return taken_from(self._read, lambda: self._days(_OF_DAY, first, last), read)

    def _entries(self, statement: str, first: date, last: date) -> Iterator[Entry]:
        for _, ids in self._days(statement, first, last):
            for start in range(0, len(ids), _AT_ONCE):
                yield from self._loaded(ids[start : start + _AT_ONCE])

    def _days(self, statement: str, first: date, last: date) -> Iterator[tuple[str, list[int]]]:
        """Yield each business date that has postings, with the ids that a statement finds of it."""
        day = self._day_from(first)
        while day is not None and day <= last.isoformat():
            on = day
            yield on, self._read(lambda tx, on=on: _ids(tx, statement, (on,)))  # type: ignore[misc]
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
