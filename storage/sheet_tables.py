"""The tables of sheets: what was told to whom about which bill, as it was printed, and who asked for it."""

from sqlalchemy import ForeignKey, Index

from storage.columns import check, one_of, row_id, table, text, whole

sheet = table(
    "sheet",
    row_id("sheet_id"),
    text("kind"),
    text("about"),
    text("station"),
    text("operator_id"),
    text("at"),
    text("paper_json"),
    one_of(
        "kind", ("explain", "payoff", "plan", "certificate", "return_slip", "boot_release", "tape")
    ),
    check("about_something", "length(about) > 0"),
    Index(None, "about"),
)

sheet_copy = table(
    "sheet_copy",
    whole("sheet_id", ForeignKey("sheet.sheet_id"), key=True),
    whole("copy_no", key=True),
    text("operator_id"),
    text("station"),
    text("at"),
    check("after_the_first", "copy_no >= 1"),
)
