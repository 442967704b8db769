"""The drawer report as paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.custody.drawer import DrawerClosed, DrawerOpened, DrawerSession
from domain.custody.floats import FloatReason
from domain.custody.report_layout import drawer_report_paper, over_short_text
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.receipting.paper import WIDTH, paper_to_text
from domain.receipting.posting import Posting
from domain.receipting.receipt import ReceiptNo
from tests.papers import closed, local, mixed_cart, posted
from tests.samples import DIEGO, at, sample_office, session_value

RECEIPTS = (ReceiptNo(2027, "1", 9), ReceiptNo(2027, "1", 123), ReceiptNo(2027, "1", 10))

GOLDEN = """\
              City of Sample
              DRAWER REPORT

Session   1-1
Drawer    1, counter 1
Operator  Jane Doe
Business  Jan 25, 2027
Closed    Jan 25, 2027  4:00 PM
Receipts  3
  first   2027-1-000009
  last    2027-1-000123
Float     200.00
------------------------------------------
Cash                            SHORT 1.25
  Expected               479.40
  Counted                478.15
Check                                 EVEN
  Expected               500.00
  Counted                500.00
Money order                           EVEN
  Expected                 0.00
  Counted                  0.00
Card                                  EVEN
  Expected                 0.00
  Counted                  0.00
Electronic                            EVEN
  Expected                 0.00
  Counted                  0.00
------------------------------------------
ALL KINDS                       SHORT 1.25
Reason    Miscount: counted twice,
          customer disputes a quarter
------------------------------------------
CASH COUNTED
    23 x $20                        460.00
    18 x $1                          18.00
     1 x 10c                          0.10
     1 x 5c                           0.05
Cash                                478.15
CHECK COUNTED
     1                              400.00
     2                              100.00
Check                               500.00
------------------------------------------
Trail of drawer 1                   link 9
   {first}
   {second}
------------------------------------------


__________________________________________
Counted by Jane Doe


__________________________________________
Approved by
"""


def text_of(posting: Posting, copy_no: int = 0, *, training: bool = False) -> str:
    paper = drawer_report_paper(
        posting, sample_office(), copy_no, training, local(posting), RECEIPTS
    )
    assert not paper.kick
    return paper_to_text(paper)


def test_a_drawer_report_reads_as_it_should() -> None:
    posting = closed()
    digest = posting.trail.digest.upper()
    groups = [digest[i : i + 8] for i in range(0, 64, 8)]
    assert text_of(posting) == GOLDEN.format(
        first=" ".join(groups[:4]), second=" ".join(groups[4:])
    )
    assert groups[-1] == posting.trail.short


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "EVEN"), (-125, "SHORT 1.25"), (125, "OVER 1.25"), (-123456, "SHORT 1,234.56")],
)
def test_differences_are_told_in_words(cents: int, text: str) -> None:
    assert over_short_text(Money(cents)) == text


def test_copies_and_training_are_marked() -> None:
    lines = text_of(closed(), 1, training=True).splitlines()
    for end in (lines[:3], lines[-3:]):
        assert [line.strip() for line in end] == [
            "TRAINING",
            "No money was taken. Not a receipt.",
            "DUPLICATE 1",
        ]


def test_how_often_it_was_opened_without_a_sale_is_told() -> None:
    posting = closed()
    paper = drawer_report_paper(
        posting, sample_office(), 0, False, local(posting), RECEIPTS, no_sales=3
    )
    assert "No sale   opened 3 times without one" in paper_to_text(paper)
    assert "No sale" not in text_of(posting)


def test_what_a_pull_took_is_told_beside_what_the_receipts_brought() -> None:
    posting = closed()
    body = posting.body
    assert isinstance(body, DrawerClosed)
    expected = next(tally.expected for tally in body.tallies if tally.kind == "C")
    paper = drawer_report_paper(
        posting, sample_office(), 0, False, local(posting), moved=Money(-1000)
    )
    text = paper_to_text(paper)
    assert f"Cash in   {expected - body.float_amount + Money(1000)} by receipts" in text
    assert "Moved     -10.00 by pulls, transfers" in text
    assert "Moved" not in text_of(posting)


def test_another_posting_is_not_printed_as_a_report() -> None:
    posting = posted(mixed_cart())
    with pytest.raises(TypeError, match="closing"):
        drawer_report_paper(posting, sample_office(), 0, False, at(16))


@given(st.text())
def test_no_reason_breaks_the_paper(reason: str) -> None:
    text = text_of(closed(reason))
    assert all(len(line) <= WIDTH and line.isascii() for line in text.split("\n"))


def handed_in(session: DrawerSession) -> str:
    """The report of a session that Jane closed."""
    posting = closed()
    paper = drawer_report_paper(
        posting, sample_office(), 0, False, local(posting), RECEIPTS, session=session
    )
    text = paper_to_text(paper)
    assert all(len(row) <= WIDTH for row in text.split("\n"))
    return " ".join(text.split())


def test_who_held_the_drawer_and_who_closed_it_are_both_named() -> None:
    own = handed_in(session_value())
    assert "Operator Jane Doe" in own
    assert "Closed by" not in own
    away = handed_in(session_value(operator=DIEGO))
    assert "Held by Diego Ruiz from Jan 25, 2027 3:30 AM to 4:00 PM" in away
    assert "Closed by Jane Doe" in away
    assert "Counted by Jane Doe" in away


def test_another_float_at_the_opening_is_a_line_with_its_reason_and_approver() -> None:
    why = FloatReason("miscount", "A ten is missing", yes_of("Sam Field"))
    opened = DrawerOpened(Money(19000), None, Money(20000), why, Money(20000))
    text = handed_in(replace(session_value(), opened=opened))
    assert "FLOAT AT OPENING SHORT 10.00" in text
    words = "float 190.00, left 200.00, standard 200.00; Miscount: A ten is missing"
    assert words in text
    assert "approved by Sam Field" in text
    alike = replace(session_value(), opened=DrawerOpened(Money(20000)))
    assert "AT OPENING" not in handed_in(alike)


def yes_of(name: str) -> Approval:
    """Somebody's approval."""
    return Approval("sam", name, "supervisor", Act.KEEP_VAULT, "PIN", at(8), "Another float.")
