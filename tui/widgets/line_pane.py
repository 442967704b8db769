"""A list of any length with a cursor. Only the rows in view are ever made, so 50,000 rows cost what 20 do.

A plain list is a text to read: no row of it can be chosen, so none is marked and the arrows move the text.
"""

from collections.abc import Callable

from tui.paint import BLANK, Line, line, right, row

RowPainter = Callable[[int, int], Line]
"""Paints one row: ``row(index, columns)``."""


class LineList:
    """Rows ``0 .. count-1``, the one under the cursor, and the first one in view."""

    def __init__(
        self, count: int = 0, painter: RowPainter | None = None, *, plain: bool = False
    ) -> None:
        self.count = count
        self.plain = plain
        self.painter: RowPainter = painter or (lambda index, columns: BLANK)
        self.cursor = 0
        self.top = 0
        self.height = 10

    def fill(self, count: int, painter: RowPainter, cursor: int = 0) -> None:
        """Show other rows, with the cursor on ``cursor`` (or the last row)."""
        self.count = count
        self.painter = painter
        self.top = 0
        self.move_to(cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or the nearest there is, and keep it in view."""
        self.cursor = max(0, min(index, self.count - 1))
        self.top = min(self.top, self.cursor)
        if self.cursor >= self.top + self.height:
            self.top = self.cursor - self.height + 1
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        self.top = max(0, min(self.top, self.count - self.height))

    def handle(self, key: str) -> bool:
        """Act on a key that moves the cursor and return whether it was one."""
        page = max(1, self.height - 1)
        here = self.top if self.plain else self.cursor
        targets = {
            "up": here - 1,
            "down": here + 1,
            "pageup": here - page,
            "pagedown": here + page,
            "ctrl+home": 0,
            "ctrl+end": self.count - 1,
        }
        if not self.count or key not in targets:
            return False
        if self.plain:
            self.top = targets[key]
            self._keep_in_view()
        else:
            self.move_to(targets[key])
        return True

    def paint(self, columns: int, rows: int) -> list[Line]:
        """Return at most ``rows`` lines; the last says where in the list they are when there are more."""
        scrolls = self.count > rows
        self.height = max(1, rows - 1 if scrolls else rows)
        if self.plain:
            self._keep_in_view()
        else:
            self.move_to(self.cursor)
        last = min(self.count, self.top + self.height)
        lines = [self._row(index, columns) for index in range(self.top, last)]
        if scrolls:
            where = f"{self.top + 1:,}-{last:,} of {self.count:,}"
            lines.append(line((right(where, columns), "dim")))
        return lines

    def _row(self, index: int, columns: int) -> Line:
        chosen = index == self.cursor and not self.plain
        return row(self.painter(index, columns - 2), columns, selected=chosen)
