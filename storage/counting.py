"""Kept counts, sessions that wait to be counted, and carts that go to another drawer, on SQL."""

from datetime import date
from typing import Any, Final

from domain.custody.count import count_from_data
from domain.custody.drawer import DrawerClosed, DrawerSession, tally
from domain.custody.floats import FloatLeft
from domain.custody.session_counts import (
    BlindTry,
    CountKind,
    CountOrder,
    SessionCount,
    final_of,
    kept_before,
    tallies_data,
    tallies_from_data,
)
from domain.custody.sessions import CutOffOrder, cut_off_digest, seal_cut_off, session_of
from domain.office import Office
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal, refuse
from storage import custody_sql as sql
from storage import posting_sql
from storage.cells import as_json, day, from_json, instant
from storage.engine import Tx
from storage.failures import read_soundly
from storage.moved import gone
from storage.part import Part
from storage.posting_load import load, reused
from storage.session_state import found_session, standing, takings_of

_COLUMNS: Final = (
    "request_id, kind, session_id, drawer, operator_id, operator_name, present_id, present_name, "
    "at, remark, count_json, tallies_json"
)
_KEEP: Final = f"INSERT INTO session_count ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants
_SELECT: Final = f"SELECT {_COLUMNS} FROM session_count"  # noqa: S608 - constants
_BY_REQUEST: Final = f"{_SELECT} WHERE request_id = ?"
_OF_SESSION: Final = f"{_SELECT} WHERE session_id = ? ORDER BY count_id"
_FINAL: Final = f"{_SELECT} WHERE session_id = ? AND kind = 'final' ORDER BY count_id LIMIT 1"


class SqlCounting(Part):
    """The port ``Counting``."""

    def keep_count(self, order: CountOrder, office: Office) -> SessionCount | Refusal:
        """Keep a count with expected against counted as of now; see the port."""
        return self._try(lambda tx: _keep(tx, order, office))

    def counts(self, session_id: str) -> tuple[SessionCount, ...]:
        """Return the kept counts of a session, oldest first."""
        return self._read(
            lambda tx: tuple(_count(row) for row in tx.run(_OF_SESSION, (session_id,)))
        )

    def final_count(self, session_id: str) -> SessionCount | None:
        """Return the final count of a session, or ``None``."""
        return self._read(lambda tx: final_count(tx, session_id))

    def tries(self, session_id: str) -> tuple[BlindTry, ...]:
        """Return the blind counts that were handed in of a session, oldest first."""
        return self._read(lambda tx: tries_of(tx, session_id))

    def cut_off(self, order: CutOffOrder, office: Office) -> Posting | Refusal:
        """End the taking of money in a session; see the port."""
        return self._try(lambda tx: _cut_off(tx, order, office))

    def waiting_at(self, drawer: str) -> DrawerSession | None:
        """Return the session of a drawer that was cut off and is not closed yet, or ``None``."""

        def act(tx: Tx) -> DrawerSession | None:
            found = tx.run(sql.WAITING_AT, (drawer,)).fetchone()
            return found_session(tx, found[0]) if found and found[0] is not None else None

        return self._read(act)

    def waiting_of(self, operator_id: str) -> tuple[DrawerSession, ...]:
        """Return an operator's sessions that were cut off and are not closed yet, by drawer."""

        def act(tx: Tx) -> tuple[DrawerSession, ...]:
            found = [row[0] for row in tx.run(sql.WAITING_OF, (operator_id,)).fetchall()]
            return tuple(s for each in found if (s := found_session(tx, each)) is not None)

        return self._read(act)

    def float_left(self, drawer: str) -> FloatLeft | None:
        """Return the float that lies in a drawer by the books."""
        return self._read(lambda tx: float_left(tx, drawer))

    def cut_off_date(self, drawer: str) -> date | None:
        """Return the latest business date that was cut off at a drawer."""
        return self._read(lambda tx: cut_off_date(tx, drawer))

    def hand_over_carts(self, drawer: str, to: str) -> int | Refusal:
        """Give the parked carts of a drawer to another that is open for receipts."""

        def act(tx: Tx) -> int | Refusal:
            # Both rows are locked in one order, so that neither drawer closes meanwhile.
            for each in sorted((drawer, to)):
                tx.run(posting_sql.SERIES_TO_WRITE[tx.sqlite], (each,)).fetchone()
            taking = [row[0] for row in tx.run(sql.TAKING, (drawer,))]
            if to not in taking:
                choices = ", ".join(taking) or "none"
                return refuse(Code.CARTS_TO_NO_DRAWER, drawer=to, choices=choices)
            parked: int = tx.run(sql.PARKED_COUNT, (drawer,)).fetchone()[0]
            tx.run(sql.CARTS_TO, (to, drawer))
            return parked

        return self._try(act)


