"""Sheets, on SQL: kept as they were asked for, and queued for their station's printer."""

import json
from datetime import datetime
from typing import Any, Final

from domain.receipting.paper import Paper, paper_data, paper_from_data
from domain.records import PaperKind, PrintJob, PrintState, Sheet, SheetKind
from domain.text import clean_text
from storage.cells import as_json, instant
from storage.engine import Tx
from storage.failures import read_soundly
from storage.part import Part

_COLUMNS: Final = "sheet_id, kind, about, paper_json, station, operator_id, at"
_KEEP: Final = (
    "INSERT INTO sheet (kind, about, paper_json, station, operator_id, at) "
    "VALUES (?, ?, ?, ?, ?, ?) RETURNING sheet_id"
)
_ONE: Final = f"SELECT {_COLUMNS} FROM sheet WHERE sheet_id = ?"  # noqa: S608 - constants
_ABOUT: Final = f"SELECT {_COLUMNS} FROM sheet WHERE about = ? ORDER BY sheet_id DESC LIMIT ?"  # noqa: S608
_QUEUE: Final = (
    "INSERT INTO print_job (sheet_id, paper, copy_no, station, kick, state) "
    "VALUES (?, 'sheet', ?, ?, 0, 'pending') RETURNING job_id"
)

# The sheet's original job is what copies queue for; on SQLite the whole transaction is.
_LAST_COPY: Final = {
    True: "SELECT max(copy_no) FROM print_job WHERE sheet_id = ?",
    False: (
        "SELECT max(copy_no) FROM (SELECT copy_no FROM print_job WHERE sheet_id = ? "
        "ORDER BY copy_no FOR UPDATE) AS copies"
    ),
}
_KEEP_COPY: Final = (
    "INSERT INTO sheet_copy (sheet_id, copy_no, operator_id, station, at) VALUES (?, ?, ?, ?, ?)"
)


class SqlSheets(Part):
    """The sheets of the port ``PrintQueue``."""

    def queue_sheet(
        self,
        kind: SheetKind,
        about: str,
        paper: Paper,
        station: str,
        operator_id: str,
        at: datetime,
    ) -> PrintJob:
        """Keep a sheet and queue its printing, in one transaction."""
        # Built first, so that the value's own rules are asked before anything is written.
        asked = Sheet(0, kind, clean_text(about), paper, station, operator_id, at)
        row = (
            asked.kind.value,
            asked.about,
            as_json(paper_data(asked.paper)),
            station,
            operator_id,
            at.isoformat(),
        )

        def act(tx: Tx) -> PrintJob:
            sheet_id: int = tx.run(_KEEP, row).fetchone()[0]
            return _queue(tx, sheet_id, 0, station)

        return self._write(act)

    def sheet(self, sheet_id: int) -> Sheet | None:
        """Return a sheet as it was asked for, or ``None``."""

        def act(tx: Tx) -> Sheet | None:
            row = tx.run(_ONE, (sheet_id,)).fetchone()
            return _sheet(row) if row else None

        return self._read(act)

    def sheets(self, about: str, limit: int = 50) -> tuple[Sheet, ...]:
        """Return the sheets about one bill, account or plate, newest first."""
        return self._read(
            lambda tx: tuple(_sheet(row) for row in tx.run(_ABOUT, (clean_text(about), limit)))
        )

    def reprint_sheet(
        self, sheet_id: int, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy of a sheet marked DUPLICATE with the next number; who asked and when is kept."""

        def act(tx: Tx) -> PrintJob:
            last = tx.run(_LAST_COPY[tx.sqlite], (sheet_id,)).fetchone()[0]
            if last is None:
                raise ValueError(f"there is no sheet {sheet_id} to copy")
            tx.run(_KEEP_COPY, (sheet_id, last + 1, operator_id, station, at.isoformat()))
            return _queue(tx, sheet_id, last + 1, station)

        return self._write(act)


def _queue(tx: Tx, sheet_id: int, copy_no: int, station: str) -> PrintJob:
    job_id: int = tx.run(_QUEUE, (sheet_id, copy_no, station)).fetchone()[0]
    return PrintJob(
        job_id, PaperKind.SHEET, None, copy_no, station, False, PrintState.PENDING, sheet_id
    )


def _sheet(row: Any) -> Sheet:
    sheet_id, kind, about, paper, station, operator_id, at = row
    with read_soundly(f"sheet {sheet_id}"):
        return Sheet(
            sheet_id,
            SheetKind(kind),
            about,
            paper_from_data(json.loads(paper)),
            station,
            operator_id,
            instant(at),
        )
