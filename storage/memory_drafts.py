"""Carts before the commit, in memory."""

from dataclasses import replace

from domain.records import Draft, DraftState
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState


class MemoryDrafts:
    """Drafts of domain/books.py."""

    _state: MemoryState

    def save_draft(self, draft: Draft) -> None:
        """Keep a cart, replacing what was kept under its request id."""
        with self._state.lock:
            # A draft written late, after its cart was posted, would offer the same money again.
            if draft.cart.request_id not in self._state.requests:
                self._state.drafts[draft.cart.request_id] = draft

    def active_draft(self, station: str, operator_id: str) -> Draft | None:
        """Return the cart that was being worked on at a station, the newest."""
        with self._state.lock:
            mine = [
                d
                for d in self._state.drafts.values()
                if (d.station, d.operator_id, d.state) == (station, operator_id, DraftState.ACTIVE)
            ]
            return max(mine, key=lambda d: d.saved_at, default=None)

    def parked(self, drawer: str | None = None) -> tuple[Draft, ...]:
        """Return the parked carts, of one drawer or of all, oldest first."""
        with self._state.lock:
            found = [
                d
                for d in self._state.drafts.values()
                if d.state is DraftState.PARKED and drawer in (None, d.drawer)
            ]
            return tuple(sorted(found, key=lambda d: d.saved_at))

    def recall(self, request_id: str, by: Draft) -> Draft | Refusal:
        """Take a parked cart: ``by`` names the drawer, station and operator."""
        with self._state.lock:
            draft = self._state.drafts.get(request_id)
            if draft is None:
                return refuse(Code.CART_UNKNOWN)
            if draft.state is not DraftState.PARKED:
                return refuse(
                    Code.CART_TAKEN,
                    by=self._name(draft.operator_id),
                    at=self._state.clock_time(draft.saved_at),
                )
            taken = replace(by, cart=draft.cart, state=DraftState.ACTIVE, label=draft.label)
            self._state.drafts[request_id] = taken
            return taken

    def drop_draft(self, request_id: str) -> None:
        """Forget a cart that will not be posted."""
        with self._state.lock:
            self._state.drafts.pop(request_id, None)

    def _name(self, operator_id: str) -> str:
        person = self._state.people.get(operator_id)
        return person.operator.name if person else operator_id
