"""Sheets in memory."""

from datetime import datetime

from domain.receipting.paper import Paper
from domain.records import PaperKind, PrintJob, PrintState, Sheet, SheetKind
from domain.text import clean_text
from storage.memory_state import MemoryState


class MemorySheets:
    """The sheets of the port ``PrintQueue``."""

    _state: MemoryState

    def queue_sheet(
        self,
        kind: SheetKind,
        about: str,
        paper: Paper,
        station: str,
        operator_id: str,
        at: datetime,
    ) -> PrintJob:
        """Keep a sheet and queue its printing."""
        with self._state.lock:
            sheet_id = len(self._state.sheets) + 1
            self._state.sheets.append(
                Sheet(sheet_id, kind, clean_text(about), paper, station, operator_id, at)
            )
            return self._queue_sheet(sheet_id, 0, station)

    def sheet(self, sheet_id: int) -> Sheet | None:
        """Return a sheet as it was asked for, or ``None``."""
        with self._state.lock:
            known = 1 <= sheet_id <= len(self._state.sheets)
            return self._state.sheets[sheet_id - 1] if known else None

    def sheets(self, about: str, limit: int = 50) -> tuple[Sheet, ...]:
        """Return the sheets about one bill, account or plate, newest first."""
        with self._state.lock:
            found = [s for s in reversed(self._state.sheets) if s.about == clean_text(about)]
            return tuple(found[:limit])

    def reprint_sheet(
        self, sheet_id: int, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy of a sheet marked DUPLICATE with the next number."""
        with self._state.lock:
            copies = [j.copy_no for j in self._state.jobs.values() if j.sheet_id == sheet_id]
            if not copies:
                raise ValueError(f"there is no sheet {sheet_id} to copy")
            job = self._queue_sheet(sheet_id, max(copies) + 1, station)
            self._state.copies_asked.append((job.job_id, operator_id, at))
            return job

    def _queue_sheet(self, sheet_id: int, copy_no: int, station: str) -> PrintJob:
        job_id = len(self._state.jobs) + 1
        job = PrintJob(
            job_id, PaperKind.SHEET, None, copy_no, station, False, PrintState.PENDING, sheet_id
        )
        self._state.jobs[job_id] = job
        return job
