"""Running what may hang within a hard deadline: drivers that wait for ever when a cover is open."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Busy(Exception):
    """The last call has not come back yet."""


class Late(Exception):
    """The call did not come back in time; it may still have its effect."""


class Deadline(Generic[T]):
    """Calls one at a time, each on a thread of its own that is left behind when it is late.

    A thread that hangs in a driver cannot be stopped; it is a daemon, so it does not keep the program from ending.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: threading.Thread | None = None

    def call(self, function: Callable[[], T]) -> T:
        """Return what ``function`` returns or raise what it raises; raises ``Late`` or ``Busy`` instead of waiting."""
        if self._running is not None and self._running.is_alive():
            raise Busy
        results: list[T] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(function())
            except BaseException as error:  # handed to the caller below
                errors.append(error)

        thread = threading.Thread(target=run, name="printer", daemon=True)
        self._running = thread
        thread.start()
        thread.join(self._seconds)
        if thread.is_alive():
            raise Late
        self._running = None
        if errors:
            raise errors[0]
        return results[0]
