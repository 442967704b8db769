"""The tables of accountable stock: the numbers that lines sold, the counts at a close, and where each number lies."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index

from storage.columns import check, clustered, text, whole

# What was posted.

line_serials = clustered(
    "line_serials",
    whole("posting_id", key=True),
    whole("line_no", key=True),
    whole("part_no", key=True),
    text("series"),
    whole("first_no"),
    whole("last_no"),
    check("upwards", "first_no >= 0 AND last_no >= first_no"),
    ForeignKeyConstraint(
        ("posting_id", "line_no"), ("receipt_line.posting_id", "receipt_line.line_no")
    ),
    Index(None, "series", "first_no"),
)

closing_stock = clustered(
    "closing_stock",
    whole("posting_id", ForeignKey("posting.posting_id"), key=True),
    whole("count_no", key=True),
    text("series"),
    text("place"),
    text("missing_json"),
    text("extra_json"),
)

STOCK_TABLES = (line_serials, closing_stock)

# What follows from the postings.

# The row of a series is what its movements queue for.
stock_series = clustered("stock_series", text("series", key=True))

stock_at = clustered(
    "stock_at",
    text("series", ForeignKey("stock_series.series"), key=True),
    whole("first_no", key=True),
    whole("last_no"),
    text("place"),
    check("upwards", "first_no >= 0 AND last_no >= first_no"),
    Index(None, "place"),
)
