"""Every screen as text at 80 by 24, some at 120 by 40, and the same words in every look."""

from __future__ import annotations

import pytest

from chamberlain.screens import all_screens
from tests.tui.desk_kit import at_the_counter, held_books, stocked_books
from tests.tui.kit import GOLDENS, LARGE, SMALL, check_golden, dump
from tests.tui.walks import WALKS
from tui.counter import Counter
from tui.theme import COUNTER_16, COUNTER_PLAIN, LOOKS, Look

WIDE = (
    *("account", "tender", "receipt", "drawer_count"),
    *("void_sure", "voided", "voided_receipt", "correct_bill", "returned_sure"),
)


def dressed(app: Counter, look: Look) -> str:
    """Return what is shown in another look, after its colors and marks were checked."""
    canvas = app.current._canvas
    assert canvas is not None
    before, canvas._inks = canvas._inks, look.styles()
    for y, shown in enumerate(dump(app).splitlines()):
        segments = [each for each in canvas.render_line(y) if each.text]
        styles = [each.style for each in segments]
        assert all(style is not None for style in styles)
        if look is COUNTER_PLAIN:
            assert all(style.color is None and style.bgcolor is None for style in styles if style)
        if look in (COUNTER_PLAIN, COUNTER_16) and shown.startswith("> "):
            assert segments[0].style is not None
            assert segments[0].style.reverse
    shown = dump(app)
    canvas._inks = before
    return shown


@pytest.mark.parametrize("name", WALKS)
async def test_each_screen_at_80_by_24(name: str) -> None:
    async with at_the_counter(held_books(), SMALL, keys=WALKS[name]) as app:
        shown = dump(app)
        check_golden(f"screen_{name}", shown)
        assert all(len(row) <= 80 for row in shown.splitlines())
        for look in LOOKS.values():
            assert dressed(app, look) == shown


@pytest.mark.parametrize("name", WIDE)
async def test_some_screens_at_120_by_40(name: str) -> None:
    async with at_the_counter(held_books(), LARGE, keys=WALKS[name]) as app:
        check_golden(f"wide_{name}", dump(app))


@pytest.mark.parametrize("name", ["sign_in", "lookup", "tender", "receipt", "drawer_count", "menu"])
async def test_training_is_said(name: str) -> None:
    async with at_the_counter(stocked_books(training=True), keys=WALKS[name]) as app:
        assert "TRAINING" in dump(app).splitlines()[0]


async def test_a_terminal_without_color_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_the_counter(held_books(), keys=WALKS["lookup_results"]) as app:
        assert app.inks == COUNTER_PLAIN.styles()
        chosen = next(row for row in dump(app).splitlines() if row.startswith("> "))
        assert "DOE, JANE" in chosen


def test_every_screen_is_looked_at() -> None:
    text = "".join(path.name for path in GOLDENS.glob("screen_*.txt"))
    for name in WALKS:
        assert f"screen_{name}.txt" in text


def test_no_two_commands_of_a_screen_claim_one_key() -> None:
    clashes = {each.NAME: each.table().clashes() for each in all_screens()}
    assert {name: found for name, found in clashes.items() if found} == {}
