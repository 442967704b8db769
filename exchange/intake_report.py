"""Importing one file into the books, all or nothing, and what is said of it afterwards."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.books import Programs
from domain.intake import Intake, IntakeResult, NumberTaken
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text
from exchange.column_map import ColumnMap
from exchange.importer import Export, ExportChanged, Progress, Rejection, read_export
from exchange.policy import LoadedOffice

_MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, with the file's control totals.

    ``undocumented`` counts the decisions on tickets that came without a reason or without a document.
    """

    result: IntakeResult
    undocumented: int = 0

    def to_json(self) -> dict[str, object]:
        """Return it as plain data in a fixed order; amounts in cents."""
        intake = self.result.intake
        return {
            "imported": True,
            "repeated": self.result.repeated,
            "kind": intake.kind,
            "program": intake.program,
            "file": intake.file_name,
            "digest": intake.file_digest,
            "at": intake.at.isoformat(),
            "operator": intake.operator_id,
            "rows": intake.rows,
            "sum_cents": intake.sum.cents,
            "accounts_added": self.result.accounts_added,
            "accounts_changed": self.result.accounts_changed,
            "bills_added": self.result.bills_added,
            "bills_changed": self.result.bills_changed,
            "bills_unchanged": self.result.bills_unchanged,
            "decisions_without_reason_or_document": self.undocumented,
            "changed_here_and_there": list(self.result.adjusted),
        }

    def lines(self) -> tuple[str, ...]:
        """Return it as lines of text: the control totals first."""
        result, intake = self.result, self.result.intake
        head = f"{intake.file_name}: {intake.rows:,} rows, sum {intake.sum}, from {intake.program}."
        if result.repeated:
            return (head, "This file was imported before. Nothing was changed.")
        return (
            head,
            f"Accounts: {result.accounts_added:,} new, {result.accounts_changed:,} changed.",
            f"Bills: {result.bills_added:,} new, {result.bills_changed:,} changed, "
            f"{result.bills_unchanged:,} as before.",
            *self._lacking(),
            *self._twice(),
        )

    def _twice(self) -> tuple[str, ...]:
        """Return which bills were adjusted here and now changed the same way by their program."""
        found = self.result.adjusted
        if not found:
            return ()
        listed = ", ".join(found[:_MOST_LISTED])
        more = f" and {len(found) - _MOST_LISTED:,} more" if len(found) > _MOST_LISTED else ""
        return (
            f"Check {len(found):,} bills that were adjusted here and are now changed the same way by the program: "
            f"{listed}{more}.",
            "The same change counts twice: take the one made here back by an adjustment, with its document.",
        )

    def _lacking(self) -> tuple[str, ...]:
        if not self.undocumented:
            return ()
        noun = "decision" if self.undocumented == 1 else "decisions"
        return (f"{self.undocumented:,} {noun} without a reason or a document.",)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file of which nothing was imported: why, and the refused rows (at most a hundred, and their number)."""

    refusal: Refusal
    kind: str
    file: str
    rows: int = 0
    rejected: int = 0
    rejections: tuple[Rejection, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as plain data in a fixed order."""
        return {
            "imported": False,
            "kind": self.kind,
            "file": self.file,
            "reason": self.refusal.sentence,
            "rows": self.rows,
            "rejected": self.rejected,
            "rejections": [rejection.to_json() for rejection in self.rejections],
        }

    def lines(self) -> tuple[str, ...]:
        """Return it as lines of text: the sentence, then a line for each refused row that is listed."""
        listed = [
            f"line {r.line}{f', {r.column}' if r.column else ''}"
            f"{f', {r.value!r}' if r.value else ''}: {r.reason}"
            for r in self.rejections
        ]
        more = self.rejected - len(listed)
        return (self.refusal.sentence, *listed, *([f"and {more:,} more rows"] if more else []))


def import_file(
    books: Programs,
    path: Path,
    kind: str,
    loaded: LoadedOffice,
    operator_id: str,
    at: datetime,
    progress: Progress | None = None,
) -> ImportReport | Rejected:
    """Import an accounting program's export of ``kind`` at ``at`` (UTC): every row of it, or nothing.

    Rejects an unknown kind, a file that cannot be read, and a file in which any row is refused. Whether the operator
    may import is asked before (``domain.people.authority``).
    """
    name = clean_text(path.name)
    column_map = loaded.column_maps.get(kind)
    if column_map is None:
        known = ", ".join(loaded.column_maps)
        return _rejected(kind, name, f"'{clean_text(kind)}' is no kind of import; use {known}.")
    if path.exists() and not path.is_file():
        # A pipe can be read once only, and a file is read twice.
        return _rejected(kind, name, "that is a folder, a pipe or a device, and no file.")
    try:
        export = read_export(path, kind, column_map, progress)
    except OSError as error:
        return _rejected(kind, name, f"the file cannot be read ({error.strerror}).")
    if export.rejected:
        return _refused_rows(export, name)
    intake = Intake(
        kind,
        loaded.office.service(column_map.service).program,
        name,
        export.digest,
        operator_id,
        at,
        export.rows,
        export.sum,
    )
    try:
        result = books.take_in(intake, export.accounts(), export.bills())
    except ExportChanged:
        return _rejected(kind, name, "the file changed while it was read; export it again.")
    except NumberTaken as taken:
        return _rejected(kind, name, _taken(taken, loaded, column_map))
    return ImportReport(result, export.undocumented)


def _taken(taken: NumberTaken, loaded: LoadedOffice, column_map: ColumnMap) -> str:
    held = next((s.name for s in loaded.office.services if s.code == taken.service), taken.service)
    column = column_map.columns.bill_no
    return (
        f"column {column}, '{taken.bill_no}': is already a bill of {held}. Tell the two apart in imports.toml, "
        f'such as by bill_no = "{column_map.service[:1].upper()}-{{{column}}}".'
    )


def _rejected(kind: str, name: str, why: str) -> Rejected:
    return Rejected(refuse(Code.IMPORT_REFUSED, file=name, why=why), kind, name)


def _refused_rows(export: Export, name: str) -> Rejected:
    first = export.rejections[0]
    where = f"line {first.line}" + (f", column {first.column}" if first.column else "")
    if export.rows:
        why = f"{export.rejected:,} of {export.rows:,} rows are refused, the first on {where}."
    else:
        why = f"{where}: {first.reason}."
    refusal = refuse(Code.IMPORT_REFUSED, file=name, why=why)
    return Rejected(
        refusal, export.kind, name, export.rows, export.rejected, tuple(export.rejections)
    )
