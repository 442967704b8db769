"""Recording acts of custody and finding them, in memory."""

from collections.abc import Callable
from datetime import date

from domain.custody.acting import ActOrder, PostedAct, seal_act
from domain.custody.acts import (
    SERIES,
    ActBody,
    ActNo,
    Claim,
    CustodyAct,
    Effect,
    PiecesMoved,
)
from domain.custody.depositing import FROM_BAG
from domain.custody.drawer import DrawerOpened, Takings
from domain.custody.pieces import MOST_PIECES, pieces_of
from domain.custody.reversal import ActReversed
from domain.custody.vault import Custody as Holdings
from domain.custody.vault import Holding, too_many
from domain.money import Money
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.records import PaperKind, PrintJob, PrintState
from domain.refusals import Code, Refusal, refuse
from storage.memory_act_about import about_refused, came_back
from storage.memory_corrections import voids_of
from storage.memory_deposit_moved import deposit_moved
from storage.memory_state import MemoryState
from storage.memory_stock import stock_refused

_Place = tuple[str, Money]


class MemoryCustodyActs:
    """CustodyActs of domain/ports/custody.py."""

    _state: MemoryState
    takings: Callable[[str], Takings]

    def record(self, order: ActOrder) -> PostedAct | Refusal:
        """Record an act and queue its slip."""
        state, header = self._state, order.header
        with state.lock:
            if header.request_id in state.requests:
                reused = state.reused(header.request_id, header.request_digest)
                return reused or self._recorded_act(state.requests[header.request_id])
            refusal = (
                state.day_closed(header.business_date)
                or self._act_against(order)
                or stock_refused(state, order.body.stock())
                or state.unkept(header.policy_digest)
            )
            if refusal is not None:
                return refusal
            chain_no, previous = state.head(SERIES)
            year = header.business_date.year
            seqs = [act.number.seq for _, _, act in self._all_acts() if act.number.year == year]
            sealed = seal_act(order, max(seqs, default=0) + 1, chain_no + 1, previous)
            posting_id = state.append(sealed)
            if order.body.slip:
                self._queue_act(posting_id, header.station)
            return PostedAct(posting_id, sealed)

    def act_asked(self, request_id: str) -> PostedAct | None:
        """Return what a request id was recorded as."""
        return self._first_act(lambda p, _: p.header.request_id == request_id)

    def act(self, number: ActNo) -> PostedAct | None:
        """Return an act by its number."""
        return self._first_act(lambda _, act: act.number == number)

    def act_claiming(self, claim: Claim) -> PostedAct | None:
        """Return the act that took something for itself alone."""
        return next(iter(self._claiming(claim)), None)

    def acts(
        self,
        *,
        kind: str = "",
        session_id: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[PostedAct, ...]:
        """Return the acts of one kind or of all, in the order of posting."""
        return self._some_acts(
            lambda p, act: (
                (not kind or act.kind == kind)
                and (session_id is None or session_id in {e.session_id for e in act.body.effects()})
                and (first is None or p.header.business_date >= first)
                and (last is None or p.header.business_date <= last)
            )
        )

    def holdings(self) -> Holdings:
        """Return what lies in the vault, in bags and with the courier, by pieces."""
        with self._state.lock:
            places: dict[str, list[tuple[Money, int]]] = {}
            for (place, value), number in sorted(held_pieces(self._state).items()):
                places.setdefault(place, []).append((value, number))
            found = {place: pieces_of(rows) for place, rows in places.items()}
            return Holdings(tuple(Holding(place, p.amount, p) for place, p in found.items()))

    def _all_acts(self) -> list[tuple[int, Posting, CustodyAct]]:
        return acts_of(self._state)

    def _some_acts(self, wanted: Callable[[Posting, CustodyAct], bool]) -> tuple[PostedAct, ...]:
        with self._state.lock:
            return tuple(PostedAct(i, p) for i, p, act in self._all_acts() if wanted(p, act))

    def _first_act(self, wanted: Callable[[Posting, CustodyAct], bool]) -> PostedAct | None:
        return next(iter(self._some_acts(wanted)), None)

    def _claiming(self, claim: Claim) -> tuple[PostedAct, ...]:
        undone = reversed_numbers(self._state)
        return self._some_acts(
            lambda _, act: act.number not in undone and claim in act.body.claims()
        )

    def _built_on(self, body: ActBody) -> Refusal | None:
        """Refuse a reversal while a later act stands that builds on what it takes back; others once theirs was."""
        if not isinstance(body, ActReversed):
            for claim in body.barred_by():
                done = self.act_claiming(claim)
                if done is not None:
                    return self._told(Code.ACT_DONE_BEFORE, claim, done)
            return None
        made, undone = self.act(body.number), reversed_numbers(self._state)
        for claim in body.barred_by():
            key = claim.key + FROM_BAG
            for taken in self._some_acts(
                lambda _, act, want=claim, key=key: (  # type: ignore[misc]  # bound in the loop
                    act.number not in undone
                    and any(
                        c == want or (c.what == want.what and c.key.startswith(key))
                        for c in act.body.claims()
                    )
                )
            ):
                if made is not None and taken.posting_id > made.posting_id:
                    return self._told(Code.REVERSAL_BUILT_ON, claim, taken)
        return came_back(self._state, body, made.posting_id if made is not None else 0)

    def _told(self, code: Code, claim: Claim, taken: PostedAct) -> Refusal:
        header = taken.posting.header
        return refuse(
            code,
            what=claim.what,
            key=claim.key,
            number=taken.number,
            by=header.operator_name,
            at=self._state.clock_time(header.entered_at),
        )

    def _recorded_act(self, posting_id: int) -> PostedAct:
        return PostedAct(posting_id, self._state.postings[posting_id - 1])

    def _act_against(self, order: ActOrder) -> Refusal | None:
        body = order.body
        for claim in body.claims():
            taken = self.act_claiming(claim)
            if taken is not None:
                return self._told(Code.ACT_DONE_BEFORE, claim, taken)
        for need in body.needs():
            if self.act_claiming(need) is None:
                return refuse(Code.ACT_TOO_EARLY, what=need.what, key=need.key)
        later = about_refused(self._state, order) or self._built_on(body)
        if later is not None:
            return later
        for effect in sorted(body.effects()):
            refusal = self._session_of(effect, order.header.business_date)
            if refusal is not None:
                return refusal
        held = held_pieces(self._state)
        for place, said in body.seen():
            here = pieces_of((value, n) for (at, value), n in held.items() if at == place)
            if here.held != said:
                return refuse(Code.VAULT_DIFFERS)
        bodies = [act.body for _, _, act in self._all_acts()]
        claims = {c for _, _, act in standing_acts(self._state) for c in act.body.claims()}
        moved = deposit_moved(self._state, body, bodies, claims, self.takings)
        return moved or lacking(self._state, body.pieces())

    def _session_of(self, effect: Effect, on: date) -> Refusal | None:
        state, name = self._state, effect.session_id
        drawer = name.rpartition("-")[0]
        if effect.closed:
            closed = name in state.closings
            return None if closed else refuse(Code.SESSION_NOT_CLOSED, drawer=drawer)
        session = state.sessions.get(name)
        if session is None or name in state.closings:
            return refuse(Code.SESSION_NOT_OPEN, drawer=drawer or name)
        if session.business_date != on:
            day = session.business_date.isoformat()
            return refuse(Code.ACT_OTHER_DAY, drawer=drawer, day=day, on=on.isoformat())
        counted = state.count_in(name)
        if counted is not None:
            return counted
        after = cash_in(state, name) + session.float_amount + effect.cash
        if effect.cash.cents < 0 and after.cents < 0:
            return refuse(Code.DRAWER_LESS_THAN, drawer=drawer)
        return None

    def _queue_act(self, posting_id: int, station: str) -> None:
        jobs = self._state.jobs
        job_id = len(jobs) + 1
        jobs[job_id] = PrintJob(
            job_id, PaperKind.CUSTODY, posting_id, 0, station, False, PrintState.PENDING
        )


def acts_of(state: MemoryState) -> list[tuple[int, Posting, CustodyAct]]:
    """Return the acts in the order of posting, with their posting's id."""
    return [
        (posting_id, posting, posting.body)
        for posting_id, posting in enumerate(state.postings, start=1)
        if isinstance(posting.body, CustodyAct)
    ]


def reversed_numbers(state: MemoryState) -> set[ActNo]:
    """Return the numbers of the acts that were reversed."""
    bodies = (act.body for _, _, act in acts_of(state))
    return {body.number for body in bodies if isinstance(body, ActReversed)}


def standing_acts(state: MemoryState) -> list[tuple[int, Posting, CustodyAct]]:
    """Return the acts that were not reversed, in the order of posting, with their posting's id."""
    undone = reversed_numbers(state)
    return [each for each in acts_of(state) if each[2].number not in undone]


def moved_in(state: MemoryState, session_id: str) -> Money:
    """Return by how much acts of custody changed the cash of a session."""
    effects = (e for _, _, act in acts_of(state) for e in act.body.effects())
    return Money(sum(e.cash.cents for e in effects if e.session_id == session_id))


def cash_in(state: MemoryState, session_id: str) -> Money:
    """Return what a session's cash has come to beside its float."""
    cents = moved_in(state, session_id).cents
    for posting in state.postings:
        body = posting.body
        if posting.header.session_id == session_id and isinstance(body, Receipt):
            cents += sum(t.amount.cents for t in body.tenders if t.is_cash) - body.change.cents
    for void in voids_of(state, session_id):
        backs = void.amendment.tenders
        cents -= sum(b.tender.amount.cents for b in backs if b.tender.is_cash)
        cents += void.amendment.change.cents
    return Money(cents)


def held_pieces(state: MemoryState) -> dict[_Place, int]:
    """Return the pieces at each place by their value."""
    held: dict[_Place, int] = {}
    for posting in state.postings:
        body = posting.body
        moved: tuple[PiecesMoved, ...] = ()
        if isinstance(body, CustodyAct):
            moved = body.body.pieces()
        elif isinstance(body, DrawerOpened) and body.issue is not None:
            moved = body.issue.moved()
        for each in moved:
            key = (each.place, each.value)
            held[key] = held.get(key, 0) + each.number
    return {key: number for key, number in held.items() if number}


def lacking(state: MemoryState, moved: tuple[PiecesMoved, ...]) -> Refusal | None:
    """Refuse to take pieces that are not there, or to bring more than a place holds."""
    held = held_pieces(state)
    places: dict[str, list[tuple[Money, int]]] = {}
    for each in moved:
        after = held.get((each.place, each.value), 0) + each.number
        if after > MOST_PIECES:
            return too_many(each.place, each.value, after)
        if after < 0:
            places.setdefault(each.place, []).append((each.value, -after))
    for place, rows in places.items():
        return refuse(Code.MOVE_PIECES_MISSING, place=place, missing=pieces_of(rows))
    return None
