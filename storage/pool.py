"""The connections to one set of books: each is used by one act at a time, and kept open for the next."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

_KEPT: Final = 4
"""A counter has few threads; more connections than this are closed again after use."""


class Pool:
    """Hands out connections of the driver, the one given back last first: its cache is the warmest."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._idle: deque[Any] = deque()

    @contextmanager
    def connection(self) -> Iterator[Any]:
        """Lend a connection. After an exception it is rolled back; one that cannot even do that is thrown away."""
        idle = self._idle
        try:
            raw = idle.pop()
        except IndexError:
            raw = self._connect()
        try:
            yield raw
        except BaseException:
            if not _rolled_back(raw):
                idle = deque()
            raise
        finally:
            if idle is self._idle and len(idle) < _KEPT:
                idle.append(raw)
            else:
                raw.close()

    def dispose(self) -> None:
        """Close what is idle, and whatever is lent now when it comes back."""
        idle, self._idle = self._idle, deque()
        with suppress(IndexError):
            while True:
                idle.pop().close()


def _rolled_back(raw: Any) -> bool:
    try:
        raw.rollback()
    except Exception:  # of whichever driver: its connection is of no use any more
        return False
    return True
