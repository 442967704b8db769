"""The guards at the counter by keys: secrets refused and noted, flagged customers, checks, limits, no sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.access import AccessEvent, AccessKind
from domain.acts import Act
from domain.books import Books
from domain.guards import GuardRules
from domain.money import Money
from domain.office import Office
from domain.receivables.accounts import Hold, HoldKind, Note
from domain.roles import Role
from storage.memory import MemoryBooks
from tests.samples import (
    PINS,
    at,
    intake_of,
    sample_accounts,
    sample_bills,
    sample_office,
    tax_account,
    tax_bill,
    water_account,
    water_bill,
)
from tests.secrets_typed import tracks
from tests.tui.desk_kit import (
    OPEN_DRAWER,
    READY,
    StillPrinter,
    at_the_counter,
    books_with,
    desk_at,
    held_books,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.kit import PAUSE, check_golden, dump, type_keys
from tui.counter import Counter
from tui.screens.account import AccountScreen
from tui.screens.lookup import LookupScreen
from tui.screens.tender import TenderScreen

VISA = "4111 1111 1111 1111"
TICKET = scan("5544332")
NOTES = (*READY, "holden hannah", "enter", "f7")
CHAM = ("cham", "enter", PINS["cham"], "enter")
FLAG = Hold(HoldKind.CONFIDENTIAL, "By court order.")
FLAGGED = "W-1090"


def said(app: Counter) -> str:
    """Everything shown, as one line of words."""
    return " ".join(dump(app).split())


def noted(books: Books, kind: AccessKind) -> list[AccessEvent]:
    """The lines of one kind in the day's access log."""
    found = books.access_events(at(0), at(0) + timedelta(days=1))
    return [each for each in found if each.event == kind]


def flagged_books() -> MemoryBooks:
    """The sample books with a confidential customer who has water, and tax of another year, and a note."""
    water = replace(water_account(FLAGGED, "Wanda Wechsler", "9 Willow Ave"), holds=(FLAG,))
    tax = tax_account("500700-90.-1-1", "WECHSLER, WANDA", "9 Willow Ave")
    bills = (*sample_bills(), water_bill("WB-5090", FLAGGED), tax_bill("T27-000190", tax.number))
    books = books_with((*sample_accounts(), water, tax), bills)
    account_id = books.account("water", FLAGGED)
    assert account_id is not None
    assert books.add_note(account_id, Note("Safe with her sister.", "Sam", at(8))) is None
    return books


# What may never be kept.


async def test_a_card_number_in_a_note_is_refused_and_noted_without_a_digit() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*NOTES, f"card {VISA}", "enter")) as app:
        assert "That looks like a card number." in said(app)
        assert "O keeps the note" in said(app)
    (event,) = noted(books, AccessKind.TYPED_REFUSED)
    assert (event.operator_id, event.why) == ("jane", "card-number")
    assert "note on tax" in event.about
    assert "1111" not in repr(event)


@pytest.mark.parametrize("typed", [VISA, "SSN 123-45-6789", "123456789", "checking acct 12345678"])
async def test_a_false_alarm_is_kept_with_a_key_of_its_own_and_noted(typed: str) -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*NOTES, typed, "enter", "o")) as app:
        assert "Kept." in dump(app)
        assert typed in dump(app)
    assert len(noted(books, AccessKind.TYPED_ALLOWED)) == 1
    assert "1111" not in repr(noted(books, AccessKind.TYPED_ALLOWED))


@pytest.mark.parametrize("key", ["n", "escape", "backspace", "left"])
async def test_any_other_key_keeps_nothing(key: str) -> None:
    books = held_books()
    before = len(notes_of(books))
    async with at_the_counter(books, keys=(*NOTES, VISA, "enter", key, "o")) as app:
        assert "Kept." not in dump(app)
    assert len(notes_of(books)) == before


def notes_of(books: MemoryBooks) -> list[str]:
    """All notes in the books."""
    return [note.text for notes in books._state.notes.values() for note in notes]


@pytest.mark.parametrize("track", tracks("4111111111111111"))
@pytest.mark.parametrize("walk", [NOTES, (*READY, *TICKET, "f4"), (*READY, *TICKET, "f4", "k")])
async def test_a_card_swiped_into_any_line_is_wiped(track: str, walk: tuple[str, ...]) -> None:
    books = held_books()
    # A slow reader, whose keys no recogniser takes for a burst.
    slow = tuple(part for key in track for part in (PAUSE, key))
    async with at_the_counter(books, keys=(*walk, *slow)) as app:
        assert "1111" not in dump(app)
        assert "nothing of the card is kept" in said(app)
        assert app.current.entry is not None
        assert app.current.entry.text == ""
    assert {event.why for event in noted(books, AccessKind.TYPED_REFUSED)} == {"track-data"}
    assert receipts_in(books) == []


