"""The statements of drawer sessions."""

from typing import Final

MAKE_SERIES: Final = (
    "INSERT INTO drawer_series (drawer, chain_no, head, last_business_date) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (drawer) DO NOTHING"
)

OPEN_AT: Final = "SELECT open_session_id FROM drawer_series WHERE drawer = ?"
OPEN_BY: Final = "SELECT open_session_id FROM drawer_series WHERE open_operator_id = ?"
_STANDING: Final = (
    "SELECT chain_no, head, open_session_id, counting_session_id, cut_off_date "
    "FROM drawer_series WHERE drawer = ?"
)
STANDING: Final = {True: _STANDING, False: f"{_STANDING} FOR UPDATE"}
WAITING_AT: Final = "SELECT counting_session_id FROM drawer_series WHERE drawer = ?"
WAITING_OF: Final = (
    "SELECT d.counting_session_id FROM drawer_series d JOIN posting p "
    "ON p.session_id = d.counting_session_id AND p.kind = 'drawer_opened' "
    "WHERE p.operator_id = ? ORDER BY d.drawer"
)
# Without a float, and without one that was left, it took up nothing; one that was issued goes back to the vault.
FLOAT_OF: Final = (
    "SELECT o.posting_id FROM drawer_opening o WHERE o.issue_json IS NULL "
    "AND (o.float_cents > 0 OR o.left_cents IS NOT NULL) "
    "AND (SELECT p.drawer FROM posting p WHERE p.posting_id = o.posting_id) = ? "
    "ORDER BY o.posting_id DESC LIMIT 1"
)
CUT_OFF_DATE: Final = (
    "SELECT cut_off_date FROM drawer_series WHERE drawer = ? AND cut_off_date IS NOT NULL"
)
MOVE_CUT_OFF: Final = (
    "UPDATE drawer_series SET chain_no = ?, head = ?, open_session_id = NULL, "
    "open_operator_id = NULL, counting_session_id = ?, cut_off_date = ? WHERE drawer = ?"
)
MOVE_COUNTED: Final = (
    "UPDATE drawer_series SET chain_no = ?, head = ?, counting_session_id = NULL WHERE drawer = ?"
)
TAKING: Final = (
    "SELECT drawer FROM drawer_series WHERE open_session_id IS NOT NULL AND drawer <> ? "
    "ORDER BY drawer"
)
CARTS_TO: Final = "UPDATE draft SET drawer = ? WHERE drawer = ? AND state = 'parked'"
DRAWER_BY: Final = "SELECT drawer FROM drawer_series WHERE open_operator_id = ?"
LAST_DATE: Final = (
    "SELECT last_business_date FROM drawer_series WHERE drawer = ? AND last_business_date <> ''"
)

OPENED_AS: Final = (
    "SELECT posting_id FROM posting WHERE session_id = ? AND kind = 'drawer_opened' "
    "ORDER BY posting_id LIMIT 1"
)
CLOSED_AS: Final = (
    "SELECT posting_id FROM posting WHERE session_id = ? AND kind = 'drawer_closed' "
    "ORDER BY posting_id LIMIT 1"
)
OPENED_ON: Final = (
    "SELECT posting_id FROM posting WHERE business_date = ? AND kind = 'drawer_opened' "
    "ORDER BY posting_id"
)

# A correction that is of a session is a void: what it takes back has left the drawer again.
TAKEN: Final = (
    "SELECT kind, sum(cents) FROM ("
    "SELECT t.kind AS kind, sum(t.amount_cents) AS cents FROM posting p "
    "JOIN tender t ON t.posting_id = p.posting_id WHERE p.session_id = ? GROUP BY t.kind UNION ALL "
    "SELECT t.kind, -sum(t.amount_cents) FROM posting p JOIN correction_tender t "
    "ON t.posting_id = p.posting_id WHERE p.session_id = ? GROUP BY t.kind"
    ") AS moved GROUP BY kind ORDER BY kind"
)
"""Added up on each side first: what is left to sort is a row for each kind."""
CHANGE: Final = (
    "SELECT coalesce(sum(r.change_cents), 0), count(*) "
    "FROM posting p JOIN receipt r ON r.posting_id = p.posting_id WHERE p.session_id = ?"
)
VOIDED: Final = (
    "SELECT coalesce(sum(c.change_cents), 0), count(*) "
    "FROM posting p JOIN correction c ON c.posting_id = p.posting_id WHERE p.session_id = ?"
)
NOT_CASH: Final = (
    "SELECT t.kind, t.amount_cents FROM posting p JOIN tender t ON t.posting_id = p.posting_id "
    "JOIN receipt r ON r.posting_id = p.posting_id "
    "LEFT JOIN corrected_receipt x ON x.year = r.year AND x.drawer = r.drawer AND x.seq = r.seq "
    "AND x.ends = 1 LEFT JOIN posting v ON v.posting_id = x.posting_id "
    "AND v.session_id = p.session_id "
    "WHERE p.session_id = ? AND t.is_cash = 0 AND v.posting_id IS NULL "
    "ORDER BY t.kind, p.posting_id, t.tender_no"
)

WRONG_TRIES: Final = "SELECT count(*) FROM count_try WHERE session_id = ? AND balanced = 0"
TRIES: Final = (
    "SELECT operator_id, count_json, at, balanced FROM count_try WHERE session_id = ? "
    "ORDER BY try_id"
)
MOVED_SINCE: Final = (
    "SELECT 1 FROM posting WHERE session_id = ? AND entered_at > ? UNION ALL "
    "SELECT 1 FROM custody_effect e JOIN posting p ON p.posting_id = e.posting_id "
    "WHERE e.session_id = ? AND p.entered_at > ? LIMIT 1"
)
KEEP_TRY: Final = (
    "INSERT INTO count_try (session_id, operator_id, at, count_json, balanced) "
    "VALUES (?, ?, ?, ?, ?)"
)

FINAL_IN: Final = "SELECT 1 FROM session_count WHERE session_id = ? AND kind = 'final' LIMIT 1"

PARKED_COUNT: Final = "SELECT count(*) FROM draft WHERE drawer = ? AND state = 'parked'"
