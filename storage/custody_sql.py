"""The statements of drawer sessions."""

from typing import Final

MAKE_SERIES: Final = (
    "INSERT INTO drawer_series (drawer, chain_no, head, last_business_date) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (drawer) DO NOTHING"
)

OPEN_AT: Final = "SELECT open_session_id FROM drawer_series WHERE drawer = ?"
OPEN_BY: Final = "SELECT open_session_id FROM drawer_series WHERE open_operator_id = ?"
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
    "SELECT t.kind AS kind, t.amount_cents AS cents FROM posting p "
    "JOIN tender t ON t.posting_id = p.posting_id WHERE p.session_id = ? UNION ALL "
    "SELECT t.kind, -t.amount_cents FROM posting p "
    "JOIN correction_tender t ON t.posting_id = p.posting_id WHERE p.session_id = ?"
    ") AS moved GROUP BY kind ORDER BY kind"
)
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
KEEP_TRY: Final = (
    "INSERT INTO count_try (session_id, operator_id, at, count_json, balanced) "
    "VALUES (?, ?, ?, ?, ?)"
)

PARKED_COUNT: Final = "SELECT count(*) FROM draft WHERE drawer = ? AND state = 'parked'"
