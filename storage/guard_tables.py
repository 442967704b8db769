"""The table of drawers opened without a sale: who, when, why, and who approved it."""

from sqlalchemy import Index, UniqueConstraint

from storage.columns import check, row_id, table, text

no_sale = table(
    "no_sale",
    row_id("no_sale_id"),
    text("request_id"),
    text("session_id"),
    text("drawer"),
    text("station"),
    text("operator_id"),
    text("operator_name"),
    text("business_date"),
    text("at"),
    text("reason_code"),
    text("reason_text"),
    text("approved_by"),
    check("reason", "length(reason_code) > 0"),
    check("approver", "approved_by <> operator_id"),
    UniqueConstraint("request_id"),
    Index(None, "session_id"),
)
