"""The statements of acts of custody."""

from typing import Final

from domain.custody.acts import SERIES
from domain.custody.depositing import FROM_BAG
from domain.custody.reversal import REVERSED

NEXT_SEQ: Final = (
    "INSERT INTO custody_year (series, year, last_seq) VALUES (?, ?, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last_seq = custody_year.last_seq + 1 "
    "RETURNING last_seq"
)
MOVE_VAULT: Final = (
    "UPDATE drawer_series SET chain_no = ?, head = ?, "
    "last_business_date = CASE WHEN last_business_date > ? THEN last_business_date ELSE ? END "
    "WHERE drawer = ?"
)
"""Acts on drawers of two business dates follow one another: the last date is the latest."""

STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM custody_claim v WHERE v.what = "  # noqa: S608 - constants
    f"'{REVERSED}' AND v.claimed = a.year || '-{SERIES}-' || a.seq)"
)
"""Whether act ``a`` was not reversed."""
_CLAIMING: Final = (
    "SELECT p.posting_id, a.year, a.seq, p.operator_name, p.entered_at FROM custody_claim c "
    "JOIN custody_act a ON a.posting_id = c.posting_id "
    "JOIN posting p ON p.posting_id = c.posting_id "
)
CLAIMED_BY: Final = f"{_CLAIMING}WHERE c.what = ? AND c.claimed = ? AND {STANDS}"
LATER_HELD: Final = (
    f"{_CLAIMING}WHERE c.what = ? AND c.claimed > ? AND c.claimed < ? AND c.posting_id > ? "
    f"AND {STANDS} ORDER BY c.posting_id"
)
AFTER_BAGS: Final = FROM_BAG[:-1] + chr(ord(FROM_BAG[-1]) + 1)
"""What comes next behind all claims of an item that it is held over, from whichever bag."""
TURN: Final = "SELECT max(turn) FROM custody_claim WHERE what = ? AND claimed = ?"
OPENED: Final = (
    "SELECT p.business_date, o.float_cents FROM posting p "
    "JOIN drawer_opening o ON o.posting_id = p.posting_id WHERE p.session_id = ?"
)

# What a session's cash has come to: receipts less change, voids, and acts of custody.
CASH_TAKEN: Final = (
    "SELECT coalesce(sum(cents), 0) FROM ("
    "SELECT t.amount_cents AS cents FROM posting p JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.is_cash = 1 UNION ALL "
    "SELECT -r.change_cents FROM posting p JOIN receipt r ON r.posting_id = p.posting_id "
    "WHERE p.session_id = ? UNION ALL "
    "SELECT -t.amount_cents FROM posting p "
    "JOIN correction_tender t ON t.posting_id = p.posting_id "
    "WHERE p.session_id = ? AND t.is_cash = 1 UNION ALL "
    "SELECT c.change_cents FROM posting p JOIN correction c ON c.posting_id = p.posting_id "
    "WHERE p.session_id = ? UNION ALL "
    "SELECT e.cash_cents FROM custody_effect e WHERE e.session_id = ?) AS moved"
)
MOVED: Final = "SELECT coalesce(sum(cash_cents), 0) FROM custody_effect WHERE session_id = ?"

HELD: Final = "SELECT place, value_cents, number FROM held_pieces ORDER BY place, value_cents DESC"
HELD_AT: Final = (
    "SELECT value_cents, number FROM held_pieces WHERE place = ? ORDER BY value_cents DESC"
)
HELD_OF: Final = "SELECT number FROM held_pieces WHERE place = ? AND value_cents = ?"
PUT: Final = (
    "INSERT INTO held_pieces (place, value_cents, number) VALUES (?, ?, ?) "
    "ON CONFLICT (place, value_cents) DO UPDATE SET number = excluded.number"
)
REMOVE: Final = "DELETE FROM held_pieces WHERE place = ? AND value_cents = ?"

BY_NUMBER: Final = "SELECT posting_id FROM custody_act WHERE year = ? AND seq = ?"
BY_REQUEST: Final = "SELECT posting_id FROM posting WHERE request_id = ? AND kind = 'custody'"
SOME: Final = (
    "SELECT a.posting_id FROM custody_act a JOIN posting p ON p.posting_id = a.posting_id {}"
    "WHERE {} ORDER BY a.posting_id"
)
OF_SESSION: Final = "JOIN custody_effect e ON e.posting_id = a.posting_id "
ALL: Final = "SELECT posting_id FROM custody_act ORDER BY posting_id"
