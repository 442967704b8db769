"""Adding everything up again, on SQL."""

from datetime import date
from typing import Final

from domain.books import BooksUnavailable
from domain.records import Proof
from storage import index
from storage.engine import Tx
from storage.failures import Busy
from storage.findings import Findings
from storage.guards import expected, missing_guards
from storage.part import Part
from storage.proof_bills import check_bills
from storage.proof_derived import check_numbers, check_paper, check_series
from storage.proof_trail import Trail
from storage.rebuilding import rebuild

_POLICIES: Final = (
    "SELECT policy_digest FROM posting GROUP BY policy_digest ORDER BY min(posting_id)"
)


class SqlProving(Part):
    """The port ``Proving``, without ``training``."""

    def prove(self, on: date | None = None) -> Proof:
        """Check trail, guards, numbers, journals and derived rows, all as of one moment.

        With ``on``, only postings of that business date are read and compared with their digests. Memory stays flat.
        """
        try:
            return self.db.read(lambda tx: _prove(tx, on), snapshot=True)
        except Busy as error:
            raise BooksUnavailable("they are busy with another counter.") from error

    def policy_used(self) -> tuple[str, ...]:
        """Return the digests of the policies under which something was posted, in the order of first use."""
        return self._read(lambda tx: tuple(row[0] for row in tx.run(_POLICIES)))

    def rebuild(self) -> None:
        """Make every row that follows from the postings anew: drawers, numbers, bills, print jobs, lookup index.

        Postings are only read; run ``prove`` before, to know that they are sound.
        """
        self._write(rebuild)


def _prove(tx: Tx, on: date | None) -> Proof:
    trail = Trail(tx, on)
    trail.check()
    checks = [trail.trail, trail.journals, trail.sessions.findings, check_numbers(tx)]
    if on is None:
        checks.append(check_series(tx, trail))
    checks += [check_bills(tx), check_paper(tx), _check_guards(tx), _check_index(tx)]
    heads = tuple((drawer, *head) for drawer, head in sorted(trail.heads.items()))
    return Proof(tuple(check.line() for check in checks), heads)


def _check_guards(tx: Tx) -> Findings:
    findings = Findings("Guards")
    findings.checked = len(expected(sqlite=tx.sqlite))
    for name in missing_guards(tx):
        findings.differs(f"Guard {name} is missing or was changed.")
    return findings


def _check_index(tx: Tx) -> Findings:
    findings = Findings("Lookup index")
    findings.checked = tx.run("SELECT count(*) FROM account").fetchone()[0]
    for sentence in index.check(tx):
        findings.differs(sentence)
    return findings
