"""By keys: ``?`` explains an amount wherever one is shown, and P prints it; an old receipt by the policy of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.calendar import day_text
from domain.money import Money
from domain.office import Office
from domain.policy.accruals import Ladder
from domain.records import SheetKind
from tests.domain.test_ticket_steps import bill as ticket_bill
from tests.domain.test_tickets import T, event
from tests.exchange.kit import ithaca
from tests.samples import PINS, intake_of
from tests.tui.desk_kit import READY, at_the_counter, desk_at, held_books, receipts_in, scan
from tests.tui.ithaca_kit import (
    books_of,
    ithaca_counter,
    late_tax,
    minimum_water,
    on_day,
    said,
    sheets_printed,
)
from tests.tui.kit import LARGE, SMALL, check_golden, dump, type_keys
from tui.desk import Desk
from tui.screens.account import AccountScreen
from tui.screens.adjust import AdjustScreen
from tui.screens.lookup import LookupScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.tender import TenderScreen
from tui.screens.undo import VoidScreen
from tui.screens.which import WhichScreen
from tui.screens.why import WhyScreen

TAX, WATER, TICKET = scan("T27-000101"), scan("WB-5001"), scan("5544332")
SUSPENDED = ticket_bill(event(T.APPEAL, date(2026, 9, 5)))
EXPLAINED = {
    "late_tax": (late_tax(), date(2027, 10, 5)),
    "suspended_ticket": (SUSPENDED, date(2027, 1, 25)),
    "minimum_water": (minimum_water(), date(2027, 2, 24)),
}


@pytest.mark.parametrize("name", EXPLAINED)
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80", "120"])
async def test_a_customer_can_be_read_why_it_is_that_much(name: str, size: tuple[int, int]) -> None:
    bill, day = EXPLAINED[name]
    keys = (bill.account_number, "enter", "?")
    async with ithaca_counter(books_of(bill), *keys, size=size, prepare=on_day(day)) as app:
        assert isinstance(app.current, WhyScreen)
        check_golden(f"{'wide' if size == LARGE else 'screen'}_why_{name}", dump(app))


@pytest.mark.parametrize("name", EXPLAINED)
async def test_p_prints_what_was_read_on_paper_of_42_columns(name: str) -> None:
    bill, day = EXPLAINED[name]
    keys = (bill.bill_no, "?", "p")
    async with ithaca_counter(books_of(bill), *keys, prepare=on_day(day)) as app:
        assert "The explanation is printing." in dump(app)
        ((kind, about, text, copy_no),) = sheets_printed(app)
        assert (kind, about, copy_no) == (SheetKind.EXPLAIN, bill.bill_no, 0)
        assert "YOUR BILL EXPLAINED" in text
        assert f"As of     {day_text(day)}" in text
        assert "confirmed by the office" not in " ".join(text.split())


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        # The line of a customer's bill on the account.
        (("holden hannah", "enter", "down", "?"), "Why tax bill T26-000180 is 1,135.79"),
        # A bill's number typed whole, before it goes into the cart.
        (("T27-000101", "?"), "Why tax bill T27-000101 is 1,224.55"),
        # A row of the results: the account that is marked.
        (("kxr4821", "?"), "Why ticket 5544332 is 30.00"),
        # The only line of the cart, from the home screen, from its lines, and while the money is taken.
        ((*TICKET, "?"), "Why ticket 5544332 is 30.00"),
        ((*TICKET, "ctrl+a", "?"), "Why ticket 5544332 is 30.00"),
        ((*TICKET, "f4", "?"), "Why ticket 5544332 is 30.00"),
        # A parked cart.
        ((*TICKET, "f5", "f5", "?"), "Why ticket 5544332 is 30.00"),
        # A receipt at once, from the list, and again later.
        ((*TICKET, "f4", "c", "f10", "?"), "Why ticket 5544332 is 30.00"),
        ((*TICKET, "f4", "c", "f10", "f9", "?"), "Why ticket 5544332 is 30.00"),
        ((*TICKET, "f4", "c", "f10", "f9", "enter", "?"), "Why ticket 5544332 is 30.00"),
        ((*TICKET, "f4", "c", "f10", "f9", "5544332", "?"), "Why ticket 5544332 is 30.00"),
    ],
)
async def test_an_amount_is_explained_where_it_is_shown(keys: tuple[str, ...], why: str) -> None:
    async with at_the_counter(held_books(), keys=(*READY, *keys)) as app:
        assert why in dump(app)
        below = app.screen_stack[-2]
        await type_keys(app, "escape")
        assert app.current is below


@pytest.mark.parametrize(
    "keys",
    [
        (*TAX, *WATER, "?"),
        (*TAX, *WATER, "f4", "?"),
        (*TAX, *WATER, "f5", "f5", "?"),
        (*TAX, *WATER, "f4", "c", "f10", "?"),
        (*TAX, *WATER, "f4", "c", "f10", "f9", "?"),
    ],
)
async def test_where_several_amounts_may_be_meant_it_asks_which(keys: tuple[str, ...]) -> None:
    async with at_the_counter(held_books(), keys=(*READY, *keys)) as app:
        assert isinstance(app.current, WhichScreen)
        await type_keys(app, "down", "enter")
        assert "Why water bill WB-5001 is 130.00" in dump(app)
        await type_keys(app, "escape", "up", "?")
        assert "Why tax bill T27-000101 is 1,224.55" in dump(app)


async def test_what_was_typed_for_the_money_is_still_there_after_the_explanation() -> None:
    async with at_the_counter(keys=(*READY, *TICKET, "f4", "50", "?", "escape")) as app:
        assert isinstance(app.current, TenderScreen)
        await type_keys(app, "c", "f10")
        (receipt,) = receipts_in(desk_at(app).books)
        assert [tender.amount for tender in receipt.tenders] == [Money(5000)]


async def test_items_say_their_price_since_when_and_by_whose_decision() -> None:
    async with at_the_counter(keys=(*READY, "3", "f11", "ctrl+a", "?")) as app:
        words = said(app)
        assert (
            "3 x Trash tags, sheet of 6: 27.00 each since Jan 1, 2020. Sample fee schedule" in words
        )
        await type_keys(app, "f3", "?")
        assert "Trash tags, sheet of 6: 27.00 each since Jan 1, 2020." in said(app)


async def test_nothing_is_explained_where_nothing_is_owed() -> None:
    async with at_the_counter(keys=(*READY, "?")) as app:
        assert isinstance(app.current, LookupScreen)
        assert "Nothing is owed here to explain" in said(app)
        await type_keys(app, *TICKET, "f4", "c", "f10", "enter", "kxr4821", "?")
        assert "Nothing is owed here to explain" in said(app)
        await type_keys(app, "enter", "?")
        assert isinstance(app.current, AccountScreen)
        assert "Nothing is owed here. F9 finds the receipts" in said(app)
        await type_keys(app, "f9", "zzz", "?")
        assert "Type the whole number of a receipt" in said(app)


async def test_a_question_mark_on_a_fresh_receipt_begins_no_search() -> None:
    async with at_the_counter(keys=(*READY, *TICKET, "f4", "c", "f10", "?", "escape")) as app:
        assert isinstance(app.current, ReceiptScreen)
        await type_keys(app, "kxr")
        assert isinstance(app.current, LookupScreen)
        assert app.current.entry.text == "kxr"


async def test_a_line_of_the_cart_says_what_it_pays_and_leaves() -> None:
    async with at_the_counter(held_books(), keys=(*READY, *TAX, "?")) as app:
        words = said(app)
        assert "Owed 1,224.55 In the cart 612.28 Left after it 612.27" in words


def with_penalty(percent: str, found: Office) -> Office:
    """The policy with another penalty on the City's tax from the first day late, under a digest of its own."""
    tax = found.service("tax")
    accruals = tuple(
        replace(a, steps=tuple(replace(s, rate=Decimal(percent)) for s in a.steps))
        if isinstance(a, Ladder)
        else a
        for a in tax.accruals
    )
    others = tuple(each for each in found.services if each.code != "tax")
    changed = replace(tax, accruals=accruals)
    return replace(found, services=(changed, *others), digest="9" * 64)


