"""Drawer sessions, on SQL."""

from datetime import date, datetime

from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession, Takings, judge_count, tries_spent
from domain.custody.floats import against_float
from domain.custody.session_counts import against_final, same_again
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
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.office import Office
from domain.outage import BooksUnavailable
from domain.receipting.posting import Posting
from domain.records import PaperKind
from domain.refusals import Code, Refusal, refuse
from storage import custody_sql as sql
from storage import posting_sql
from storage.cells import as_json, day
from storage.counting import cut_off_date, final_count, float_left, tries_of
from storage.custody_acts import lock_vault, move_pieces, pieces_lacking
from storage.engine import Tx
from storage.moved import gone
from storage.part import Part
from storage.posting_load import load, load_one, reused
from storage.sealed_days import day_closed
from storage.session_state import Standing, found_session, standing, takings_of
from storage.stock_sql import stock_in


class SqlCustody(Part):
    """The port ``Custody``."""

    def open_session(self, order: OpenOrder, office: Office) -> DrawerSession | Refusal:
        """Open a drawer; see the port."""
        return self._try(lambda tx: _open(tx, order, office))

    def session_at(self, drawer: str) -> DrawerSession | None:
        """Return the open session of a drawer, or ``None``."""
        return self._read(lambda tx: _found(tx, sql.OPEN_AT, drawer))

    def session_by(self, operator_id: str) -> DrawerSession | None:
        """Return the session that an operator has open, or ``None``."""
        return self._read(lambda tx: _found(tx, sql.OPEN_BY, operator_id))

    def session(self, session_id: str) -> DrawerSession | None:
        """Return a session, open or closed."""
        return self._read(lambda tx: found_session(tx, session_id))

    def sessions(self, on: date) -> tuple[DrawerSession, ...]:
        """Return all sessions of a business date, oldest first."""

        def act(tx: Tx) -> tuple[DrawerSession, ...]:
            ids = [row[0] for row in tx.run(sql.OPENED_ON, (on.isoformat(),))]
            postings = load(tx, ids)
            return tuple(session_of(postings[i]) for i in ids)

        return self._read(act)

    def takings(self, session_id: str) -> Takings:
        """Return what a session's postings amount to."""
        return self._read(lambda tx: takings_of(tx, session_id))

    def check_amounts(self, session_id: str) -> tuple[tuple[str, tuple[Money, ...]], ...]:
        """Return the amounts of tenders other than cash one by one, by tender kind."""

        def act(tx: Tx) -> tuple[tuple[str, tuple[Money, ...]], ...]:
            amounts: dict[str, list[Money]] = {}
            for kind, cents in tx.run(sql.NOT_CASH, (session_id,)):
                amounts.setdefault(kind, []).append(Money(cents))
            return tuple((kind, tuple(found)) for kind, found in amounts.items())

        return self._read(act)

    def try_count(
        self, session_id: str, operator_id: str, count: Count, at: datetime, office: Office
    ) -> CountVerdict | Refusal:
        """Record a blind count and return only whether it agrees."""
        return self._try(lambda tx: _try_count(tx, session_id, operator_id, count, at, office))

    def close_session(self, order: CloseOrder, office: Office) -> Posting | Refusal:
        """Close a session on a count and queue its report's printing; see the port."""
        return self._try(lambda tx: _close(tx, order, office))

    def closing(self, session_id: str) -> tuple[int, Posting] | None:
        """Return the posting that closed a session, with its id, or ``None``."""

        def act(tx: Tx) -> tuple[int, Posting] | None:
            found = tx.run(sql.CLOSED_AS, (session_id,)).fetchone()
            posting = load_one(tx, found[0]) if found else None
            return None if posting is None else (found[0], posting)

        return self._read(act)

    def last_business_date(self, drawer: str) -> date | None:
        """Return the latest business date a drawer has worked on."""

        def act(tx: Tx) -> date | None:
            found = tx.run(sql.LAST_DATE, (drawer,)).fetchone()
            return day(found[0]) if found else None

        return self._read(act)


