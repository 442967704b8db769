"""A report as a workbook: numbers as numbers, words as words, and the same bytes for the same report."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from domain.money import Money
from domain.reports.report import Cell, Column, Kind, Report, Section
from domain.text import display_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WHEN = datetime(2000, 1, 1)  # noqa: DTZ001 - a mark of a file, no moment: the report says its own days
_LONGEST = 32_000
"""Characters; a cell of a workbook holds no more than 32,767."""
MOST_ROWS = 1_000_000
"""On one sheet; what is more goes on to the next, since a sheet ends at 1,048,576."""
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True, slots=True)
class _Formats:
    title: "Format"
    head: "Format"
    by_kind: "dict[Kind, Format]"
    sums: "dict[Kind, Format]"


def xlsx_bytes(report: Report) -> bytes:
    """Return the report as a workbook. Nothing in it is a formula or a link, whatever the words of a cell are."""
    import xlsxwriter

    held = io.BytesIO()
    words = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, {"in_memory": True, "nan_inf_to_errors": False, **words})
    book.set_properties({"title": report.title, "company": report.office, "created": _WHEN})
    formats = _formats(book)
    page = _Page(book, report.name, formats)
    page.words(f"{report.office}: {report.title}", formats.title)
    page.words(report.period)
    for section in report.sections:
        page.section(section)
    page.skip()
    for note in report.notes:
        page.words(note)
    page.close()
    book.close()
    return held.getvalue()


def _formats(book: Any) -> _Formats:
    numbers = {Kind.MONEY: "#,##0.00", Kind.COUNT: "#,##0", Kind.DATE: "yyyy-mm-dd", Kind.TEXT: "@"}
    return _Formats(
        book.add_format({"bold": True, "font_size": 13}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        {kind: book.add_format({"num_format": code}) for kind, code in numbers.items()},
        {
            kind: book.add_format({"num_format": code, "bold": True, "top": 1})
            for kind, code in numbers.items()
        },
    )


class _Page:
    """Where on which sheet the next row goes."""

    def __init__(self, book: Any, name: str, formats: _Formats) -> None:
        self._book = book
        self._name = name
        self._formats = formats
        self._sheets = 0
        self._widths: dict[int, int] = {}
        self._sheet = self._next_sheet()

    def _next_sheet(self) -> "Worksheet":
        self._sheets += 1
        self._row = 0
        sheet: Worksheet = self._book.add_worksheet(f"{self._name[:24]} {self._sheets}".strip())
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def skip(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def words(self, text: str, form: "Format | None" = None) -> None:
        """Write words of their own row."""
        self._sheet.write_string(self._row, 0, display_text(text)[:_LONGEST], form)
        self._row += 1

    def section(self, section: Section) -> None:
        """Write a section: its title, heads, rows and sums."""
        self.skip()
        if section.title:
            self.words(section.title, self._formats.title)
        self._heads(section)
        for row in section.rows:
            if self._row >= MOST_ROWS:
                self._turn(section)
            self._cells(section.columns, row.cells, self._formats.by_kind)
        if section.sums is not None:
            self._cells(section.columns, section.sums, self._formats.sums)

    def _turn(self, section: Section) -> None:
        self.close()
        self._sheet = self._next_sheet()
        self._heads(section)

    def _heads(self, section: Section) -> None:
        for place, column in enumerate(section.columns):
            self._sheet.write_string(self._row, place, column.head, self._formats.head)
            self._widen(place, len(column.head))
        self._row += 1

    def _cells(
        self, columns: tuple[Column, ...], cells: tuple[Cell, ...], forms: "dict[Kind, Format]"
    ) -> None:
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            form = forms[column.kind]
            if cell is None:
                self._sheet.write_blank(self._row, place, None, form)
            elif isinstance(cell, Money):
                self._sheet.write_number(self._row, place, cell.cents / 100, form)
            elif isinstance(cell, date):
                at = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
                self._sheet.write_datetime(self._row, place, at, form)
            elif isinstance(cell, int):
                self._sheet.write_number(self._row, place, cell, form)
            else:
                self._sheet.write_string(self._row, place, display_text(cell)[:_LONGEST], form)
            self._widen(place, len(str(cell)) if cell is not None else 0)
        self._row += 1

    def _widen(self, place: int, width: int) -> None:
        self._widths[place] = max(self._widths.get(place, _NARROWEST), min(width, _WIDEST))

    def close(self) -> None:
        """Set the widths of the sheet's columns."""
        for place, width in self._widths.items():
            self._sheet.set_column(place, place, width + 2)
