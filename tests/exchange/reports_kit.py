"""A report with everything in it that a file could get wrong."""

from __future__ import annotations

from datetime import date

from domain.money import Money
from domain.reports.report import Column, Kind, Report, Row, Section, count, day, money, text

ON = date(2027, 1, 25)
HOSTILE = (
    "=1+2", "+1", "-2", "@SUM(A1)", "\tx", "\rx", "  =cmd|' /C calc'!A0", "＝1", "https://example.org", "0012", "1e5",
)  # fmt: skip


def report_of(*names: str, sections: int = 1) -> Report:
    """A report with a row for each name."""
    columns = (
        text("name", "Name"),
        day("on", "On"),
        count("number", "Number"),
        money("amount", "Amount"),
        Column("rate", "Rate", Kind.MONEY),
    )
    rows = tuple(
        Row((name, ON, place, Money(100 * place - 250), None), (place,))
        for place, name in enumerate(names, start=1)
    )
    parts = tuple(
        Section(f"Part {n}" if sections > 1 else "", columns, rows) for n in range(1, sections + 1)
    )
    return Report("sample", "Sample report", "City of Sample", ON, ON, parts, ("A note.",))
