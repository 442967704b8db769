"""The receipt as paper: goldens that a person has read, and what must hold for any content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.receipting.cart import Cart, add_bill
from domain.receipting.layout import receipt_paper, time_text
from domain.receipting.paper import WIDTH, paper_to_text
from domain.receipting.posting import Posting
from domain.receipting.tendering import add_tender
from tests.papers import closed, local, mixed_cart, posted
from tests.samples import (
    DAY,
    at,
    bill_state,
    cart_of,
    ok,
    sample_office,
    tax_bill,
    water_bill,
)

GOLDEN = """\
              City of Sample
           Chamberlain's Office
                1 Main St

                 RECEIPT
              2027-1-000123

Date      Jan 25, 2027  9:05 AM
Drawer    1, counter 1
Operator  Jane Doe
Payer     DOE, JANE
------------------------------------------
City tax 2027                       618.40
  Tax bill T27-000101
  Account 500700-70.-1-1
  Name DOE, JANE
  Instalment 1
    Penalty                6.12
    City tax             612.28
  Balance left           612.27
Water 4th quarter                    50.00
  Water bill WB-5001
  Account W-1001
  Name Nguyen, Thanh
  Instalment 1
    Water                 50.00
  Balance left            80.00
Overtime meter                       30.00
  Ticket 5544332
  Account KXR4821
  Balance left             0.00
Trash tags, sheet of 6               81.00
  3 x 27.00
------------------------------------------
TOTAL                               779.40
Check 1234                          400.00
Check 88                            100.00
Cash                                400.00
CHANGE                              120.60
------------------------------------------
Received by Jane Doe
Trail {trail}

                Thank you.
"""


def text_of(
    posting: Posting, copy_no: int = 0, *, training: bool = False, office: Office | None = None
) -> str:
    paper = receipt_paper(posting, office or sample_office(), copy_no, training, local(posting))
    return paper_to_text(paper)


def test_a_receipt_reads_as_it_should() -> None:
    posting = posted(mixed_cart())
    assert text_of(posting) == GOLDEN.format(trail=posting.trail.short)


def test_a_duplicate_says_so_first_and_last_and_is_otherwise_the_same() -> None:
    posting = posted(mixed_cart())
    mark = " " * 15 + "DUPLICATE 2\n"
    assert text_of(posting, 2) == mark + text_of(posting) + mark


@pytest.mark.parametrize("copy_no", [0, 3])
def test_training_is_said_first_and_last_on_every_copy(copy_no: int) -> None:
    lines = text_of(posted(mixed_cart()), copy_no, training=True).splitlines()
    assert lines[0].strip() == "TRAINING"
    tail = [line.strip() for line in lines[-3:]]
    assert "TRAINING" in tail
    assert "No money was taken. Not a receipt." in tail
    assert ("DUPLICATE 3" in tail) == bool(copy_no)


def test_only_the_original_of_a_receipt_with_cash_opens_the_drawer() -> None:
    office = sample_office()
    cash = posted(mixed_cart())
    assert receipt_paper(cash, office, 0, False, local(cash)).kick
    assert not receipt_paper(cash, office, 1, False, local(cash)).kick
    cart = ok(add_bill(Cart("r2"), bill_state(tax_bill()), DAY, office))
    check = posted(ok(add_tender(cart, "K", office, number="77")))
    assert not receipt_paper(check, office, 0, False, local(check)).kick
    assert "CHANGE" not in text_of(check)


def test_both_instalments_are_told_apart() -> None:
    office = sample_office()
    cart = ok(add_bill(Cart("r3"), bill_state(tax_bill()), DAY, office, amount=Money(122455)))
    text = text_of(posted(ok(add_tender(cart, "C", office))))
    part = text[text.index("  Instalment 1") : text.index("-" * WIDTH, text.index("Instalment"))]
    assert part.splitlines() == [
        "  Instalment 1",
        "    City tax             612.28",
        "  Instalment 2",
        "    City tax             612.27",
        "  Balance left             0.00",
    ]


def test_other_dates_than_the_day_of_entry_are_told() -> None:
    posting = posted(cart_of("r4", bill_state(water_bill())))
    assert "Booked on" not in text_of(posting)
    assert "Paid as of" not in text_of(posting)
    header = replace(
        posting.header, effective_on=date(2027, 1, 22), business_date=date(2027, 1, 26)
    )
    text = text_of(replace(posting, header=header))
    assert "Paid as of Jan 22, 2027\n" in text
    assert "Booked on  Jan 26, 2027\n" in text


def test_a_service_that_the_policy_has_dropped_still_prints() -> None:
    posting = posted(cart_of("r5", bill_state(water_bill())))
    text = text_of(posting, office=replace(sample_office(), services=()))
    assert "  Water WB-5001\n" in text
    assert "    sewer                 43.90\n" in text


def test_another_posting_is_not_printed_as_a_receipt() -> None:
    posting = posted(mixed_cart())
    with pytest.raises(TypeError, match="receipt"):
        receipt_paper(closed(), sample_office(), 0, False, local(posting))


@pytest.mark.parametrize(
    ("hour", "text"), [(0, "12:05 AM"), (9, "9:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")]
)
def test_times_are_told_as_people_say_them(hour: int, text: str) -> None:
    assert time_text(at(hour, 5)) == text


@given(st.text(), st.text(), st.text(max_size=60))
def test_no_name_of_any_kind_breaks_the_paper(name: str, payer: str, footer: str) -> None:
    office = sample_office()
    texts = replace(office.receipt, footer=(footer,), header=(name,))
    posting = posted(replace(cart_of("r6", bill_state(water_bill(), name=name)), payer=payer))
    text = text_of(posting, 1, training=True, office=replace(office, receipt=texts))
    assert all(len(line) <= WIDTH and line.isascii() for line in text.split("\n"))
    assert "2027-1-000123" in text
    assert f"Trail {posting.trail.short}\n" in text
