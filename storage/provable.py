"""Books that can be added up again, on SQL."""

from datetime import date
from typing import Final

from domain.outage import BooksUnavailable
from domain.records import Proof
from storage.failures import Busy, read_soundly
from storage.part import Part

_POLICIES: Final = (
    "SELECT policy_digest FROM posting GROUP BY policy_digest ORDER BY min(posting_id)"
)


class SqlProving(Part):
    """The port ``Proving``, without ``training``."""

    def prove(self, on: date | None = None) -> Proof:
        """Check file, trail, guards, numbers, journals and derived rows, all as of one moment; damage is a difference.

        With ``on``, only postings of that business date are read and compared with their digests. Memory stays flat.
        """
        # Loaded with the first proof: a counter's start needs none of it.
        from storage.proving import proof_of

        try:
            return self.db.read(lambda tx: proof_of(tx, on), snapshot=True)
        except Busy as error:
            raise BooksUnavailable("they are busy with another counter.") from error

    def policy_used(self) -> tuple[str, ...]:
        """Return the digests of the policies under which something was posted, in the order of first use."""
        return self._read(lambda tx: tuple(row[0] for row in tx.run(_POLICIES)))

    def rebuild(self) -> None:
        """Make every row that follows from the postings anew: drawers, numbers, bills, print jobs, lookup index.

        Postings are only read; run ``prove`` before, to know that they are sound.
        """
        from storage.rebuilding import rebuild

        with read_soundly("a row of theirs"):
            self._write(rebuild)
