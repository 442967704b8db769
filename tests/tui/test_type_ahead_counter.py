"""R11: whole transactions typed ahead without a pause leave the same books as slow typing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.tui.desk_kit import at_the_counter, receipts_in, slowly
from tests.tui.kit import dump, send_keys, type_keys
from tests.tui.terminal import Terminal
from tests.tui.test_type_ahead import one_turn
from tests.tui.transactions import (
    READY,
    left_in,
    terminal_bytes,
    transactions,
    type_ahead_books,
)


async def test_slow_typing_is_what_each_transaction_says() -> None:
    planned, books = transactions(25, seed=1), type_ahead_books(25)
    async with at_the_counter(books, keys=READY) as app:
        for each in planned:
            for step in slowly(each.keys):
                await type_keys(app, *step)
    assert left_in(receipts_in(books)) == [each.left for each in planned]


async def test_a_day_in_one_burst_from_the_sign_in_to_the_close() -> None:
    planned, books = transactions(40, seed=2), type_ahead_books(40)
    keys = [*READY, *(key for each in planned for key in each.keys), "enter", "ctrl+b", "1", "f10"]
    async with at_the_counter(books, keys=tuple(keys)) as app:
        assert "The count does not agree" in dump(app)
    assert left_in(receipts_in(books)) == [each.left for each in planned]
    assert books.prove().proves


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
async def test_a_thousand_transactions_in_bursts_of_random_length(seed: int) -> None:
    planned, books = transactions(100, seed=100 + seed), type_ahead_books(100)
    rng = random.Random(seed)
    steps = slowly((*READY, *(key for each in planned for key in each.keys)))
    async with at_the_counter(books) as app:
        while steps:
            size = min(len(steps), rng.choice((1, 2, 5, 13, 40, 120)))
            send_keys(app, *(key for step in steps[:size] for key in step))
            del steps[:size]
            for _ in range(rng.choice((0, 0, 1, 4))):
                await one_turn()
        await app.gate.idle(send_keys(app))
    assert left_in(receipts_in(books)) == [each.left for each in planned]
    assert books.prove().proves


@pytest.mark.terminal
def test_a_day_in_one_burst_over_a_real_terminal(tmp_path: Path) -> None:
    planned, result = transactions(60, seed=5), tmp_path / "receipts"
    keys = [*READY, *(key for each in planned for key in each.keys), "enter", "ctrl+q"]
    with Terminal.python("-m", "tests.tui.transactions", str(result), "60") as terminal:
        # Before the first paint, before the books are open: all of it waits in order.
        terminal.wait_for(b"\x1b[?1049h")
        terminal.send(terminal_bytes(keys))
        assert terminal.wait(120) == 0
    assert result.read_text(encoding="utf-8").splitlines() == [repr(each.left) for each in planned]
