"""The desk looks back: what a bill came to when a receipt was posted, by the rules of that day."""

from __future__ import annotations

from dataclasses import replace

from domain.money import Money
from domain.receipting.as_posted import AsPosted
from domain.refusals import Code, Refusal
from tests.samples import DAY, PINS, sample_office
from tests.storage import contract_kit as kit
from tests.tui.desk_kit import desk_of, stocked_books


def test_a_part_payment_is_explained_as_the_bill_stood_before_it() -> None:
    books = stocked_books()
    desk = desk_of(books)
    assert desk.sign_in("jane", PINS["jane"]) is None
    session = kit.open_drawer(books)
    owed = desk.assessed(kit.state(books, kit.WATER), DAY).total
    first = kit.pay(books, session, "r-1", kit.WATER, cents=1000)
    second = kit.pay(books, session, "r-2", kit.WATER, cents=500)
    for posted, wanted in ((first, owed), (second, owed - Money(1000))):
        past = desk.assessed_as_posted(posted, kit.WATER)
        assert isinstance(past, AsPosted)
        assert (past.assessment.total, past.assessment.on) == (wanted, DAY)
        assert not past.imported_since


def test_a_receipt_of_a_policy_that_cannot_be_read_is_said_to_be() -> None:
    books = stocked_books()
    posted = kit.pay(books, kit.open_drawer(books), "r-1", kit.WATER)
    # Without the books' policies a desk knows only the one in force.
    desk = desk_of(books, replace(sample_office(), digest="0" * 64))
    answer = desk.assessed_as_posted(posted, kit.WATER)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.POLICY_UNREADABLE
    assert kit.number_of(posted) in answer.sentence
