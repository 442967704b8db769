"""What is to be told to the accounting programs, in memory."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from domain.corrections.values import Correction
from domain.ledger.batches import line_claim
from domain.money import Money
from domain.receipting.lines import BillLine
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.receivables.bills import BillState
from storage.memory_custody_acts import acts_of
from storage.memory_state import MemoryState


class MemoryExporting:
    """Exporting of domain/ports/exporting.py."""

    _state: MemoryState
    bill: Callable[[str], BillState | None]
    open_bills: Callable[[Sequence[int]], dict[int, tuple[BillState, ...]]]

    def not_in_batch(self, service: str, first: date, last: date) -> tuple[tuple[date, int], ...]:
        """Return the postings that touch bills of a service and that no batch has claimed."""
        with self._state.lock:
            claimed = {c for _, _, act in acts_of(self._state) for c in act.body.claims()}
            found = [
                (posting.header.business_date, posting_id)
                for posting_id, posting in enumerate(self._state.postings, start=1)
                if first <= posting.header.business_date <= last
                and _touches(posting, service)
                and line_claim(service, posting_id) not in claimed
            ]
            return tuple(sorted(found))

    def open_bills_of(self, service: str) -> Iterator[BillState]:
        """Yield the bills of a service that are not paid in full, by number."""
        with self._state.lock:
            ids = [i for i, held in self._state.accounts.items() if held.service == service]
            states = [state for some in self.open_bills(ids).values() for state in some]
        yield from sorted(states, key=lambda state: state.bill.bill_no)

    def bills_named(self, numbers: Sequence[str]) -> dict[str, BillState]:
        """Return these bills as they stand, by number."""
        found = ((number, self.bill(number)) for number in numbers)
        return {number: state for number, state in found if state is not None}

    def keep_balances(self, program: str, balances: Mapping[str, Money]) -> None:
        """Keep what a program says is owed, by bill, in the place of all that it said before."""
        with self._state.lock:
            self._state.program_balances[program] = dict(sorted(balances.items()))

    def balances_of(self, program: str) -> dict[str, Money]:
        """Return what a program last said is owed, by bill."""
        with self._state.lock:
            return dict(self._state.program_balances.get(program, {}))

    def keep_ticks(
        self, batch_id: str, operator_id: str, ticks: Collection[int], at: datetime
    ) -> None:
        """Keep which amounts of a batch's tape a person has ticked, in the place of those before."""
        with self._state.lock:
            self._state.ticks[batch_id, operator_id] = frozenset(ticks)

    def ticks_of(self, batch_id: str, operator_id: str) -> frozenset[int]:
        """Return which amounts of a batch's tape a person has ticked."""
        with self._state.lock:
            return self._state.ticks.get((batch_id, operator_id), frozenset())


def _touches(posting: Posting, service: str) -> bool:
    body = posting.body
    if isinstance(body, Receipt):
        return any(isinstance(each, BillLine) and each.service == service for each in body.lines)
    if isinstance(body, Correction):
        return any(each.service == service for each in body.amendment.effects)
    return False
