"""The one Textual widget of a screen: it shows rows of lines, and repaints only the rows that changed."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from domain.text import display_text
from tui.paint import Line

_ASCII: Final = str.maketrans({"│": "|", "█": "#", "…": "~", "—": "-", "–": "-", "·": "."})


def ascii_text(text: str) -> str:
    """Return ``text`` for a terminal without UTF-8, in as many columns: what it cannot show is a question mark."""
    plain = display_text(text).translate(_ASCII)
    if plain.isascii():
        return plain
    return "".join(each if each.isascii() else "?" * cell_len(each) for each in plain)


class Canvas(Widget, can_focus=False, inherit_bindings=False):
    """A terminal-sized sheet of painted rows."""

    DEFAULT_CSS = "Canvas { width: 100%; height: 100%; }"

    def __init__(self, styles_by_name: Mapping[str, Style], *, ascii_only: bool = False) -> None:
        super().__init__()
        self._harmless = ascii_text if ascii_only else display_text
        self._inks = styles_by_name
        self._rows: list[Line] = []

    @property
    def rows(self) -> Sequence[Line]:
        """The rows as they are shown."""
        return self._rows

    def show(self, rows: Sequence[Line]) -> bool:
        """Show ``rows`` instead of the present ones and return whether any differed."""
        changed = [
            y
            for y in range(max(len(rows), len(self._rows)))
            if y >= len(rows) or y >= len(self._rows) or rows[y] != self._rows[y]
        ]
        self._rows = list(rows)
        if changed and self.size:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))
        return bool(changed)

    def render_line(self, y: int) -> Strip:
        """Return row ``y``; every string passes the display cleaner once more, whoever made it."""
        plain = self._inks[""]
        if y >= len(self._rows):
            return Strip.blank(self.size.width, plain)
        segments = [
            Segment(self._harmless(text), self._inks.get(name, plain))
            for text, name in self._rows[y]
            if text
        ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
