"""Amounts that nobody hands over: typed by mistake they are refused or posted, and break no sum behind them."""

from __future__ import annotations

import pytest

from domain.money import MOST_TYPED, Money
from tests.tui.desk_kit import READY, at_the_counter, desk_at, receipts_in, stocked_books
from tests.tui.kit import dump

MOST, TOO_MUCH = "999999999.99", "99999999999"
CHECKS = ("ctrl+b", *("enter",) * 13)


@pytest.mark.parametrize(
    "keys",
    [
        ("5544332", "enter", "f4", TOO_MUCH, "c"),
        ("5544332", "enter", "f4", TOO_MUCH, "+"),
        (*CHECKS, TOO_MUCH, "enter"),
        ("W-1001", "enter", TOO_MUCH, "enter"),
    ],
)
async def test_more_than_any_amount_is_refused(keys: tuple[str, ...]) -> None:
    async with at_the_counter(keys=(*READY, *keys)) as app:
        assert f"'{TOO_MUCH}' is not an amount." in dump(app)


@pytest.mark.parametrize(
    "keys",
    [
        ("5544332", "enter", "f4", "10", "k", "1", "enter", MOST, "c", "f10"),
        (*CHECKS, *(MOST, "enter") * 30, "f10"),
        ("5544332", "enter", "f4", MOST, "+", "7", "enter", "WB-5001", "enter", "f4", "f10"),
    ],
)
async def test_the_most_that_can_be_typed_breaks_no_sum(keys: tuple[str, ...]) -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=(*READY, *keys)) as app:
        assert desk_at(app).operator is not None
        assert app.return_value is None
    assert books.prove().proves


async def test_a_drawer_with_such_amounts_is_added_up() -> None:
    books = stocked_books()
    sale = ("1*T1", "enter", "f4", MOST, "c", "f10", "enter")
    async with at_the_counter(books, keys=(*READY, *sale * 5)):
        pass
    assert len(receipts_in(books)) == 5
    taken = books.takings("1-1").taken
    assert taken == (("C", Money(5 * (MOST_TYPED - 1))),)
