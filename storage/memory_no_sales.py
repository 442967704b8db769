"""Drawers opened without a sale, in memory."""

from datetime import date

from domain.custody.no_sale import NoSale
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState


class MemoryNoSales:
    """NoSales of domain/ports/guards.py."""

    _state: MemoryState

    def keep_no_sale(self, opened: NoSale) -> Refusal | None:
        """Keep an opening without a sale; refuses when the session is not open any more."""
        state = self._state
        with state.lock:
            there = state.open_session_at(opened.drawer)
            if there is None or there.session_id != opened.session_id:
                return refuse(Code.SESSION_NOT_OPEN, drawer=opened.drawer)
            refusal = state.gone(opened.operator_id, opened.approvers)
            if refusal is not None:
                return refusal
            if opened.request_id not in {kept.request_id for kept in state.no_sales}:
                state.no_sales.append(opened)
            return None

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> tuple[NoSale, ...]:
        """Return the openings of a session or of a business date, oldest first."""
        with self._state.lock:
            return tuple(
                kept
                for kept in self._state.no_sales
                if session_id in (None, kept.session_id) and on in (None, kept.business_date)
            )
