"""Textual's driver for Unix terminals, with the Escape key told apart before Textual sees it."""

import os
import selectors
from codecs import getincrementaldecoder
from time import monotonic

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui import terminal_input


class CounterDriver(LinuxDriver):
    """Reads the terminal in its own thread, as Textual does, and gives the keys on in order."""

    POLL = 0.1
    """Seconds after which the thread looks whether the program has ended."""

    def run_input_thread(self) -> None:
        """Read until the program ends."""
        self._parser = XTermParser(self._debug)
        self._pasting = False
        self._arrived = monotonic()
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        left, deadline = "", 0.0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                wait = min(self.POLL, max(0.0, deadline - monotonic())) if left else self.POLL
                if selector.select(wait):
                    data = os.read(self.fileno, 4096)
                    self._arrived = monotonic()
                    if not data:
                        # The line is gone; what was posted is posted, what was not is kept as a draft.
                        self.send_message(messages.ExitApp())
                        return
                    pieces, left = terminal_input.split(left + decode(data))
                    deadline = monotonic() + terminal_input.patience(left)
                elif left and monotonic() >= deadline:
                    pieces, left = terminal_input.give_up(left), ""
                else:
                    pieces = []
                self._hand_on(pieces)

    def process_message(self, message: Message) -> None:
        """Give a message on. Keys that were read together came together, however long the reading of them takes."""
        if isinstance(message, events.Key):
            message.time = self._arrived
        super().process_message(message)

    def _hand_on(self, pieces: list[str]) -> None:
        for piece in pieces:
            for part in terminal_input.parts(piece):
                self._read(part)
        for message in self._parser.tick():
            self.process_message(message)

    def _read(self, part: str) -> None:
        if part.startswith(terminal_input.ESCAPE):
            self._read_sequence(part)
            return
        for message in self._parser.feed(part):
            self.process_message(message)

    def _read_sequence(self, sequence: str) -> None:
        """Read the Escape key or one whole sequence. One that Textual does not know is dropped, figures and all."""
        if self._pasting and sequence != terminal_input.PASTE_END:
            # What is pasted is text: it presses no key.
            return
        self._pasting = sequence == terminal_input.PASTE_START
        if sequence == terminal_input.ESCAPE:
            self.process_message(events.Key("escape", sequence))
            return
        try:
            for message in self._parser.feed(sequence):
                self.process_message(message)
            unknown = self._parser._awaiting.timeout is not None
        except (ValueError, OverflowError):
            unknown = True
        if unknown:
            # Textual would type it, figures and letters, after the keys behind it; or it has ended Textual's parser.
            self._parser = XTermParser(self._debug)
