"""By keys: ``@`` shows every amount as of another day, says so on every screen, takes no money, ends at sign-off."""

from __future__ import annotations

from datetime import date

import pytest

from tests.samples import PINS
from tests.tui.desk_kit import SIGN_IN, at_the_counter, desk_at, stocked_books
from tests.tui.ithaca_kit import books_of, ithaca_counter, late_tax, on_day, said, sheets_printed
from tests.tui.kit import dump, type_keys
from tui.counter import status_of
from tui.paint import text_of, width_of
from tui.screens.lookup import LookupScreen
from tui.widgets import status_bar
from tui.widgets.status_bar import Status

DAY = date(2027, 1, 25)
BILL = "T27-000101"


@pytest.mark.parametrize(
    ("typed", "day", "owed"),
    [
        ("@mon", "Mon 02-01-27", "1,224.56"),
        ("@2/1", "Mon 02-01-27", "1,224.56"),
        ("@+8", "Tue 02-02-27", "1,230.68"),
        ("@10/1", "Fri 10-01-27", "1,408.24"),
        # The past is asked too: what it was before.
        ("@1/4/27", "Mon 01-04-27", "1,224.56"),
    ],
)
async def test_every_amount_is_as_of_the_day_that_is_asked(typed: str, day: str, owed: str) -> None:
    async with ithaca_counter(books_of(late_tax()), *typed, "enter", "12.-1-3") as app:
        shown = dump(app)
        assert f"01-25 IF PAID {day}" in shown.splitlines()[0]
        assert owed in shown
        await type_keys(app, "enter")
        assert owed in dump(app)
        await type_keys(app, "?")
        assert f"Why tax bill {BILL} is {owed}" in dump(app)


async def test_no_money_is_taken_while_another_day_is_shown() -> None:
    keys = ("@10/1", "enter", "12.-1-3", "enter", "enter")
    async with ithaca_counter(books_of(late_tax()), *keys) as app:
        assert desk_at(app).cart.lines == ()
        assert "Oct 1, 2027" in said(app)
        await type_keys(app, "f2", "@", "enter")
        assert "Amounts are as of today again." in dump(app)
        await type_keys(app, BILL, "enter", "f4", "c", "f10")
        assert "POSTED 2027-1-000001" in dump(app)


async def test_the_sheet_is_of_the_day_that_is_asked() -> None:
    async with ithaca_counter(books_of(late_tax()), "@10/1", "enter", BILL, "?", "p") as app:
        ((_, _, text, _),) = sheets_printed(app)
        assert "As of     Oct 1, 2027" in text
        assert "1,408.24" in text


@pytest.mark.parametrize(
    "typed", ["@someday", "@2/31", "@13/1", "@+9999", "@1/1/2099", "@1/1/1901"]
)
async def test_what_is_no_day_changes_nothing(typed: str) -> None:
    async with ithaca_counter(books_of(late_tax()), *typed, "enter") as app:
        assert desk_at(app).what_if is None
        assert f"'{typed}' is no day within ten years." in said(app)


async def test_it_ends_at_sign_off() -> None:
    async with ithaca_counter(books_of(late_tax()), "@10/1", "enter", "f12", "f12") as app:
        assert desk_at(app).what_if is None
        await type_keys(app, *SIGN_IN)
        assert isinstance(app.current, LookupScreen)
        assert "IF PAID" not in dump(app)


async def test_it_ends_when_somebody_else_signs_in_and_waits_for_the_one_who_locked() -> None:
    async with at_the_counter(stocked_books(), keys=(*SIGN_IN, "@fri", "enter", "f12")) as app:
        assert "IF PAID Fri 01-29-27" in dump(app)
        await type_keys(app, "diego", "enter", "0000", "enter")
        assert "IF PAID" in dump(app)
        await type_keys(app, PINS["jane"], "enter")
        assert "IF PAID Fri 01-29-27" in dump(app)
        await type_keys(app, "f12", "diego", "enter", PINS["diego"], "enter")
        assert isinstance(app.current, LookupScreen)
        assert "IF PAID" not in dump(app)


async def test_the_status_bar_says_it_whole_at_80_columns() -> None:
    async with ithaca_counter(books_of(late_tax()), "@10/1", "enter") as app:
        desk = desk_at(app)
        for drawer in ("Drawer 1 OPEN", "Drawer 1 closed"):
            worst = Status(
                "City of Ithaca",
                drawer,
                status_of(desk).business_date,
                "Maximiliana Featherstonehaugh",
                "NOT PRINTING",
                training=True,
                printer_trouble=True,
            )
            painted = status_bar.paint(worst, 80)
            text = text_of(painted)
            assert width_of(painted) == 80
            for words in (
                drawer,
                "01-25 IF PAID Fri 10-01-27",
                "Maximil",
                "NOT PRINTING",
                "TRAINING",
            ):
                assert words in text


async def test_the_day_begins_anew_with_the_policys_last_day() -> None:
    # Sunday 31 January: one day later everything is still in time, two days later it is not.
    books = books_of(late_tax())
    async with ithaca_counter(
        books, *"@+1", "enter", BILL, "?", prepare=on_day(date(2027, 1, 31))
    ) as app:
        assert f"Why tax bill {BILL} is 1,224.56" in dump(app)
        await type_keys(app, "escape", "ctrl+u", *"@+2", "enter", BILL, "?")
        assert f"Why tax bill {BILL} is 1,230.68" in dump(app)
