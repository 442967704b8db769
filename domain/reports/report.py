"""A report as one value: sections of rows under typed columns, sums made of the rows, and what is behind each row.

What shows a report, be it screen, spreadsheet or paper, gets this value alone, so that all of them say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.money import Money, total

Cell = str | int | Money | date | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    COUNT = "count"


_TYPES: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.MONEY: Money,
    Kind.DATE: date,
    Kind.COUNT: int,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its head for people, what its cells are, and whether they are added up."""

    name: str
    head: str
    kind: Kind = Kind.TEXT
    summed: bool = False

    def __post_init__(self) -> None:
        if self.summed and self.kind not in (Kind.MONEY, Kind.COUNT):
            raise ValueError("only amounts and counts are added up")


def text(name: str, head: str) -> Column:
    """Return a column of words."""
    return Column(name, head)


def day(name: str, head: str) -> Column:
    """Return a column of days."""
    return Column(name, head, Kind.DATE)


def money(name: str, head: str) -> Column:
    """Return a column of amounts that are added up."""
    return Column(name, head, Kind.MONEY, summed=True)


def count(name: str, head: str) -> Column:
    """Return a column of counts that are added up."""
    return Column(name, head, Kind.COUNT, summed=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and the ids of the postings that its figures were made of, in the order of posting."""

    cells: tuple[Cell, ...]
    behind: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under columns of their own. A section without a title is the report's only one."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError("a row has a cell for each column")
            for cell, column in zip(row.cells, self.columns, strict=True):
                if cell is not None and type(cell) is not _TYPES[column.kind]:
                    raise ValueError(f"{column.name} holds {column.kind}")

    @property
    def sums(self) -> tuple[Cell, ...] | None:
        """The sums of the columns that are added up, ``None`` in the others; nothing where no column is."""
        if not any(column.summed for column in self.columns):
            return None
        return tuple(
            _sum([row.cells[i] for row in self.rows], column) if column.summed else None
            for i, column in enumerate(self.columns)
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A report of an office on the business dates from ``first`` to ``last``.

    ``notes`` are what the reader must know beside the figures, such as which drawers are left out.
    """

    name: str
    title: str
    office: str
    first: date
    last: date
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a report's first day is not after its last")

    @property
    def period(self) -> str:
        """The days it is on, as they are read."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    @property
    def columns(self) -> tuple[Column, ...] | None:
        """The columns of all its sections where they are the same, else ``None``."""
        found = {section.columns for section in self.sections}
        return found.pop() if len(found) == 1 else None


def _sum(cells: Sequence[Cell], column: Column) -> Cell:
    if column.kind is Kind.MONEY:
        return total(cell for cell in cells if isinstance(cell, Money))
    return sum(cell for cell in cells if isinstance(cell, int))
