"""Drawer sessions in memory."""

from collections import Counter
from datetime import date, datetime

from domain.custody.acts import CustodyAct
from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession, Takings, judge_count, tries_spent
from domain.custody.floats import against_float
from domain.custody.session_counts import BlindTry, against_final, same_again
from domain.custody.sessions import (
    CloseOrder,
    OpenOrder,
    against_cut_off,
    against_unlike,
    close_digest,
    open_digest,
    seal_closing,
    seal_opening,
    session_of,
)
from domain.money import Money, total
from domain.office import Office
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.records import DraftState, PaperKind, PrintJob, PrintState
from domain.refusals import Code, Refusal, refuse
from storage.memory_corrections import voids_of
from storage.memory_counting import MemoryCounting
from storage.memory_custody_acts import lacking, moved_in
from storage.memory_state import MemoryState
from storage.memory_stock import stock_in


class MemoryCustody(MemoryCounting):
    """Custody of domain/books.py."""

    _state: MemoryState

    def open_session(self, order: OpenOrder, office: Office) -> DrawerSession | Refusal:
        """Open a drawer."""
        state = self._state
        with state.lock:
            if order.request_id in state.requests:
                reused = state.reused(order.request_id, open_digest(order))
                posted = state.postings[state.requests[order.request_id] - 1]
                return reused or session_of(posted)
            left = self.float_left(order.drawer)
            refusal = (
                state.gone(order.operator.operator_id, {})
                or state.day_closed(order.business_date)
                or self._against_opening(order, office)
                or self._float_lacking(order, office)
                or against_unlike(order, left, office)
                or state.unkept(office.digest)
            )
            if refusal is not None:
                return refusal
            chain_no, previous = state.head(order.drawer)
            posting = seal_opening(order, office, chain_no + 1, previous, left)
            state.append(posting)
            session = session_of(posting)
            state.sessions[session.session_id] = session
            return session

    def _float_lacking(self, order: OpenOrder, office: Office) -> Refusal | None:
        operator_id, issue = order.operator.operator_id, order.issue
        refusal = against_float(order.float_amount, issue, operator_id, office.keeping)
        if refusal is not None or issue is None:
            return refusal
        return lacking(self._state, issue.moved())

    def session_at(self, drawer: str) -> DrawerSession | None:
        """Return the open session of a drawer."""
        with self._state.lock:
            return self._state.open_session_at(drawer)

    def session_by(self, operator_id: str) -> DrawerSession | None:
        """Return the session that an operator has open."""
        with self._state.lock:
            mine = (s for s in self._state.open_sessions() if s.operator_id == operator_id)
            return next(mine, None)

    def session(self, session_id: str) -> DrawerSession | None:
        """Return a session, open or closed."""
        with self._state.lock:
            return self._state.sessions.get(session_id)

    def sessions(self, on: date) -> tuple[DrawerSession, ...]:
        """Return all sessions of a business date, oldest first."""
        with self._state.lock:
            return tuple(s for s in self._state.sessions.values() if s.business_date == on)

    def takings(self, session_id: str) -> Takings:
        """Return what a session's postings amount to."""
        with self._state.lock:
            receipts, voids = self._receipts(session_id), voids_of(self._state, session_id)
            taken: Counter[str] = Counter()
            for tender in (t for receipt in receipts for t in receipt.tenders):
                taken[tender.kind] += tender.amount.cents
            for back in (t for void in voids for t in void.amendment.tenders):
                taken[back.tender.kind] -= back.tender.amount.cents
            change = total(receipt.change for receipt in receipts)
            return Takings(
                tuple((kind, Money(cents)) for kind, cents in sorted(taken.items())),
                change - total(void.amendment.change for void in voids),
                len(receipts),
                len(voids),
                moved_in(self._state, session_id),
            )

    def check_amounts(self, session_id: str) -> tuple[tuple[str, tuple[Money, ...]], ...]:
        """Return the amounts of tenders that are not cash, one by one, by tender kind."""
        with self._state.lock:
            by_kind: dict[str, list[Money]] = {}
            undone = {n for v in voids_of(self._state, session_id) for n in v.amendment.corrects}
            standing = [r for r in self._receipts(session_id) if r.number not in undone]
            for tender in (t for r in standing for t in r.tenders):
                if not tender.is_cash:
                    by_kind.setdefault(tender.kind, []).append(tender.amount)
            return tuple((kind, tuple(amounts)) for kind, amounts in sorted(by_kind.items()))

    def try_count(
        self, session_id: str, operator_id: str, count: Count, at: datetime, office: Office
    ) -> CountVerdict | Refusal:
        """Record a blind count and return only whether it agrees."""
        with self._state.lock:
            session = self._state.gone(operator_id, {}) or self._open(session_id)
            if isinstance(session, Refusal):
                return session
            if self._state.final_count(session_id) is not None:
                return refuse(Code.COUNT_IN, drawer=session.drawer)
            tries = self._state.tries.setdefault(session_id, [])
            wrong = sum(not each.balanced for each in tries)
            verdict = judge_count(
                count, session.float_amount, self.takings(session_id), wrong, office
            )
            if isinstance(verdict, Refusal):
                return verdict
            last = tries[-1] if tries else None
            moved = last is not None and self._moved_since(session_id, last.at)
            again = same_again(count, last, verdict, moved=moved)
            if again is None:
                tries.append(BlindTry(operator_id, count, at, verdict.balanced))
            return again or verdict

    def _moved_since(self, session_id: str, at: datetime) -> bool:
        later = (p for p in self._state.postings if p.header.entered_at > at)
        return any(
            p.header.session_id == session_id
            or (
                isinstance(p.body, CustodyAct)
                and session_id in {e.session_id for e in p.body.body.effects()}
            )
            for p in later
        )

    def close_session(self, order: CloseOrder, office: Office) -> Posting | Refusal:
        """Close a session on a count and queue its report's printing."""
        state = self._state
        with state.lock:
            if order.request_id in state.requests:
                reused = state.reused(order.request_id, close_digest(order))
                return reused or state.postings[state.requests[order.request_id] - 1]
            session = state.gone(order.operator.operator_id, {}) or self._open(order.session_id)
            if isinstance(session, Refusal):
                return session
            drafts = state.drafts.values()
            parked = [
                d for d in drafts if (d.drawer, d.state) == (session.drawer, DraftState.PARKED)
            ]
            here = state.open_session_at(session.drawer)
            if parked and here in (None, session):
                return refuse(Code.CARTS_PARKED, count=len(parked))
            another = against_final(session, order.count, state.final_count(order.session_id))
            if another is not None:
                return another
            tries = state.tries.setdefault(order.session_id, [])
            wrong = sum(not each.balanced for each in tries)
            spent = None if order.reason_code else tries_spent(wrong, office)
            if spent is not None:
                return spent
            chain_no, previous = state.head(session.drawer)
            takings = self.takings(order.session_id)
            lying = stock_in(state, session.drawer)
            posting = seal_closing(order, session, takings, office, chain_no + 1, previous, lying)
            if isinstance(posting, Refusal):
                if posting.code is not Code.REASON_NEEDED:
                    return posting
                # It says that the count differs: that was an answer, so it is a try.
                tries.append(BlindTry(order.operator.operator_id, order.count, order.at, False))
                return posting
            unkept = state.unkept(office.digest)
            if unkept is not None:
                return unkept
            posting_id = state.append(posting)
            state.closings[session.session_id] = posting_id
            job_id = len(state.jobs) + 1
            state.jobs[job_id] = PrintJob(
                job_id,
                PaperKind.DRAWER_REPORT,
                posting_id,
                0,
                session.station,
                False,
                PrintState.PENDING,
            )
            return posting

    def closing(self, session_id: str) -> tuple[int, Posting] | None:
        """Return the posting that closed a session, with its id."""
        with self._state.lock:
            posting_id = self._state.closings.get(session_id)
            return (
                None if posting_id is None else (posting_id, self._state.postings[posting_id - 1])
            )

    def last_business_date(self, drawer: str) -> date | None:
        """Return the latest business date a drawer has worked on."""
        with self._state.lock:
            sessions = self._state.sessions.values()
            return max((s.business_date for s in sessions if s.drawer == drawer), default=None)

    def _open(self, session_id: str) -> DrawerSession | Refusal:
        session = self._state.sessions.get(session_id)
        if session is None or session_id in self._state.closings:
            drawer = session.drawer if session else session_id
            return refuse(Code.SESSION_NOT_OPEN, drawer=drawer)
        return session

    def _receipts(self, session_id: str) -> list[Receipt]:
        return [r for _, p, r in self._state.receipts() if p.header.session_id == session_id]

    def _against_opening(self, order: OpenOrder, office: Office) -> Refusal | None:
        drawer = office.drawer(order.drawer)
        if isinstance(drawer, Refusal):
            return drawer
        there = self.session_at(order.drawer)
        if there is not None:
            owner, at = there.operator_name, self._state.clock_time(there.opened_at)
            return refuse(Code.DRAWER_IN_USE, drawer=order.drawer, owner=owner, at=at)
        mine = self.session_by(order.operator.operator_id)
        if mine is not None:
            return refuse(
                Code.OPERATOR_HAS_DRAWER, operator=order.operator.name, drawer=mine.drawer
            )
        last = self.last_business_date(order.drawer)
        if last is not None and order.business_date < last:
            return refuse(
                Code.BUSINESS_DATE_EARLIER,
                drawer=order.drawer,
                last=last.isoformat(),
                on=order.business_date.isoformat(),
            )
        ended = self.cut_off_date(order.drawer)
        return against_cut_off(order, ended)
