"""The columns of the posted tables of acts of custody, in the order in which rows are written and read."""

from typing import Final

CUSTODY_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "custody_act": ("posting_id", "kind", "year", "series", "seq", "slip", "body_json"),
    "custody_effect": ("posting_id", "effect_no", "session_id", "cash_cents", "closed"),
    "custody_claim": ("posting_id", "claim_no", "what", "claimed", "turn"),
}
