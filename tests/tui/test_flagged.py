"""Flagged customers by keys: masked, found by number, shown after a reason that is kept."""

from __future__ import annotations

from domain.people.access import AccessKind
from tests.samples import (
    at,
    intake_of,
    sample_bills,
)
from tests.tui.desk_kit import (
    READY,
    at_the_counter,
    desk_at,
    held_books,
    receipts_in,
    scan,
)
from tests.tui.guard_kit import CHAM, FLAGGED, VISA, flagged_books, noted, said
from tests.tui.kit import check_golden, dump, type_keys
from tui.screens.account import AccountScreen

# Flagged customers.


async def test_who_lacks_the_right_finds_a_flagged_customer_by_number_and_sees_no_name() -> None:
    books = flagged_books()
    async with at_the_counter(books, keys=(*READY, "wechsler")) as app:
        assert FLAGGED not in dump(app)
        await type_keys(app, "ctrl+u", FLAGGED)
        assert "(withheld)" in dump(app)
        await type_keys(app, "enter")
        assert isinstance(app.current, AccountScreen)
        shown = dump(app)
        assert "MASKED" in shown
        for secret in ("Wanda", "WECHSLER", "sister"):
            assert secret not in shown
        await type_keys(app, "v")
        assert "may not see confidential customers" in said(app)
        await type_keys(app, "f7")
        assert "sister" not in dump(app)
        assert "By court order." in dump(app)
    assert noted(books, AccessKind.VIEWED) == []


async def test_a_flagged_customer_pays_without_a_name_anywhere() -> None:
    books = flagged_books()
    keys = (*READY, *scan("WB-5090"), "f4", "c", "f10")
    async with at_the_counter(books, keys=keys) as app:
        assert "POSTED" in dump(app)
        assert "Wanda" not in dump(app)
        await type_keys(app, "f9")
        assert "Wanda" not in dump(app)
    (receipt,) = receipts_in(books)
    assert "Wanda" not in repr((receipt.lines, receipt.payer))


async def test_who_holds_the_right_says_why_and_is_noted_before_anything_is_shown() -> None:
    books = flagged_books()
    async with at_the_counter(books, keys=(*CHAM, "wechsler", "enter")) as app:
        assert "MASKED" in dump(app)
        await type_keys(app, "v")
        assert "Wanda" not in dump(app)
        await type_keys(app, "enter")
        assert "Say in a few words why you look." in said(app)
        await type_keys(app, VISA, "enter")
        assert "card number" in dump(app)
        assert noted(books, AccessKind.VIEWED) == []
        await type_keys(app, "ctrl+u", "asks for her balance", "enter")
        assert "Wanda Wechsler" in dump(app) or "WECHSLER" in dump(app)
        assert "sister" in dump(app)
        await type_keys(app, "v")
        assert "Nobody is masked here." in dump(app)
    (event,) = noted(books, AccessKind.VIEWED)
    assert (event.operator_id, event.why) == ("cham", "asks for her balance")
    assert "Wanda" not in event.about
    assert event.at == at()


async def test_the_screens_of_a_flagged_customer() -> None:
    async with at_the_counter(flagged_books(), keys=(*CHAM, FLAGGED, "enter")) as app:
        check_golden("screen_confidential", dump(app))
        await type_keys(app, "v", "asks for her balance")
        check_golden("screen_confidential_why", dump(app))


async def test_another_sign_in_sees_the_mask_again() -> None:
    books = flagged_books()
    async with at_the_counter(
        books, keys=(*CHAM, "wechsler", "enter", "v", "hers", "enter")
    ) as app:
        assert "MASKED" not in dump(app)
        desk_at(app).sign_off()
        assert desk_at(app).seen == frozenset()


async def test_who_is_not_flagged_is_looked_at_without_a_word() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, "holden hannah", "enter", "v")) as app:
        assert "Nobody is masked here." in dump(app)
    assert noted(books, AccessKind.VIEWED) == []


def test_the_flagged_books_are_sound() -> None:
    # Guards the tests above: both accounts are one customer's.
    books = flagged_books()
    account_id = books.account("water", FLAGGED)
    assert account_id is not None
    customer = books.customer(account_id)
    assert customer is not None
    assert len(customer.accounts) == 2
    assert intake_of(sample_bills()).rows > 0