def _found(tx: Tx, statement: str, value: str) -> DrawerSession | None:
    found = tx.run(statement, (value,)).fetchone()
    return found_session(tx, found[0]) if found and found[0] is not None else None


def _open(tx: Tx, order: OpenOrder, office: Office) -> DrawerSession | Refusal:
    drawer = office.drawer(order.drawer)
    if isinstance(drawer, Refusal):
        return drawer
    tx.run(sql.MAKE_SERIES, (order.drawer, 0, GENESIS, ""))
    chain_no, head, open_id = tx.run(
        posting_sql.SERIES_TO_WRITE[tx.sqlite], (order.drawer,)
    ).fetchone()
    earlier = tx.run(posting_sql.POSTED_AS, (order.request_id,)).fetchone()
    if earlier is not None:
        return _opened_before(tx, order, *earlier)
    left = float_left(tx, order.drawer)
    refusal = (
        gone(tx, order.operator.operator_id)
        or day_closed(tx, order.business_date)
        or _may_not_open(tx, order, open_id)
        or _float_lacking(tx, order, office)
        or against_unlike(order, left, office)
    )
    if refusal is not None:
        return refusal
    posting = seal_opening(order, office, chain_no + 1, head, left)
    _write(tx, posting, posting.header.session_id, order.operator.operator_id)
    if order.issue is not None:
        move_pieces(tx, order.issue.moved())
    return session_of(posting)


def _float_lacking(tx: Tx, order: OpenOrder, office: Office) -> Refusal | None:
    """Refuse a float that is not issued as policy wants, or of pieces that are not in the vault, which is locked."""
    operator_id, issue = order.operator.operator_id, order.issue
    refusal = against_float(order.float_amount, issue, operator_id, office.keeping)
    if refusal is not None or issue is None:
        return refusal
    lock_vault(tx)
    return pieces_lacking(tx, issue.moved())


def _opened_before(
    tx: Tx, order: OpenOrder, posting_id: int, digest: str
) -> DrawerSession | Refusal:
    posting = load(tx, (posting_id,))[posting_id]
    return session_of(posting) if digest == open_digest(order) else reused(posting)


def _may_not_open(tx: Tx, order: OpenOrder, open_id: str | None) -> Refusal | None:
    if open_id is not None:
        owner = found_session(tx, open_id)
        if owner is None:
            raise BooksUnavailable(f"session {open_id} is open and has no opening; run prove.")
        return refuse(
            Code.DRAWER_IN_USE,
            drawer=order.drawer,
            owner=owner.operator_name,
            at=tx.clock_time(owner.opened_at.isoformat()),
        )
    other = tx.run(sql.DRAWER_BY, (order.operator.operator_id,)).fetchone()
    if other is not None:
        return refuse(Code.OPERATOR_HAS_DRAWER, operator=order.operator.name, drawer=other[0])
    last = tx.run(sql.LAST_DATE, (order.drawer,)).fetchone()
    if last is not None and order.business_date < day(last[0]):
        return refuse(
            Code.BUSINESS_DATE_EARLIER,
            drawer=order.drawer,
            last=last[0],
            on=order.business_date.isoformat(),
        )
    return against_cut_off(order, cut_off_date(tx, order.drawer))


def _write(tx: Tx, posting: Posting, open_id: str | None, operator_id: str | None) -> int:
    """Write the posting that opens or closes a session and move its drawer's series."""
    posting_id: int = tx.run(posting_sql.NEXT_ID[tx.sqlite]).fetchone()[0]
    posting_sql.write_posting(tx, posting_id, posting)
    header, trail = posting.header, posting.trail
    on = header.business_date.isoformat()
    tx.run(
        posting_sql.MOVE_SERIES,
        (trail.chain_no, trail.digest, on, open_id, operator_id, header.drawer),
    )
    return posting_id


