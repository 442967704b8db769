"""Recording acts of custody and finding them, on SQL."""

from collections.abc import Iterable
from datetime import date

from domain.custody.acting import ActOrder, PostedAct, seal_act
from domain.custody.acts import SERIES, ActNo, Claim, Effect, PiecesMoved
from domain.custody.pieces import MOST_PIECES, pieces_of
from domain.custody.vault import Custody as Holdings
from domain.custody.vault import Holding, too_many
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.receipting.posting import Posting
from domain.records import PaperKind
from domain.refusals import Code, Refusal, refuse
from storage import custody_acts_sql as sql
from storage import custody_sql
from storage import posting_sql as posting
from storage.act_about import about_refused
from storage.custody_claims import built_on, next_turns
from storage.custody_rows import FIRST, Turns
from storage.deposit_moved import deposit_moved
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part
from storage.posting_load import load, reused
from storage.sealed_days import day_closed
from storage.session_state import count_in
from storage.stock_sql import move_stock


class SqlCustodyActs(Part):
    """The port ``CustodyActs``."""

    def record(self, order: ActOrder) -> PostedAct | Refusal:
        """Record an act and queue its slip, in one transaction; see the port."""
        return self._try(lambda tx: _record(tx, order))

    def act_asked(self, request_id: str) -> PostedAct | None:
        """Return what a request id was recorded as, or ``None``."""
        return next(iter(self._acts(sql.BY_REQUEST, (request_id,))), None)

    def act(self, number: ActNo) -> PostedAct | None:
        """Return an act by its number, or ``None``."""
        return next(iter(self._acts(sql.BY_NUMBER, (number.year, number.seq))), None)

    def act_claiming(self, claim: Claim) -> PostedAct | None:
        """Return the act that took something for itself alone, or ``None``."""
        return next(iter(self._acts(sql.CLAIMED_BY, (claim.what, claim.key))), None)

    def acts(
        self,
        *,
        kind: str = "",
        session_id: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[PostedAct, ...]:
        """Return the acts of one kind or of all, in the order of posting; see the port."""
        wanted = (
            ("a.kind = ?", kind or None),
            ("e.session_id = ?", session_id),
            ("p.business_date >= ?", first and first.isoformat()),
            ("p.business_date <= ?", last and last.isoformat()),
        )
        given = [(clause, value) for clause, value in wanted if value is not None]
        joined = "" if session_id is None else sql.OF_SESSION
        where = " AND ".join(clause for clause, _ in given) or "1 = 1"
        return self._acts(sql.SOME.format(joined, where), tuple(value for _, value in given))

    def holdings(self) -> Holdings:
        """Return what lies in the vault, in bags and with the courier, by pieces."""
        return self._read(_holdings)

    def _acts(self, statement: str, params: tuple[object, ...]) -> tuple[PostedAct, ...]:
        def act(tx: Tx) -> tuple[PostedAct, ...]:
            ids = [row[0] for row in tx.run(statement, params)]
            postings = load(tx, ids)
            return tuple(PostedAct(i, postings[i]) for i in ids)

        return self._read(act)


def _holdings(tx: Tx) -> Holdings:
    places: dict[str, list[tuple[Money, int]]] = {}
    with read_soundly("what lies in the vault"):
        for place, value, number in tx.run(sql.HELD):
            places.setdefault(place, []).append((Money(value), number))
        found = {place: pieces_of(rows) for place, rows in places.items()}
        return Holdings(tuple(Holding(place, p.amount, p) for place, p in found.items()))


def lock_vault(tx: Tx) -> tuple[int, str]:
    """Lock the vault's series and return where it stands; drawers are locked before it, never after."""
    tx.run(custody_sql.MAKE_SERIES, (SERIES, 0, GENESIS, ""))
    chain_no, head, _ = tx.run(posting.SERIES_TO_WRITE[tx.sqlite], (SERIES,)).fetchone()
    return chain_no, head


def _record(tx: Tx, order: ActOrder) -> PostedAct | Refusal:
    header, body = order.header, order.body
    effects = sorted(body.effects())
    open_now: set[str | None] = set()
    for drawer in sorted({_drawer(e) for e in effects if not e.closed}):
        standing = tx.run(custody_sql.STANDING[tx.sqlite], (drawer,)).fetchone()
        open_now |= set(standing[2:4]) if standing is not None else set()
    chain_no, head = lock_vault(tx)
    earlier = tx.run(posting.POSTED_AS, (header.request_id,)).fetchone()
    if earlier is not None:
        found = load(tx, earlier[:1])[earlier[0]]
        same = earlier[1] == header.request_digest
        return PostedAct(earlier[0], found) if same else reused(found)
    turns = day_closed(tx, header.business_date) or next_turns(tx, body)
    if isinstance(turns, Refusal):
        return turns
    refusal = _against(tx, order, effects, open_now) or move_stock(tx, body.stock())
    if refusal is not None:
        return refusal
    return post_act(tx, order, chain_no, head, turns)


def post_act(tx: Tx, order: ActOrder, chain_no: int, head: str, turns: Turns = FIRST) -> PostedAct:
    """Post an act that nothing stands against behind the vault's last link; the vault is locked."""
    year = order.header.business_date.year
    seq = tx.run(sql.NEXT_SEQ, (SERIES, year)).fetchone()[0]
    sealed = seal_act(order, seq, chain_no + 1, head)
    posting_id: int = tx.run(posting.NEXT_ID[tx.sqlite]).fetchone()[0]
    posting.write_posting(tx, posting_id, sealed, turns)
    _derive(tx, posting_id, sealed, order)
    return PostedAct(posting_id, sealed)


def _drawer(effect: Effect) -> str:
    return effect.session_id.rpartition("-")[0]


def _against(
    tx: Tx, order: ActOrder, effects: list[Effect], open_now: set[str | None]
) -> Refusal | None:
    """Return what has moved since the order was decided; what it decides on is locked."""
    body, on = order.body, order.header.business_date.isoformat()
    for need in body.needs():
        if tx.run(sql.CLAIMED_BY, (need.what, need.key)).fetchone() is None:
            return refuse(Code.ACT_TOO_EARLY, what=need.what, key=need.key)
    later = about_refused(tx, order) or built_on(tx, body)
    if later is not None:
        return later
    for effect in effects:
        refusal = _session(tx, effect, on, open_now)
        if refusal is not None:
            return refusal
    for place, said in body.seen():
        if [(value, n) for value, n in tx.run(sql.HELD_AT, (place,))] != [
            (value.cents, n) for value, n in said
        ]:
            return refuse(Code.VAULT_DIFFERS)
    return deposit_moved(tx, body) or pieces_lacking(tx, body.pieces())


def _session(tx: Tx, effect: Effect, on: str, open_now: set[str | None]) -> Refusal | None:
    """Refuse a session that is not as the act needs it, of another day, or with less cash than is taken of it."""
    name, drawer = effect.session_id, _drawer(effect)
    if effect.closed:
        closed = tx.run(custody_sql.CLOSED_AS, (name,)).fetchone()
        return None if closed else refuse(Code.SESSION_NOT_CLOSED, drawer=drawer)
    opened = tx.run(sql.OPENED, (name,)).fetchone()
    if name not in open_now or opened is None:
        return refuse(Code.SESSION_NOT_OPEN, drawer=drawer or name)
    if opened[0] != on:
        return refuse(Code.ACT_OTHER_DAY, drawer=drawer, day=opened[0], on=on)
    counted = count_in(tx, name)
    if counted is not None:
        return counted
    cash = int(opened[1]) + int(tx.run(sql.CASH_TAKEN, (name,) * 5).fetchone()[0])
    if effect.cash.cents < 0 and cash + effect.cash.cents < 0:
        return refuse(Code.DRAWER_LESS_THAN, drawer=drawer)
    return None


def pieces_lacking(tx: Tx, moved: Iterable[PiecesMoved]) -> Refusal | None:
    """Refuse to take pieces that are not there, or to bring more than a place holds; the vault is locked."""
    lacking: dict[str, list[tuple[Money, int]]] = {}
    for each in moved:
        after = _held(tx, each) + each.number
        if after > MOST_PIECES:
            return too_many(each.place, each.value, after)
        if after < 0:
            lacking.setdefault(each.place, []).append((each.value, -after))
    for place, rows in lacking.items():
        return refuse(Code.MOVE_PIECES_MISSING, place=place, missing=pieces_of(rows))
    return None


def _held(tx: Tx, each: PiecesMoved) -> int:
    found = tx.run(sql.HELD_OF, (each.place, each.value.cents)).fetchone()
    return found[0] if found else 0


def move_pieces(tx: Tx, moved: Iterable[PiecesMoved]) -> None:
    """Carry pieces into what lies at their places."""
    for each in moved:
        place, value = each.place, each.value.cents
        after = _held(tx, each) + each.number
        if after:
            tx.run(sql.PUT, (place, value, after))
        else:
            tx.run(sql.REMOVE, (place, value))


def _derive(tx: Tx, posting_id: int, sealed: Posting, order: ActOrder) -> None:
    """Carry an act into the rows that follow from it: the series, what lies where, and the slip."""
    header, trail = sealed.header, sealed.trail
    on = header.business_date.isoformat()
    tx.run(sql.MOVE_VAULT, (trail.chain_no, trail.digest, on, on, SERIES))
    move_pieces(tx, order.body.pieces())
    if order.body.slip:
        row = (posting_id, PaperKind.CUSTODY.value, header.station, 0)
        tx.run(posting.QUEUE_PRINT, row)
