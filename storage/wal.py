"""Moving SQLite's log into its file, beside the counter's work instead of within it.

SQLite would do it inside whichever commit makes the log long, and that customer would wait.
"""

import sqlite3
import threading
from typing import Final

_EVERY: Final = 0.25


class Checkpointer:
    """A thread with a connection of its own; it works only after something was written."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._written = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def wake(self) -> None:
        """Say that something was written."""
        self._written.set()
        if self._thread is None:
            with self._starting:
                if self._thread is None and not self._stopped.is_set():
                    self._thread = threading.Thread(
                        target=self._work, name="checkpoints", daemon=True
                    )
                    self._thread.start()

    def stop(self) -> None:
        """Move what is left, cut the log short if nobody else reads it, and end."""
        self._stopped.set()
        self._written.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            connection = sqlite3.connect(self._path, timeout=1, isolation_level=None)
            connection.execute("PRAGMA synchronous=FULL")
        except sqlite3.Error:
            # The log then only grows; the next process that opens the books moves it.
            return
        try:
            while not self._stopped.is_set():
                self._written.wait()
                self._written.clear()
                self._move(connection, "PASSIVE")
                self._stopped.wait(_EVERY)
            self._move(connection, "TRUNCATE")
        finally:
            connection.close()

    @staticmethod
    def _move(connection: sqlite3.Connection, how: str) -> None:
        # A failure loses nothing: the log stays, and the next commit or checkpoint meets the same disk.
        try:
            connection.execute(f"PRAGMA wal_checkpoint({how})").fetchall()
        except sqlite3.Error:
            return
