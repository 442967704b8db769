"""By keys: what a second person approved of a payment stands on its receipt, and is asked for where it is missing."""

from __future__ import annotations

from dataclasses import replace

from domain.money import Money
from domain.office import Office
from domain.receipting.receipt import Receipt
from storage.memory import MemoryBooks
from tests.rich import rich_office
from tests.samples import DIEGO, PINS, at, ok, open_order
from tests.tui.desk_kit import (
    READY,
    STATION,
    at_the_counter,
    desk_at,
    held_books,
    receipts_in,
    scan,
)
from tests.tui.guard_kit import said
from tests.tui.kit import check_golden, dump, type_keys
from tui.desk import Station
from tui.screens.account import AccountScreen
from tui.screens.approval import ApprovalScreen
from tui.screens.lookup import LookupScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.tender import TenderScreen

SAM = ("sam", "enter", PINS["sam"], "enter")
JANE = ("jane", "enter", PINS["jane"], "enter")
TAX = scan("T27-000101")
ESCROWED = (*READY, "holden hannah", "enter")
"""The first bill of this customer was sent to a bank."""


def limited() -> Office:
    """The office that asks for approval, with a limit of 500.00 on a check."""
    office = rich_office()
    kinds = tuple(
        replace(kind, limit=Money(50_000)) if kind.code == "K" else kind
        for kind in office.tender_kinds
    )
    return replace(office, tender_kinds=kinds)


def the_receipt(books: MemoryBooks) -> Receipt:
    """The only receipt of the day."""
    (receipt,) = receipts_in(books)
    return receipt


async def test_an_amount_over_its_limit_is_approved_before_its_number_and_said_on_the_receipt() -> (
    None
):
    books = held_books()
    keys = (*READY, *TAX, "f4", "k")
    async with at_the_counter(books, office=limited(), keys=keys) as app:
        assert isinstance(app.current, ApprovalScreen)
        await type_keys(app, *SAM, "1001", "enter", "f10")
        assert isinstance(app.current, ReceiptScreen)
        await type_keys(app, "pagedown", "pagedown")
        assert "Approved by Sam Field" in dump(app)
    (given,) = the_receipt(books).approvals
    assert given.approval.words == "Take 612.28 by check, which is over the limit."


async def test_a_bill_sent_to_a_bank_is_taken_with_a_second_person_only() -> None:
    books = held_books()
    async with at_the_counter(books, office=limited(), keys=(*ESCROWED, "o")) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "although it is held: Billed to the bank" in said(app)
        check_golden("screen_approval_hold", dump(app))
        await type_keys(app, "escape")
        assert isinstance(app.current, AccountScreen)
        assert "Not approved. Nothing was done." in said(app)
        assert not desk_at(app).cart.lines
        await type_keys(app, "o", *JANE)
        assert "Jane Doe cannot approve" in said(app)
        await type_keys(app, *SAM, "f4", "c", "f10")
        assert isinstance(app.current, ReceiptScreen)
    receipt = the_receipt(books)
    assert receipt.approved_by == ("Sam Field",)
    assert receipt.approvals[0].about.startswith("bill T2")


async def test_a_postmark_of_another_day_is_approved_where_it_is_said() -> None:
    books = held_books()
    keys = (*READY, "ctrl+p", "how it came", "enter", "1/20", "p")
    async with at_the_counter(books, office=limited(), keys=keys) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "Count a payment of Jan 25, 2027 for Jan 20, 2027: postmark of" in said(app)
        await type_keys(app, *SAM)
        assert isinstance(app.current, LookupScreen)
        assert "Kept with the cart: postmark of Jan 20, 2027." in said(app)
        await type_keys(app, *TAX, "f4", "c", "f10")
        assert isinstance(app.current, ReceiptScreen)
    (given,) = the_receipt(books).approvals
    assert given.about == "postmark 2027-01-20, delivered 2027-01-25"


async def test_the_bank_files_day_needs_nobody() -> None:
    office = limited()
    alone = replace(office.guards, backdate_alone=frozenset({"electronic"}))
    keys = (*READY, "ctrl+p", "how it came", "enter", "1/20", "e", *TAX, "f4", "c", "f10")
    books = held_books()
    async with at_the_counter(books, office=replace(office, guards=alone), keys=keys) as app:
        assert isinstance(app.current, ReceiptScreen)
    assert the_receipt(books).approvals == ()


async def test_what_nobody_approved_yet_is_asked_for_at_the_end() -> None:
    """A cart that was filled elsewhere, as from an older program, is not stuck: F10 asks."""
    books = held_books()
    office = limited()
    async with at_the_counter(books, office=office, keys=(*READY, *TAX)) as app:
        desk = desk_at(app)
        desk.office = replace(office, tender_kinds=rich_office().tender_kinds)
        assert desk.tender("K", number="1001") is None
        desk.office = office
        await type_keys(app, "f4", "f10")
        assert isinstance(app.current, ApprovalScreen)
        await type_keys(app, "escape")
        assert isinstance(app.current, TenderScreen)
        assert receipts_in(books) == []
        await type_keys(app, "f10", *SAM)
        assert isinstance(app.current, ReceiptScreen)
    assert the_receipt(books).approved_by == ("Sam Field",)


async def test_whoever_recalls_a_cart_that_he_approved_asks_somebody_else() -> None:
    books = held_books()
    office = limited()
    assert (
        books.add_operator(replace(DIEGO, operator_id="dora", role="supervisor"), "8888", at(8))
        is None
    )
    ok(books.open_session(open_order("2", replace(DIEGO, operator_id="dora")), office))
    dora = ("dora", "enter", "8888", "enter")
    keys = (*READY, *TAX, "f4", "k", *dora, "1001", "enter", "f5")
    async with at_the_counter(books, office=office, keys=keys):
        assert len(books.parked()) == 1
    other = Station("S2", "2")
    async with at_the_counter(
        books,
        office=office,
        prefix="other",
        station=other,
        keys=(*dora, "f5", "enter", "f4", "f10"),
    ) as app:
        assert isinstance(app.current, ApprovalScreen)
        await type_keys(app, *dora)
        assert "cannot approve" in said(app)
        await type_keys(app, *SAM)
        assert isinstance(app.current, ReceiptScreen)
    receipt = the_receipt(books)
    assert receipt.number.drawer == "2"
    assert receipt.approved_by == ("Sam Field",)
    assert STATION.drawer == "1"


async def test_a_recreated_receipt_is_approved_anew() -> None:
    books = held_books()
    keys = (*READY, *TAX, "f4", "k", *SAM, "1001", "enter", "f10")
    void = ("f8", "1", "another check", "enter", "v", *SAM, "n")
    async with at_the_counter(books, office=limited(), keys=(*keys, *void)) as app:
        assert isinstance(app.current, TenderScreen)
        await type_keys(app, "f10")
        assert isinstance(app.current, ApprovalScreen)
        assert "Take 612.28 by check, which is over the limit." in said(app)
        await type_keys(app, *SAM)
        assert isinstance(app.current, ReceiptScreen)
    assert [len(each.approvals) for each in receipts_in(books)] == [1, 1]
