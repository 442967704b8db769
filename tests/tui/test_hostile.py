"""Hostile texts in every field of every screen: nothing is commanded, nothing breaks, no amount is cut."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich.cells import cell_len

from tests.tui.desk_kit import at_the_counter
from tests.tui.hostile import HOSTILE_WALKS, PAYLOADS, hostile_books, hostile_office
from tests.tui.kit import SMALL, dump
from tests.tui.terminal import Terminal
from tests.tui.transactions import terminal_bytes

CUT = re.compile(r"9[.,9]*…")
AMOUNT = "9,999,999.99"
WITH_AMOUNTS = (
    *(
        "results",
        "account",
        "why",
        "which",
        "why_receipt",
        "items",
        "cart",
        "tender",
        "receipts",
        "parked",
    ),
    *("void", "correct_bill"),
)


def harmful(shown: str) -> list[str]:
    """Return the characters that could command a terminal or turn text around."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return [each for each in shown if each != "\n" and unicodedata.category(each) in kinds]


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_no_screen_shows_a_character_that_commands(payload: str) -> None:
    text = PAYLOADS[payload]
    for name, keys in HOSTILE_WALKS.items():
        books, office = hostile_books(text), hostile_office(text)
        async with at_the_counter(books, SMALL, keys=keys, office=office) as app:
            shown = dump(app)
            assert harmful(shown) == [], name
            rows = shown.splitlines()
            assert len(rows) == 24
            assert max(cell_len(row) for row in rows) <= 80, name
            if name in WITH_AMOUNTS:
                assert AMOUNT in shown, name
            for row in rows:
                assert not CUT.search(row), (name, row)


@pytest.mark.terminal
@pytest.mark.parametrize("payload", ["title", "clear", "answer", "c1", "bidi"])
def test_no_payload_reaches_a_real_terminal(payload: str) -> None:
    text = PAYLOADS[payload]
    with Terminal.python("-m", "tests.tui.hostile", payload) as terminal:
        terminal.wait_for(b"Operator:")
        for keys in (
            HOSTILE_WALKS["account"],
            ("?",),
            ("escape", "a", "f4", "c", "f10", "f9", "enter"),
        ):
            terminal.send(terminal_bytes(keys))
        terminal.send(terminal_bytes(("escape", "escape", "f2", "ctrl+q")))
        assert terminal.wait() == 0
    raw = terminal.output
    assert AMOUNT.encode() in raw
    assert text.encode("utf-8", "surrogatepass") not in raw
    # The beginnings of what would command: a title, a clearing, a question, C1 controls, turned text.
    for command in (
        b"\x1b]0;",
        b"\x1b[2J\x1b[1;1H",
        b"\x1bP$q",
        b"\xc2\x9b",
        b"\xc2\x9d",
        b"\xe2\x80\xae",
    ):
        assert command not in raw, command
