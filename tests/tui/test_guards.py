"""The guards at the counter by keys: alerts, checks, limits, and the drawer opened without a sale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.money import Money
from domain.office import Office
from domain.people.access import AccessKind
from domain.people.acts import Act
from domain.people.roles import Role
from domain.policy.guards import GuardRules
from tests.samples import (
    PINS,
    sample_office,
)
from tests.tui.desk_kit import (
    OPEN_DRAWER,
    READY,
    StillPrinter,
    at_the_counter,
    desk_at,
    held_books,
    receipts_in,
    scan,
    stocked_books,
    swipe,
)
from tests.tui.guard_kit import TICKET, VISA, noted, said
from tests.tui.kit import PAUSE, dump, type_keys
from tui.screens.tender import TenderScreen

# Alerts.


async def test_a_lookup_says_what_to_read_first() -> None:
    async with at_the_counter(held_books(), keys=(*READY, "holden")) as app:
        rows = [row for row in dump(app).splitlines() if "olden" in row.lower()]
        assert any(" S " in row for row in rows)
        assert any(" H " in row for row in rows)
        assert "S stopped  H held" in dump(app)
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
