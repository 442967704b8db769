"""Reading an export twice: first every row is checked and counted, then its values are handed on, one by one.

Nothing is handed on from a file in which one row is refused. Memory stays flat as rows grow: eight bytes a row for
the numbers seen, and one entry for each account that has a hold.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.money import MOST_CENTS, Money, format_cents
from domain.receivables.accounts import Account, Hold, party_key_of
from domain.receivables.bills import Bill, Charge, Instalment
from domain.text import clean_text
from exchange.column_map import ColumnMap
from exchange.free_text import never_kept
from exchange.rows import HeaderFault, RowFault, RowReader
from exchange.text_file import FileFault, TextFile

MOST_LISTED = 100
"""Refused rows that are listed; the others are counted."""
_SHOWN = 60
_EVERY = 8192
_PARTS = 256

Progress = Callable[[int, int], None]
"""Called now and then with (bytes done, bytes to do), over all passes."""


class ExportChanged(Exception):
    """The file is not the one that was checked: its bytes changed while it was read again."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refused row, or the place where the file itself cannot be read: line (from 1), column, value, reason."""

    line: int
    column: str
    value: str
    reason: str

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
        }


@dataclass(slots=True)
class _Seen:
    """Numbers seen, eight bytes each, kept apart by their last byte, to find those that come twice."""

    parts: list["array[int]"] = field(default_factory=lambda: [array("q") for _ in range(_PARTS)])

    def twice(self) -> set[int]:
        """Return the numbers that were added more than once."""
        found: set[int] = set()
        for part in self.parts:
            ordered = sorted(part)
            found.update(a for a, b in zip(ordered, ordered[1:], strict=False) if a == b)
        return found


@dataclass(slots=True)
class Export:
    """A checked export: its control totals, what was refused in it, and, when nothing was, its values."""

    path: Path
    kind: str
    service: str
    column_map: ColumnMap
    digest: str = ""
    size: int = 0
    rows: int = 0
    cents: int = 0
    undocumented: int = 0
    """Decisions on tickets without a reason or without a document."""
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    progress: Progress | None = None
    repeated_accounts: set[int] = field(default_factory=set)
    held: dict[int, tuple[Hold, ...]] = field(default_factory=dict)

    @property
    def sum(self) -> Money:
        """The control total: the sum of all face amounts."""
        return Money(self.cents)

    def accounts(self) -> Iterator[Account]:
        """Yield each account once, with the particulars of its first row and the holds of all its rows."""
        told: set[int] = set()
        for reader, cells in self._again(1):
            number, _, plate, name, address, mailing, _ = reader.texts(cells)
            key = hash(number)
            if key in self.repeated_accounts:
                if key in told:
                    continue
                told.add(key)
            yield Account(
                self.service,
                number,
                name,
                address,
                mailing,
                plate,
                self.held.get(key, ()),
                party_key_of(name, mailing or address, plate),
            )

    def bills(self) -> Iterator[Bill]:
        """Yield the bill of each row."""
        for reader, cells in self._again(2):
            try:
                texts = reader.texts(cells)
                issued_on = reader.issued_on(cells)
                days, cents = reader.money(cells, issued_on)
                status = reader.status(cells)
                facts = reader.facts(cells, issued_on, cents)
            except RowFault as fault:
                raise ExportChanged(str(self.path)) from fault
            instalments: list[Instalment] = []
            start = 0
            for day, kinds in zip(days, reader.charge_kinds, strict=False):
                amounts = cents[start : start + len(kinds)]
                start += len(kinds)
                charges = tuple(
                    Charge(k, Money(c)) for k, c in zip(kinds, amounts, strict=True) if c
                )
                charges = charges or (Charge(kinds[0], Money(0)),)
                instalments.append(Instalment(len(instalments) + 1, day, charges))
            yield Bill(
                texts[1],
                self.service,
                texts[0],
                texts[6],
                issued_on,
                tuple(instalments),
                status,
                facts,
            )

    def _again(self, done: int) -> Iterator[tuple[RowReader, list[str]]]:
        """Yield the rows of the checked file once more; raises ``ExportChanged`` when they are not the same."""
        try:
            with TextFile(self.path, self.column_map) as file:
                rows = file.rows()
                reader = RowReader(self.column_map, next(rows)[1])
                for count, (_, cells) in enumerate(rows):
                    if not count % _EVERY:
                        self.tell(done * self.size + file.done)
                    if len(cells) != reader.width:
                        raise ExportChanged(str(self.path))
                    yield reader, cells
                digest = file.digest
        except (FileFault, HeaderFault, StopIteration, OSError) as fault:
            raise ExportChanged(str(self.path)) from fault
        if digest != self.digest:
            raise ExportChanged(str(self.path))

    def tell(self, done: int) -> None:
        """Tell how many bytes of the three passes are done."""
        if self.progress is not None:
            self.progress(done, 3 * self.size)

    def reject(self, line: int, column: str, value: str, reason: str) -> None:
        """Count one refused row, and list it while there is room."""
        self.rejected += 1
        if len(self.rejections) < MOST_LISTED:
            shown = "(not shown)" if never_kept(value) else clean_text(value[: _SHOWN * 4])
            shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
            self.rejections.append(Rejection(line, column, shown, reason))


