"""What the readers on a keyboard line type, told apart by the devices and handed to the gate of the screens.

The two know nothing of each other: the devices take keys one by one and give events, the gate asks what the first
of its waiting keys mean.
"""

from collections import deque
from collections.abc import Sequence

from devices.recogniser import Burst as ReadBurst
from devices.recogniser import BurstKind, Event, ReaderSettings, Recogniser
from tui.keys import Burst, KeyPress, Recognised

_LATER = float("inf")


class Readers:
    """A recogniser for the gate. It is fed each waiting key once, in order, and remembers what it has made of them."""

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self._recogniser = Recogniser(settings or ReaderSettings())
        self._told: deque[Event] = deque()
        self._fed = 0

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
        used = event.keys if isinstance(event, ReadBurst) else 1
        self._fed -= used
        return Recognised(burst_of(event) if isinstance(event, ReadBurst) else keys[0], used)


def burst_of(read: ReadBurst) -> Burst:
    """Return what was read as the screens take it: a code, a check's and its bank's number, of a card nothing.

    Of the account that a check draws on, nothing goes further than the reader.
    """
    if read.kind is BurstKind.CHECK:
        return Burst(read.check_number, read.kind.value, read.routing_no)
    return Burst(read.text, read.kind.value)
