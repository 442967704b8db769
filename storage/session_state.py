"""Where a session stands: open for receipts, cut off and waiting to be counted, or closed; read in a transaction."""

from dataclasses import dataclass

from domain.custody.drawer import DrawerSession, Takings
from domain.custody.sessions import session_of
from domain.money import Money
from domain.refusals import Code, Refusal, refuse
from storage import custody_sql as sql
from storage.custody_acts_sql import MOVED
from storage.engine import Tx
from storage.failures import read_soundly
from storage.posting_load import load_one


@dataclass(frozen=True, slots=True)
class Standing:
    """A session that is not closed, with its drawer's series, whose row is locked."""

    session: DrawerSession
    chain_no: int
    head: str
    waits: bool
    """Whether it was cut off."""
    another_open: bool
    """Whether another session of the drawer takes receipts now."""


def found_session(tx: Tx, session_id: str) -> DrawerSession | None:
    """Return a session, open or closed."""
    found = tx.run(sql.OPENED_AS, (session_id,)).fetchone()
    posting = load_one(tx, found[0]) if found else None
    return None if posting is None else session_of(posting)


def standing(tx: Tx, session_id: str) -> Standing | Refusal:
    """Lock the drawer of a session and return how the session stands; refuses one that is closed."""
    drawer = session_id.rpartition("-")[0]
    series = tx.run(sql.STANDING[tx.sqlite], (drawer,)).fetchone()
    session = found_session(tx, session_id)
    if series is None or session is None or session_id not in series[2:4]:
        return refuse(Code.SESSION_NOT_OPEN, drawer=drawer or session_id)
    waits = series[3] == session_id
    return Standing(session, series[0], series[1], waits, waits and series[2] is not None)


def count_in(tx: Tx, session_id: str) -> Refusal | None:
    """Refuse money into or out of a drawer whose final count is in; ask once the drawer's row is locked."""
    if tx.run(sql.FINAL_IN, (session_id,)).fetchone() is None:
        return None
    return refuse(Code.COUNT_IN, drawer=session_id.rpartition("-")[0])


def takings_of(tx: Tx, session_id: str) -> Takings:
    """Return what a session's postings amount to."""
    with read_soundly("what a session took"):
        taken = tuple((kind, Money(int(c))) for kind, c in tx.run(sql.TAKEN, (session_id,) * 2))
        change, receipts = tx.run(sql.CHANGE, (session_id,)).fetchone()
        back, voids = tx.run(sql.VOIDED, (session_id,)).fetchone()
        moved = Money(int(tx.run(MOVED, (session_id,)).fetchone()[0]))
        return Takings(taken, Money(int(change) - int(back)), int(receipts), int(voids), moved)
