"""The tables that change: what the programs own, what follows from the postings, and work in progress.

What follows from the postings can be made anew from them at any time; ``prove`` compares.
"""

from sqlalchemy import ForeignKey, Index, UniqueConstraint

from storage.columns import cents, check, clustered, one_of, row_id, table, text, whole

# What the accounting programs own; changed by their imports only.

account = table(
    "account",
    row_id("account_id"),
    text("service"),
    text("number"),
    text("name"),
    text("address"),
    text("mailing"),
    text("plate"),
    text("holds_json"),
    text("party_key"),
    UniqueConstraint("service", "number"),
    Index(None, "party_key"),
    Index(None, "plate"),
)

# ``version``, ``applied_cents``, ``is_open`` and ``changed_…`` follow from the postings and are kept by them.
bill = table(
    "bill",
    text("bill_no", key=True),
    whole("account_id", ForeignKey("account.account_id")),
    text("service"),
    text("account_number"),
    text("description"),
    text("issued_on"),
    text("status"),
    text("facts_json"),
    whole("imports"),
    whole("version"),
    cents("face_cents"),
    cents("applied_cents"),
    whole("is_open"),
    text("changed_by"),
    text("changed_at"),
    one_of("status", ("open", "cancelled")),
    check("version_from_one", "version >= imports AND imports >= 1"),
    Index(None, "account_id"),
)

instalment = clustered(
    "instalment",
    text("bill_no", ForeignKey("bill.bill_no"), key=True),
    whole("no", key=True),
    text("due_on"),
)

charge = clustered(
    "charge",
    text("bill_no", ForeignKey("bill.bill_no"), key=True),
    whole("instalment", key=True),
    whole("charge_no", key=True),
    text("kind"),
    cents("amount_cents"),
    check("amount", "amount_cents >= 0"),
)

# What a program last said is owed: its whole list, replaced by the next one. An act says which list it was.
program_balance = clustered(
    "program_balance",
    text("program", key=True),
    text("bill_no", key=True),
    cents("balance_cents"),
)

# Derived from the postings: where each drawer's series, numbers and session stand.

drawer_series = table(
    "drawer_series",
    text("drawer", key=True),
    whole("chain_no"),
    text("head"),
    text("last_business_date"),
    text("open_session_id", null=True),
    text("open_operator_id", null=True),
    text("counting_session_id", null=True),
    text("cut_off_date", null=True),
    UniqueConstraint("open_operator_id"),
)

drawer_year = clustered(
    "drawer_year", text("drawer", key=True), whole("year", key=True), whole("last_seq")
)

# Work in progress, people, and the books themselves.

draft = table(
    "draft",
    text("request_id", key=True),
    text("drawer"),
    text("station"),
    text("operator_id"),
    text("state"),
    text("saved_at"),
    text("label"),
    text("cart_json"),
    one_of("state", ("active", "parked")),
)

# Which amounts of a batch's tape a person has ticked against paper, so far.
tape_tick = clustered(
    "tape_tick",
    text("batch_id", key=True),
    text("operator_id", key=True),
    whole("place", key=True),
    text("at"),
    check("place", "place >= 0"),
)

print_job = table(
    "print_job",
    row_id("job_id"),
    whole("posting_id", ForeignKey("posting.posting_id"), null=True),
    whole("sheet_id", ForeignKey("sheet.sheet_id"), null=True),
    text("paper"),
    whole("copy_no"),
    text("station"),
    whole("kick"),
    text("state"),
    one_of("paper", ("receipt", "drawer_report", "correction", "custody", "sheet")),
    check("posting_or_sheet", "(posting_id IS NULL) <> (sheet_id IS NULL)"),
    check("sheet_paper", "(paper = 'sheet') = (sheet_id IS NOT NULL)"),
    check("sheet_kick", "sheet_id IS NULL OR kick = 0"),
    one_of("state", ("pending", "sending", "printed", "failed", "unknown", "dropped")),
    UniqueConstraint("posting_id", "paper", "copy_no"),
    Index(None, "station", "state"),
)

# Only sheets are in it, so that a posting's job costs no entry here.
_OF_A_SHEET = print_job.c.sheet_id.is_not(None)
Index(
    None,
    print_job.c.sheet_id,
    print_job.c.copy_no,
    unique=True,
    sqlite_where=_OF_A_SHEET,
    postgresql_where=_OF_A_SHEET,
)

operator = table(
    "operator",
    text("operator_id", key=True),
    text("name"),
    text("role"),
    whole("disabled"),
    text("new_until", null=True),
    text("limits_json"),
    text("person"),
    text("pin_hash"),
    text("badge_hash", null=True),
    whole("wrong_pins"),
    UniqueConstraint("badge_hash"),
)

meta = table("meta", text("name", key=True), text("content"))
