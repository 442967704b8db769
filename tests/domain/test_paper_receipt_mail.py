"""The receipt of a payment that came by mail, in full and in every kind of evidence; overrides, exchanges, notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import WIDTH, paper_to_text
from domain.receipting.posting import Posting, seal_receipt
from domain.receipting.tendering import add_tender
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.receivables.evidence_words import evidence_words
from tests.papers import local
from tests.rich import approved_cart, exchange_line, rich_cart, rich_office, rich_order
from tests.samples import DAY, bill_state, ok, session_value, tax_bill, water_bill

OFFICE = rich_office()
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())
STATUTE = (
    "This parcel remains subject to one or more delinquent tax liens. The payment you have made will not postpone "
    "the enforcement of the outstanding lien or liens."
)
GOLDEN = """\
City tax 2027                       611.78
  Tax bill T27-000101
  Account 500700-70.-1-1
  Name DOE, JANE
  Property: 108 E GREEN ST
  Roll: Dec 1, 2026
  Paid as of Jan 20, 2027:
    postmark of Jan 20, 2027
  Instalment 1
    City tax             612.28
    Short, tolerated      -0.50
  Balance left           612.27
Water 4th quarter                   130.00
  Water bill WB-5001
  Account W-1001
  Name DOE, JANE
  Taken despite: Billed to bank code 7.
    Water                 86.10
    Sewer                 43.90
  Balance left             0.00
Trash tag                             4.50
  2 x 4.50                 9.00
  Less 1 Trash tag of
    2014 (orange)         -4.50
  A100-A101
------------------------------------------
TOTAL                               746.28
Cash                              5,000.00
CHANGE                            4,253.72
------------------------------------------
This parcel remains subject to one or more
delinquent tax liens. The payment you have
made will not postpone the enforcement of
the outstanding lien or liens.

Penalties were not waived.
------------------------------------------
Received by Jane Doe
Approved by Sam Field
"""


def posted(cart: Cart) -> Posting:
    """The posting of a cart in a session on the day of most tests."""
    return seal_receipt(rich_order(cart, session_value()), 123, 5, "0" * 64)


def text_of(posting: Posting) -> str:
    """What the paper says."""
    return paper_to_text(receipt_paper(posting, OFFICE, 0, False, local(posting)))


def test_a_receipt_of_mail_reads_as_it_should() -> None:
    cart = replace(rich_cart("r", TAX, WATER), notices=(STATUTE, "Penalties were not waived."))
    posting = posted(cart)
    text = text_of(posting)
    first = text.index("City tax 2027")
    assert text[first : text.index("Trail")] == GOLDEN
    # Each line says what day it counts for; the head says only when the receipt was made.
    assert "Paid as of" not in text[:first]
    assert "Booked on" not in text[:first]


def test_a_receipt_booked_on_another_day_says_so_too() -> None:
    posting = posted(rich_cart("r", TAX, WATER))
    header = replace(posting.header, business_date=DAY + timedelta(days=1))
    assert "Booked on  Jan 26, 2027\n" in text_of(replace(posting, header=header))


def test_too_much_within_the_tolerance_is_told() -> None:
    cart = ok(add_bill(Cart("r"), TAX, DAY, OFFICE, amount=Money(122_555)))
    text = text_of(posted(ok(add_tender(cart, "K", OFFICE, number="7"))))
    assert "    Over, tolerated        1.00\n" in text
    assert "City tax 2027                     1,225.55\n" in text


def test_what_is_taken_wholly_in_exchange_prints() -> None:
    text = text_of(posted(Cart("r", (exchange_line(1, 450),))))
    assert "Trash tag                             0.00\n" in text
    assert "TOTAL                                 0.00\n" in text
    assert "CHANGE" not in text


CAME, SHOWN = date(2027, 2, 4), date(2027, 1, 30)
Kind = EvidenceKind


@pytest.mark.parametrize(
    ("kind", "counts_for", "words"),
    [
        (Kind.POSTMARK, SHOWN, "postmark of Jan 30, 2027"),
        (Kind.POSTMARK, CAME, "delivered Feb 4, 2027"),
        (Kind.METER, CAME, "meter imprint, delivered Feb 4, 2027"),
        (Kind.METER_CANCELLED, SHOWN, "meter imprint canceled Jan 30, 2027"),
        (Kind.ILLEGIBLE, CAME, "no legible postmark, delivered Feb 4, 2027"),
        (Kind.CARRIER, SHOWN, "FedEx Priority Overnight, recorded Jan 30, 2027"),
        (Kind.CARRIER, CAME, "delivered Feb 4, 2027"),
        (Kind.BANK_BILL_PAY, SHOWN, "bank's check, postmark of Jan 30, 2027"),
        (Kind.ELECTRONIC, SHOWN, "electronic payment of Jan 30, 2027"),
        (Kind.DROP_BOX, date(2027, 2, 3), "drop box emptied Feb 4, 2027"),
        (Kind.COURT_ORDER, SHOWN, "court order of Jan 30, 2027"),
        (Kind.COUNTER, CAME, "over the counter on Feb 4, 2027"),
    ],
)
def test_the_evidence_in_words(kind: EvidenceKind, counts_for: date, words: str) -> None:
    evidence = Evidence(kind, CAME, SHOWN, "FedEx Priority Overnight")
    assert evidence_words(evidence, counts_for) == words


def test_every_kind_of_evidence_has_words() -> None:
    assert all(evidence_words(Evidence(kind, CAME, SHOWN), SHOWN) for kind in EvidenceKind)


@given(st.text(), st.text(), st.text(), st.text(max_size=80))
def test_no_particular_hold_or_notice_breaks_the_paper(
    label: str, text: str, hold: str, notice: str
) -> None:
    cart = rich_cart("r", TAX, WATER)
    first = cart.lines[0]
    assert isinstance(first, BillLine)
    odd = replace(first, particulars=((label, text),), overridden=hold)
    cart = replace(cart, lines=(odd, *cart.lines[1:]), notices=(notice, text), approvals=())
    printed = text_of(posted(approved_cart(cart, DAY, OFFICE)))
    assert all(len(line) <= WIDTH and line.isascii() for line in printed.split("\n"))
    assert "TOTAL                               746.28\n" in printed
