"""The report of receipt numbers as a table, for the command line."""

from datetime import date

from chamberlain.asked import Opened
from chamberlain.output import Cell
from chamberlain.reports.tables import Table
from domain.reports.asked import Asked
from domain.reports.sequence import sequence_report


def sequence_table(at: Opened, first: date, last: date) -> Table:
    """Return the receipt numbers of the business dates by drawer, in their order, each with what became of it."""
    report = sequence_report(at.books, Asked(at.office, first, last, drills=False))
    (section,) = report.sections
    rows = tuple(tuple(_plain(cell) for cell in row.cells) for row in section.rows)
    return Table(tuple(column.name for column in section.columns), rows)


def _plain(cell: object) -> Cell:
    if isinstance(cell, date):
        return cell.isoformat()
    return cell  # type: ignore[return-value]  # all cells but days are cells of a table as well
