"""The statements of closing a day."""

from typing import Final

SEALED_THROUGH: Final = "SELECT max(claimed) FROM custody_claim WHERE what = ?"
"""One step in an index, whatever the books hold."""

DAYS_AFTER: Final = (
    "SELECT DISTINCT business_date FROM posting WHERE business_date > ? ORDER BY business_date"
)
DAY_BETWEEN: Final = (
    "SELECT min(business_date) FROM posting WHERE business_date > ? AND business_date < ?"
)
NOT_CLOSED: Final = (
    "SELECT min(o.drawer) FROM posting o WHERE o.business_date = ? AND o.kind = 'drawer_opened' "
    "AND NOT EXISTS (SELECT 1 FROM posting c WHERE c.session_id = o.session_id "
    "AND c.kind = 'drawer_closed')"
)
HEADS: Final = "SELECT drawer, chain_no, head FROM drawer_series WHERE chain_no > 0"

ANY_POSTING: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM posting WHERE business_date = ? LIMIT 1) found"
)
"""1 where the day has a posting, 0 where it has none: the day is counted once, and not here."""
KINDS: Final = "SELECT kind, count(*) FROM posting WHERE business_date = ? GROUP BY kind"
DEBITS: Final = (
    "SELECT coalesce(sum(j.debit_cents), 0) FROM posting p "
    "JOIN journal_line j ON j.posting_id = p.posting_id WHERE p.business_date = ?"
)
RECEIVED: Final = (
    "SELECT (SELECT coalesce(sum(t.amount_cents), 0) FROM posting p "
    "JOIN tender t ON t.posting_id = p.posting_id WHERE p.business_date = ?) - "
    "(SELECT coalesce(sum(r.change_cents), 0) FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id WHERE p.business_date = ?)"
)
VOIDED: Final = (
    "SELECT (SELECT coalesce(sum(t.amount_cents), 0) FROM posting p "
    "JOIN correction_tender t ON t.posting_id = p.posting_id "
    "WHERE p.business_date = ? AND p.session_id <> '') - "
    "(SELECT coalesce(sum(c.change_cents), 0) FROM posting p "
    "JOIN correction c ON c.posting_id = p.posting_id "
    "WHERE p.business_date = ? AND p.session_id <> '')"
)
"""A correction that is of a session is a void: what it takes back has left the drawer."""

REGISTERS: Final[dict[str, tuple[str, ...]]] = {
    "access_event": ("event_id", "operator_id", "event", "about", "why", "at"),
    "count_try": ("try_id", "session_id", "operator_id", "at", "count_json", "balanced"),
    "intake": (
        "intake_id", "kind", "program", "file_name", "file_digest", "operator_id", "at", "row_count", "sum_cents",
        "accounts_added", "accounts_changed", "bills_added", "bills_changed", "bills_unchanged",
    ),
    "no_sale": (
        "no_sale_id", "request_id", "session_id", "drawer", "station", "operator_id", "operator_name",
        "business_date", "at", "reason_code", "reason_text", "approved_by",
    ),
    "session_count": (
        "count_id", "request_id", "kind", "session_id", "drawer", "operator_id", "operator_name", "present_id",
        "present_name", "at", "remark", "count_json", "tallies_json",
    ),
}  # fmt: skip
"""The registers beside the postings that a seal covers, by name: their columns, the counted key first."""

ALONE: Final = (
    f"LOCK TABLE drawer_series, {', '.join(REGISTERS)} IN EXCLUSIVE MODE NOWAIT"  # no values
)
"""On a server: nobody posts or notes anything until the day is closed. It does not wait while it holds other locks,
so that it is in nobody's way; SQLite lets only one write anyhow."""


def grown(name: str) -> str:
    """Return the statement that reads the rows of a register after one id up to another."""
    columns = REGISTERS[name]
    key = columns[0]
    return (
        f"SELECT {', '.join(columns)} FROM {name} "  # noqa: S608 - constants
        f"WHERE {key} > ? AND {key} <= ? ORDER BY {key}"
    )


def last_of(name: str) -> str:
    """Return the statement that reads a register's last id."""
    return f"SELECT coalesce(max({REGISTERS[name][0]}), 0) FROM {name}"  # noqa: S608 - constants
