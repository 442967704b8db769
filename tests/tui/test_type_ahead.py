"""Keys typed ahead give what slow typing gives: through the app's own driver, and through a real terminal."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.tui.kit import counter, send_keys, type_keys
from tests.tui.terminal import Terminal
from tests.tui.toys import First, Log, expected


def amounts(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return [str(rng.randrange(1, 10 ** rng.randrange(1, 8))) for _ in range(count)]


async def one_turn() -> None:
    """Let the event loop turn once: the next burst meets a screen that is half mounted."""
    turned = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(turned.set_result, None)
    await turned


async def test_slow_typing_is_what_the_model_says() -> None:
    texts, log = amounts(1, 25), Log()
    async with counter(lambda: First(log)) as app:
        for text in texts:
            for key in (*text, "enter"):
                await type_keys(app, key)
    assert log.entries == expected(texts)


@pytest.mark.slow
async def test_a_thousand_bursts_of_random_length() -> None:
    rng = random.Random(2)
    texts, log = amounts(3, 1800), Log()
    keys = [key for text in texts for key in (*text, "enter")]
    bursts = 0
    async with counter(lambda: First(log)) as app:
        while keys:
            size = min(len(keys), rng.choice((1, 2, 3, 5, 8, 13, 20)))
            send_keys(app, *keys[:size])
            del keys[:size]
            bursts += 1
            for _ in range(rng.choice((0, 0, 1, 3))):
                await one_turn()
    assert bursts >= 1000
    assert log.entries == expected(texts)


@pytest.mark.terminal
def test_one_burst_through_a_real_terminal(tmp_path: Path) -> None:
    texts = amounts(4, 300)
    result = tmp_path / "entries"
    with Terminal.python("-m", "tests.tui.toys", str(result)) as terminal:
        terminal.wait_for(b"first")
        terminal.send("".join(f"{text}\r" for text in texts).encode() + b"\x11")
        assert terminal.wait() == 0
    assert result.read_text(encoding="utf-8").splitlines() == expected(texts)


@pytest.mark.terminal
def test_keys_typed_before_the_first_paint_are_kept(tmp_path: Path) -> None:
    result = tmp_path / "entries"
    with Terminal.python("-m", "tests.tui.toys", str(result)) as terminal:
        terminal.wait_for(b"\x1b[?1049h")
        terminal.send(b"13\r23\r")
        # Until the program has taken the terminal over, Ctrl+Q is the terminal's own key and goes no further.
        terminal.wait_for(b"first")
        terminal.send(b"\x11")
        assert terminal.wait() == 0
    assert result.read_text(encoding="utf-8").splitlines() == expected(["13", "23"])


@pytest.mark.terminal
def test_escape_in_a_burst_is_escape(tmp_path: Path) -> None:
    result = tmp_path / "entries"
    with Terminal.python("-m", "tests.tui.toys", str(result)) as terminal:
        terminal.wait_for(b"first")
        # Push the second screen, go back with Escape, and type at once on the first.
        terminal.send(b"10\r\x1b13\r\x1b23\r\x11")
        assert terminal.wait() == 0
    assert result.read_text(encoding="utf-8").splitlines() == ["first 10", "first 13", "first 23"]