def read_export(
    path: Path, kind: str, column_map: ColumnMap, progress: Progress | None = None
) -> Export:
    """Check every row of an export of ``kind`` and return its totals, with what was refused. Changes nothing.

    Raises ``OSError`` when the file cannot be opened.
    """
    export = Export(path, kind, column_map.service, column_map, progress=progress)
    export.size = path.stat().st_size
    try:
        with TextFile(path, column_map) as file:
            repeated = _check_rows(export, file)
            export.digest = file.digest
        if repeated and not export.rejected:
            _reject_repeated(export, repeated)
    except FileFault as fault:
        export.reject(fault.line, fault.column, fault.value, fault.reason)
    if not export.rows and not export.rejected:
        export.reject(1, "", "", "the file has no rows after its heading")
    if not export.rejected and export.cents >= MOST_CENTS:
        most = format_cents(MOST_CENTS)
        export.reject(1, "", "", f"the amounts of all rows add up to {most} or more")
    export.rejections.sort(key=lambda rejection: rejection.line)
    return export


def _check_rows(export: Export, file: TextFile) -> set[int]:
    """Check all rows; return the hashes of bill numbers that come twice."""
    rows = file.rows()
    first = next(rows, None)
    if first is None:
        raise FileFault(1, "the file is empty")
    reader = _reader(export, first)
    bills, accounts, holds = _Seen(), _Seen(), export.held
    for line, cells in rows:
        if not export.rows % _EVERY:
            export.tell(file.done)
        export.rows += 1
        try:
            texts, cents, held, facts = reader.check(cells)
        except RowFault as fault:
            export.reject(line, fault.column, fault.value, fault.reason)
            continue
        export.cents += cents
        export.undocumented += facts.ticket.undocumented if facts.ticket else 0
        account, bill = hash(texts[0]), hash(texts[1])
        accounts.parts[account & 255].append(account)
        bills.parts[bill & 255].append(bill)
        if held:
            before = holds.get(account, ())
            holds[account] = (*before, *(hold for hold in held if hold not in before))
    export.repeated_accounts = accounts.twice()
    return bills.twice()


def _reader(export: Export, first: tuple[int, Sequence[str]]) -> RowReader:
    line, heading = first
    try:
        return RowReader(export.column_map, heading)
    except HeaderFault as fault:
        found = ", ".join(clean_text(name)[:30] for name in heading[:20])
        raise FileFault(line, f"{fault}; found {found}") from fault


def _reject_repeated(export: Export, repeated: set[int]) -> None:
    """Refuse every row whose bill number another row had before; equal hashes of other numbers are told apart."""
    lines: dict[str, int] = {}
    with TextFile(export.path, export.column_map) as file:
        rows = file.rows()
        reader = _reader(export, next(rows))
        for line, cells in rows:
            number = reader.texts(cells)[1]
            if hash(number) not in repeated:
                continue
            earlier = lines.setdefault(number, line)
            if earlier != line:
                name = export.column_map.columns.bill_no
                export.reject(line, name, number, f"is the number of line {earlier} too")