def _try_count(
    tx: Tx, session_id: str, operator_id: str, count: Count, at: datetime, office: Office
) -> CountVerdict | Refusal:
    there = gone(tx, operator_id) or standing(tx, session_id)
    if isinstance(there, Refusal):
        return there
    if final_count(tx, session_id) is not None:
        return refuse(Code.COUNT_IN, drawer=there.session.drawer)
    wrong = tx.run(sql.WRONG_TRIES, (session_id,)).fetchone()[0]
    takings = takings_of(tx, session_id)
    verdict = judge_count(count, there.session.float_amount, takings, wrong, office)
    if isinstance(verdict, Refusal):
        return verdict
    last = next(reversed(tries_of(tx, session_id)), None)
    moved = last is not None and _moved_since(tx, session_id, last.at)
    again = same_again(count, last, verdict, moved=moved)
    if again is None:
        _keep_try(tx, session_id, operator_id, at, count, balanced=verdict.balanced)
    return again or verdict


def _moved_since(tx: Tx, session_id: str, at: datetime) -> bool:
    row = (session_id, at.isoformat()) * 2
    return tx.run(sql.MOVED_SINCE, row).fetchone() is not None


def _keep_try(
    tx: Tx, session_id: str, operator_id: str, at: datetime, count: Count, *, balanced: bool
) -> None:
    row = (session_id, operator_id, at.isoformat(), as_json(count.data()), int(balanced))
    tx.run(sql.KEEP_TRY, row)


def _close(tx: Tx, order: CloseOrder, office: Office) -> Posting | Refusal:
    there = standing(tx, order.session_id)
    earlier = tx.run(posting_sql.POSTED_AS, (order.request_id,)).fetchone()
    if earlier is not None:
        posting = load(tx, earlier[:1])[earlier[0]]
        return posting if earlier[1] == close_digest(order) else reused(posting)
    denied = gone(tx, order.operator.operator_id)
    if denied is not None or isinstance(there, Refusal):
        return denied or refuse(Code.SESSION_NOT_OPEN, drawer=order.session_id.rpartition("-")[0])
    refusal = _may_not_close(tx, order, there, office)
    if refusal is not None:
        return refusal
    takings, session = takings_of(tx, order.session_id), there.session
    lying = stock_in(tx, session.drawer)
    sealed = seal_closing(order, session, takings, office, there.chain_no + 1, there.head, lying)
    if isinstance(sealed, Refusal):
        if sealed.code is Code.REASON_NEEDED:
            # It says that the count differs: that was an answer, so it is a try.
            person, count = order.operator.operator_id, order.count
            _keep_try(tx, order.session_id, person, order.at, count, balanced=False)
        return sealed
    posting_id = _write_closing(tx, sealed, there)
    paper = (posting_id, PaperKind.DRAWER_REPORT.value, session.station, 0)
    tx.run(posting_sql.QUEUE_PRINT, paper)
    return sealed


def _may_not_close(tx: Tx, order: CloseOrder, there: Standing, office: Office) -> Refusal | None:
    """Return what stands against closing on this count: parked carts, another final count, no try left."""
    parked = tx.run(sql.PARKED_COUNT, (there.session.drawer,)).fetchone()[0]
    # After a cut-off the parked carts are of the session that the drawer has open by now.
    if parked and not there.another_open:
        return refuse(Code.CARTS_PARKED, count=parked)
    another = against_final(there.session, order.count, final_count(tx, order.session_id))
    if another is not None or order.reason_code:
        return another
    wrong = tx.run(sql.WRONG_TRIES, (order.session_id,)).fetchone()[0]
    return tries_spent(wrong, office)


def _write_closing(tx: Tx, posting: Posting, there: Standing) -> int:
    if not there.waits:
        return _write(tx, posting, None, None)
    posting_id: int = tx.run(posting_sql.NEXT_ID[tx.sqlite]).fetchone()[0]
    posting_sql.write_posting(tx, posting_id, posting)
    trail = posting.trail
    tx.run(sql.MOVE_COUNTED, (trail.chain_no, trail.digest, posting.header.drawer))
    return posting_id
