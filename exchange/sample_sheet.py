"""Writing the rows of a sample city in the way that the office's imports read them."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from domain.money import Money
from exchange.dialect import write_amount, write_date
from exchange.sample_policy import Sheet

Row = Mapping[str, str | int | date | Money]
"""What stands in each field; text and whole numbers are written as they are."""
_MARK = "\ufeff"


def write_sheet(path: Path, sheet: Sheet, rows: Iterable[Row]) -> Path:
    """Write ``rows`` under the headings of ``sheet`` and return ``path``; the same on every machine."""
    form = sheet.read_by
    wide = form.encoding == "utf-16"

    def written(value: str | int | date | Money) -> str | int:
        if isinstance(value, Money):
            return write_amount(value.cents, form.amounts)
        return write_date(value, form.dates) if isinstance(value, date) else value

    with path.open("w", encoding="utf-16-le" if wide else form.encoding, newline="") as file:
        if wide or sheet.marked:
            file.write(_MARK)
        lines = csv.writer(file, delimiter=form.separator, quotechar=form.quote)
        lines.writerow(sheet.columns)
        fields = tuple(sheet.columns.values())
        lines.writerows([written(row[field]) for field in fields] for row in rows)
    return path
