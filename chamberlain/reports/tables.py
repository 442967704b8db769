"""A report over some days as a table: named columns and rows, printed as text, CSV or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from chamberlain.output import Cell, print_columns, print_csv, print_json
from domain.money import Money


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
