"""The change due, in the largest type a terminal can make: figures of block characters, five rows high."""

from collections.abc import Mapping
from typing import Final

from tui.paint import Line, centered, line

HEIGHT: Final = 5

# Each figure is five rows; `#` is a filled place. Two columns are painted for each place in the large size.
_FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "$": ("####", "# # ", "####", " # #", "####"),
    ".": (" ", " ", " ", " ", "#"),
    ",": ("  ", "  ", "  ", " #", "# "),
    "-": ("   ", "   ", "###", "   ", "   "),
    " ": (" ", " ", " ", " ", " "),
}


def rows_of(amount: str, *, places: int, filled: str) -> list[str]:
    """Return the five rows of ``amount``, each place ``places`` columns wide."""
    figures = [_FIGURES.get(character, _FIGURES[" "]) for character in amount]
    gap = " " * places
    rows = (
        gap.join(_widen(figure[row], places, filled) for figure in figures) for row in range(HEIGHT)
    )
    return [each.rstrip() for each in rows]


def _widen(row: str, places: int, filled: str) -> str:
    return "".join((filled if place == "#" else " ") * places for place in row)


def paint(
    amount: str, columns: int, *, ascii_only: bool = False, style: str = "huge"
) -> list[Line]:
    """Return ``amount`` (as ``$1,234.50``) in the largest size that fits ``columns``, centered as one block.

    An amount that fits in no large size is shown as plain text: it is never cut.
    """
    filled = "#" if ascii_only else "█"
    for places in (2, 1):
        rows = rows_of(amount, places=places, filled=filled)
        width = max(len(each) for each in rows)
        if width <= columns:
            before = " " * ((columns - width) // 2)
            return [line((before + each, style)) for each in rows]
    return [centered(amount, columns, style)]
