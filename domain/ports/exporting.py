"""The port of the accounting programs' batches: which postings are in none yet, every open bill of a service, what the
programs say of bills, and the ticks on a batch's tape."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.money import Money
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

    def keep_balances(self, program: str, balances: Mapping[str, Money]) -> None:
        """Keep what a program, by its code, says is owed, by bill, in the place of all that it said before."""

    def balances_of(self, program: str) -> dict[str, Money]:
        """Return what a program last said is owed, by bill; nothing where it never did."""

    def keep_ticks(
        self, batch_id: str, operator_id: str, ticks: Collection[int], at: datetime
    ) -> None:
        """Keep which amounts of a batch's tape a person has ticked, counted from 0, in the place of those before."""

    def ticks_of(self, batch_id: str, operator_id: str) -> frozenset[int]:
        """Return which amounts of a batch's tape a person has ticked."""
