"""What a bill was before something was done to it, in memory."""

from collections.abc import Iterator
from dataclasses import replace

from domain.corrections.values import Correction
from domain.receipting.cart import BillLine
from domain.receipting.receipt import Receipt
from domain.receivables.bills import Applied, BillState
from storage.memory_state import MemoryState


class MemoryBillHistory:
    """The past of the port ``Lookup``."""

    _state: MemoryState

    def bill_as_of(self, bill_no: str, version: int) -> BillState | None:
        """Return a bill without what was done to it from ``version`` on."""
        with self._state.lock:
            kept = self._state.bills.get(bill_no)
            if kept is None:
                return None
            done = list(self._done_to(bill_no))
            earlier = tuple(a for decided_on, parts in done if decided_on < version for a in parts)
            later = sum(decided_on >= version for decided_on, _ in done)
            state = self._state.state_of(kept)
            return replace(state, applied=earlier, version=state.version - later)

    def _done_to(self, bill_no: str) -> Iterator[tuple[int, tuple[Applied, ...]]]:
        """Yield the version that each posting was decided on, and what it did to the bill."""
        for posting in self._state.postings:
            body = posting.body
            if isinstance(body, Correction):
                for effect in body.amendment.effects:
                    if effect.bill_no == bill_no:
                        yield effect.version, tuple(part.applied for part in effect.parts)
            elif isinstance(body, Receipt):
                for line in body.lines:
                    if isinstance(line, BillLine) and line.bill_no == bill_no:
                        on = line.effective_on or posting.header.business_date
                        parts = line.allocations
                        yield (
                            line.version,
                            tuple(Applied(a.instalment, a.kind, a.amount, on) for a in parts),
                        )
