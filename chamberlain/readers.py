"""What the readers on a keyboard line type, told apart by the devices and handed to the gate of the screens.

The two know nothing of each other: the devices take keys one by one and give events, the gate asks what the first
of its waiting keys mean.
"""

from collections import deque
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tui.keys import Burst, KeyPress, Recognised

if TYPE_CHECKING:
    from devices.recogniser import Burst as ReadBurst
    from devices.recogniser import Event, ReaderSettings, Recogniser

_LATER = float("inf")


class Readers:
    """A recogniser for the gate. It is fed each waiting key once, in order, and remembers what it has made of them."""

    def __init__(self, settings: "ReaderSettings | None" = None) -> None:
        self._settings = settings
        self._told: deque[Event] = deque()
        self._fed = 0

    @cached_property
    def _recogniser(self) -> "Recogniser":
        # Loaded with the first key: the shapes of readers take longer than painting a screen.
        from devices.recogniser import ReaderSettings, Recogniser

        return Recogniser(self._settings or ReaderSettings())

    def __call__(self, keys: Sequence[KeyPress], *, final: bool) -> Recognised:
        """Return what the first of ``keys`` mean, or that more are needed to tell."""
        while not self._told and self._fed < len(keys):
            key = keys[self._fed]
            self._told.extend(self._recogniser.feed(key.key, key.at))
            self._fed += 1
        if not self._told and final:
            self._told.extend(self._recogniser.expire(_LATER))
        if not self._told:
            return Recognised(None)
        event = self._told.popleft()
        used = 1 if isinstance(event, str) else event.keys
        self._fed -= used
        return Recognised(keys[0] if isinstance(event, str) else burst_of(event), used)


def burst_of(read: "ReadBurst") -> Burst:
    """Return what was read as the screens take it: a code, a check's and its bank's number, of a card nothing.

    Of the account that a check draws on, nothing goes further than the reader.
    """
    from devices.recogniser import BurstKind

    if read.kind is BurstKind.CHECK:
        return Burst(read.check_number, read.kind.value, read.routing_no)
    return Burst(read.text, read.kind.value)
