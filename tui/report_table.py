"""A report's section as rows of a terminal: columns as wide as they must be, words give way, amounts never."""

from dataclasses import dataclass

from domain.reports.report import Cell, Column, Kind, Section
from tui.paint import pad, right

_GAP = 2
_LEAST = 6
"""Columns of the terminal that a column of words keeps at the least."""
_WHOLE = 16
"""Columns up to which the first column stays whole: a number that a row is known by is nothing when it is cut."""
_RIGHT = (Kind.MONEY, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a section are shown, each with its place and width, and whether there are more at the right."""

    shown: tuple[tuple[int, int], ...]
    more: bool


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read."""
    if cell is None:
        return ""
    return f"{cell:,}" if type(cell) is int else str(cell)


def lay_out(section: Section, columns: int, shift: int = 0) -> Layout:
    """Return the columns of a section that fit: the first always, then those after the ``shift`` next ones."""
    lines = [row.cells for row in section.rows] + ([section.sums] if section.sums else [])
    widths = [
        max(len(column.head), *(len(cell_text(line[i])) for line in lines), 1)
        for i, column in enumerate(section.columns)
    ]
    places = [0, *range(1 + min(shift, len(widths) - 2), len(widths))] if len(widths) > 1 else [0]
    over = sum(widths[i] + _GAP for i in places) - _GAP - columns
    while over > 0:
        words = [
            i
            for i in places
            if section.columns[i].kind is Kind.TEXT and widths[i] > (_LEAST if i else _WHOLE)
        ]
        if not words:
            break
        widest = max(words, key=lambda i: widths[i])
        widths[widest] -= 1
        over -= 1
    used, kept = 0, list[tuple[int, int]]()
    for i in places:
        if kept and used + widths[i] > columns:
            return Layout(tuple(kept), more=True)
        kept.append((i, widths[i]))
        used += widths[i] + _GAP
    return Layout(tuple(kept), more=False)


def heads(section: Section, layout: Layout) -> str:
    """Return the heads of the columns that are shown."""
    cells = tuple(column.head for column in section.columns)
    return _joined(cells, section.columns, layout)


def cells_line(section: Section, cells: tuple[Cell, ...], layout: Layout) -> str:
    """Return one row of the columns that are shown."""
    return _joined(tuple(cell_text(cell) for cell in cells), section.columns, layout)


def _joined(cells: tuple[str, ...], columns: tuple[Column, ...], layout: Layout) -> str:
    gap = " " * _GAP
    return gap.join(
        right(cells[i], width) if columns[i].kind in _RIGHT else pad(cells[i], width)
        for i, width in layout.shown
    )
