"""What all books must do with acts of custody by what they are about: its date, and its words in a reversal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.books import Books
from domain.custody.acting import ActOrder
from domain.custody.acts import ActNo
from domain.custody.deposit_orders import order_bank_told, order_hand_over
from domain.custody.moves import CashMoved
from domain.custody.reversal import ActReversed
from domain.refusals import Code
from tests.samples import DAY, ok
from tests.storage import custody_kit as custody
from tests.storage.contract_deposits import (
    PREPARED,
    closed_drawer,
    deposit_of,
    deposit_order,
    made,
)
from tests.storage.custody_kit import pieces, recorded, refusal
from tests.storage.reversal_kit import OFFICE, reversal

CASH = pieces(d20=20, d1=49)
BEFORE = DAY - timedelta(days=1)


def early(order: ActOrder) -> ActOrder:
    """The same act, dated the day before."""
    return replace(order, header=replace(order.header, business_date=BEFORE))


class DatedContract:
    def test_nothing_is_dated_before_the_drawer_that_it_names(self, books: Books) -> None:
        session = closed_drawer(books, turned_in=False)
        turn_in = custody.turn_in("i-1", session, pieces(d1=49))
        said = refusal(books.record(early(turn_in)))
        assert said.code is Code.ACT_DATED_BEFORE
        assert f"dated {BEFORE}, before what it is about, which is of {DAY}" in said.sentence
        recorded(books, turn_in)
        order = ok(deposit_order(books, deposit_of(books, CASH)))
        assert refusal(books.record(early(order))).code is Code.ACT_DATED_BEFORE
        recorded(books, order)
        assert books.prove().proves

    def test_nothing_is_dated_before_the_act_that_it_answers(self, books: Books) -> None:
        closed_drawer(books)
        bag = made(books, CASH)
        gone = ok(order_hand_over(bag, PREPARED, "A. Driver", custody.asked("h-1"), OFFICE))
        told = ok(
            order_bank_told(
                bag, bag.posting.body.body.deposit.amount, DAY, "r", PREPARED,  # type: ignore[union-attr]  # a deposit
                custody.asked("t-1"), OFFICE, handed_over=False,
            )
        )  # fmt: skip
        for order in (gone, told, ok(reversal(bag))):
            assert refusal(books.record(early(order))).code is Code.ACT_DATED_BEFORE
        later = custody.asked("h-2", on=DAY + timedelta(days=1))
        recorded(books, ok(order_hand_over(bag, PREPARED, "A. Driver", later, OFFICE)))
        assert books.prove().proves

    def test_a_reversal_says_of_its_act_what_the_books_say(self, books: Books) -> None:
        recorded(books, custody.from_bank("f-0", pieces(d20=30)))
        fund = recorded(books, custody.from_bank("f-1", pieces(d20=3)))
        right = ok(reversal(fund))
        assert isinstance(right.body, ActReversed)
        assert isinstance(fund.body, CashMoved)
        other = replace(fund.body, move=replace(fund.body.move, given=pieces(d20=4)))
        for wrong in (replace(right.body, body=other), replace(right.body, number=ActNo(2027, 99))):
            forged = refusal(books.record(replace(right, body=wrong)))
            assert forged.code is Code.REVERSAL_OTHER_ACT
        recorded(books, right)
        assert books.prove().proves
