"""The tables in which a row once written stays as it is: what was posted, tried, noted, taken in and asked for."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint

from storage import owned_tables
from storage.columns import cents, check, clustered, metadata, one_of, row_id, table, text, whole
from storage.correction_tables import CORRECTION_TABLES
from storage.count_tables import session_count
from storage.custody_tables import CUSTODY_TABLES
from storage.guard_tables import no_sale
from storage.policy_tables import policy
from storage.sheet_tables import sheet, sheet_copy
from storage.stock_tables import STOCK_TABLES

__all__ = ["APPEND_ONLY", "metadata", "owned_tables"]


def _posting_key() -> Column[int]:
    return whole("posting_id", ForeignKey("posting.posting_id"), key=True)


# What was posted.

posting = table(
    "posting",
    row_id("posting_id"),
    text("kind"),
    text("request_id"),
    text("request_digest"),
    text("session_id"),
    text("drawer"),
    text("station"),
    text("operator_id"),
    text("operator_name"),
    text("business_date"),
    text("effective_on"),
    text("entered_at"),
    text("policy_digest"),
    whole("chain_no"),
    text("previous"),
    text("digest"),
    one_of(
        "kind",
        ("receipt", "drawer_opened", "drawer_cut_off", "drawer_closed", "correction", "custody"),
    ),
    check("digest_length", "length(digest) = 64 AND length(previous) = 64"),
    check("dates", "length(business_date) = 10 AND length(effective_on) = 10"),
    UniqueConstraint("request_id"),
    UniqueConstraint("drawer", "chain_no"),
    Index(None, "session_id"),
    Index(None, "business_date"),
)

receipt = table(
    "receipt",
    _posting_key(),
    whole("year"),
    text("drawer"),
    whole("seq"),
    text("payer"),
    cents("change_cents"),
    cents("rounding_cents"),
    text("rounding_gl"),
    text("evidence_kind", null=True),
    text("received_on", null=True),
    text("postmark_on", null=True),
    text("carrier", null=True),
    whole("evidence_proper", null=True),
    text("notices_json"),
    check("seq_from_one", "seq >= 1"),
    check(
        "evidence",
        "(evidence_kind IS NULL) = (received_on IS NULL) AND "
        "(evidence_kind IS NULL) = (carrier IS NULL) AND "
        "(evidence_kind IS NULL) = (evidence_proper IS NULL) AND "
        "(evidence_kind IS NOT NULL OR postmark_on IS NULL)",
    ),
    check("change", "change_cents >= 0"),
    check(
        "rounding",
        "rounding_cents BETWEEN -4 AND 4 AND (rounding_cents = 0) = (length(rounding_gl) = 0)",
    ),
    UniqueConstraint("year", "drawer", "seq"),
)

# One bill in one version is paid once: this is what two counters cannot argue with.
receipt_line = clustered(
    "receipt_line",
    _posting_key(),
    whole("line_no", key=True),
    text("kind"),
    cents("amount_cents"),
    text("description"),
    text("bill_no", ForeignKey("bill.bill_no"), null=True),
    whole("bill_version", null=True),
    text("service", null=True),
    text("account_number", null=True),
    text("name", null=True),
    cents("balance_after_cents", null=True),
    text("cash_only", null=True),
    text("effective_on", null=True),
    text("overridden", null=True),
    text("particulars_json", null=True),
    cents("difference_cents", null=True),
    text("difference_gl", null=True),
    text("no_checks", null=True),
    text("item_code", null=True),
    whole("quantity", null=True),
    cents("unit_price_cents", null=True),
    text("gl_code", null=True),
    text("reference", null=True),
    cents("credit_cents", null=True),
    text("credited_for", null=True),
    one_of("kind", ("bill", "item")),
    check(
        "amount",
        "amount_cents > 0 OR "
        "(amount_cents = 0 AND kind = 'item' AND coalesce(credit_cents, 0) > 0)",
    ),
    check(
        "bill_or_item",
        "(kind = 'bill') = (bill_no IS NOT NULL AND bill_version IS NOT NULL AND item_code IS NULL)",
    ),
    UniqueConstraint("bill_no", "bill_version"),
)

# Bills have no reference, such as a boot fee's plate, and so cost no entry here.
_HAS_REFERENCE = receipt_line.c.reference.is_not(None)
Index(
    None,
    receipt_line.c.reference,
    sqlite_where=_HAS_REFERENCE,
    postgresql_where=_HAS_REFERENCE,
)

allocation = clustered(
    "allocation",
    _posting_key(),
    whole("line_no", key=True),
    whole("part_no", key=True),
    whole("instalment"),
    text("kind"),
    cents("amount_cents"),
    check("amount", "amount_cents > 0"),
)

tender = clustered(
    "tender",
    _posting_key(),
    whole("tender_no", key=True),
    text("kind"),
    text("name"),
    cents("amount_cents"),
    text("number"),
    whole("is_cash"),
    text("gl_code"),
    check("amount", "amount_cents > 0"),
    check("is_cash_flag", "is_cash IN (0, 1)"),
)

# What a second person said yes to, and about what of the receipt.
receipt_approval = clustered(
    "receipt_approval",
    _posting_key(),
    whole("place", key=True),
    text("about"),
    text("approver_id"),
    text("approver_name"),
    text("approver_role"),
    text("act"),
    text("means"),
    text("approved_at"),
    text("approved_words"),
)

journal_line = clustered(
    "journal_line",
    _posting_key(),
    whole("line_no", key=True),
    text("gl_code"),
    cents("debit_cents"),
    cents("credit_cents"),
    check(
        "one_side",
        "debit_cents >= 0 AND credit_cents >= 0 AND (debit_cents > 0) <> (credit_cents > 0)",
    ),
)

drawer_opening = table(
    "drawer_opening",
    _posting_key(),
    cents("float_cents"),
    text("issue_json", null=True),
    cents("left_cents", null=True),
    cents("standard_cents", null=True),
    text("reason_code", null=True),
    text("reason_text", null=True),
    text("approval_json", null=True),
)

drawer_closing = table(
    "drawer_closing",
    _posting_key(),
    text("count_json"),
    text("reason_code"),
    text("reason_text"),
    whole("receipts"),
    cents("float_cents"),
    text("approval_json", null=True),
)

closing_tally = clustered(
    "closing_tally",
    _posting_key(),
    whole("tally_no", key=True),
    text("kind"),
    text("name"),
    cents("expected_cents"),
    cents("counted_cents"),
)

# What else is never changed.

count_try = table(
    "count_try",
    row_id("try_id"),
    text("session_id"),
    text("operator_id"),
    text("at"),
    text("count_json"),
    whole("balanced"),
    Index(None, "session_id"),
)

note = table(
    "note",
    row_id("note_id"),
    whole("account_id", ForeignKey("account.account_id")),
    text("remark"),
    text("written_by"),
    text("at"),
    Index(None, "account_id"),
)

intake = table(
    "intake",
    row_id("intake_id"),
    text("kind"),
    text("program"),
    text("file_name"),
    text("file_digest"),
    text("operator_id"),
    text("at"),
    whole("row_count"),
    cents("sum_cents"),
    whole("accounts_added"),
    whole("accounts_changed"),
    whole("bills_added"),
    whole("bills_changed"),
    whole("bills_unchanged"),
)

print_copy = table(
    "print_copy",
    whole("posting_id", ForeignKey("posting.posting_id"), key=True),
    text("paper", key=True),
    whole("copy_no", key=True),
    text("operator_id"),
    text("station"),
    text("at"),
    check("after_the_first", "copy_no >= 1"),
)

access_event = table(
    "access_event",
    row_id("event_id"),
    text("operator_id"),
    text("event"),
    text("about"),
    text("why"),
    text("at"),
    Index(None, "at"),
)

APPEND_ONLY: Final = tuple(
    kept.name
    for kept in (
        posting, receipt, receipt_line, allocation, tender, receipt_approval, journal_line,
        drawer_opening, drawer_closing, closing_tally, count_try, session_count, note, intake, print_copy, access_event,
        sheet, sheet_copy, no_sale, policy, *CORRECTION_TABLES, *STOCK_TABLES, *CUSTODY_TABLES,
    )
)  # fmt: skip
"""The tables in which a row once written stays as it is."""
