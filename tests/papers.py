"""Postings to print: a receipt of everything the sample office takes, and the closing of its drawer."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from domain.custody.count import Count
from domain.custody.drawer import Takings
from domain.custody.sessions import CloseOrder, seal_closing
from domain.money import Money
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import Posting, seal_receipt
from domain.receipting.tendering import add_tender
from tests.samples import (
    JANE,
    at,
    bill_state,
    ok,
    parking_ticket,
    receipt_order,
    sample_office,
    session_value,
    tax_bill,
    water_bill,
)

EASTERN = timezone(timedelta(hours=-5))
LATE = date(2027, 2, 3)


def mixed_cart() -> Cart:
    """A tax bill late, a water bill in part, a ticket and three sheets of tags, by two checks and cash."""
    office = sample_office()
    cart = ok(add_bill(Cart("r1"), bill_state(tax_bill()), LATE, office))
    water = bill_state(water_bill(), name="Nguyen, Thanh")
    cart = ok(add_bill(cart, water, LATE, office, amount=Money(5000)))
    cart = ok(add_bill(cart, bill_state(parking_ticket(), name=""), LATE, office))
    cart = ok(add_item(cart, "TS", 3, LATE, office))
    cart = ok(add_tender(cart, "K", office, amount=Money(40000), number="1234"))
    cart = ok(add_tender(cart, "K", office, amount=Money(10000), number="88"))
    return ok(add_tender(cart, "C", office, amount=Money(40000)))


def posted(cart: Cart) -> Posting:
    return seal_receipt(receipt_order(cart, session_value(), at(14, 5)), 123, 5, "0" * 64)


def local(posting: Posting) -> datetime:
    return posting.header.entered_at.astimezone(EASTERN)


def closed(reason_text: str = "counted twice, customer disputes a quarter") -> Posting:
    pieces = ((2000, 23), (1000, 0), (100, 18), (10, 1), (5, 1))
    count = Count(
        tuple((Money(value), number) for value, number in pieces),
        (("K", (Money(40000), Money(10000))), ("M", ())),
        (("D", Money(0)), ("E", Money(0))),
    )
    session = session_value()
    order = CloseOrder("c1", session.session_id, JANE, at(21), count, "miscount", reason_text)
    takings = Takings((("C", Money(40000)), ("K", Money(50000))), Money(12060), 3)
    return ok(seal_closing(order, session, takings, sample_office(), 9, "ab" * 32))