async def test_what_is_typed_behind_a_swipe_is_typed_again() -> None:
    books = held_books()
    track = tuple(part for key in ";4111111111111111=29121010?" for part in (PAUSE, key))
    async with at_the_counter(books, keys=(*NOTES, *track, "Called.", "enter")) as app:
        assert "Kept." in dump(app)
    assert notes_of(books)[-1] == "Called."


async def test_a_swipe_at_full_speed_is_noted_too() -> None:
    books = held_books()
    keys = (*NOTES, PAUSE, ";4111111111111111=29121010?", "enter")
    async with at_the_counter(books, keys=keys) as app:
        assert "nothing of that card was kept" in said(app)
    assert [each.about for each in noted(books, AccessKind.TYPED_REFUSED)] == ["Notes"]


async def test_a_card_number_in_the_omnibox_does_not_stay_there() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, VISA, "enter")) as app:
        assert isinstance(app.current, LookupScreen)
        assert "card number" in dump(app)
        assert "4111" not in dump(app)
    assert len(noted(books, AccessKind.TYPED_REFUSED)) == 1


async def test_a_card_number_is_no_number_of_a_tender() -> None:
    books = held_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "k", VISA, "enter")) as app:
        assert "Card numbers are never kept" in said(app)
        assert "4111" not in dump(app)
        assert not desk_at(app).cart.tenders
    assert [each.why for each in noted(books, AccessKind.TYPED_REFUSED)] == ["card-number"]


async def test_a_parked_cart_has_no_card_number_for_a_name() -> None:
    async with at_the_counter(held_books(), keys=(*READY, *TICKET)) as app:
        desk = desk_at(app)
        refusal = desk.park(VISA)
        assert refusal is not None
        assert refusal.code.value == "card-number"
        assert desk.parked() == ()


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


# Alerts.


async def test_a_lookup_says_what_to_read_first() -> None:
    async with at_the_counter(held_books(), keys=(*READY, "holden")) as app:
        rows = [row for row in dump(app).splitlines() if "olden" in row.lower()]
        assert any(" S " in row or "S  " in row for row in rows)
        assert any("H  " in row for row in rows)
        await type_keys(app, "enter")
        assert "OVERDUE" in dump(app)
        assert "T26-000180" in dump(app)


async def test_how_long_is_long_overdue_is_policy() -> None:
    patient = replace(sample_office(), guards=GuardRules(overdue_alert_days=3650))
    async with at_the_counter(held_books(), office=patient, keys=(*READY, "holden")) as app:
        await type_keys(app, "enter")
        assert "OVERDUE" not in dump(app)


# Checks.


async def test_a_check_whose_bank_number_was_read_wrong_is_not_taken() -> None:
    wrong = (PAUSE, "/011000016/0012345678/1001/", "enter")
    async with at_the_counter(keys=(*READY, *TICKET, "f4", *wrong)) as app:
        assert "wrong check digit" in said(app)
        assert not desk_at(app).cart.tenders
        await type_keys(app, *swipe("1001"))
        assert desk_at(app).cart.tenders[0].number == "1001"
        assert "12345678" not in repr(desk_at(app).cart)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("enter", "enter", "enter", "enter", "enter"), "The check is in order."),
        (("n",), "made out to somebody else"),
        (("enter", "012627", "enter"), "still to come"),
        (("enter", "072426", "enter"), "more than 6 months ago"),
        (("enter", "072526", "enter", "enter", "enter", "enter"), "The check is in order."),
        (("enter", "enter", "n"), "Words and figures differ"),
        (("enter", "enter", "enter", "n"), "not signed"),
        (("enter", "enter", "enter", "enter", "n"), "wrong check digit"),
        (("enter", "enter", "enter", "enter", "011000016", "enter"), "wrong check digit"),
        (("enter", "enter", "enter", "enter", "011000015", "enter"), "The check is in order."),
        (("escape",), "DUE"),
    ],
)
async def test_the_checklist_goes_through_the_points(keys: tuple[str, ...], words: str) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "l", *keys)) as app:
        assert isinstance(app.current, TenderScreen)
        assert words in said(app)
        await type_keys(app, "ctrl+u", "k", "1001", "enter", "f10")
    assert len(receipts_in(books)) == 1


async def test_a_date_that_is_none_is_asked_for_again() -> None:
    keys = (*READY, *TICKET, "f4", "l", "enter", "133127", "enter")
    async with at_the_counter(keys=keys) as app:
        assert "is not a date" in dump(app)
        await type_keys(app, "n")
        assert "Type the date that stands on the check" in said(app)


