"""Streaming postings for reports, and adding the journal up, in memory."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from domain.money import Money
from domain.receipting.receipt import Receipt
from domain.records import CorrectedBy, corrected_by
from domain.reports.asked import Entry
from domain.reports.ledger import AccountTotal
from storage.memory_corrections import corrections_by_receipt
from storage.memory_state import MemoryState

if TYPE_CHECKING:
    from domain.reports.taken import Taken


class MemoryReporting:
    """Reporting of domain/books.py."""

    _state: MemoryState

    def entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield the postings of these business dates, by date and then in the order of posting."""
        with self._state.lock:
            held = [Entry(i, posting) for i, posting in enumerate(self._state.postings, start=1)]
        some = [e for e in held if first <= e.posting.header.business_date <= last]
        yield from sorted(some, key=lambda each: each.posting.header.business_date)

    def other_entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield the postings of these business dates that are no receipts."""
        found = self.entries(first, last)
        return (each for each in found if not isinstance(each.posting.body, Receipt))

    def taken(self, first: date, last: date, read: Callable[[int], None]) -> "Taken":
        """Return what the receipts of these business dates come to; there are too few of them to tell of."""
        from domain.reports.taken_of import streamed

        return streamed(lambda: self.entries(first, last))

    def receipts_corrected(self, first: date, last: date) -> Mapping[int, Sequence[CorrectedBy]]:
        """Return the corrections of the receipts of these business dates, by the receipt's posting id."""
        with self._state.lock:
            found = corrections_by_receipt(self._state)
            return {
                posting_id: [corrected_by(each) for each in found[receipt.number]]
                for posting_id, posting, receipt in self._state.receipts()
                if first <= posting.header.business_date <= last and receipt.number in found
            }

    def entries_of(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """Return the postings with these ids, in their order."""
        with self._state.lock:
            held = self._state.postings
            return tuple(Entry(each, held[each - 1]) for each in ids if 1 <= each <= len(held))

    def entries_on_account(
        self, gl_code: str, first: date, last: date, limit: int
    ) -> tuple[Entry, ...]:
        """Return the last postings of the business dates that move a ledger account, in order."""
        found = [
            each
            for each in self.entries(first, last)
            if any(line.gl_code == gl_code for line in each.posting.journal.lines)
        ]
        return tuple(found[max(0, len(found) - limit) :])

    def account_totals(
        self, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[AccountTotal, ...]:
        """Return the debits and credits of the business dates by ledger account."""
        sums: dict[str, list[int]] = {}
        for entry in self.entries(first, last):
            if entry.posting.header.session_id in without:
                continue
            for line in entry.posting.journal.lines:
                both = sums.setdefault(line.gl_code, [0, 0])
                both[0] += line.debit.cents
                both[1] += line.credit.cents
        return tuple(
            AccountTotal(gl_code, Money(debit), Money(credit))
            for gl_code, (debit, credit) in sorted(sums.items())
        )
