"""The table of counts of a session beside the blind tries: the one that is final, surprise counts, hand-over counts."""

from sqlalchemy import Index, UniqueConstraint

from storage.columns import check, one_of, row_id, table, text

session_count = table(
    "session_count",
    row_id("count_id"),
    text("request_id"),
    text("kind"),
    text("session_id"),
    text("drawer"),
    text("operator_id"),
    text("operator_name"),
    text("present_id"),
    text("present_name"),
    text("at"),
    text("remark"),
    text("count_json"),
    text("tallies_json"),
    one_of("kind", ("final", "surprise", "hand_over")),
    check("present", "present_id <> operator_id"),
    check("two_people", "kind = 'final' OR length(present_id) > 0"),
    UniqueConstraint("request_id"),
    Index(None, "session_id"),
)
