"""The port of reports: postings streamed by business date, and the journal added up."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from domain.records import CorrectedBy, PostedReceipt
from domain.reports.asked import Entry
from domain.reports.ledger import AccountTotal

if TYPE_CHECKING:
    from domain.reports.taken import Taken


class Reporting(Protocol):
    """Reading many postings; nothing here keeps more of them in memory than a few hundred."""

    def entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield the postings of all kinds of the business dates from ``first`` to ``last``, by date and then in the
        order of posting. What is posted to a date meanwhile may be missing from it."""

    def other_entries(self, first: date, last: date) -> Iterator[Entry]:
        """Yield ``entries`` without those that are receipts."""

    def taken(self, first: date, last: date, read: Callable[[int], None]) -> "Taken":
        """Return what the receipts of these business dates come to, added up from their postings when it is asked for.

        ``read`` is told how many receipts have been read for a question, every few thousand.
        """

    def receipts_in_order(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> Iterator[PostedReceipt]:
        """Yield the receipts of a session or else of a business date by their numbers; few are held at once."""

    def receipts_corrected(self, first: date, last: date) -> Mapping[int, Sequence[CorrectedBy]]:
        """Return the corrections of the receipts of these business dates, whenever they were made.

        They are by the receipt's posting id, in the order of posting; a receipt without any is left out.
        """

    def entries_of(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """Return the postings with these ids, in their order; an unknown id is left out."""

    def entries_on_account(
        self, gl_code: str, first: date, last: date, limit: int
    ) -> tuple[Entry, ...]:
        """Return the last postings of the business dates that move a ledger account, at most ``limit``, in order."""

    def account_totals(
        self, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[AccountTotal, ...]:
        """Return the debits and credits of the business dates by ledger account, in the order of the accounts.

        ``without`` are sessions that are left out: each of their postings balances, and so does what is left.
        """
