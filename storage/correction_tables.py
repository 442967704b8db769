"""The tables of corrections: what they say of receipts, bills, tenders and items, and who approved them.

A receipt is undone as a whole at most once, and each of its tenders is taken back at most once: no program can argue
with that. Rows once written stay as they are.
"""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint

from domain.corrections.policy import CorrectionKind
from domain.receivables.bills import How
from storage.columns import cents, check, clustered, one_of, table, text, whole


def _posting_key() -> Column[int]:
    return whole("posting_id", ForeignKey("posting.posting_id"), key=True)


correction = table(
    "correction",
    _posting_key(),
    whole("year"),
    text("series"),
    whole("seq"),
    text("kind"),
    text("reason_code"),
    text("reason_text"),
    text("document"),
    cents("change_cents"),
    text("evidence_json"),
    one_of("kind", (kind.value for kind in CorrectionKind)),
    check("seq_from_one", "seq >= 1"),
    check("reason", "length(reason_code) > 0"),
    check("change", "change_cents >= 0"),
    UniqueConstraint("year", "series", "seq"),
)

correction_approval = table(
    "correction_approval",
    _posting_key(),
    text("approver_id"),
    text("approver_name"),
    text("approver_role"),
    text("act"),
    text("means"),
    text("approved_at"),
    text("approved_words"),
)

correction_settlement = table(
    "correction_settlement",
    _posting_key(),
    text("how"),
    cents("amount_cents"),
    text("gl_code"),
    text("payee"),
    text("service"),
    text("account_number"),
    one_of("how", ("refund", "credit")),
    check("amount", "amount_cents > 0"),
)

correction_check = table(
    "correction_check",
    _posting_key(),
    text("kind"),
    text("name"),
    text("number"),
    cents("amount_cents"),
    whole("deposited"),
    cents("fee_cents"),
    text("fee_bill_no"),
    check("amount", "amount_cents > 0"),
    check("deposited_flag", "deposited IN (0, 1)"),
)

# ``ends`` is 1 for a void and a reversal and empty for the others, which may come more than once.
corrected_receipt = clustered(
    "corrected_receipt",
    _posting_key(),
    whole("place", key=True),
    whole("year"),
    text("drawer"),
    whole("seq"),
    whole("ends", null=True),
    check("ends_flag", "ends IS NULL OR ends = 1"),
    ForeignKeyConstraint(
        ["year", "drawer", "seq"], ["receipt.year", "receipt.drawer", "receipt.seq"]
    ),
    UniqueConstraint("year", "drawer", "seq", "ends"),
)

correction_effect = clustered(
    "correction_effect",
    _posting_key(),
    whole("effect_no", key=True),
    text("bill_no", ForeignKey("bill.bill_no")),
    whole("bill_version"),
    text("service"),
    text("account_number"),
    text("description"),
    text("name"),
    cents("before_cents"),
    cents("after_cents"),
    UniqueConstraint("bill_no", "bill_version"),
)

# ``place`` is that of the receipt whose payment it takes back or moves.
correction_part = clustered(
    "correction_part",
    _posting_key(),
    whole("effect_no", key=True),
    whole("part_no", key=True),
    text("how"),
    whole("instalment"),
    text("kind"),
    cents("amount_cents"),
    text("effective_on"),
    text("gl_code"),
    whole("place", null=True),
    one_of("how", (how.value for how in How)),
    check("amount", "amount_cents <> 0"),
)

correction_line = clustered(
    "correction_line",
    _posting_key(),
    whole("back_no", key=True),
    whole("place"),
    whole("line_no"),
    text("description"),
    cents("amount_cents"),
    text("gl_code"),
    text("item_code"),
    whole("quantity"),
    check("quantity", "quantity >= 0"),
)

correction_tender = clustered(
    "correction_tender",
    _posting_key(),
    whole("back_no", key=True),
    whole("year"),
    text("drawer"),
    whole("seq"),
    whole("tender_no"),
    text("kind"),
    text("name"),
    cents("amount_cents"),
    text("number"),
    whole("is_cash"),
    text("gl_code"),
    text("back_gl_code"),
    check("amount", "amount_cents > 0"),
    UniqueConstraint("year", "drawer", "seq", "tender_no"),
)

returned_account = clustered(
    "returned_account",
    _posting_key(),
    whole("account_no", key=True),
    text("service"),
    text("account_number"),
    text("party_key"),
    Index(None, "account_number"),
    Index(None, "party_key"),
)

# Derived from the corrections: where the numbers of each series stand.
correction_year = clustered(
    "correction_year", text("series", key=True), whole("year", key=True), whole("last_seq")
)

CORRECTION_TABLES = (
    correction, correction_approval, correction_settlement, correction_check, corrected_receipt,
    correction_effect, correction_part, correction_line, correction_tender, returned_account,
)  # fmt: skip
"""The posted ones: each row belongs to a posting for good."""
