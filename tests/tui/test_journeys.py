"""The main job of the counter, by keys alone, over the books in memory."""

from __future__ import annotations

import pytest

from domain.money import Money
from domain.receipting.cart import BillLine, ItemLine
from domain.receipting.receipt import Receipt
from tests.samples import PINS
from tests.tui.desk_kit import (
    HELD_TAX,
    READY,
    SIGN_IN,
    at_the_counter,
    closing_of,
    desk_at,
    held_books,
    receipts_in,
    scan,
    slowly,
    stocked_books,
    swipe,
)
from tests.tui.kit import dump, type_keys
from tui.screens.locked import LockedScreen
from tui.screens.lookup import LookupScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.sign_in import SignInScreen
from tui.screens.tender import TenderScreen

DAY = (
    *SIGN_IN,
    # Open the drawer with 200.00.
    *("ctrl+b", "200", "enter"),
    # A tax bill, found by part of a name with one letter wrong; a water bill and a ticket of two others.
    *("oconnar", "enter", "enter", "f2"),
    *("nguyen", "enter", "enter"),
    *scan("5544332"),
    # 1,000.01 + 75.00 + 30.00 by two checks and cash.
    *("f4", "1000", "k", "1001", "enter", "75"),
    *swipe("2002"),
    *("40", "f10"),
    # Three sheets of tags for exact cash, typed on the receipt of the one before.
    *("3", "f11", "f4", "c", "f10"),
    # Park a cart, serve another customer, recall it, take its line out again.
    *("1*YS", "enter", "f5"),
    *("T1", "enter", "f4", "c", "f10"),
    *("enter", "f5", "enter", "f4", "c", "f10", "enter"),
)
"""Show 2 of the counter's issue, up to the count."""

SLOWLY = [*slowly(DAY)]
CASH = 20000 + 3001 + 8100 + 900 + 450
"""What the day leaves in the drawer: the float, the ticket and cent, and what was sold."""

COUNT = (
    # 324.51 should be there; 323.26 is counted: 3 x 100, 1 x 20, 3 x 1, 25 c, 1 c.
    *("ctrl+b", "0", "enter"),
    *("3", "enter", "enter", "1", "enter", "enter", "enter", "enter", "3", "enter"),
    *("enter", "1", "enter", "enter", "enter", "1", "enter"),
    # Two checks, one by one.
    *("1000", "enter", "75", "enter", "f10"),
)


async def test_the_whole_day_in_one_burst() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=DAY) as app:
        assert "Drawer 1 OPEN" in dump(app)
        await type_keys(app, *COUNT)
        assert "The count does not agree. Count again" in dump(app)
        assert "324.51" not in dump(app)
        assert "1.25" not in dump(app)
        await type_keys(app, "a", "2", "Gave a quarter too much.", "enter")
        assert "SHORT 1.25" in dump(app)
        assert "Drawer 1 closed" in dump(app)
    first, tags, tag, sticker = receipts_in(books)
    assert [each.amount for each in first.lines] == [Money(100001), Money(7500), Money(3000)]
    assert [(t.name, t.amount.cents, t.number) for t in first.tenders] == [
        ("Check", 100000, "1001"),
        ("Check", 7500, "2002"),
        ("Cash", 4000, ""),
    ]
    assert first.change == Money(999)
    assert (tags.total, tag.total, sticker.total) == (Money(8100), Money(450), Money(900))
    assert [str(each.number) for each in receipts_in(books)] == [
        f"2027-1-{n:06d}" for n in (1, 2, 3, 4)
    ]
    closed = closing_of(books)
    assert closed.over_short == Money(-125)
    assert {t.kind: t.expected.cents for t in closed.tallies}["C"] == CASH
    assert (closed.reason_code, closed.reason_text) == ("change", "Gave a quarter too much.")
    assert books.prove().proves


async def test_the_same_day_key_by_key() -> None:
    books, burst = stocked_books(), stocked_books()
    async with at_the_counter(burst, keys=DAY):
        pass
    async with at_the_counter(books) as app:
        for key in SLOWLY:
            await type_keys(app, *key)
    assert receipts_in(books) == receipts_in(burst)


