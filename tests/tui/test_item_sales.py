"""By keys: a garage card asks for plates, an outlet is named, and a plate's registration is said to be at risk."""

from __future__ import annotations

from domain.receipting.cart import ItemLine
from tests.domain.test_boot_release import PLATE, tickets
from tests.tui.desk_kit import desk_at
from tests.tui.guard_kit import said
from tests.tui.ithaca_kit import books_of, ithaca_counter
from tests.tui.kit import type_keys


def references(lines: object) -> list[str]:
    """What the lines of items are about."""
    assert isinstance(lines, tuple)
    return [line.reference for line in lines if isinstance(line, ItemLine)]


async def test_ith_580_a_garage_card_asks_for_the_plates_and_keeps_them() -> None:
    async with ithaca_counter(books_of(), "1*GC", "enter") as app:
        assert "it is sold with a look at ID and the plate" in said(app)
        assert not desk_at(app).cart.lines
        await type_keys(app, "ctrl+u", "1*GC/ABC1234,DEF5678", "enter")
        assert references(desk_at(app).cart.lines) == ["ID seen. Plates ABC1234, DEF5678"]


async def test_ith_580_a_plate_behind_the_code_needs_no_number_before_it() -> None:
    async with ithaca_counter(books_of(), "gr/abc1234", "enter") as app:
        assert references(desk_at(app).cart.lines) == ["ID seen. Plate ABC1234"]


async def test_ith_580_the_same_on_the_screen_of_items() -> None:
    async with ithaca_counter(books_of(), "f3", "GR/ABC1234", "enter") as app:
        assert references(desk_at(app).cart.lines) == ["ID seen. Plate ABC1234"]


async def test_ith_tags_forty_sheets_for_an_outlet() -> None:
    async with ithaca_counter(books_of(), "40*TS/GREEN", "enter") as app:
        assert references(desk_at(app).cart.lines) == ["Outlet GREEN, GreenStar"]


async def test_vtl_510_4c_the_counter_says_that_a_registration_is_at_risk() -> None:
    async with ithaca_counter(books_of(*tickets(3)), PLATE, "enter") as app:
        assert "REGISTRATION AT RISK: 3 open tickets" in said(app)
    async with ithaca_counter(books_of(*tickets(2)), PLATE, "enter") as app:
        assert "REGISTRATION" not in said(app)