def final_count(tx: Tx, session_id: str) -> SessionCount | None:
    """Return the final count of a session, or ``None``."""
    row = tx.run(_FINAL, (session_id,)).fetchone()
    return _count(row) if row else None


def cut_off_date(tx: Tx, drawer: str) -> date | None:
    """Return the latest business date that was cut off at a drawer."""
    found = tx.run(sql.CUT_OFF_DATE, (drawer,)).fetchone()
    return day(found[0]) if found else None


def float_left(tx: Tx, drawer: str) -> FloatLeft | None:
    """Return the float that lies in a drawer by the books, of the last session that took one of its own."""
    found = tx.run(sql.FLOAT_OF, (drawer,)).fetchone()
    if found is None:
        return None
    session = session_of(load(tx, found[:1])[found[0]])
    row = tx.run(sql.CLOSED_AS, (session.session_id,)).fetchone()
    closed = load(tx, row[:1])[row[0]].body if row else None
    if isinstance(closed, DrawerClosed):
        return FloatLeft(closed.float_left)
    return FloatLeft(session.float_amount, session.business_date)


def _keep(tx: Tx, order: CountOrder, office: Office) -> SessionCount | Refusal:
    there = standing(tx, order.session_id)
    kept = tx.run(_BY_REQUEST, (order.request_id,)).fetchone()
    if kept is not None:
        return kept_before(_count(kept), order)
    if order.kind is CountKind.FINAL:
        final = final_count(tx, order.session_id)
        if final is not None:
            return final
    if isinstance(there, Refusal):
        return there
    refusal = gone(tx, order.operator_id)
    if order.kind is CountKind.FINAL:
        refusal = refusal or final_of(there.session, order, tries_of(tx, order.session_id))
    if refusal is not None:
        return refusal
    takings = takings_of(tx, order.session_id)
    tallies = tally(order.count, there.session.float_amount, takings, office)
    found = SessionCount(order, there.session.drawer, tallies)
    tx.run(_KEEP, _row(found))
    return found


def tries_of(tx: Tx, session_id: str) -> tuple[BlindTry, ...]:
    """Return the blind counts that were handed in of a session, in their order."""
    with read_soundly("a count"):
        return tuple(
            BlindTry(who, count_from_data(from_json(count)), instant(at), bool(balanced))
            for who, count, at, balanced in tx.run(sql.TRIES, (session_id,))
        )


def _row(kept: SessionCount) -> tuple[str, ...]:
    order = kept.order
    return (
        order.request_id,
        order.kind.value,
        order.session_id,
        kept.drawer,
        order.operator_id,
        order.operator_name,
        *order.present,
        order.at.isoformat(),
        order.remark,
        as_json(order.count.data()),
        as_json(tallies_data(kept.tallies)),
    )


def _count(row: Any) -> SessionCount:
    with read_soundly("a count"):
        request, kind, session_id, drawer, by, name, there, there_name, at, remark, *data = row
        count, tallies = (from_json(each) for each in data)
        order = CountOrder(
            request,
            CountKind(kind),
            session_id,
            by,
            name,
            instant(at),
            count_from_data(count),
            (there, there_name),
            remark,
        )
        return SessionCount(order, drawer, tallies_from_data(tallies))


def _cut_off(tx: Tx, order: CutOffOrder, office: Office) -> Posting | Refusal:
    there = standing(tx, order.session_id)
    earlier = tx.run(posting_sql.POSTED_AS, (order.request_id,)).fetchone()
    if earlier is not None:
        posting = load(tx, earlier[:1])[earlier[0]]
        return posting if earlier[1] == cut_off_digest(order) else reused(posting)
    if isinstance(there, Refusal):
        return there
    session = there.session
    if there.waits:
        return refuse(Code.SESSION_NOT_OPEN, drawer=session.drawer)
    refusal = gone(tx, order.operator.operator_id) or _another_waits(tx, session.drawer)
    if refusal is not None:
        return refusal
    posting = seal_cut_off(order, session, office, there.chain_no + 1, there.head)
    posting_id: int = tx.run(posting_sql.NEXT_ID[tx.sqlite]).fetchone()[0]
    posting_sql.write_posting(tx, posting_id, posting)
    trail, on = posting.trail, session.business_date.isoformat()
    tx.run(sql.MOVE_CUT_OFF, (trail.chain_no, trail.digest, session.session_id, on, session.drawer))
    return posting


def _another_waits(tx: Tx, drawer: str) -> Refusal | None:
    waiting = tx.run(sql.WAITING_AT, (drawer,)).fetchone()[0]
    session = found_session(tx, waiting) if waiting is not None else None
    if session is None:
        return None
    return refuse(Code.CUT_OFF_BEFORE, drawer=drawer, on=session.business_date.isoformat())
