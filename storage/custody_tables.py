"""The tables of acts of custody. What an act says is one JSON text; the rows beside it are what follows from it and
what the database itself holds acts to: a claim is made once, and once more by the next ``turn`` after the act that
made it was reversed.
"""

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint

from storage.columns import cents, check, clustered, table, text, whole


def _posting_key() -> Column[int]:
    return whole("posting_id", ForeignKey("posting.posting_id"), key=True)


custody_act = table(
    "custody_act",
    _posting_key(),
    text("kind"),
    whole("year"),
    text("series"),
    whole("seq"),
    whole("slip"),
    text("body_json"),
    check("seq_from_one", "seq >= 1"),
    check("slip_flag", "slip IN (0, 1)"),
    UniqueConstraint("year", "series", "seq"),
    Index(None, "kind"),
)

custody_effect = clustered(
    "custody_effect",
    _posting_key(),
    whole("effect_no", key=True),
    text("session_id"),
    cents("cash_cents"),
    whole("closed"),
    check("closed_flag", "closed IN (0, 1) AND (closed = 0 OR cash_cents = 0)"),
    Index(None, "session_id"),
)

custody_claim = clustered(
    "custody_claim",
    _posting_key(),
    whole("claim_no", key=True),
    text("what"),
    text("claimed"),
    whole("turn"),
    check("turn_from_one", "turn >= 1"),
    UniqueConstraint("what", "claimed", "turn"),
)

# Derived: the last number of each year, and what lies at places whose pieces are known.

custody_year = clustered(
    "custody_year", text("series", key=True), whole("year", key=True), whole("last_seq")
)

held_pieces = clustered(
    "held_pieces",
    text("place", key=True),
    cents("value_cents", key=True),
    whole("number"),
    check("some", "number > 0"),
)

CUSTODY_TABLES = (custody_act, custody_effect, custody_claim)
"""The posted ones: each row belongs to a posting for good."""
