"""The tables of policies: their files, kept for good, and what programs made of them, which can be made anew."""

from sqlalchemy import ForeignKey

from storage.columns import check, clustered, table, text

policy = table(
    "policy",
    text("digest", key=True),
    text("files_json"),
    text("first_seen_at"),
    check("digest_length", "length(digest) = 64"),
)

policy_compiled = clustered(
    "policy_compiled",
    text("digest", ForeignKey("policy.digest"), key=True),
    text("made_by", key=True),
    text("content"),
)
