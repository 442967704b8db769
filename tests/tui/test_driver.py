"""The driver reads whatever a line may send and goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.driver import CounterDriver
from tui.terminal_input import split


class _Ear(CounterDriver):
    """The driver without a terminal; it keeps the keys it would hand on."""

    def __init__(self) -> None:
        self._debug = False
        self._parser = XTermParser(False)
        self._pasting = False
        self.keys: list[str] = []

    def process_message(self, message: Message) -> None:
        """Keep a key, or what was pasted."""
        if isinstance(message, events.Key):
            self.keys.append(message.key)
        elif isinstance(message, events.Paste):
            self.keys.append(message.text)

    def hear(self, data: str) -> list[str]:
        """Read what a terminal sends, as far as it is whole; return the keys."""
        self._hand_on(split(data)[0])
        return self.keys


@pytest.mark.parametrize(
    "noise",
    [
        "\x1b[999999999999;1~", "\x1b[2815365O", "\x1b[:u", "\x1b[5:;7u", "\x1b[1114112u", "\x1b[6?4~",
        "\x1b[5X", "\x1b[1;5Z", "\x1b[?62;c", "\x1b[>0;276;0c", "\x1bOz", "\x1b[8;24;80t", "\x1b[7@",
    ],
)  # fmt: skip
def test_a_sequence_that_is_no_key_types_nothing_and_takes_no_key_with_it(noise: str) -> None:
    assert _Ear().hear(f"12{noise}3\x1bOS4") == ["1", "2", "3", "f4", "4"]


def test_a_paste_presses_no_key() -> None:
    pasted = "\x1b[200~12\x1b\x1bOS\x1b[5X\r\n3\x1b[201~"
    assert _Ear().hear(f"1{pasted}2\x1b") == ["1", "12\r\n3", "2"]


def test_the_escape_key_and_keys_in_pieces() -> None:
    assert _Ear().hear("\x1b1\x1b\x1b[A") == ["escape", "1", "escape", "up"]


@given(st.text(alphabet="\x1b[O]PM0123456789;:<=>?~uABRScmnty \r", max_size=60))
def test_nothing_that_a_line_sends_ends_the_reading(data: str) -> None:
    ear = _Ear()
    ear.hear(data)
    ear.keys.clear()
    assert ear.hear("\x1b[201~\x1bOP7")[-2:] == ["f1", "7"]
