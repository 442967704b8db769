"""By keys: a boot that was released asks for no second fee and holds nobody to cash until its program tells more."""

from __future__ import annotations

from dataclasses import replace

from domain.receipting.posting import ReceiptOrder, order_receipt
from domain.refusals import Code, Refusal
from tests.domain.test_boot_release import PLATE, ticket, tickets
from tests.exchange.kit import ithaca
from tests.samples import at, intake_of
from tests.tui.desk_kit import desk_at, receipts_in
from tests.tui.ithaca_kit import books_of, ithaca_counter, only_receipt
from tests.tui.kit import dump, type_keys
from tui.desk import Desk
from tui.explaining import Amount, Explained, of_account
from tui.screens.undo import VoidScreen


def asked_about(desk: Desk) -> tuple[Amount, ...]:
    """What may be asked about on the plate's account."""
    account_id = desk.books.account("parking", PLATE)
    assert account_id is not None
    return of_account(desk, account_id)


def boot_on(answer: object) -> bool:
    """Whether an explanation says that a boot is on the vehicle."""
    assert isinstance(answer, Explained)
    facts = answer.state.bill.facts.ticket
    assert facts is not None
    return facts.boot_on


async def test_a_boot_that_was_released_asks_for_no_second_fee_and_no_cash() -> None:
    books = books_of(*tickets(5, booted=True), ticket(7, booted=True, pending=True))
    release = ("b", "f4", "c", "f10", "enter")
    async with ithaca_counter(books, PLATE, "enter", *release) as app:
        number = only_receipt(books).number
        await type_keys(app, PLATE, "enter")
        shown = " ".join(dump(app).split())
        assert "BOOTED" not in shown
        assert f"Released on Jan 25, 2027 by receipt {number}" in shown
        await type_keys(app, "b")
        shown = " ".join(dump(app).split())
        assert "its fee is not taken twice" in shown
        assert desk_at(app).cart.lines == ()
        await type_keys(app, "escape", "7", "enter", "f4", "k", "1", "0", "1", "enter", "f10")
        assert len(receipts_in(books)) == 2


async def test_why_says_no_boot_is_on_a_vehicle_after_its_release() -> None:
    books = books_of(*tickets(5, booted=True), ticket(7, booted=True, pending=True))
    async with ithaca_counter(books, PLATE, "enter") as app:
        desk = desk_at(app)
        state = books.bill("7")
        assert state is not None
        assert desk.single.as_released(state) == state
        (before,) = [a for a in asked_about(desk) if a.words.endswith(" 7")]
        assert boot_on(before.explain())
        await type_keys(app, "b", "f4", "c", "f10", "enter")
        (after,) = [a for a in asked_about(desk) if a.words.endswith(" 7")]
        assert not boot_on(after.explain())


async def test_a_newer_export_that_still_tells_of_a_boot_asks_for_its_fee_again() -> None:
    states = (*tickets(5, booted=True), ticket(7, booted=True, pending=True))
    books = books_of(*states)
    release = ("b", "f4", "c", "f10", "enter")
    async with ithaca_counter(books, PLATE, "enter", *release) as app:
        program = ithaca().office.service("parking").program
        newer = replace(intake_of((), content="2", moment=at(20)), program=program)
        books.take_in(newer, (), ())
        await type_keys(app, PLATE, "enter")
        assert "BOOTED: the boot fee of 50.00" in " ".join(dump(app).split())


async def test_a_fee_kept_in_a_cart_is_not_posted_after_another_receipt_took_it() -> None:
    books = books_of(*tickets(5, booted=True))
    async with ithaca_counter(books, PLATE, "enter", "b") as app:
        desk = desk_at(app)
        await type_keys(app, "f4", "c")
        order = desk.order()
        assert isinstance(order, ReceiptOrder)
        taken = replace(desk.cart, request_id="another")
        session = books.session_at(order.header.drawer)
        assert session is not None
        by_another = order_receipt(taken, session, "jane", order.header.entered_at, desk.office)
        assert not isinstance(by_another, Refusal)
        assert not isinstance(books.post(by_another), Refusal)
        refused = desk.order()
        assert isinstance(refused, Refusal)
        assert refused.code is Code.BOOT_RELEASED
        # Its own receipt, asked for again, is no other one.
        desk.cart = taken
        assert isinstance(desk.order(), ReceiptOrder)


async def test_the_void_of_a_release_says_that_a_boot_came_off() -> None:
    books = books_of(*tickets(5, booted=True))
    keys = (PLATE, "enter", "b", "f4", "c", "f10", "enter", "f8", "1", "typed wrong", "enter")
    async with ithaca_counter(books, *keys) as app:
        assert isinstance(app.current, VoidScreen)
        assert f"A BOOT CAME OFF {PLATE} by this receipt" in " ".join(dump(app).split())