async def test_what_is_on_the_receipt_is_what_was_posted() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *scan("5544332"), "f4", "50", "f10")) as app:
        assert isinstance(app.current, ReceiptScreen)
        shown = dump(app)
        assert "POSTED 2027-1-000001" in shown
        assert "CHANGE TO GIVE" in shown
        await type_keys(app, "pagedown", "pagedown")
        assert "Cash                                 50.00" in dump(app)
        assert [str(job.paper) for job in books.queued("S1")] == ["receipt"]
        assert desk_at(app).cart.lines == ()


async def test_a_counter_that_died_in_mid_cart_has_the_cart_again() -> None:
    books = held_books()
    keys = (*READY, *scan("T27-000101"), "3", "f11", "f4", "100", "c")
    async with at_the_counter(books, keys=keys) as app:
        before = desk_at(app).cart
    async with at_the_counter(books, keys=SIGN_IN, prefix="second") as app:
        shown = dump(app)
        assert "NOT POSTED: the cart of 693.28 that was open here is back." in shown
        assert desk_at(app).cart == before
        await type_keys(app, "f4", "k", "1001", "enter", "f10")
        assert "POSTED 2027-1-000001" in dump(app)
    (receipt,) = receipts_in(books)
    assert [t.amount.cents for t in receipt.tenders] == [10000, 59328]


async def test_a_counter_that_died_after_posting_says_so() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *scan("5544332"), "f4", "c", "f10")):
        pass
    async with at_the_counter(books, keys=SIGN_IN, prefix="second") as app:
        assert "Last receipt POSTED: 2027-1-000001 at 04:00." in dump(app)
        assert desk_at(app).cart.lines == ()


async def test_parking_keeps_lines_and_money_for_whoever_recalls_it() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *scan("WB-5002"), "f4", "20", "c", "f5")) as app:
        assert isinstance(app.current, LookupScreen)
        assert "Parked: Nguyen, Thanh" in dump(app)
        await type_keys(app, "f5", "enter", "f4", "c", "f10")
    (receipt,) = receipts_in(books)
    assert [t.amount.cents for t in receipt.tenders] == [2000, 5500]


async def test_a_drawer_with_a_parked_cart_is_not_closed() -> None:
    async with at_the_counter(keys=(*READY, *scan("5544332"), "f5", "ctrl+b")) as app:
        assert "1 cart(s) of this drawer are still parked" in dump(app)
        await type_keys(app, "f5", "enter", "ctrl+b")
        assert "1 cart(s)" in dump(app)
        await type_keys(app, "ctrl+a", "X", "ctrl+b")
        assert "Count of drawer 1" in dump(app)


async def test_lines_and_tenders_are_taken_out_again() -> None:
    books = stocked_books()
    keys = (*READY, *scan("5544332"), *scan("WB-5001"), *scan("WB-5002"))
    async with at_the_counter(books, keys=keys) as app:
        await type_keys(app, "backspace")
        assert "Taken out of the cart: Water 4th quarter 75.00." in dump(app)
        await type_keys(app, "ctrl+a", "down", "delete", "escape")
        await type_keys(app, "f4", "20", "c", "5", "k", "7", "enter", "backspace", "backspace")
        assert "Taken back: Cash 20.00." in dump(app)
        await type_keys(app, "backspace")
        assert "No money was entered yet" in dump(app)
        await type_keys(app, "c", "f10")
    (receipt,) = receipts_in(books)
    assert [line.amount.cents for line in receipt.lines] == [3000]
    assert [t.name for t in receipt.tenders] == ["Cash"]


async def test_a_backspace_held_down_does_not_run_on_into_the_cart() -> None:
    async with at_the_counter(keys=(*READY, *scan("5544332"), "smith", *["backspace"] * 30)) as app:
        assert [line.amount.cents for line in desk_at(app).cart.lines] == [3000]
        await type_keys(app, "f4", "1", "c", "25", *["backspace"] * 30)
        assert [t.amount.cents for t in desk_at(app).cart.tenders] == [100]


