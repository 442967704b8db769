"""A report over some days as a table: named columns and rows, printed as text, CSV or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chamberlain.output import Cell, print_columns, print_csv, print_json
from domain.money import Money
from domain.reports.report import Column, Kind, Report, Row, Section


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a report, each as long as ``columns``."""

    columns: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]

    def data(self) -> list[dict[str, object]]:
        """Return the rows as data for JSON; an amount is whole cents under a name that ends in ``_cents``."""
        return [
            dict(_named(name, cell) for name, cell in zip(self.columns, row, strict=True))
            for row in self.rows
        ]

    def report(self, name: str, title: str, office: str, first: date, last: date) -> Report:
        """Return the table as a report value, for workbooks and PDF; what its cells are is read off them."""
        kinds = [self._kind(place) for place in range(len(self.columns))]
        columns = tuple(
            Column(each, _head(each), kind) for each, kind in zip(self.columns, kinds, strict=True)
        )
        rows = tuple(Row(_typed(row, kinds)) for row in self.rows)
        return Report(name, title, office, first, last, (Section("", columns, rows),))

    def _kind(self, place: int) -> Kind:
        types = {type(row[place]) for row in self.rows} - {type(None)}
        if types == {Money}:
            return Kind.MONEY
        return Kind.COUNT if types == {int} else Kind.TEXT


def table_of(report: Report) -> Table:
    """Return the one section of a report as a table; days are told as ISO 8601."""
    (section,) = report.sections
    names = tuple(column.name for column in section.columns)
    return Table(names, tuple(tuple(_plain(c) for c in row.cells) for row in section.rows))


def _plain(cell: str | int | Money | date | None) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell


def _typed(row: Sequence[Cell], kinds: Sequence[Kind]) -> tuple[Cell, ...]:
    return tuple(
        str(cell) if kind is Kind.TEXT and cell is not None else cell
        for cell, kind in zip(row, kinds, strict=True)
    )


def _head(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _named(name: str, cell: Cell) -> tuple[str, object]:
    return (f"{name}_cents", cell.cents) if isinstance(cell, Money) else (name, cell)


def print_table(table: Table, how: str) -> None:
    """Print a table as ``text``, ``csv`` or ``json``."""
    if how == "json":
        print_json(table.data())
    elif how == "csv":
        print_csv(table.columns, table.rows)
    else:
        print_columns(table.columns, table.rows)
