"""Whether the other rows that follow from postings do: receipt numbers, drawers' series, and paper."""

from typing import Final

from storage.engine import Tx
from storage.findings import Findings
from storage.proof_numbers import check_numbers
from storage.proof_trail import Trail

_NUMBERS: Final = "SELECT year, drawer, seq, posting_id FROM receipt ORDER BY year, drawer, seq"
_COUNTERS: Final = "SELECT year, drawer, last_seq FROM drawer_year"
_SERIES: Final = (
    "SELECT drawer, chain_no, head, last_business_date, open_session_id, open_operator_id, "
    "counting_session_id, cut_off_date "
    "FROM drawer_series ORDER BY drawer"
)
_UNPRINTED: Final = (
    "SELECT p.posting_id, p.kind FROM posting p LEFT JOIN print_job j "
    "ON j.posting_id = p.posting_id AND j.copy_no = 0 "
    "LEFT JOIN custody_act a ON a.posting_id = p.posting_id "
    "WHERE p.kind NOT IN ('drawer_opened', 'drawer_cut_off') AND coalesce(a.slip, 1) = 1 "
    "AND j.job_id IS NULL ORDER BY p.posting_id"
)
_UNASKED: Final = (
    "SELECT j.posting_id, j.copy_no FROM print_job j LEFT JOIN print_copy c "
    "ON c.posting_id = j.posting_id AND c.paper = j.paper AND c.copy_no = j.copy_no "
    "WHERE j.copy_no > 0 AND j.sheet_id IS NULL AND c.copy_no IS NULL ORDER BY j.posting_id, j.copy_no"
)
_UNPRINTED_SHEETS: Final = (
    "SELECT s.sheet_id, s.kind FROM sheet s LEFT JOIN print_job j "
    "ON j.sheet_id = s.sheet_id AND j.copy_no = 0 WHERE j.job_id IS NULL ORDER BY s.sheet_id"
)
_UNASKED_SHEETS: Final = (
    "SELECT j.sheet_id, j.copy_no FROM print_job j LEFT JOIN sheet_copy c "
    "ON c.sheet_id = j.sheet_id AND c.copy_no = j.copy_no "
    "WHERE j.copy_no > 0 AND j.sheet_id IS NOT NULL AND c.copy_no IS NULL "
    "ORDER BY j.sheet_id, j.copy_no"
)
_JOBS: Final = "SELECT count(*) FROM print_job"


def check_receipt_numbers(tx: Tx, findings: Findings) -> None:
    """Check that receipt numbers have no gap and end where the drawers' counters stand."""
    check_numbers(tx, findings, "receipts", _NUMBERS, _COUNTERS)


def check_series(tx: Tx, trail: Trail, findings: Findings) -> None:
    """Check where the drawers' rows say that series and sessions stand; ``trail`` has read all postings."""
    rows = {row[0]: row[1:] for row in tx.run(_SERIES)}
    for drawer in sorted(rows.keys() | trail.heads.keys()):
        findings.checked += 1
        if drawer not in trail.heads:
            if rows[drawer][0] != 0:
                findings.differs(
                    f"Drawer {drawer} stands at link {rows[drawer][0]} of no postings."
                )
            continue
        if drawer not in rows:
            findings.differs(f"Drawer {drawer} has postings and no row of its own.")
            continue
        chain_no, head, last, session_id, operator_id, counting, cut_off = rows[drawer]
        if (chain_no, head) != trail.heads[drawer]:
            findings.differs(
                f"Drawer {drawer} stands at link {chain_no} ({head[-8:]}); its last posting is link "
                f"{trail.heads[drawer][0]} ({trail.heads[drawer][1][-8:]})."
            )
        if last != trail.last_dates[drawer]:
            findings.differs(f"Drawer {drawer} has {last} as its last business date.")
        held = trail.sessions.open.get(drawer)
        should = (held.session_id, held.operator_id) if held else (None, None)
        if (session_id, operator_id) != should:
            findings.differs(
                f"Drawer {drawer} has session {session_id} open; the postings say {should[0]}."
            )
        waiting = trail.sessions.waiting.get(drawer)
        waits = (waiting.session_id if waiting else None, trail.sessions.cut_off.get(drawer))
        if (counting, cut_off) != waits:
            findings.differs(
                f"Drawer {drawer} has session {counting} to count and {cut_off} cut off; "
                f"the postings say {waits[0]} and {waits[1]}."
            )


def check_paper(tx: Tx, findings: Findings) -> None:
    """Check that every receipt, report and sheet has its print job, and every copy was asked for by somebody."""
    findings.checked = tx.run(_JOBS).fetchone()[0]
    for posting_id, kind in tx.run(_UNPRINTED):
        findings.differs(f"Posting {posting_id} ({kind}) has no print job.")
    for posting_id, copy_no in tx.run(_UNASKED):
        findings.differs(
            f"Nobody is recorded as asking for copy {copy_no} of posting {posting_id}."
        )
    for sheet_id, kind in tx.run(_UNPRINTED_SHEETS):
        findings.differs(f"Sheet {sheet_id} ({kind}) has no print job.")
    for sheet_id, copy_no in tx.run(_UNASKED_SHEETS):
        findings.differs(f"Nobody is recorded as asking for copy {copy_no} of sheet {sheet_id}.")