async def test_an_old_receipt_is_explained_by_the_policy_of_its_day() -> None:
    books, day = books_of(late_tax()), date(2027, 2, 4)
    paying = ("T27-000101", "enter", "f4", "c", "f10")
    async with ithaca_counter(books, *paying, prepare=on_day(day)):
        pass
    then, now = ithaca().office, with_penalty("0.05", ithaca().office)
    policies = {each.digest: each for each in (then, now)}

    def later(desk: Desk) -> None:
        on_day(day)(desk)
        desk.policy_at = policies.get

    keys = (*READY[:4], "f9", "?")
    async with at_the_counter(books, prepare=later, office=now, keys=keys, prefix="later") as app:
        words = said(app)
        assert "as it was for receipt 2027-1-000001, as of Feb 4, 2027" in words
        assert "late penalty 1 % of 612.28" in words
        assert "Owed before the receipt 1,230.68" in words
        assert "Paid by receipt 2027-1-000001 618.40 Left after it 612.28" in words
        await type_keys(app, "p")
        ((kind, _about, text, _copy),) = sheets_printed(app)
        assert kind is SheetKind.EXPLAIN
        assert "YOUR RECEIPT EXPLAINED" in " ".join(text.split())
        assert "Receipt   2027-1-000001" in text
        assert "late penalty 1 % of 612.28" in " ".join(text.split())
        assert "Paid by it                          618.40" in text
        # What is left is explained by the policy of today, which asks for more of the day when it was paid.
        await type_keys(app, "escape", "f2", "T27-000101", "?")
        assert "Why tax bill T27-000101 is 636.77" in dump(app)
        assert "late penalty 5 % of 612.28" in said(app)


