"""Writing a batch in its program's own layout: the same batch under the same policy is the same bytes, always."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Literal

from domain.ledger.interface import HASH_DIGITS, ProgramLine, Totals, totals_of
from domain.text import display_text
from exchange.cells import harmless_cell
from exchange.dialect import write_amount, write_date
from exchange.interface_models import CellModel, LineCell, ProgramModel, RecordCell

_QUOTING: Final[dict[str, Literal[0, 1, 3]]] = {
    "needed": csv.QUOTE_MINIMAL,
    "all": csv.QUOTE_ALL,
    "none": csv.QUOTE_NONE,
}
_ENDS: Final = {"crlf": "\r\n", "lf": "\n"}
TRAINING: Final = "TRAINING-"


class NotWritable(Exception):
    """A batch that does not fit its program's layout; the message is one sentence for a person."""


def file_name(layout: ProgramModel, code: str, on: date, number: int, *, training: bool) -> str:
    """Return the name of a batch's file; one of training books says so in front."""
    parts = {
        "program": code.upper(),
        "date": f"{on:%Y%m%d}",
        "number": f"{number:02d}",
        "batch": f"{code.upper()}-{on:%Y%m%d}-{number:02d}",
    }
    name = layout.file_name.format(**parts)
    return f"{TRAINING}{name}" if training else name


def file_bytes(
    layout: ProgramModel, batch_id: str, on: date, number: int, lines: Sequence[ProgramLine]
) -> bytes:
    """Return the whole file of a batch; raises ``NotWritable`` naming the line and the field that does not fit."""
    totals = totals_of(lines)
    records: list[Sequence[tuple[CellModel, str]]] = []
    if layout.header:
        records.append(_record(layout, layout.header, batch_id, on, number, totals))
    if layout.heading:
        records.append([(cell, cell.heading or cell.field or "") for cell in layout.fields])
    for place, line in enumerate(lines, 1):
        records.append(_line(layout, batch_id, place, line))
    if layout.trailer:
        records.append(_record(layout, layout.trailer, batch_id, on, number, totals))
    text = "".join(_written(layout, record, place) for place, record in enumerate(records, 1))
    try:
        return text.encode(layout.encoding)
    except UnicodeEncodeError as error:
        wrong = text[error.start]
        raise NotWritable(
            f"{wrong!r} cannot be written in {layout.encoding}, as the layout of {layout.program} says."
        ) from None


def _line(
    layout: ProgramModel, batch_id: str, place: int, line: ProgramLine
) -> list[tuple[CellModel, str]]:
    return [(cell, _value(layout, cell, batch_id, place, line)) for cell in layout.fields]


def _value(
    layout: ProgramModel, cell: LineCell, batch_id: str, place: int, line: ProgramLine
) -> str:
    if cell.field is None:
        return cell.value or ""
    values: dict[str, Callable[[], str]] = {
        "account": lambda: line.account_number,
        "bill": lambda: line.bill_no,
        "instalment": lambda: str(line.instalment),
        "charge": lambda: layout.codes.get(line.kind, line.kind),
        "amount": lambda: _amount(layout, line.amount.cents, cell),
        "effective": lambda: write_date(line.effective_on, layout.dates),
        "business": lambda: write_date(line.business_date, layout.dates),
        "number": lambda: line.number,
        "line": lambda: str(place),
        "reference": lambda: line.reference,
        "original": lambda: line.original,
        "tender": lambda: line.tender,
        "payer": lambda: _payer(layout, cell, line.payer),
        "kind": lambda: layout.word_for(line.how),
        "reversal": lambda: layout.reversal[line.reversal],
        "batch": lambda: batch_id,
    }
    return values[cell.field]()


def _record(
    layout: ProgramModel,
    cells: Sequence[RecordCell],
    batch_id: str,
    on: date,
    number: int,
    totals: Totals,
) -> list[tuple[CellModel, str]]:
    def value(cell: RecordCell) -> str:
        if cell.field is None:
            return cell.value or ""
        told = {
            "batch": batch_id,
            "program": layout.program,
            "business": write_date(on, layout.dates),
            "number_of_day": str(number),
            "records": str(totals.records),
            "amount": _amount(layout, totals.amount.cents, cell),
            "lowers": write_amount(totals.lowers.cents, layout.amounts),
            "raises": write_amount(totals.raises.cents, layout.amounts),
            "hash": str(totals.hashed) if cell.width else f"{totals.hashed:0{HASH_DIGITS}d}",
        }
        return told[cell.field]

    return [(cell, value(cell)) for cell in cells]


def _amount(layout: ProgramModel, cents: int, cell: CellModel) -> str:
    """Return an amount with its sign where the layout wants it; zeros that fill it stand between sign and digits."""
    signed = -cents if layout.credits_negative else cents
    digits = write_amount(abs(signed), layout.amounts)
    before, after = {
        "minus": ("-", ""),
        "trailing": ("", "-"),
        "parentheses": ("(", ")"),
        "none": ("", ""),
    }[layout.sign]
    if signed >= 0:
        before = after = ""
    if cell.fill == "0" and cell.width is not None:
        digits = digits.rjust(cell.width - len(before) - len(after), "0")
    return f"{before}{digits}{after}"


def _payer(layout: ProgramModel, cell: CellModel, payer: str) -> str:
    """Return a payer's name as the file can hold it: what its encoding lacks is a question mark."""
    text = display_text(payer).encode(layout.encoding, errors="replace").decode(layout.encoding)
    text = harmless_cell(text)
    for sign in (_separator(layout), '"') if layout.quote == "none" or _is_tab(layout) else ():
        text = text.replace(sign, " ")
    return text[: cell.width] if cell.cut and cell.width else text


def _is_tab(layout: ProgramModel) -> bool:
    return layout.format == "tab"


def _separator(layout: ProgramModel) -> str:
    return "\t" if _is_tab(layout) else layout.delimiter


def _written(layout: ProgramModel, record: Sequence[tuple[CellModel, str]], place: int) -> str:
    end = _ENDS[layout.line_end]
    for cell, text in record:
        if any(sign in text for sign in "\r\n\0"):
            raise NotWritable(f"Line {place}: {_named(cell)} holds a line's end.")
    if layout.format == "fixed":
        return "".join(_fixed(cell, text, place) for cell, text in record) + end
    separator = _separator(layout)
    if layout.quote == "none" or _is_tab(layout):
        for cell, text in record:
            if separator in text:
                raise NotWritable(
                    f"Line {place}: {_named(cell)} is {text!r}, which holds the file's delimiter."
                )
        return separator.join(text for _, text in record) + end
    held = io.StringIO()
    csv.writer(
        held, delimiter=separator, quoting=_QUOTING[layout.quote], lineterminator=end
    ).writerow([text for _, text in record])
    return held.getvalue()


def _fixed(cell: CellModel, text: str, place: int) -> str:
    width = cell.width or 0
    if len(text) > width:
        raise NotWritable(
            f"Line {place}: {_named(cell)} is {text!r}, longer than the {width} places of its layout."
        )
    return text.rjust(width, cell.fill) if cell.align == "right" else text.ljust(width, cell.fill)


def _named(cell: CellModel) -> str:
    field = getattr(cell, "field", None)
    return cell.heading or field or f"the text {cell.value!r}"
