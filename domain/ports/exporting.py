"""The port of the accounting programs' batches: which postings are in none yet, and every open bill of a service."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from domain.receivables.bills import BillState


class Exporting(Protocol):
    """What is to be told to the programs, and what is held against what they say."""

    def not_in_batch(self, service: str, first: date, last: date) -> tuple[tuple[date, int], ...]:
        """Return the receipts and corrections of the business dates that touch bills of a service and whose lines no
        batch has claimed: (business date, posting's id), in that order."""

    def open_bills_of(self, service: str) -> Iterator[BillState]:
        """Yield the bills of a service that are not paid in full, by number; few of them are in memory at once."""

    def bills_named(self, numbers: Sequence[str]) -> dict[str, BillState]:
        """Return these bills as they stand, by number; those that are not in the books are left out."""
