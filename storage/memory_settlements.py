"""What waits for a processor's payment, in memory."""

from collections.abc import Callable, Collection
from datetime import date

from domain.custody.acting import PostedAct
from domain.custody.acts import Claim
from domain.custody.drawer import DrawerClosed
from domain.custody.settlements import ToSettle
from storage.memory_state import MemoryState


class MemorySettlements:
    """What no settlement has taken, of the port ``Deposits``."""

    _state: MemoryState
    act_claiming: Callable[[Claim], PostedAct | None]

    def unsettled(self, kinds: Collection[str], since: date) -> tuple[ToSettle, ...]:
        """Return what closed sessions have of these kinds that no settlement has taken, by date."""
        with self._state.lock:
            closings = [self._state.postings[i - 1] for i in self._state.closings.values()]
            counted = (
                ToSettle(p.header.business_date, p.header.session_id, tally.kind, tally.counted)
                for p in closings
                if isinstance(p.body, DrawerClosed) and p.header.business_date >= since
                for tally in p.body.tallies
                if tally.kind in kinds and tally.counted
            )
            return tuple(sorted(each for each in counted if self.act_claiming(each.claim) is None))
