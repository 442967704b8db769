"""The check tape against the tenders: missing, extra, and one item with two amounts."""

from __future__ import annotations

import pytest

from domain.custody.tape import TapeTender, alike, match_tape
from domain.money import Money


def tender(cents: int, receipt: str = "2027-1-000001") -> TapeTender:
    """A check on a receipt."""
    return TapeTender(Money(cents), receipt, "1001")


def test_equal_amounts_match_one_to_one() -> None:
    lines = match_tape("K", (tender(500), tender(500), tender(700)), (Money(500), Money(700)))
    assert [(line.words, line.posted) for line in lines] == [("missing", tender(500))]


def test_what_is_posted_nowhere_is_extra() -> None:
    (line,) = match_tape("K", (tender(500),), (Money(500), Money(99900)))
    assert (line.words, line.counted) == ("extra", Money(99900))


def test_a_misread_amount_is_one_item_that_differs() -> None:
    lines = match_tape("K", (tender(13000), tender(88800)), (Money(10300),))
    assert [line.words for line in lines] == ["different", "missing"]
    assert lines[0].counted == Money(10300)


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [(13000, 10300, True), (4500, 450, True), (1234, 1934, True), (1234, 5678, False), (450, 1234, False)],
)  # fmt: skip
def test_which_amounts_are_alike(one: int, other: int, are: bool) -> None:
    assert alike(Money(one), Money(other)) is are
