"""The columns of the posted tables, in the order in which rows are written and read."""

from typing import Final

from storage.correction_columns import CORRECTION_COLUMNS
from storage.custody_columns import CUSTODY_COLUMNS

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "posting": (
        "posting_id", "kind", "request_id", "request_digest", "session_id", "drawer", "station",
        "operator_id", "operator_name", "business_date", "effective_on", "entered_at",
        "policy_digest", "chain_no", "previous", "digest",
    ),
    "receipt": (
        "posting_id", "year", "drawer", "seq", "payer", "change_cents", "rounding_cents",
        "rounding_gl", "evidence_kind", "received_on", "postmark_on", "carrier", "evidence_proper", "notices_json",
    ),
    "receipt_line": (
        "posting_id", "line_no", "kind", "amount_cents", "description", "bill_no", "bill_version",
        "service", "account_number", "name", "balance_after_cents", "cash_only", "effective_on",
        "overridden", "particulars_json", "difference_cents", "difference_gl", "no_checks", "item_code", "quantity",
        "unit_price_cents", "gl_code", "reference", "credit_cents", "credited_for",
    ),
    "line_serials": ("posting_id", "line_no", "part_no", "series", "first_no", "last_no"),
    "allocation": ("posting_id", "line_no", "part_no", "instalment", "kind", "amount_cents"),
    "tender": (
        "posting_id", "tender_no", "kind", "name", "amount_cents", "number", "is_cash", "gl_code",
    ),
    "receipt_approval": (
        "posting_id", "place", "about", "approver_id", "approver_name", "approver_role", "act", "means",
        "approved_at", "approved_words",
    ),
    "journal_line": ("posting_id", "line_no", "gl_code", "debit_cents", "credit_cents"),
    "drawer_opening": (
        "posting_id", "float_cents", "issue_json", "left_cents", "standard_cents", "reason_code", "reason_text",
        "approval_json",
    ),
    "drawer_closing": (
        "posting_id", "count_json", "reason_code", "reason_text", "receipts", "float_cents", "approval_json",
    ),
    "closing_tally": (
        "posting_id", "tally_no", "kind", "name", "expected_cents", "counted_cents",
    ),
    "closing_stock": ("posting_id", "count_no", "series", "place", "missing_json", "extra_json"),
    **CORRECTION_COLUMNS,
    **CUSTODY_COLUMNS,
}  # fmt: skip
