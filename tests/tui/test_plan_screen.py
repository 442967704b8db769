"""By keys: a payment plan for delinquent taxes from the account, and the payoff through any day."""

from __future__ import annotations

from datetime import date

import pytest

from domain.records import SheetKind
from tests.domain.test_redemption import PARCEL, THREE
from tests.tui.desk_kit import READY, at_the_counter
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
from tui.screens.account import AccountScreen
from tui.screens.plan import PlanScreen

PLAN = (PARCEL, "enter", "p")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80", "120"])
async def test_a_plan_is_shown_before_it_prints(size: tuple[int, int]) -> None:
    async with ithaca_counter(books_of(*THREE), *PLAN, "enter", "n", "n", size=size) as app:
        check_golden(f"{'wide' if size == LARGE else 'screen'}_plan", dump(app))
        assert sheets_printed(app) == []


async def test_rptl_1184_the_plan_of_three_liens_prints_its_schedule() -> None:
    async with ithaca_counter(books_of(*THREE), *PLAN, "enter", "n", "n", "p") as app:
        assert "The plan is printing. Owner and office sign it." in dump(app)
        ((kind, about, text, copy),) = sheets_printed(app)
        assert (kind, about, copy) == (SheetKind.PLAN, PARCEL, 0)
        assert "Delinquent taxes                  3,450.00" in text
        assert "862.50" in text
        assert "  1  by Mar 1, 2027                 107.81" in text
        assert " 24  by Jan 31, 2029                107.87" in text
        assert isinstance(app.current, AccountScreen)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("enter", "y"), "the owner has other liens without a plan"),
        (("enter", "n", "6/30/25", "enter"), "lost a property on 2025-06-30, within 3 years"),
        (("enter", "n", "2/31", "enter"), "Type the day on which it was lost"),
        (("enter", "n", "enter"), "Type the day on which it was lost"),
        (("enter", "enter"), "Ask the owner, then press Y or N."),
        (("1/20/27", "enter"), "Type the day of signing, today or later"),
        (("p", "enter"), "Type the day of signing, today or later"),
    ],
)
async def test_what_the_owner_states_may_refuse_a_plan(keys: tuple[str, ...], words: str) -> None:
    async with ithaca_counter(books_of(*THREE), *PLAN, *keys) as app:
        assert isinstance(app.current, PlanScreen)
        assert words in said(app)
        assert sheets_printed(app) == []


async def test_an_old_foreclosure_and_a_later_day_of_signing() -> None:
    keys = ("2/10", "enter", "n", "6/30/20", "enter")
    async with ithaca_counter(books_of(*THREE), *PLAN, *keys) as app:
        words = said(app)
        assert "Signed on Feb 10, 2027" in words
        assert "1 by Mar 31, 2027" in words


async def test_esc_goes_back_one_question_and_keeps_what_was_typed() -> None:
    async with ithaca_counter(books_of(*THREE), *PLAN, "enter", "n", "6/3", "escape") as app:
        assert isinstance(app.current, PlanScreen)
        assert "6/3" in dump(app)
        await type_keys(app, "ctrl+u", "escape")
        assert "Other liens without a plan?" in dump(app)
        await type_keys(app, "escape", "escape")
        assert isinstance(app.current, AccountScreen)


async def test_nothing_delinquent_needs_no_plan() -> None:
    async with ithaca_counter(books_of(late_tax()), *PLAN, "enter") as app:
        assert "No tax of 12.-1-3 is delinquent on Jan 25, 2027: no plan." in said(app)


async def test_a_plan_is_for_taxes_and_for_offices_that_have_one() -> None:
    async with ithaca_counter(books_of(minimum_water()), "02-000001", "enter", "p") as app:
        assert "No tax bill is on this screen." in said(app)
    async with at_the_counter(keys=(*READY, "jane", "enter", "p")) as app:
        assert "This office's policy has no payment plans." in said(app)


async def test_g_prints_what_pays_the_account_off() -> None:
    async with ithaca_counter(books_of(*THREE), PARCEL, "enter", "g") as app:
        assert f"The payoff of {PARCEL} is printing." in dump(app)
        ((kind, about, text, _),) = sheets_printed(app)
        assert (kind, about) == (SheetKind.PAYOFF, PARCEL)
        assert "3,450.00" in text
        for lien in THREE:
            assert lien.bill.bill_no in text


async def test_the_payoff_goes_through_the_day_that_was_asked() -> None:
    keys = ("@7/1/27", "enter", "12.-1-3", "enter", "g")
    async with ithaca_counter(books_of(late_tax()), *keys, prepare=on_day(date(2027, 2, 4))) as app:
        assert "The payoff of 12.-1-3 through Jul 1, 2027 is printing." in dump(app)
        ((_, _, text, _),) = sheets_printed(app)
        assert "through Jul 1, 2027" in text
