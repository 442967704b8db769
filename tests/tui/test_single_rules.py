"""By keys, over Ithaca's policy: liens in the order of the law, a boot off, old tags exchanged, a charge paid first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.money import ZERO, Money
from domain.receipting.cart import BillLine, ItemLine
from domain.receipting.exchanges import add_exchange
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.posting import ReceiptOrder
from domain.receivables.accounts import Hold, HoldKind
from domain.refusals import Refusal
from tests.domain.test_boot_release import PLATE, tickets
from tests.domain.test_charge_order import bill as water_state
from tests.domain.test_redemption import MIDDLE, NEWEST, NOW, OLDEST, PARCEL, THREE
from tests.domain.test_tax_liens import WORDS
from tests.domain.test_ticket_steps import bill as ticket_bill
from tests.domain.test_tickets import T, event
from tests.exchange.kit import ithaca
from tests.samples import at
from tests.tui.desk_kit import desk_at, receipts_in
from tests.tui.ithaca_kit import books_of, ithaca_counter, only_receipt
from tests.tui.kit import dump, type_keys
from tui.counter import Counter
from tui.screens.account import AccountScreen
from tui.screens.approval import ApprovalScreen

WATER = replace(water_state().bill, account_number="02-000001")


def numbers(app: Counter) -> list[str]:
    """The bills in the cart."""
    return [line.bill_no for line in desk_at(app).cart.lines if isinstance(line, BillLine)]


async def test_rptl_1112_the_oldest_of_three_liens_alone_is_refused_at_once() -> None:
    books = books_of(*THREE)
    async with ithaca_counter(books, OLDEST.bill.bill_no, "enter") as app:
        assert numbers(app) == []
        shown = " ".join(dump(app).split())
        assert f"Lien {OLDEST.bill.bill_no} cannot be paid before {NEWEST.bill.bill_no}" in shown
        assert "(Real Property Tax Law 1112)" in shown


async def test_rptl_1112_the_newest_is_paid_and_the_receipt_carries_the_statutes_words() -> None:
    books = books_of(*THREE)
    keys = ("ctrl+u", NEWEST.bill.bill_no, "enter", "f4", "c", "f10")
    async with ithaca_counter(books, OLDEST.bill.bill_no, "enter", *keys) as app:
        assert only_receipt(books).notices == (WORDS,)
        last = desk_at(app).last
        assert last is not None
        paper = receipt_paper(last.posting, ithaca().office, 0, False, at())
        assert WORDS in " ".join(paper_to_text(paper).split())


async def test_rptl_1112_a_line_taken_out_before_the_finish_is_noticed_at_the_finish() -> None:
    books = books_of(*THREE)
    keys = (NEWEST.bill.bill_no, "enter", MIDDLE.bill.bill_no, "enter")
    async with ithaca_counter(books, *keys) as app:
        assert len(numbers(app)) == 2
        assert desk_at(app).remove_line(0) is None
        await type_keys(app, "f4", "c", "f10")
        assert receipts_in(books) == []
        assert "cannot be paid before" in " ".join(dump(app).split())


async def test_a_adds_every_lien_in_the_order_of_the_law_and_the_screen_says_which_is_first() -> (
    None
):
    books = books_of(*THREE, NOW)
    async with ithaca_counter(books, PARCEL, "enter") as app:
        assert f"LIENS: 3 unpaid; {NEWEST.bill.bill_no} is paid first" in dump(app)
        await type_keys(app, "a", "f4", "c", "f10")
        lines = only_receipt(books).lines
        paid = [line.bill_no for line in lines if isinstance(line, BillLine)]
        assert paid[:3] == [s.bill.bill_no for s in (NEWEST, MIDDLE, OLDEST)]
        assert only_receipt(books).notices == ()


async def test_the_cursor_follows_the_order_of_the_law() -> None:
    async with ithaca_counter(books_of(*THREE, NOW), PARCEL, "enter", *("enter",) * 4) as app:
        paid = [s.bill.bill_no for s in (NEWEST, MIDDLE, OLDEST, NOW)]
        assert numbers(app) == paid


async def test_no_second_person_is_called_for_a_lien_that_must_wait() -> None:
    held = Hold(HoldKind.ESCROW, "Billed to bank code 126.")
    books = books_of(*THREE, holds=(held,))
    async with ithaca_counter(books, PARCEL, "enter", "up", "o") as app:
        assert "cannot be paid before" in " ".join(dump(app).split())
        assert isinstance(app.current, AccountScreen)
        await type_keys(app, "down", "o")
        assert isinstance(app.current, ApprovalScreen)


async def test_all_that_can_be_paid_goes_into_the_cart_and_what_cannot_is_named() -> None:
    other = replace(NOW.bill, bill_no="T2027-9", account_number="9.-1-9")
    async with ithaca_counter(books_of(*THREE, WATER, other), PARCEL, "enter", "a") as app:
        assert len(numbers(app)) == 5
        assert "In the cart: 5 lines" in dump(app)
    held = (Hold(HoldKind.ESCROW, "Billed to bank code 126."),)
    async with ithaca_counter(books_of(*THREE, holds=held), PARCEL, "enter", "a") as app:
        assert numbers(app) == []
        words = " ".join(dump(app).split())
        assert f"In the cart: 0 lines, 0.00. Not all: Bill {NEWEST.bill.bill_no}" in words


async def test_all_on_a_booted_plate_says_that_the_boot_stays_on() -> None:
    async with ithaca_counter(books_of(*tickets(5, booted=True)), PLATE, "enter", "a") as app:
        assert len(numbers(app)) == 5
        assert "5 lines, 200.00. The boot stays on: B adds its fee" in " ".join(dump(app).split())


async def test_an_answer_that_was_lost_is_asked_again_with_the_same_words() -> None:
    books = books_of(*THREE)
    async with ithaca_counter(books, NEWEST.bill.bill_no, "enter", "f4", "c") as app:
        desk = desk_at(app)
        first = desk.order()
        assert isinstance(first, ReceiptOrder)
        posted = books.post(first)
        assert not isinstance(posted, Refusal)
        again = desk.order()
        assert isinstance(again, ReceiptOrder)
        assert again.header.request_digest == first.header.request_digest
        assert books.post(again) == posted


async def test_a_boot_comes_off_by_one_key_for_all_of_it_in_cash() -> None:
    books = books_of(*tickets(5, booted=True))
    async with ithaca_counter(books, PLATE, "enter") as app:
        shown = " ".join(dump(app).split())
        assert "BOOTED: 5 open tickets and the boot fee of 50.00" in shown
        await type_keys(app, "b", "f4", "k")
        assert "held to cash" in " ".join(dump(app).split())
        await type_keys(app, "ctrl+u", "c", "f10")
        receipt = only_receipt(books)
        assert receipt.total == Money(250_00)
        assert receipt.notices == (f"BOOT RELEASED: {PLATE}. Show this receipt.",)


async def test_a_release_that_lost_a_ticket_is_not_posted() -> None:
    books = books_of(*tickets(5, booted=True))
    async with ithaca_counter(books, PLATE, "enter", "b") as app:
        assert desk_at(app).remove_line(2) is None
        await type_keys(app, "f4", "c", "f10")
        assert receipts_in(books) == []
        assert "comes off only when all is paid at once" in " ".join(dump(app).split())


async def test_one_ticket_of_a_booted_plate_is_paid_in_cash_without_a_release() -> None:
    books = books_of(*tickets(5, booted=True))
    async with ithaca_counter(books, "3", "enter", "f4", "k") as app:
        assert "held to cash" in " ".join(dump(app).split())
        await type_keys(app, "ctrl+u", "c", "f10")
        assert only_receipt(books).notices == ()


async def test_five_open_tickets_say_that_the_plate_may_be_booted_and_when_a_fee_comes() -> None:
    fresh = ticket_bill()
    instalment = replace(fresh.instalments[0], due_on=date(2027, 2, 7))
    fresh = replace(
        fresh, account_number=PLATE, issued_on=date(2027, 1, 18), instalments=(instalment,)
    )
    async with ithaca_counter(books_of(*tickets(5), fresh), PLATE, "enter") as app:
        shown = dump(app)
        assert "MAY BE BOOTED: 6 open tickets" in shown
        assert "late fee in 15 d " in shown


async def test_a_ticket_under_appeal_says_that_its_late_fee_is_held() -> None:
    appealed = ticket_bill(event(T.APPEAL, date(2026, 9, 5)))
    async with ithaca_counter(books_of(appealed), appealed.account_number, "enter") as app:
        assert "late fee held" in dump(app)


async def test_old_tags_are_exchanged_as_typed() -> None:
    books = books_of()
    async with ithaca_counter(books, "12*T1OLD", "enter", "f4", "c", "f10"):
        (line,) = only_receipt(books).lines
        assert isinstance(line, ItemLine)
        assert (line.amount, line.credit) == (Money(9_00), Money(45_00))


async def test_an_even_exchange_is_posted_without_money() -> None:
    books = books_of()
    async with ithaca_counter(books) as app:
        desk = desk_at(app)
        assert desk._take(add_exchange(desk.cart, "T1OLD", 12, 9, desk.today, desk.office)) is None
        await type_keys(app, "f4", "f10")
        receipt = only_receipt(books)
        assert (receipt.total, receipt.tenders) == (ZERO, ())
        assert receipt.notices[0].startswith("CLAIM: 4.50 is left of 12")


@pytest.mark.parametrize(
    ("keys", "paid"),
    [
        (("f", "down", "down", "enter"), {"water": 116_76}),
        (("50", "f", "down", "enter"), {"sewer": 50_00}),
        (("50", "enter"), {"stormwater": 12_00, "sewer": 38_00}),
    ],
)
async def test_a_charge_that_the_customer_wants_is_paid_first(
    keys: tuple[str, ...], paid: dict[str, int]
) -> None:
    books = books_of(WATER)
    async with ithaca_counter(books, "02-000001", "enter", *keys, "f4", "c", "f10"):
        (line,) = only_receipt(books).lines
        assert isinstance(line, BillLine)
        assert {a.kind: a.amount.cents for a in line.allocations} == paid


async def test_a_tax_bill_keeps_its_order_of_charges() -> None:
    async with ithaca_counter(books_of(NOW), PARCEL, "enter", "f") as app:
        assert "keeps the order in which charges are paid" in " ".join(dump(app).split())
