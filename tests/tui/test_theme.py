import pytest

from tests.tui.kit import counter, dump, type_keys
from tests.tui.test_foundation import AmountsScreen
from tui.theme import (
    COUNTER_16,
    COUNTER_CONTRAST,
    COUNTER_DARK,
    COUNTER_PLAIN,
    LOOKS,
    STYLE_NAMES,
    choose,
)

PAIRS = [
    pytest.param(
        look.inks[name].fg, look.inks[name].bg, name, look.name, id=f"{look.name}-{name or 'plain'}"
    )
    for look in (COUNTER_DARK, COUNTER_CONTRAST)
    for name in STYLE_NAMES
]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("fg", "bg", "name", "look"), PAIRS)
def test_every_text_has_the_contrast_that_wcag_asks_for(
    fg: str, bg: str, name: str, look: str
) -> None:
    # 3:1 is enough for a line that carries no text; text has 4.5:1, and 7:1 in the contrast theme.
    wanted = 7.0 if look == COUNTER_CONTRAST.name else 3.0 if name == "rule" else 4.5
    assert contrast(fg, bg) >= wanted


def test_every_look_has_every_style() -> None:
    for look in LOOKS.values():
        assert set(look.inks) == set(STYLE_NAMES)


def test_without_color_the_marks_stay() -> None:
    assert all(ink.fg is None and ink.bg is None for ink in COUNTER_PLAIN.inks.values())
    for look in (COUNTER_PLAIN, COUNTER_16):
        assert look.inks["selected"].reverse
        assert look.inks["cursor"].reverse
        assert look.inks["training"].reverse


def test_the_look_follows_the_terminal() -> None:
    assert choose("counter-contrast", no_color=False, color_system="truecolor") is COUNTER_CONTRAST
    assert choose("counter-dark", no_color=False, color_system="standard") is COUNTER_16
    assert choose("counter-dark", no_color=True, color_system="truecolor") is COUNTER_PLAIN
    assert choose("no such", no_color=False, color_system="256") is COUNTER_DARK


async def test_no_color_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for no_color in (False, True):
        if no_color:
            monkeypatch.setenv("NO_COLOR", "1")
        async with counter(AmountsScreen) as app:
            await type_keys(app, "12", "enter", "f4", "escape")
            shown.append(dump(app))
            assert all(style.color is None for style in app.inks.values()) is no_color
    assert shown[0] == shown[1]
