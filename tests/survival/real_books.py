"""The one place where the survival tests meet the real books."""

from __future__ import annotations

from pathlib import Path

from storage import open as books_at
from storage.books_sql import SqlBooks


def create_books(path: Path) -> None:
    """Make empty books at `path`."""
    books_at.create_books(f"sqlite:///{path}", training=False)


def open_books(path: Path, *, threads: bool = False) -> SqlBooks:
    """Open the books at `path`; without the thread that moves SQLite's log unless asked for."""
    return books_at.open_books(f"sqlite:///{path}", checkpoints=threads)
