"""Small exports for tests: a water-like map, rows as text, and books to take them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from exchange.column_map import ColumnMap
from exchange.importer import Export, read_export
from exchange.intake_report import ImportReport, Rejected, import_file
from exchange.policy import LoadedOffice, load_office
from exchange.sample_policy import SampleCity, load_sample
from storage.memory import MemoryBooks

ITHACA = Path(__file__).resolve().parents[2] / "offices" / "ithaca"
MOMENT = datetime(2027, 1, 25, 14, 0, tzinfo=UTC)
HEADING = "ACCT,BILL,ISSUED,DUE,NAME,ADDR,WATER,SEWER,NOTE,HOLD,ST"

PLAIN: dict[str, Any] = {
    "service": "water",
    "delimiter": ",",
    "encoding": "utf-8",
    "dates": "YYYY-MM-DD",
    "amounts": "1,234.56",
    "columns": {
        "account_number": "ACCT",
        "bill_no": "BILL",
        "issued_on": "ISSUED",
        "name": "NAME",
        "address": "ADDR",
        "description": "Water {NOTE}",
    },
    "instalments": [{"due_on": "DUE", "charges": {"water": "WATER", "sewer": "SEWER"}}],
    "status": {"column": "ST", "open": ["O"], "cancelled": ["V"]},
    "holds": [
        {"column": "HOLD", "kind": "cash_only", "when": ["C"], "text": "Two checks came back."},
        {"column": "HOLD", "kind": "note", "when": ["F"], "text": "Final reading asked for."},
    ],
}


@cache
def ithaca() -> LoadedOffice:
    """The model office, read once."""
    return load_office(ITHACA)


@cache
def sample() -> SampleCity:
    """What the model office's sample city is made of, read once."""
    return load_sample(ITHACA)


def plain_map(**changed: Any) -> ColumnMap:
    """The column map of ``HEADING``, with some keys changed."""
    return ColumnMap.model_validate(PLAIN | changed)


def row(number: int = 1, **changed: str) -> str:
    """One good row, with some fields changed."""
    fields = {
        "ACCT": f"02-{number:05d}",
        "BILL": f"W{number:05d}",
        "ISSUED": "2027-01-01",
        "DUE": "2027-01-20",
        "NAME": "Jane Doe",
        "ADDR": "108 E Green St",
        "WATER": "86.10",
        "SEWER": "43.90",
        "NOTE": "2026 Q4",
        "HOLD": "",
        "ST": "O",
    }
    return ",".join((fields | changed).values())


def export_file(folder: Path, rows: Iterable[str], heading: str = HEADING) -> Path:
    """Write an export in UTF-8."""
    path = folder / "export.csv"
    path.write_bytes("\r\n".join([heading, *rows, ""]).encode())
    return path


def read(path: Path, **changed: Any) -> Export:
    """Check an export under the plain map."""
    return read_export(path, "water", plain_map(**changed))


def one_fault(path: Path, **changed: Any) -> tuple[int, str, str, str]:
    """Return line, column, value and reason of the only refused row."""
    export = read(path, **changed)
    assert export.rejected == 1, export.rejections
    fault = export.rejections[0]
    return fault.line, fault.column, fault.value, fault.reason


def loaded_with(maps: Mapping[str, ColumnMap]) -> LoadedOffice:
    """The model office with other column maps."""
    return LoadedOffice(ithaca().office, maps, (), ithaca().files)


def take_in(books: MemoryBooks, path: Path, **changed: Any) -> ImportReport | Rejected:
    """Import an export under the plain map."""
    loaded = loaded_with({"water": plain_map(**changed)})
    return import_file(books, path, "water", loaded, "cham", MOMENT)
