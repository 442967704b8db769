"""Whether corrections agree with what they correct: numbers without a gap, receipts and tenders that are there."""

from typing import Final

from domain.custody.acts import REVERSED, SERIES
from domain.custody.depositing import item_claim
from domain.receipting.receipt import number_text
from storage.engine import Tx
from storage.findings import Findings
from storage.proof_numbers import check_numbers

_NUMBERS: Final = "SELECT year, series, seq, posting_id FROM correction ORDER BY year, series, seq"
_COUNTERS: Final = "SELECT year, series, last_seq FROM correction_year"

# What it names, with what is there: the receipt, its session, and whether that was closed before.
_NAMED: Final = (
    "SELECT x.posting_id, c.kind, x.year, x.drawer, x.seq, r.posting_id, p.session_id, "
    "q.session_id, (SELECT min(d.posting_id) FROM posting d WHERE d.session_id = q.session_id "
    "AND d.kind = 'drawer_closed') FROM corrected_receipt x "
    "JOIN correction c ON c.posting_id = x.posting_id "
    "JOIN posting p ON p.posting_id = x.posting_id "
    "LEFT JOIN receipt r ON r.year = x.year AND r.drawer = x.drawer AND r.seq = x.seq "
    "LEFT JOIN posting q ON q.posting_id = r.posting_id ORDER BY x.posting_id, x.place"
)
_TENDERS: Final = (
    "SELECT b.posting_id, b.year, b.drawer, b.seq, b.tender_no FROM correction_tender b "
    "LEFT JOIN receipt r ON r.year = b.year AND r.drawer = b.drawer AND r.seq = b.seq "
    "LEFT JOIN tender t ON t.posting_id = r.posting_id AND t.tender_no = b.tender_no "
    "AND t.kind = b.kind AND t.name = b.name AND t.amount_cents = b.amount_cents "
    "AND t.number = b.number AND t.is_cash = b.is_cash AND t.gl_code = b.gl_code "
    "WHERE t.posting_id IS NULL ORDER BY b.posting_id, b.back_no"
)
_RETURNED: Final = (
    "SELECT k.posting_id, k.number, k.deposited, b.year, b.drawer, b.seq, b.tender_no "
    "FROM correction_check k JOIN correction_tender b ON b.posting_id = k.posting_id "
    "ORDER BY k.posting_id, b.back_no"
)
_IN_DEPOSIT: Final = (
    "SELECT 1 FROM custody_claim c JOIN custody_act a ON a.posting_id = c.posting_id "  # noqa: S608 - constants
    "WHERE c.what = ? AND c.claimed = ? AND c.posting_id < ? AND NOT EXISTS "
    f"(SELECT 1 FROM custody_claim v WHERE v.what = '{REVERSED}' "
    f"AND v.claimed = a.year || '-{SERIES}-' || a.seq AND v.posting_id < ?)"
)


def check_corrections(tx: Tx, findings: Findings) -> None:
    """Check the numbers of corrections, and that each takes back only what was there to take back, in its time."""
    check_numbers(tx, findings, "corrections", _NUMBERS, _COUNTERS)
    for posting_id, kind, year, drawer, seq, receipt, session, of, closed in tx.stream(_NAMED):
        number = f"{year}-{drawer}-{seq}"
        if receipt is None or receipt >= posting_id:
            findings.differs(f"Posting {posting_id} ({kind}) corrects receipt {number}, not there.")
        elif kind == "void" and session != of:
            findings.differs(f"Posting {posting_id} voids receipt {number} of another session.")
        elif kind in ("reversal", "returned_check") and not (closed and closed < posting_id):
            findings.differs(
                f"Posting {posting_id} ({kind}) is of receipt {number}, whose drawer was not closed."
            )
    for posting_id, year, drawer, seq, tender_no in tx.stream(_TENDERS):
        findings.differs(
            f"Posting {posting_id} takes back tender {tender_no} of receipt "
            f"{year}-{drawer}-{seq}, which has no such tender."
        )
    _check_returned(tx, findings)


def _check_returned(tx: Tx, findings: Findings) -> None:
    """Check that a returned check is said to be deposited just where a deposit held some of it that stood by then."""
    said: dict[int, tuple[str, bool]] = {}
    holds: set[int] = set()
    for posting_id, check, deposited, year, drawer, seq, tender_no in tx.run(_RETURNED).fetchall():
        said[posting_id] = check, bool(deposited)
        claim = item_claim(number_text(year, drawer, seq), tender_no)
        found = tx.run(_IN_DEPOSIT, (claim.what, claim.key, posting_id, posting_id)).fetchone()
        if found is not None:
            holds.add(posting_id)
    for posting_id, (check, deposited) in said.items():
        if deposited != (posting_id in holds):
            told = ("deposited", "no") if deposited else ("not deposited", "a")
            findings.differs(
                f"Posting {posting_id} says that returned check {check} was {told[0]}; "
                f"{told[1]} deposit that stood held it."
            )
