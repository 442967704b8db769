"""Kept counts, sessions that wait to be counted, and carts that go to another drawer, in memory."""

from dataclasses import replace
from datetime import date

from domain.custody.drawer import (
    DrawerClosed,
    DrawerOpened,
    DrawerSession,
    Takings,
    tally,
)
from domain.custody.floats import FloatLeft
from domain.custody.session_counts import (
    BlindTry,
    CountKind,
    CountOrder,
    SessionCount,
    final_of,
    kept_before,
)
from domain.custody.sessions import CutOffOrder, cut_off_digest, seal_cut_off
from domain.office import Office
from domain.receipting.posting import Posting
from domain.records import DraftState
from domain.refusals import Code, Refusal, refuse
from storage.memory_state import MemoryState


class MemoryCounting:
    """Counting of domain/ports/counting.py."""

    _state: MemoryState

    def takings(self, session_id: str) -> Takings:
        """Return what a session's postings amount to; the books' part for sessions says it."""
        raise NotImplementedError

    def keep_count(self, order: CountOrder, office: Office) -> SessionCount | Refusal:
        """Keep a count with expected against counted as of now."""
        state = self._state
        with state.lock:
            kept = [c for c in state.counts if c.order.request_id == order.request_id]
            final = state.final_count(order.session_id)
            if kept:
                return kept_before(kept[0], order)
            if final is not None and order.kind is CountKind.FINAL:
                return final
            session = state.sessions.get(order.session_id)
            if session is None or order.session_id in state.closings:
                return refuse(Code.SESSION_NOT_OPEN, drawer=order.session_id.rpartition("-")[0])
            refusal = state.gone(order.operator_id, {})
            if order.kind is CountKind.FINAL:
                tried = state.tries.get(order.session_id, [])
                refusal = refusal or final_of(session, order, tried)
            if refusal is not None:
                return refusal
            takings = self.takings(order.session_id)
            tallies = tally(order.count, session.float_amount, takings, office)
            state.counts.append(SessionCount(order, session.drawer, tallies))
            return state.counts[-1]

    def counts(self, session_id: str) -> tuple[SessionCount, ...]:
        """Return the kept counts of a session, oldest first."""
        with self._state.lock:
            return tuple(c for c in self._state.counts if c.order.session_id == session_id)

    def final_count(self, session_id: str) -> SessionCount | None:
        """Return the final count of a session."""
        with self._state.lock:
            return self._state.final_count(session_id)

    def tries(self, session_id: str) -> tuple[BlindTry, ...]:
        """Return the blind counts that were handed in of a session."""
        with self._state.lock:
            return tuple(self._state.tries.get(session_id, ()))

    def cut_off(self, order: CutOffOrder, office: Office) -> Posting | Refusal:
        """End the taking of money in a session."""
        state = self._state
        with state.lock:
            if order.request_id in state.requests:
                reused = state.reused(order.request_id, cut_off_digest(order))
                return reused or state.postings[state.requests[order.request_id] - 1]
            session = state.sessions.get(order.session_id)
            if session is None or session not in state.open_sessions():
                return refuse(Code.SESSION_NOT_OPEN, drawer=order.session_id.rpartition("-")[0])
            refusal = state.gone(order.operator.operator_id, {}) or state.unkept(office.digest)
            waiting = state.waiting_at(session.drawer)
            if waiting is not None:
                on = waiting.business_date.isoformat()
                refusal = refusal or refuse(Code.CUT_OFF_BEFORE, drawer=session.drawer, on=on)
            if refusal is not None:
                return refusal
            chain_no, previous = state.head(session.drawer)
            posting = seal_cut_off(order, session, office, chain_no + 1, previous)
            state.append(posting)
            state.cut_off[session.session_id] = session.business_date
            return posting

    def waiting_at(self, drawer: str) -> DrawerSession | None:
        """Return the session of a drawer that was cut off and is not closed yet."""
        with self._state.lock:
            return self._state.waiting_at(drawer)

    def waiting_of(self, operator_id: str) -> tuple[DrawerSession, ...]:
        """Return an operator's sessions that were cut off and are not closed yet, by drawer."""
        state = self._state
        with state.lock:
            waiting = [s for s in state.unclosed() if s.session_id in state.cut_off]
            mine = (s for s in waiting if s.operator_id == operator_id)
            return tuple(sorted(mine, key=lambda s: s.drawer))

    def float_left(self, drawer: str) -> FloatLeft | None:
        """Return the float that lies in a drawer by the books."""
        state = self._state
        with state.lock:
            for posting in reversed(state.postings):
                body, header = posting.body, posting.header
                if header.drawer != drawer or not isinstance(body, DrawerOpened):
                    continue
                if not body.took_up:
                    continue
                closing = state.closings.get(header.session_id)
                closed = None if closing is None else state.postings[closing - 1].body
                if isinstance(closed, DrawerClosed):
                    return FloatLeft(closed.float_left)
                return FloatLeft(body.float_amount, header.business_date)
            return None

    def cut_off_date(self, drawer: str) -> date | None:
        """Return the latest business date that was cut off at a drawer."""
        state = self._state
        with state.lock:
            ended = (on for s, on in state.cut_off.items() if state.sessions[s].drawer == drawer)
            return max(ended, default=None)

    def hand_over_carts(self, drawer: str, to: str) -> int | Refusal:
        """Give the parked carts of a drawer to another that is open for receipts."""
        state = self._state
        with state.lock:
            taking = sorted(s.drawer for s in state.open_sessions() if s.drawer != drawer)
            if to not in taking:
                choices = ", ".join(taking) or "none"
                return refuse(Code.CARTS_TO_NO_DRAWER, drawer=to, choices=choices)
            parked = [
                d
                for d in state.drafts.values()
                if (d.drawer, d.state) == (drawer, DraftState.PARKED)
            ]
            for draft in parked:
                state.drafts[draft.cart.request_id] = replace(draft, drawer=to)
            return len(parked)
