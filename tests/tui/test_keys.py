import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keys import (
    Burst,
    KeyGate,
    KeyPress,
    Recognised,
    Stroke,
    every_key_is_typed,
    key_press,
    pasted,
)


def presses(text: str) -> list[KeyPress]:
    return [KeyPress(character) for character in text]


def typed(strokes: list[Stroke]) -> str:
    return "".join(each.key if isinstance(each, KeyPress) else f"[{each.text}]" for each in strokes)


@pytest.mark.parametrize(
    ("key", "character", "wanted"),
    [
        ("enter", "\r", "enter"),
        ("ctrl+j", "\n", "enter"),
        ("kp_enter", None, "enter"),
        ("full_stop", ".", "."),
        ("question_mark", "?", "?"),
        ("space", " ", " "),
        ("upper_c", "C", "C"),
        ("f10", None, "f10"),
        ("ctrl+t", "\x14", "ctrl+t"),
        ("ctrl+h", "\x08", "backspace"),
    ],
)
def test_one_key_has_one_name(key: str, character: str | None, wanted: str) -> None:
    assert key_press(key, character).key == wanted


def test_a_paste_is_typed_and_never_presses_enter() -> None:
    assert typed(list(pasted("12\r\n34\x1b[2J"))) == "12 34[2J"


def test_keys_wait_while_the_gate_is_held() -> None:
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append)
    first, second = gate.hold(), gate.hold()
    gate.feed(*presses("abc"))
    first.release()
    first.release()
    assert strokes == []
    second.release()
    assert typed(strokes) == "abc"


def test_a_hold_taken_by_a_key_stops_the_keys_behind_it() -> None:
    strokes: list[Stroke] = []
    holds = []

    def act(stroke: Stroke) -> None:
        strokes.append(stroke)
        if stroke == KeyPress("!"):
            holds.append(gate.hold())

    gate = KeyGate(act)
    gate.feed(*presses("a!b!c"))
    assert typed(strokes) == "a!"
    holds[0].release()
    assert typed(strokes) == "a!b!"
    holds[1].release()
    assert typed(strokes) == "a!b!c"
    assert gate.resting


def test_a_key_that_makes_a_key_does_not_overtake() -> None:
    strokes: list[Stroke] = []

    def act(stroke: Stroke) -> None:
        strokes.append(stroke)
        if stroke == KeyPress("1"):
            gate.feed(KeyPress("x"))

    gate = KeyGate(act)
    gate.feed(*presses("12"))
    assert typed(strokes) == "12x"


@given(st.lists(st.tuples(st.text("abc!", max_size=5), st.booleans())))
def test_nothing_is_lost_or_reordered(steps: list[tuple[str, bool]]) -> None:
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append)
    holds = []
    for text, hold in steps:
        if hold:
            holds.append(gate.hold())
        gate.feed(*presses(text))
    for each in holds:
        each.release()
    assert typed(strokes) == "".join(text for text, _ in steps)


def test_painting_waits_for_the_end_of_a_run() -> None:
    paints: list[int] = []
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append, lambda: paints.append(len(strokes)))
    gate.feed(*presses("abc"))
    assert paints == [3]


async def test_idle_comes_when_all_keys_were_acted_on() -> None:
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append)
    hold = gate.hold()
    gate.feed(*presses("ab"))
    waiting = asyncio.ensure_future(gate.idle(3))
    hold.release()
    assert not waiting.done()
    gate.feed(KeyPress("c"))
    await waiting
    assert typed(strokes) == "abc"


async def test_a_closed_gate_acts_on_nothing_and_keeps_nobody_waiting() -> None:
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append)
    gate.hold()
    gate.feed(KeyPress("a"))
    gate.close()
    gate.feed(KeyPress("b"))
    await gate.idle()
    assert strokes == []


def scans_in_percent(keys: Sequence[KeyPress], *, final: bool) -> Recognised:
    """A toy recogniser: a scan stands between percent signs."""
    run = "".join(each.key if each.printable else "\n" for each in keys)
    if run[0] != "%":
        return Recognised(keys[0])
    end = run.find("%", 1)
    if end > 0:
        return Recognised(Burst(run[1:end]), end + 1)
    return Recognised(None)


async def test_a_burst_is_one_stroke_wherever_its_keys_were_cut() -> None:
    for cut in range(1, 8):
        strokes: list[Stroke] = []
        gate = KeyGate(strokes.append, recognise=scans_in_percent)
        gate.feed(*presses("a%12345%b"[:cut]))
        gate.feed(*presses("a%12345%b"[cut:]))
        assert typed(strokes) == "a[12345]b"
        await gate.idle()


async def test_a_burst_that_never_ends_is_typing() -> None:
    strokes: list[Stroke] = []
    gate = KeyGate(strokes.append, recognise=scans_in_percent)
    gate.feed(*presses("%12"))
    assert strokes == []
    await gate.idle()
    assert typed(strokes) == "%12"


def test_without_devices_every_key_is_itself() -> None:
    assert every_key_is_typed(presses("%1"), final=False) == Recognised(KeyPress("%"), 1)


def test_a_burst_does_not_show_its_text_in_a_report() -> None:
    assert "4111" not in repr(Burst("4111"))
