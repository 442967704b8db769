"""A report as text in aligned columns, as CSV and as data for JSON."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from domain.money import Money
from domain.reports.report import Cell, Column, Kind, Report, Section
from domain.text import display_text
from exchange.cells import harmless_cell, plain_amount

_RIGHT = (Kind.MONEY, Kind.COUNT)


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read: amounts with commas, days as 2027-01-31, nothing as nothing."""
    if isinstance(cell, str):
        return display_text(cell)
    if cell is None:
        return ""
    return f"{cell:,}" if type(cell) is int else str(cell)


def text_lines(report: Report) -> Iterator[str]:
    """Yield the report in aligned columns, each section with its sums, the notes at the end."""
    yield f"{display_text(report.office)}: {report.title}"
    yield report.period
    for section in report.sections:
        yield ""
        if section.title:
            yield display_text(section.title)
        yield from _columns(section)
    if report.notes:
        yield ""
        yield from (display_text(note) for note in report.notes)


def _columns(section: Section) -> Iterator[str]:
    if not section.rows:
        yield "Nothing."
        return
    heads = [column.head for column in section.columns]
    shown = [[cell_text(cell) for cell in row.cells] for row in section.rows]
    sums = section.sums
    lines = [heads, *shown] + ([[cell_text(cell) for cell in sums]] if sums else [])
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    for place, line in enumerate(lines):
        if sums and place == len(lines) - 1:
            yield "  ".join("-" * width for width in widths)
        yield "  ".join(
            cell.rjust(width) if column.kind in _RIGHT else cell.ljust(width)
            for cell, width, column in zip(line, widths, section.columns, strict=True)
        ).rstrip()


def csv_lines(report: Report) -> Iterator[str]:
    """Yield the report as CSV (RFC 4180): one head, or one for each section where their columns differ.

    With several sections the first column names them. Sums are left out: what reads the file would add them again.
    """
    several = len(report.sections) > 1
    same = report.columns is not None
    for place, section in enumerate(report.sections):
        if place == 0 or not same:
            if place:
                yield "\r\n"
            names = [column.name for column in section.columns]
            yield _csv_line((["section"] if several else []) + names)
        for row in section.rows:
            cells = [_csv_cell(cell) for cell in row.cells]
            yield _csv_line(
                ([harmless_cell(display_text(section.title))] if several else []) + cells
            )


def _csv_line(cells: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless_cell(display_text(cell))
    if cell is None:
        return ""
    return plain_amount(cell) if isinstance(cell, Money) else str(cell)


def report_data(report: Report) -> dict[str, object]:
    """Return the report as data for JSON: amounts as whole cents under names that end in ``_cents``, days ISO 8601."""
    return {
        "report": report.name,
        "title": report.title,
        "office": report.office,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "sections": [_section_data(section) for section in report.sections],
        "notes": list(report.notes),
    }


def _section_data(section: Section) -> dict[str, object]:
    sums = section.sums
    pairs = zip(section.columns, sums, strict=True) if sums else ()
    return {
        "title": section.title,
        "rows": [row_data(section.columns, row.cells) for row in section.rows],
        "totals": dict(_named(column, cell) for column, cell in pairs if column.summed),
    }


def row_data(columns: Sequence[Column], cells: Sequence[Cell]) -> dict[str, object]:
    """Return one row as data for JSON."""
    return dict(_named(column, cell) for column, cell in zip(columns, cells, strict=True))


def _named(column: Column, cell: Cell) -> tuple[str, object]:
    if column.kind is Kind.MONEY:
        return f"{column.name}_cents", cell.cents if isinstance(cell, Money) else None
    return column.name, cell.isoformat() if isinstance(cell, date) else cell
