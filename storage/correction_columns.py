"""The columns of the posted tables of corrections, in the order in which rows are written and read."""

from typing import Final

CORRECTION_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "correction": (
        "posting_id", "year", "series", "seq", "kind", "reason_code", "reason_text", "document",
        "change_cents", "evidence_json",
    ),
    "correction_approval": (
        "posting_id", "approver_id", "approver_name", "approver_role", "act", "means",
        "approved_at", "approved_words",
    ),
    "correction_settlement": (
        "posting_id", "how", "amount_cents", "gl_code", "payee", "service", "account_number",
    ),
    "correction_check": (
        "posting_id", "kind", "name", "number", "amount_cents", "deposited", "fee_cents",
        "fee_bill_no",
    ),
    "corrected_receipt": ("posting_id", "place", "year", "drawer", "seq", "ends"),
    "correction_effect": (
        "posting_id", "effect_no", "bill_no", "bill_version", "service", "account_number",
        "description", "name", "before_cents", "after_cents",
    ),
    "correction_part": (
        "posting_id", "effect_no", "part_no", "how", "instalment", "kind", "amount_cents",
        "effective_on", "gl_code", "place",
    ),
    "correction_line": (
        "posting_id", "back_no", "place", "line_no", "description", "amount_cents", "gl_code",
        "item_code", "quantity",
    ),
    "correction_tender": (
        "posting_id", "back_no", "year", "drawer", "seq", "tender_no", "kind", "name",
        "amount_cents", "number", "is_cash", "gl_code", "back_gl_code",
    ),
    "returned_account": (
        "posting_id", "account_no", "service", "account_number", "party_key",
    ),
}  # fmt: skip