async def test_partial_amounts_as_the_policy_takes_them() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, "W-1001", "enter", "50", "enter")) as app:
        assert "In the cart: WB-5001" in dump(app)
        await type_keys(app, "f2", "500700-71", "enter", "10", "enter")
        assert "City tax is not taken in part: pay 1,000.01 or 2,000.01" in dump(app)
        await type_keys(app, "3000", "enter")
        assert "3,000.00 is more than the 2,000.01 owed" in dump(app)
        await type_keys(app, "ctrl+u", "w", "f4", "k", "88", "enter", "f10")
    (receipt,) = receipts_in(books)
    assert [line.amount.cents for line in receipt.lines] == [5000, 200001]


async def test_an_amount_that_was_refused_is_not_joined_to_the_next() -> None:
    async with at_the_counter(keys=(*READY, *scan("5544332"), "f4", "500", "k", "30", "c")) as app:
        assert [t.amount.cents for t in desk_at(app).cart.tenders] == [3000]


@pytest.mark.parametrize(
    "typed_ahead",
    [
        # A check that is too large, its number and the finish, all typed before the refusal was seen.
        ("500", "k", "1001", "enter", "f10"),
        ("500", "k", "1001", "enter", "c", "f10"),
        # A bill scanned by a scanner that only types digits and Enter, with the finish behind it.
        ("5544332", "enter", "f10"),
    ],
)
async def test_what_was_typed_behind_a_refusal_takes_no_money(typed_ahead: tuple[str, ...]) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *scan("5544332"), "f4", *typed_ahead)) as app:
        assert isinstance(app.current, TenderScreen)
        assert desk_at(app).cart.tenders == ()
    assert receipts_in(books) == []


async def test_holds_stand_first_and_cash_only_takes_no_check() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, HELD_TAX, "enter")) as app:
        shown = dump(app)
        assert shown.index("STOP W-1080") < shown.index("HOLD 500700") < shown.index("tax T27")
        assert "Billed to the bank" in shown
        await type_keys(app, "down", "down", "enter", "f4", "k")
        assert "is held to cash: Two checks came back." in dump(app)
        await type_keys(app, "ctrl+u", "c", "f10")
    (receipt,) = receipts_in(books)
    assert receipt.tenders[0].is_cash


async def test_a_note_is_kept_and_shown_with_the_account() -> None:
    keys = (*READY, "nguyen", "enter", "f7", "Wants large print.", "enter", "escape")
    async with at_the_counter(keys=keys) as app:
        assert "Jane Doe: Wants large print." in dump(app)
        await type_keys(app, "f7", "4111 1111 1111 1111", "enter")
        assert "Card numbers are never kept" in dump(app)


async def test_lock_and_back_and_another_operator_between() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *scan("5544332"), "f12")) as app:
        assert isinstance(app.current, LockedScreen)
        assert "5544332" not in dump(app)
        assert "30.00" not in dump(app)
        await type_keys(app, "diego", "enter", PINS["diego"], "enter")
        assert "CART" in dump(app)
        assert desk_at(app).cart.lines == ()
        await type_keys(app, "ctrl+b", "enter")
        assert "Drawer 1 was opened by Jane Doe" in dump(app)
        await type_keys(app, "ctrl+u", "escape", "f12", "f12")
        assert isinstance(app.current, SignInScreen)
        await type_keys(app, *SIGN_IN)
        assert "NOT POSTED: the cart of 30.00" in dump(app)
        await type_keys(app, "f4", "c", "f10")
    assert len(receipts_in(books)) == 1


async def test_why_shows_each_step_and_goes_back() -> None:
    keys = (*READY, HELD_TAX, "enter", "down", "?")
    async with at_the_counter(held_books(), keys=keys) as app:
        shown = dump(app)
        assert "Why tax bill T26-000180 is 1,135.79" in shown
        assert "Part 1: late penalty 15 % of 493.83, from Oct 1, 2026" in shown
        assert "Charter" in shown
        assert "> " not in shown


async def test_the_whole_day_is_posted_under_the_right_words() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=DAY):
        pass
    lines = [line for receipt in receipts_in(books) for line in receipt.lines]
    bills = [line.bill_no for line in lines if isinstance(line, BillLine)]
    sold = [(line.item_code, line.quantity) for line in lines if isinstance(line, ItemLine)]
    assert bills == ["T27-000102", "WB-5002", "5544332"]
    assert sold == [("TS", 3), ("T1", 1), ("YS", 1)]
    assert all(isinstance(each, Receipt) for each in receipts_in(books))
