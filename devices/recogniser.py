"""Telling readers that act as keyboards from people: a burst of keys in a known shape, ended by Enter.

Speed alone says nothing, for a whole transaction may be typed ahead or pasted without a pause. Keys that could begin
a known shape are held back until the shape is whole, is broken, or a pause shows that a person types; held keys that
were no burst pass unchanged and in order. No clock is read here: every key comes with its time.
"""

from dataclasses import dataclass, replace

from devices.shapes import (
    AIM_SHAPE,
    CARD_SHAPE,
    MICR_SHAPES,
    Burst,
    BurstKind,
    Shape,
    holds_card_number,
    scan_shape,
)

__all__ = ["Burst", "BurstKind", "Event", "ReaderSettings", "Recogniser"]

Event = str | Burst
_ENDS = frozenset({"enter", "ctrl+m", "ctrl+j", "\r", "\n"})
_SURELY_A_BURST = 4
_STALL = 4
_CHARACTERS = {"tab": "\t", "space": " "}


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The readers of one station.

    ``micr_formats`` are the first two digits of the check reader's format number. ``scan_prefixes`` are what scanners
    are set to type before a code; symbology identifiers are always known. ``gap_seconds`` is the longest pause within
    a burst. Formats 54, 60 and 68 begin with digits: each digit typed is then shown that pause later.
    """

    micr_formats: tuple[str, ...] = ("53",)
    scan_prefixes: tuple[str, ...] = ()
    gap_seconds: float = 0.030

    def __post_init__(self) -> None:
        unknown = set(self.micr_formats) - MICR_SHAPES.keys()
        if unknown:
            known = ", ".join(sorted(MICR_SHAPES))
            raise ValueError(
                f"check reader format {', '.join(sorted(unknown))} is not one of {known}"
            )
        if any(not p or not p.isascii() or not p.isprintable() for p in self.scan_prefixes):
            raise ValueError("a scanner's prefix is one or more printable characters")
        if not 0 < self.gap_seconds <= 0.2:
            raise ValueError("the pause that ends a burst is at most 0.2 seconds")


class Recogniser:
    """Keys in, keys and bursts out, in order. Each key that went in comes out, or is counted in a burst's ``keys``."""

    def __init__(self, settings: ReaderSettings = ReaderSettings()) -> None:
        self._gap = settings.gap_seconds
        self._shapes = (
            CARD_SHAPE,
            AIM_SHAPE,
            *(scan_shape(prefix) for prefix in settings.scan_prefixes),
            *(MICR_SHAPES[number] for number in settings.micr_formats),
        )
        self._held: list[str] = []
        self._fitting: tuple[Shape, ...] = ()
        self._last = 0.0
        self._before = ""

    @property
    def deadline(self) -> float | None:
        """The time at which ``expire`` must be called unless a key comes first; ``None`` when nothing is held."""
        return self._last + self._pause if self._held else None

    @property
    def _pause(self) -> float:
        """The pause that ends the run. A reader's burst may stall on its way, as over a network."""
        return self._gap if len(self._held) < _SURELY_A_BURST else self._gap * _STALL

    def feed(self, key: str, at: float) -> list[Event]:
        """Take one key at ``at`` seconds of a monotonic clock and return what passes now.

        A printable key is its character; others go by name (``enter``, ``tab``, ``f4``). Enter is never held back: it
        ends the run before it.
        """
        passed = self.expire(at)
        before = self._before if at < self._last + self._gap else ""
        self._last, self._before = at, "" if key in _ENDS else key
        if key in _ENDS:
            return [*passed, *self._end(key)]
        if self._held and not self._extends(key):
            passed += self._release()
        if self._held or self._begins(key, before):
            self._held.append(key)
            return passed
        return [*passed, key]

    def expire(self, at: float) -> list[Event]:
        """Return what was held when the pause since the last key is longer than any within a burst."""
        if self._held and at >= self._last + self._pause:
            return self._release()
        return []

    def _begins(self, key: str, before: str) -> bool:
        """Whether a run may begin with this key, which came without a pause behind ``before``."""
        self._fitting = tuple(
            shape for shape in self._shapes if key in shape.first and before not in shape.not_behind
        )
        return bool(self._fitting)

    def _extends(self, key: str) -> bool:
        """Whether the run with this key may still become one of the shapes."""
        character = _CHARACTERS.get(key, key)
        length = len(self._held) + 1
        self._fitting = tuple(
            shape for shape in self._fitting if character in shape.follow and length <= shape.most
        )
        return bool(self._fitting)

    def _end(self, enter: str) -> list[Event]:
        run = self._run()
        for shape in self._fitting if run else ():
            found = shape.read(run)
            if found is not None:
                self._held.clear()
                return [replace(found, keys=len(run) + 1)]
        return [*self._release(), enter]

    def _release(self) -> list[Event]:
        """Let the held keys go as keys, unless they are the beginning of a card's track."""
        run, keys = self._run(), [*self._held]
        self._held.clear()
        if holds_card_number(run):
            return [Burst(BurstKind.CARD_SWIPE, len(keys))]
        return [*keys]

    def _run(self) -> str:
        return "".join(_CHARACTERS.get(key, key) for key in self._held)
