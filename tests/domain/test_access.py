"""A line of the access log."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from domain.people.access import LONGEST, AccessEvent, AccessKind
from tests.samples import at


def test_a_line_is_at_a_utc_instant() -> None:
    for wrong in (
        datetime(2027, 1, 25, 9),  # noqa: DTZ001 - a naive instant is what must be refused
        at(9).astimezone(timezone(timedelta(hours=-5))),
    ):
        with pytest.raises(ValueError, match="UTC"):
            AccessEvent("jane", AccessKind.VIEWED, "", "", wrong)


def test_a_line_says_what_happened() -> None:
    with pytest.raises(ValueError, match="what happened"):
        AccessEvent("jane", "", "", "", at(9))


def test_its_words_are_clean_and_not_long() -> None:
    event = AccessEvent("jane", AccessKind.VIEWED, " a\x1b[2J \n b ", "x" * 999, at(9))
    assert event.about == "a\N{REPLACEMENT CHARACTER}[2J b"
    assert len(event.why) == LONGEST
