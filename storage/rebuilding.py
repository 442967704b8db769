"""Making anew what follows from the postings. No posting is touched."""

from typing import Any, Final

from storage import index
from storage.custody_acts_sql import PUT
from storage.engine import Tx
from storage.proof_bills import derived
from storage.proof_custody import what_lies
from storage.proof_stock import rebuild_stock

_SERIES: Final = (
    "SELECT p.drawer, p.chain_no, p.digest, m.last FROM posting p JOIN "
    "(SELECT drawer, max(chain_no) AS chain_no, max(business_date) AS last FROM posting "
    "GROUP BY drawer) AS m ON m.drawer = p.drawer AND m.chain_no = p.chain_no"
)
_OPEN: Final = (
    "SELECT o.drawer, o.session_id, o.operator_id FROM posting o "
    "WHERE o.kind = 'drawer_opened' AND NOT EXISTS (SELECT 1 FROM posting c "
    "WHERE c.session_id = o.session_id AND c.kind IN ('drawer_closed', 'drawer_cut_off')) "
    "ORDER BY o.posting_id"
)
_CUT_OFF: Final = (
    "SELECT drawer, max(business_date) FROM posting WHERE kind = 'drawer_cut_off' GROUP BY drawer"
)
_WAITING: Final = (
    "SELECT o.drawer, o.session_id FROM posting o "
    "WHERE o.kind = 'drawer_cut_off' AND NOT EXISTS (SELECT 1 FROM posting c "
    "WHERE c.session_id = o.session_id AND c.kind = 'drawer_closed') ORDER BY o.posting_id"
)
_ADD_SERIES: Final = (
    "INSERT INTO drawer_series (drawer, chain_no, head, last_business_date, open_session_id, "
    "open_operator_id, counting_session_id, cut_off_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_YEARS: Final = (
    "INSERT INTO drawer_year (drawer, year, last_seq) "
    "SELECT drawer, year, max(seq) FROM receipt GROUP BY drawer, year"
)
_ADD_CORRECTION_YEARS: Final = (
    "INSERT INTO correction_year (series, year, last_seq) "
    "SELECT series, year, max(seq) FROM correction GROUP BY series, year"
)
_SET_BILL: Final = (
    "UPDATE bill SET version = ?, face_cents = ?, applied_cents = ?, is_open = ? WHERE bill_no = ?"
)

# A job made anew is marked as not known: whether the paper was handed over cannot follow from the postings.
_ADD_JOBS: Final = (
    "INSERT INTO print_job (posting_id, paper, copy_no, station, kick, state) "
    "SELECT p.posting_id, CASE p.kind WHEN 'drawer_closed' THEN 'drawer_report' "
    "ELSE p.kind END, 0, "
    "p.station, 0, 'unknown' FROM posting p LEFT JOIN print_job j "
    "ON j.posting_id = p.posting_id AND j.copy_no = 0 "
    "LEFT JOIN custody_act a ON a.posting_id = p.posting_id "
    "WHERE p.kind NOT IN ('drawer_opened', 'drawer_cut_off') AND coalesce(a.slip, 1) = 1 "
    "AND j.job_id IS NULL"
)
_ADD_SHEET_JOBS: Final = (
    "INSERT INTO print_job (sheet_id, paper, copy_no, station, kick, state) "
    "SELECT s.sheet_id, 'sheet', 0, s.station, 0, 'unknown' FROM sheet s LEFT JOIN print_job j "
    "ON j.sheet_id = s.sheet_id AND j.copy_no = 0 WHERE j.job_id IS NULL"
)
_ADD_ACT_YEARS: Final = (
    "INSERT INTO custody_year (series, year, last_seq) "
    "SELECT series, year, max(seq) FROM custody_act GROUP BY series, year"
)


def rebuild(tx: Tx) -> None:
    """Make drawers, numbers, bills, missing print jobs and the lookup index anew."""
    _rebuild_drawers(tx)
    changed = [(number, new) for number, old, new in derived(tx, _ignore, _ignore) if old != new]
    for number, new in changed:
        tx.run(_SET_BILL, (new.version, new.face_cents, new.applied_cents, new.is_open, number))
    tx.run(_ADD_JOBS)
    tx.run(_ADD_SHEET_JOBS)
    # Made anew of the files by the next counter that opens.
    tx.run("DELETE FROM policy_compiled")
    index.rebuild(tx)


def _rebuild_drawers(tx: Tx) -> None:
    open_now = {drawer: (session, by) for drawer, session, by in tx.run(_OPEN)}
    waiting, cut_off = dict(tx.run(_WAITING).fetchall()), dict(tx.run(_CUT_OFF).fetchall())
    series = tx.run(_SERIES).fetchall()
    tx.run("DELETE FROM drawer_series")
    for drawer, chain_no, head, last in series:
        session = open_now.get(drawer, (None, None))
        counted = (waiting.get(drawer), cut_off.get(drawer))
        tx.run(_ADD_SERIES, (drawer, chain_no, head, last, *session, *counted))
    tx.run("DELETE FROM drawer_year")
    tx.run(_ADD_YEARS)
    tx.run("DELETE FROM correction_year")
    tx.run(_ADD_CORRECTION_YEARS)
    tx.run("DELETE FROM custody_year")
    tx.run(_ADD_ACT_YEARS)
    rebuild_stock(tx)
    tx.run("DELETE FROM held_pieces")
    for (place, value), number in what_lies(tx).items():
        tx.run(PUT, (place, value, number))


def _ignore(_bill_no: str) -> Any:
    """A bill that is not there or damaged cannot be made anew; ``prove`` names it."""