async def test_a_policy_that_is_gone_is_said() -> None:
    books, day = books_of(late_tax()), date(2027, 2, 4)
    paying = ("T27-000101", "enter", "f4", "c", "f10")
    async with ithaca_counter(books, *paying, prepare=on_day(day)):
        pass
    now = with_penalty("0.05", ithaca().office)
    keys = (*READY[:4], "f9", "?")
    async with at_the_counter(
        books, prepare=on_day(day), office=now, keys=keys, prefix="later"
    ) as app:
        assert "The policy of receipt 2027-1-000001 cannot be read any more" in said(app)


async def test_a_bill_that_its_program_changed_since_is_told_so() -> None:
    bill = late_tax()
    books = books_of(bill)
    async with ithaca_counter(books, bill.bill_no, "enter", "f4", "c", "f10"):
        pass
    changed = replace(bill, description="City tax 2027, corrected")
    books.take_in(intake_of((changed,), content="second"), (), (changed,))
    async with at_the_counter(
        books, office=ithaca().office, keys=(*READY[:4], "f9", "?", "p"), prefix="later"
    ) as app:
        words = "The program that owns this bill changed it after the receipt"
        assert words in said(app)
        ((_kind, _about, text, _copy),) = sheets_printed(app)
        assert words in " ".join(text.split())


@pytest.mark.parametrize(
    "keys",
    [
        # A receipt that is about to be voided: before the words, and with the second way while they are typed.
        ("f8", "?"),
        ("f8", "1", "ctrl+w"),
        # What it pays is as it was when nothing more is asked.
        ("f8", "1", "by card?", "enter", "?"),
    ],
)
async def test_what_is_corrected_is_explained(keys: tuple[str, ...]) -> None:
    paid = (*READY, *TAX, *WATER, "f4", "c", "f10", "f2")
    async with at_the_counter(held_books(), keys=(*paid, *keys)) as app:
        assert isinstance(app.current, WhichScreen), dump(app)
        await type_keys(app, "enter")
        assert isinstance(app.current, WhyScreen)
        await type_keys(app, "escape", "escape")
        assert isinstance(app.current, VoidScreen)


async def test_a_bill_that_is_corrected_is_explained_from_its_list_and_its_questions() -> None:
    keys = ("sam", "enter", PINS["sam"], "enter", "500700-70.-1-1", "enter", "f8", "?")
    async with at_the_counter(held_books(), keys=keys) as app:
        assert isinstance(app.current, WhyScreen)
        assert "tax bill" in said(app)
        await type_keys(app, "escape", "a", "?")
        assert isinstance(app.current, WhyScreen)
        await type_keys(app, "escape")
        assert isinstance(app.current, AdjustScreen)
