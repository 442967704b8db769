"""The screens of deposits as text at 80 by 24, the same words in every look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.money import Money
from domain.office import Office
from storage.memory import MemoryBooks
from tests.samples import sample_office
from tests.tui.desk_kit import at_the_counter
from tests.tui.kit import LARGE, SMALL, check_golden, dump
from tests.tui.test_day_end import (
    DAY_END,
    RETURNS,
    STRICT,
    books_with_check,
    returned_by_bank,
)
from tests.tui.test_deposit import FILL, LIST, OPEN, SAM, SEALED, closed_books
from tests.tui.test_deposit_from_vault import SURPLUS, funded
from tests.tui.test_screens import dressed
from tui.theme import LOOKS

OFFICE = sample_office()


def early_books() -> MemoryBooks:
    """Books whose closed drawer's cash is not in the vault."""
    return closed_books(turned_in=False)


def funded_books() -> MemoryBooks:
    """Books with a change fund in the vault beside the closed drawer's cash."""
    return funded(closed_books())


def books_with_return() -> MemoryBooks:
    """Books with a returned check to enter, and one that is nobody's."""
    books = books_with_check()
    returned_by_bank(books, "4471", "999")
    return books


Made = Callable[[], MemoryBooks]
BAG = (*SEALED, "enter", "down")
SCENES: dict[str, tuple[Made, Office, tuple[str, ...]]] = {
    "lookup_alarm": (closed_books, STRICT, SAM),
    "deposits": (closed_books, STRICT, LIST),
    "deposits_bag": (closed_books, OFFICE, BAG),
    "deposit": (closed_books, OFFICE, OPEN),
    "deposit_early": (early_books, OFFICE, (*OPEN, " ")),
    "deposit_held": (closed_books, OFFICE, (*OPEN, "tab", "h", "1", "enter")),
    "held_over": (closed_books, OFFICE, (*OPEN, "tab", "h")),
    "deposit_proves": (closed_books, OFFICE, (*OPEN, *FILL)),
    "deposit_vault": (funded_books, OFFICE, (*OPEN, *SURPLUS, "p")),
    "from_vault": (funded_books, OFFICE, (*OPEN, *SURPLUS[:3])),
    "deposit_verify": (closed_books, OFFICE, (*OPEN, *FILL, "f10")),
    "deposit_sealed": (closed_books, OFFICE, SEALED),
    "courier": (closed_books, OFFICE, (*BAG, "c", "A. Driver", "enter")),
    "bank_says": (
        closed_books,
        OFFICE,
        (*BAG, "b", "466", "enter", "today", "enter", "4", "enter"),
    ),
    "day_end": (closed_books, STRICT, DAY_END),
    "day_end_bag": (closed_books, OFFICE, (*SEALED, "enter", "escape", *DAY_END[len(SAM) :])),
    "bank_returns": (books_with_return, OFFICE, RETURNS),
}


@pytest.mark.parametrize("name", SCENES)
async def test_each_screen_of_deposits_at_80_by_24(name: str) -> None:
    made, office, keys = SCENES[name]
    async with at_the_counter(made(), SMALL, office=office, keys=keys) as app:
        shown = dump(app)
        check_golden(f"screen_{name}", shown)
        assert all(len(row) <= 80 for row in shown.splitlines())
        for look in LOOKS.values():
            assert dressed(app, look) == shown


async def test_the_deposit_at_120_by_40() -> None:
    async with at_the_counter(closed_books(), LARGE, keys=(*OPEN, *FILL)) as app:
        check_golden("wide_deposit", dump(app))


async def test_large_amounts_are_never_cut() -> None:
    """A deposit of ten million in cash: its figures are whole in the proof."""
    rich = replace(OFFICE, keeping=replace(OFFICE.keeping, max_cash_on_hand=Money(1)))
    async with at_the_counter(
        closed_books(), office=rich, keys=(*OPEN, "tab", "tab", "99999")
    ) as app:
        assert "100s" not in dump(app)
    async with at_the_counter(
        closed_books(), office=rich, keys=(*OPEN, "tab", "tab", "99999", "enter")
    ) as app:
        assert dump(app).count("9,999,900.00") >= 2