# Limits.

STRICT = replace(sample_office(), guards=GuardRules(cash_limit=Money(5000)))
TAX = scan("T27-000101")
APPROVED = ("sam", "enter", PINS["sam"], "enter")


async def test_an_amount_over_a_limit_is_taken_when_somebody_else_says_yes() -> None:
    books = stocked_books()
    async with at_the_counter(books, office=STRICT, keys=(*READY, *TAX, "f4", "c")) as app:
        assert "A second person must approve" in dump(app)
        assert not desk_at(app).cart.tenders
        await type_keys(app, "jane", "enter", PINS["jane"], "enter")
        assert "cannot approve" in dump(app)
        await type_keys(app, *APPROVED)
        assert isinstance(app.current, TenderScreen)
        assert len(desk_at(app).cart.tenders) == 1
        await type_keys(app, "f10")
    assert len(receipts_in(books)) == 1
    assert [each.operator_id for each in noted(books, AccessKind.APPROVED)] == ["sam"]


async def test_without_a_yes_nothing_is_taken() -> None:
    books = stocked_books()
    keys = (*READY, *TAX, "f4", "c", "escape")
    async with at_the_counter(books, office=STRICT, keys=keys) as app:
        assert "Not approved." in dump(app)
        assert not desk_at(app).cart.tenders
    assert receipts_in(books) == []


async def test_the_number_is_asked_for_behind_the_approval() -> None:
    low = replace(
        sample_office(),
        tender_kinds=tuple(replace(k, limit=Money(100)) for k in sample_office().tender_kinds),
    )
    books = stocked_books()
    keys = (*READY, *TICKET, "f4", "k", *APPROVED, "1001", "enter", "f10")
    async with at_the_counter(books, office=low, keys=keys) as app:
        assert "POSTED" in dump(app)
    (receipt,) = receipts_in(books)
    assert receipt.tenders[0].number == "1001"


# No sale.


def new_clerks() -> Office:
    """The sample office where a clerk may not open the drawer alone."""
    asks = Role(
        "clerk", "Clerk", frozenset({Act.TAKE_MONEY}), with_approval=frozenset({Act.OPEN_NO_SALE})
    )
    office = sample_office()
    return replace(office, roles=(asks, *(r for r in office.roles if r.code != "clerk")))


NO_SALE = ("ctrl+p", "no sale", "enter")


async def test_the_drawer_opens_without_a_sale_when_it_is_kept() -> None:
    books = stocked_books()
    async with at_the_counter(
        books, keys=(*READY, *NO_SALE, "2", "Receipt caught", "enter")
    ) as app:
        assert "The drawer opens" in dump(app)
        printer = desk_at(app).printer
        assert isinstance(printer, StillPrinter)
        (slip,) = printer.opened
        assert slip.kick
    (kept,) = books.no_sales()
    assert (kept.reason_code, kept.reason_text, kept.operator_id) == (
        "stuck",
        "Receipt caught",
        "jane",
    )


async def test_new_staff_open_it_with_a_second_person() -> None:
    books = stocked_books()
    keys = (*READY, *NO_SALE, "1", "enter")
    async with at_the_counter(books, office=new_clerks(), keys=keys) as app:
        assert "Open drawer 1 without a sale: Change." in said(app)
        assert books.no_sales() == ()
        await type_keys(app, *APPROVED)
        assert "The drawer opens" in dump(app)
    (kept,) = books.no_sales()
    assert kept.approved_by == "sam"


async def test_words_that_may_not_be_kept_open_nothing() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *NO_SALE, f"see {VISA}", "enter")) as app:
        assert "card number" in dump(app)
        printer = desk_at(app).printer
        assert isinstance(printer, StillPrinter)
        assert printer.opened == []
    assert books.no_sales() == ()


async def test_a_closed_drawer_is_not_opened_without_a_sale() -> None:
    keys = (*READY[: -len(OPEN_DRAWER)], *NO_SALE)
    async with at_the_counter(keys=keys) as app:
        assert "is not open" in dump(app)


async def test_a_printer_in_trouble_is_told() -> None:
    printer = StillPrinter(words="paper out")
    async with at_the_counter(
        prepare=lambda desk: setattr(desk, "printer", printer),
        keys=(*READY, *NO_SALE, "1", "enter"),
    ) as app:
        assert "open the drawer with its key" in said(app)


def test_the_flagged_books_are_sound() -> None:
    # Guards the tests above: both accounts are one customer's.
    books = flagged_books()
    account_id = books.account("water", FLAGGED)
    assert account_id is not None
    customer = books.customer(account_id)
    assert customer is not None
    assert len(customer.accounts) == 2
    assert intake_of(sample_bills()).rows > 0
