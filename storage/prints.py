"""Paper owed, on SQL."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from domain.records import PaperKind, PrintJob, PrintState
from storage.engine import Tx
from storage.part import Part

_JOB: Final = (
    "SELECT job_id, paper, posting_id, copy_no, station, kick, state, sheet_id FROM print_job"
)
_QUEUED: Final = (
    f"{_JOB} WHERE station = ? AND state IN ('pending', 'failed', 'unknown') ORDER BY job_id"
)
_UNPRINTED: Final = (
    "SELECT station, count(*) FROM print_job "
    "WHERE state IN ('pending', 'failed', 'unknown', 'sending') GROUP BY station"
)
_SENDING: Final = f"{_JOB} WHERE station = ? AND state = 'sending' ORDER BY job_id"
_CLAIM: Final = (
    "UPDATE print_job SET state = 'sending' WHERE job_id = ? AND state IN ('pending', 'failed')"
)
_MARK: Final = "UPDATE print_job SET state = ? WHERE job_id = ?"

# The posting's original job is what copies queue for; on SQLite the whole transaction is.
_LAST_COPY: Final = {
    True: "SELECT max(copy_no) FROM print_job WHERE posting_id = ? AND paper = ?",
    False: (
        "SELECT max(copy_no) FROM (SELECT copy_no FROM print_job "
        "WHERE posting_id = ? AND paper = ? ORDER BY copy_no FOR UPDATE) AS copies"
    ),
}
_KEEP_COPY: Final = (
    "INSERT INTO print_copy (posting_id, paper, copy_no, operator_id, station, at) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_QUEUE_COPY: Final = (
    "INSERT INTO print_job (posting_id, paper, copy_no, station, kick, state) "
    "VALUES (?, ?, ?, ?, 0, 'pending') RETURNING job_id"
)


class SqlPrints(Part):
    """The port ``PrintQueue``."""

    def queued(self, station: str) -> tuple[PrintJob, ...]:
        """Return the jobs of a station that are pending, failed or unknown, oldest first."""
        return self._read(lambda tx: tuple(_job(row) for row in tx.run(_QUEUED, (station,))))

    def unprinted(self) -> dict[str, int]:
        """Return how many jobs of each station are not known to be on paper."""
        return self._read(lambda tx: dict(tx.run(_UNPRINTED).fetchall()))

    def claim(self, job_id: int) -> bool:
        """Mark a job as being sent, unless it already is or was."""
        return self._write(lambda tx: bool(tx.run(_CLAIM, (job_id,)).rowcount))

    def mark(self, job_id: int, state: PrintState) -> None:
        """Record where a job stands."""

        def act(tx: Tx) -> None:
            tx.run(_MARK, (state.value, job_id))

        self._write(act)

    def recover_prints(self, station: str) -> tuple[PrintJob, ...]:
        """Mark the jobs that were being sent when the station stopped as unknown, and return them."""

        def act(tx: Tx) -> tuple[PrintJob, ...]:
            sending = [_job(row) for row in tx.run(_SENDING, (station,))]
            for job in sending:
                tx.run(_MARK, (PrintState.UNKNOWN.value, job.job_id))
            return tuple(replace(job, state=PrintState.UNKNOWN) for job in sending)

        return self._write(act)

    def reprint(
        self, posting_id: int, paper: PaperKind, station: str, operator_id: str, at: datetime
    ) -> PrintJob:
        """Queue a copy marked DUPLICATE with the next number; who asked and when is kept."""

        def act(tx: Tx) -> PrintJob:
            last = tx.run(_LAST_COPY[tx.sqlite], (posting_id, paper.value)).fetchone()[0]
            if last is None:
                raise ValueError(f"posting {posting_id} has no {paper.value} to copy")
            copy = (posting_id, paper.value, last + 1)
            tx.run(_KEEP_COPY, (*copy, operator_id, station, at.isoformat()))
            job_id = tx.run(_QUEUE_COPY, (*copy, station)).fetchone()[0]
            return PrintJob(job_id, paper, posting_id, last + 1, station, False, PrintState.PENDING)

        return self._write(act)


def _job(row: Any) -> PrintJob:
    job_id, paper, posting_id, copy_no, station, kick, state, sheet_id = row
    return PrintJob(
        job_id,
        PaperKind(paper),
        posting_id,
        copy_no,
        station,
        bool(kick),
        PrintState(state),
        sheet_id,
    )
