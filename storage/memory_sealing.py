"""Closing days in memory."""

from collections.abc import Callable, Iterable
from datetime import date

from domain.corrections.values import Correction
from domain.custody.acting import PostedAct, seal_act
from domain.custody.acts import SERIES, CustodyAct
from domain.custody.closing_day import (
    DayFacts,
    SealOrder,
    against_closing,
    sealed_day,
    totals_of,
)
from domain.custody.day_seal import DaySealed, DayTotals, SeriesHead
from domain.ledger.on_paper import SHORT, Held, OnPaper, held
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.refusals import Refusal
from storage.memory_state import MemoryState


class MemorySealing:
    """Sealing of domain/ports/sealing.py. The registers beside the postings are sealed by books on a database only."""

    _state: MemoryState
    _queue_act: Callable[[int, str], None]
    _all_acts: Callable[[], list[tuple[int, Posting, CustodyAct]]]

    def seal_day(self, order: SealOrder) -> PostedAct | Refusal:
        """Close a business date for good and queue its report."""
        state, header = self._state, order.header
        with state.lock:
            if header.request_id in state.requests:
                posting_id = state.requests[header.request_id]
                reused = state.reused(header.request_id, header.request_digest)
                return reused or PostedAct(posting_id, state.postings[posting_id - 1])
            refusal = self._against_closing(order.on) or state.unkept(header.policy_digest)
            if refusal is not None:
                return refusal
            act = sealed_day(order, self._facts(order.on))
            seqs = [a.number.seq for _, _, a in self._all_acts() if a.number.year == order.on.year]
            chain_no, previous = state.head(SERIES)
            sealed = seal_act(act, max(seqs, default=0) + 1, chain_no + 1, previous)
            posting_id = state.append(sealed)
            self._queue_act(posting_id, header.station)
            return PostedAct(posting_id, sealed)

    def sealed_through(self) -> date | None:
        """Return the last business date that is closed."""
        with self._state.lock:
            return self._state.sealed_through()

    def days_to_seal(self) -> tuple[date, ...]:
        """Return the business dates with postings that are not closed, in order."""
        with self._state.lock:
            through = self._state.sealed_through() or date.min
            days = {p.header.business_date for p in self._state.postings}
            return tuple(sorted(day for day in days if day > through))

    def held_against(self, papers: Iterable[OnPaper]) -> tuple[Held, ...]:
        """Look each digest from paper up."""
        with self._state.lock:
            return tuple(self._hold(paper) for paper in papers)

    def _against_closing(self, on: date) -> Refusal | None:
        earlier = next((day for day in self.days_to_seal() if day < on), None)
        unclosed = [s.drawer for s in self._state.unclosed() if s.business_date == on]
        postings = sum(p.header.business_date == on for p in self._state.postings)
        through = self._state.sealed_through()
        return against_closing(on, through, earlier, min(unclosed, default=None), postings)

    def _facts(self, on: date) -> DayFacts:
        postings = self._state.postings
        heads = {p.trail.series: p.trail for p in postings}
        day = DayTotals()
        for posting in postings:
            if posting.header.business_date == on:
                day = day.plus(totals_of(posting))
        before = next((s for _, s in reversed(self._seals())), None)
        found = tuple(SeriesHead(s, t.chain_no, t.digest) for s, t in heads.items())
        return DayFacts(found, day, (), before)

    def _seals(self) -> list[tuple[int, DaySealed]]:
        acts = self._all_acts()
        return [(i, act.body) for i, _, act in acts if isinstance(act.body, DaySealed)]

    def _hold(self, paper: OnPaper) -> Held:
        seals = {seal.on: seal.digest for _, seal in self._seals()}
        if paper.on is not None:
            return held(paper, seals.get(paper.on), f"the closing of {paper.name}")
        if paper.name:
            return held(paper, self._numbered(paper.name), paper.name)
        digests = [p.trail.digest for p in self._state.postings] + list(seals.values())
        whole = len(paper.digits) != SHORT
        found = (d for d in digests if (d == paper.digits if whole else d.endswith(paper.digits)))
        return held(paper, next(found, None), "a posting")

    def _numbered(self, name: str) -> str | None:
        for posting in self._state.postings:
            body = posting.body
            if isinstance(body, Receipt | Correction | CustodyAct) and _same(name, body.number):
                return posting.trail.digest
        return None


def _same(name: str, number: object) -> bool:
    """Whether a typed number is this one, whatever zeros lead its sequence."""
    typed, own = name.rpartition("-"), str(number).rpartition("-")
    bare = [(last[:1] == "C", last.lstrip("C").lstrip("0")) for last in (typed[2], own[2])]
    return typed[0] == own[0] and bare[0] == bare[1]
