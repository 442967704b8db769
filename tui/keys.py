"""The gate: keys wait in order until the one before has been acted on.

Textual types keys into whatever has the focus while a screen is still being mounted, and handles Enter later than the
keys behind it; at a counter that turns two amounts into one. So keys do not travel through Textual at all. The app
feeds every key to one ``KeyGate``; the gate hands the next key to the current screen only while nothing holds it.
A change of screen and work in the background hold the gate.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key. ``key`` is the character for a printing key, otherwise a name like ``enter``, ``f4`` or ``ctrl+t``.

    ``at`` is when it arrived, in seconds of a clock that only goes forward; it never decides what a key means.
    """

    key: str
    at: float = field(default=0.0, compare=False)

    @property
    def printable(self) -> bool:
        """Whether the key types a character."""
        return len(self.key) == 1


@dataclass(frozen=True, slots=True)
class Burst:
    """A run of keys that a device sent: a scanned code or the line of a check. ``kind`` is named by the recogniser.

    Of a check ``text`` is its number and ``routing_no`` the bank's; of the account nothing is handed on.
    """

    text: str = field(repr=False)
    kind: str = "scan"
    routing_no: str = field(default="", repr=False)


Stroke = KeyPress | Burst


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the keys at the head of the queue mean: ``stroke``, made of the first ``used`` of them.

    ``stroke`` None means that more keys are needed before it can be told.
    """

    stroke: Stroke | None
    used: int = 1


class Recogniser(Protocol):
    """Tells device bursts from typing. ``final`` is true when no further key came within the gate's patience."""

    def __call__(self, keys: Sequence[KeyPress], *, final: bool) -> Recognised:
        """Return what the first of ``keys`` (never empty) mean."""


def every_key_is_typed(keys: Sequence[KeyPress], *, final: bool) -> Recognised:
    """The recogniser of a counter without devices: each key is itself."""
    return Recognised(keys[0])


_SAME_KEY = {
    # The Enter of the number pad, and Enter under tmux and screen.
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "kp_enter": "enter",
    "shift+enter": "enter",
    "ctrl+h": "backspace",
    "space": " ",
}


def key_press(key: str, character: str | None, at: float = 0.0) -> KeyPress:
    """Return the key that a terminal reported as name and character, with the many names of one key made one."""
    if character is not None and len(character) == 1 and character.isprintable():
        return KeyPress(character, at)
    return KeyPress(_SAME_KEY.get(key, key), at)


def pasted(text: str, at: float = 0.0) -> list[KeyPress]:
    """Return a paste as typing. Line ends become spaces: a paste never presses Enter."""
    one_line = " ".join(text.split())
    return [KeyPress(character, at) for character in one_line if character.isprintable()]


class Hold:
    """Keeps the gate closed until it is released. Releasing twice is the same as once."""

    def __init__(self, gate: "KeyGate") -> None:
        self._gate: KeyGate | None = gate

    def release(self) -> None:
        """Give the gate back; when nothing else holds it, the keys that waited go on at once."""
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class KeyGate:
    """One queue of keys for the whole app.

    ``deliver`` acts on one stroke, completely, before it returns. ``settle`` is called when the gate comes to rest
    (nothing left, or held): the time to paint.
    """

    PATIENCE = 0.04
    """Seconds to wait for the rest of a burst before its keys are taken as typing."""

    LOOKAHEAD = 160
    """How many waiting keys a recogniser is shown: more than the longest line of a check."""

    def __init__(
        self,
        deliver: Callable[[Stroke], None],
        settle: Callable[[], None] = lambda: None,
        recognise: Recogniser = every_key_is_typed,
    ) -> None:
        self._deliver = deliver
        self._settle = settle
        self._recognise = recognise
        self._waiting: deque[KeyPress] = deque()
        self._holds = 0
        self._pumping = False
        self._closed = False
        self._patience: asyncio.TimerHandle | None = None
        self._resting: list[asyncio.Future[None]] = []
        self.received = 0
        self.delivered = 0

    def feed(self, *keys: KeyPress) -> None:
        """Take keys, in order. They are acted on now if the gate is open."""
        self._waiting.extend(keys)
        self.received += len(keys)
        self.pump()

    def hold(self) -> Hold:
        """Close the gate until the returned hold is released. Holds add up."""
        self._holds += 1
        return Hold(self)

    def let_go(self) -> None:
        """Take one hold away (called by ``Hold.release``)."""
        self._holds -= 1
        self.pump()

    @property
    def held(self) -> bool:
        """Whether something holds the gate."""
        return self._holds > 0

    @property
    def resting(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not (self._waiting or self._holds or self._pumping)

    def close(self) -> None:
        """Act on no further key: the app is going down."""
        self._closed = True
        self._waiting.clear()
        self._wake()

    def pump(self, *, final: bool = False) -> None:
        """Act on the keys that wait, one after the other, until none is left or something holds the gate."""
        if self._pumping or self._closed:
            return
        self._forget_patience()
        self._pumping = True
        try:
            while self._waiting and not self._holds and not self._closed:
                run = tuple(islice(self._waiting, self.LOOKAHEAD))
                found = self._recognise(run, final=final)
                if found.stroke is None and not final:
                    self._await_more()
                    break
                self._take(found)
        finally:
            self._pumping = False
        self._settle()
        if self.resting:
            self._wake()

    def _take(self, found: Recognised) -> None:
        """Hand one recognised stroke on; what stays unrecognised to the end is typing."""
        if found.stroke is None:
            stroke: Stroke = self._waiting.popleft()
        else:
            stroke = found.stroke
            for _ in range(max(1, found.used)):
                self._waiting.popleft()
        self.delivered += 1
        self._deliver(stroke)

    def _await_more(self) -> None:
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(self.PATIENCE, lambda: self.pump(final=True))

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _wake(self) -> None:
        waiters, self._resting = self._resting, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def idle(self, received: int = 0) -> None:
        """Return once at least ``received`` keys ever came in and all of them have been acted on."""
        while not self._closed and not (self.resting and self.received >= received):
            waiter = asyncio.get_running_loop().create_future()
            self._resting.append(waiter)
            await waiter
