"""Readers and the gate together: nothing lost, nothing doubled, bursts recognised among typing."""

from __future__ import annotations

from collections import deque
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from chamberlain.readers import Readers
from tui.keys import Burst, KeyGate, KeyPress, Stroke

SCAN = "]C1T2026-000007"
CHECK = "/021300077/12345678/1001"


def keys_of(text: str, start: float = 0.0, pace: float = 0.001) -> list[KeyPress]:
    names = {"\n": "enter"}
    return [KeyPress(names.get(c, c), start + n * pace) for n, c in enumerate(text)]


def through(keys: list[KeyPress], pauses: bool = False) -> list[Stroke]:
    """What the gate would deliver: it asks after every key, and once more when nothing follows."""
    readers, waiting, strokes = Readers(), deque[KeyPress](), []

    def pump(final: bool) -> None:
        while waiting:
            run = tuple(islice(waiting, KeyGate.LOOKAHEAD))
            found = readers(run, final=final)
            if found.stroke is None:
                assert not final
                return
            strokes.append(found.stroke)
            for _ in range(found.used):
                waiting.popleft()

    for key in keys:
        waiting.append(key)
        pump(pauses)
    pump(True)
    assert not waiting
    return strokes


def test_typing_passes_unchanged() -> None:
    keys = keys_of("smith 210 cayuga\n3*TS\n", pace=0.2)
    assert through(keys) == keys
    assert through(keys_of("200c100k1001\n")) == keys_of("200c100k1001\n")


def test_a_scan_and_a_check_are_bursts() -> None:
    assert through(keys_of(f"{SCAN}\n")) == [Burst("T2026-000007", "scan")]
    strokes = through(keys_of(f"4{SCAN}\n", pace=0.001))
    assert strokes == [KeyPress("4"), Burst("T2026-000007", "scan")]
    (check,) = through(keys_of(f"{CHECK}\n"))
    assert check == Burst("1001", "check", "021300077")


def test_of_the_account_behind_a_check_nothing_is_handed_on() -> None:
    (check,) = through(keys_of("/011000015/9876543210/1001/\n"))
    assert isinstance(check, Burst)
    assert not any("3210" in str(getattr(check, name)) for name in check.__slots__)


def test_a_card_is_never_handed_on() -> None:
    strokes = through(keys_of("%B4111111111111111^DOE/JANE^2912101?\n"))
    assert [each.kind for each in strokes if isinstance(each, Burst)] == ["card_swipe"]
    assert "4111" not in repr([each.text for each in strokes if isinstance(each, Burst)])


def test_what_could_begin_a_burst_is_typing_after_a_pause() -> None:
    keys = keys_of("]C1", pace=0.5)
    assert through(keys, pauses=True) == keys
    assert through(keys_of("]C1")) == keys_of("]C1")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["a", "1", "/", "]", "%", ";", "?", "T", " ", "enter", "f4", "tab", "^"]
            ),
            st.sampled_from([0.0, 0.001, 0.02, 0.05, 0.2]),
        ),
        max_size=200,
    ),
    st.booleans(),
)
def test_every_key_comes_out_once_and_in_order(
    typed: list[tuple[str, float]], pauses: bool
) -> None:
    at, keys = 0.0, []
    for key, pause in typed:
        at += pause
        keys.append(KeyPress(key, at))
    left = deque(keys)
    for stroke in through(keys, pauses):
        if isinstance(stroke, Burst):
            # A burst stands for at least its two first and its last key.
            continue
        while left and left[0] != stroke:
            left.popleft()
        assert left, "a key came out of order"
        left.popleft()
    count = sum(isinstance(each, KeyPress) for each in through(keys, pauses))
    bursts = len(through(keys, pauses)) - count
    assert bursts or count == len(keys)
