"""What of a report anybody may have: the public record, and nothing of what customers use or how they pay.

Which services are public record is the office's policy, such as the tax roll and the receipts of taxes (Real Property
Tax Law 986; Public Officers Law 87). A field that is not public is empty, so that the columns stay the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chamberlain.output import Cell
from domain.office import Office
from domain.receipting.cart import BillLine, Line
from domain.receipting.receipt import Receipt


class Publicity(StrEnum):
    """To whom a field may be given: to anybody, to anybody where all it is about is public record, or to nobody."""

    ALWAYS = "always"
    OF_RECORD = "of record"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report, and whether it is public."""

    name: str
    public: Publicity


def names_of(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of columns."""
    return tuple(column.name for column in columns)


def is_public_line(line: Line, office: Office) -> bool:
    """Whether a line of a receipt is public record: it paid a bill of a public service."""
    return isinstance(line, BillLine) and line.service in office.guards.public_services


def is_public_receipt(receipt: Receipt, office: Office) -> bool:
    """Whether all lines of a receipt are public record, so that its payer is too (RPTL 986)."""
    return all(is_public_line(line, office) for line in receipt.lines)


def public_row(row: Sequence[Cell], columns: Sequence[Column], *, of_record: bool) -> list[Cell]:
    """Return a row with its fields that are not public left empty."""
    shown = {Publicity.ALWAYS, Publicity.OF_RECORD} if of_record else {Publicity.ALWAYS}
    return [
        cell if column.public in shown else None for cell, column in zip(row, columns, strict=True)
    ]


_OF_RECEIPT: Final = {
    "receipt", "business_date", "effective_on", "entered_at", "session", "drawer", "operator", "total_cents",
    "lines", "digest", "corrections", "undone",
}  # fmt: skip
_OF_LINE: Final = {"kind", "service", "amount_cents"}


def public_receipt_data(
    data: dict[str, object], receipt: Receipt, office: Office
) -> dict[str, object]:
    """Return a receipt's data with what is not public left empty; its lines still add up to its total."""
    shown = {key: value if key in _OF_RECEIPT else None for key, value in data.items()}
    if is_public_receipt(receipt, office):
        shown["payer"] = data["payer"]
    told = data["lines"]
    if not isinstance(told, list):
        raise TypeError("a receipt's lines are a list")
    shown["lines"] = [
        each if is_public_line(line, office) else _public_line_data(each)
        for each, line in zip(told, receipt.lines, strict=True)
    ]
    return shown


def _public_line_data(data: dict[str, object]) -> dict[str, object]:
    return {key: value if key in _OF_LINE else None for key, value in data.items()}
