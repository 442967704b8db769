"""Drawer sessions, on SQL."""

from datetime import date, datetime

from domain.books import BooksUnavailable
from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession, Takings, judge_count, tries_spent
from domain.custody.sessions import (
    CloseOrder,
    OpenOrder,
    close_digest,
    open_digest,
    seal_closing,
    seal_opening,
    session_of,
)
from domain.ledger.trail import GENESIS
from domain.money import Money
from domain.office import Office
from domain.receipting.posting import Posting
from domain.records import PaperKind
from domain.refusals import Code, Refusal, refuse
from storage import custody_sql as sql
from storage import posting_sql
from storage.cells import as_json, day
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part
from storage.posting_load import load, load_one, reused


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
        return self._read(lambda tx: _session(tx, session_id))

    def sessions(self, on: date) -> tuple[DrawerSession, ...]:
        """Return all sessions of a business date, oldest first."""

        def act(tx: Tx) -> tuple[DrawerSession, ...]:
            ids = [row[0] for row in tx.run(sql.OPENED_ON, (on.isoformat(),))]
            postings = load(tx, ids)
            return tuple(session_of(postings[i]) for i in ids)

        return self._read(act)

    def takings(self, session_id: str) -> Takings:
        """Return what a session's postings amount to."""
        return self._read(lambda tx: _takings(tx, session_id))

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
    return _session(tx, found[0]) if found and found[0] is not None else None


def _session(tx: Tx, session_id: str) -> DrawerSession | None:
    found = tx.run(sql.OPENED_AS, (session_id,)).fetchone()
    posting = load_one(tx, found[0]) if found else None
    return None if posting is None else session_of(posting)


def _takings(tx: Tx, session_id: str) -> Takings:
    with read_soundly("what a session took"):
        taken = tuple((kind, Money(int(c))) for kind, c in tx.run(sql.TAKEN, (session_id,) * 2))
        change, receipts = tx.run(sql.CHANGE, (session_id,)).fetchone()
        back, voids = tx.run(sql.VOIDED, (session_id,)).fetchone()
        return Takings(taken, Money(int(change) - int(back)), int(receipts), int(voids))


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
    refusal = gone(tx, order.operator.operator_id) or _may_not_open(tx, order, open_id)
    if refusal is not None:
        return refusal
    posting = seal_opening(order, office, chain_no + 1, head)
    _write(tx, posting, posting.header.session_id, order.operator.operator_id)
    return session_of(posting)


def _opened_before(
    tx: Tx, order: OpenOrder, posting_id: int, digest: str
) -> DrawerSession | Refusal:
    posting = load(tx, (posting_id,))[posting_id]
    return session_of(posting) if digest == open_digest(order) else reused(posting)


def _may_not_open(tx: Tx, order: OpenOrder, open_id: str | None) -> Refusal | None:
    if open_id is not None:
        owner = _session(tx, open_id)
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
    return None


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
    session = _open_session(tx, session_id)
    if isinstance(session, Refusal):
        return session
    wrong = tx.run(sql.WRONG_TRIES, (session_id,)).fetchone()[0]
    takings = _takings(tx, session_id)
    verdict = judge_count(count, session.float_amount, takings, wrong, office)
    if not isinstance(verdict, Refusal):
        _keep_try(tx, session_id, operator_id, at, count, balanced=verdict.balanced)
    return verdict


def _keep_try(
    tx: Tx, session_id: str, operator_id: str, at: datetime, count: Count, *, balanced: bool
) -> None:
    row = (session_id, operator_id, at.isoformat(), as_json(count.data()), int(balanced))
    tx.run(sql.KEEP_TRY, row)


def _open_session(tx: Tx, session_id: str) -> DrawerSession | Refusal:
    """Lock the drawer of a session and return the session; refuses one that is not open."""
    drawer = session_id.rpartition("-")[0]
    series = tx.run(posting_sql.SERIES_TO_WRITE[tx.sqlite], (drawer,)).fetchone()
    session = _session(tx, session_id)
    if series is None or series[2] != session_id or session is None:
        return refuse(Code.SESSION_NOT_OPEN, drawer=drawer or session_id)
    return session


def _close(tx: Tx, order: CloseOrder, office: Office) -> Posting | Refusal:
    drawer = order.session_id.rpartition("-")[0]
    series = tx.run(posting_sql.SERIES_TO_WRITE[tx.sqlite], (drawer,)).fetchone()
    earlier = tx.run(posting_sql.POSTED_AS, (order.request_id,)).fetchone()
    if earlier is not None:
        posting = load(tx, earlier[:1])[earlier[0]]
        return posting if earlier[1] == close_digest(order) else reused(posting)
    session = _open_session(tx, order.session_id)
    if isinstance(session, Refusal):
        return session
    parked = tx.run(sql.PARKED_COUNT, (drawer,)).fetchone()[0]
    if parked:
        return refuse(Code.CARTS_PARKED, count=parked)
    wrong = tx.run(sql.WRONG_TRIES, (order.session_id,)).fetchone()[0]
    spent = None if order.reason_code else tries_spent(wrong, office)
    if spent is not None:
        return spent
    takings = _takings(tx, order.session_id)
    sealed = seal_closing(order, session, takings, office, series[0] + 1, series[1])
    if isinstance(sealed, Refusal):
        # It says that the count differs: that was an answer, so it is a try.
        person, count = order.operator.operator_id, order.count
        _keep_try(tx, order.session_id, person, order.at, count, balanced=False)
        return sealed
    posting_id = _write(tx, sealed, None, None)
    paper = (posting_id, PaperKind.DRAWER_REPORT.value, session.station, 0)
    tx.run(posting_sql.QUEUE_PRINT, paper)
    return sealed
