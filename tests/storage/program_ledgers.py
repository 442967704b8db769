"""Accounting programs that are fed by our files only: what each knows of a bill is what stood in a file.

Each reads its own layout: one comma-separated, one of fixed width, one tab-separated with payments below zero.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

from domain.ledger.acknowledged import Row
from domain.ledger.interface import ProgramLine
from domain.money import Money
from domain.receivables.bills import Applied, How
from exchange.interface_file import file_bytes
from exchange.interface_models import ProgramModel

FIELDS = ("bill", "instalment", "charge", "kind", "amount", "effective", "reference", "original")
_WIDTHS = dict(zip(FIELDS, (20, 3, 14, 12, 13, 10, 26, 16), strict=True))


def layout(program: str, form: str) -> ProgramModel:
    """A layout in one of the three forms, with header and trailer."""
    fixed = form == "fixed"
    cells = [
        {"field": name, "heading": "" if fixed else name.upper()}
        | ({"width": _WIDTHS[name]} if fixed else {})
        | ({"align": "right", "fill": "0"} if fixed and name in ("amount", "instalment") else {})
        for name in FIELDS
    ]
    ends: list[dict[str, object]] = [
        {"value": "T"}, {"field": "batch"}, {"field": "records"}, {"field": "amount"},
    ]  # fmt: skip
    if fixed:
        ends = [each | {"width": w} for each, w in zip(ends, (1, 30, 10, 73), strict=True)]
    return ProgramModel.model_validate(
        {
            "program": program,
            "format": form,
            "file_name": "{batch}.txt",
            "heading": not fixed,
            "amounts": "cents" if fixed else "1234.56",
            "credits_negative": form == "tab",
            "trailer": ends,
            "fields": cells,
            "source": "Made for a test.",
        }
    )


class ProgramLedger:
    """One program's own books."""

    def __init__(self, program: str, form: str) -> None:
        self.layout = layout(program, form)
        self.entries: list[tuple[str, str, Applied]] = []
        self.files: dict[str, bytes] = {}

    def write(self, batch_id: str, on: date, number: int, lines: tuple[ProgramLine, ...]) -> bytes:
        """The file of a batch in this program's layout."""
        return file_bytes(self.layout, batch_id, on, number, lines)

    def post(self, batch_id: str, content: bytes) -> list[Row]:
        """Read a file and post all of it; returns the report, in our sign. The same batch is posted once."""
        rows = self._rows(content.decode("ascii"))
        trailer, body = rows[-1], rows[:-1]
        assert trailer[:3] == ["T", batch_id, str(len(body))]
        if batch_id in self.files:
            assert self.files[batch_id] == content
            return []
        self.files[batch_id] = content
        said, whole = [], 0
        for place, row in enumerate(body):
            told = dict(zip(FIELDS, row, strict=True))
            cents = self._cents(told["amount"])
            whole += cents
            applied = Applied(
                int(told["instalment"]),
                told["charge"],
                Money(cents),
                date.fromisoformat(told["effective"]),
                How(told["kind"]),
            )
            self.entries.append((told["bill"], told["reference"], applied))
            said.append(Row((told["reference"],), Money(cents), f"{batch_id}:{place}"))
        assert self._cents(trailer[3]) == whole
        return said

    def known_of(self, bill_no: str) -> Counter[Applied]:
        """What it knows was done to a bill."""
        return Counter(applied for number, _, applied in self.entries if number == bill_no)

    @property
    def references(self) -> list[str]:
        """Our references of all that it posted."""
        return [reference for _, reference, _ in self.entries]

    def _cents(self, text: str) -> int:
        cents = int(text.replace(".", ""))
        return -cents if self.layout.credits_negative else cents

    def _rows(self, text: str) -> list[list[str]]:
        if self.layout.format == "fixed":
            return [self._cut(line) for line in text.splitlines()]
        sign = "\t" if self.layout.format == "tab" else ","
        return list(csv.reader(io.StringIO(text), delimiter=sign))[1:]

    def _cut(self, line: str) -> list[str]:
        widths = (1, 30, 10, 73) if line[0] == "T" and line[1:4] in _STARTS else _WIDTHS.values()
        found, begin = [], 0
        for width in widths:
            found.append(line[begin : begin + width].strip())
            begin += width
        assert begin == len(line)
        return found


_STARTS = ("TAX", "WAT", "PAR", "PER")
"""How the names of batches begin, which follow a trailer's mark."""
