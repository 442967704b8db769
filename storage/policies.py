"""The policies under which the office has worked, on SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.policy.kept import Compiled, KeptPolicy, policy_digest
from storage.cells import as_json, from_json, instant
from storage.engine import Tx
from storage.failures import DAMAGE
from storage.part import Part

if TYPE_CHECKING:
    from storage.findings import Findings

_KEEP: Final = (
    "INSERT INTO policy (digest, files_json, first_seen_at) VALUES (?, ?, ?) "
    "ON CONFLICT (digest) DO NOTHING"
)
_KEEP_COMPILED: Final = (
    "INSERT INTO policy_compiled (digest, made_by, content) VALUES (?, ?, ?) "
    "ON CONFLICT (digest, made_by) DO UPDATE SET content = excluded.content"
)
_POLICY: Final = "SELECT files_json, first_seen_at FROM policy WHERE digest = ?"
_COMPILED: Final = "SELECT made_by, content FROM policy_compiled WHERE digest = ? ORDER BY made_by"
_ALL: Final = "SELECT digest FROM policy ORDER BY first_seen_at, digest"
# From one service to the next by the index: there may be millions of accounts of each.
_SERVICES: Final = (
    "WITH RECURSIVE held(service) AS (SELECT min(service) FROM account UNION ALL "
    "SELECT (SELECT min(a.service) FROM account a WHERE a.service > held.service) FROM held "
    "WHERE held.service IS NOT NULL) SELECT service FROM held WHERE service IS NOT NULL"
)
_TENDERS: Final = (
    "SELECT DISTINCT t.kind FROM drawer_series d JOIN posting p "
    "ON p.session_id IN (d.open_session_id, d.counting_session_id) "
    "JOIN tender t ON t.posting_id = p.posting_id ORDER BY t.kind"
)
_USED: Final = "SELECT DISTINCT policy_digest FROM posting ORDER BY policy_digest"


class SqlPolicies(Part):
    """The port ``Policies``."""

    def keep_policy(
        self, digest: str, files: Mapping[str, str], compiled: Compiled, at: datetime
    ) -> None:
        """Keep a policy's files for good, unless they are kept, and its compiled form; see the port."""
        if policy_digest(files) != digest:
            raise ValueError("these files are of another policy")

        def act(tx: Tx) -> None:
            tx.run(_KEEP, (digest, as_json(dict(sorted(files.items()))), at.isoformat()))
            tx.run(_KEEP_COMPILED, (digest, compiled.made_by, compiled.content))

        self._write(act)

    def policy(self, digest: str) -> KeptPolicy | None:
        """Return a policy by its digest, or ``None``."""
        return self._read(lambda tx: _policy(tx, digest))

    def policies(self) -> tuple[str, ...]:
        """Return the digests of all policies kept, in the order in which they were first seen."""
        return self._read(lambda tx: tuple(row[0] for row in tx.run(_ALL)))

    def services_held(self) -> tuple[str, ...]:
        """Return the codes of the services that accounts in the books are of."""
        return self._read(lambda tx: tuple(row[0] for row in tx.run(_SERVICES)))

    def tenders_held(self) -> tuple[str, ...]:
        """Return the codes of the tender kinds that were taken into drawers that are open."""
        return self._read(lambda tx: tuple(row[0] for row in tx.run(_TENDERS)))


def _policy(tx: Tx, digest: str) -> KeptPolicy | None:
    found = tx.run(_POLICY, (digest,)).fetchone()
    if found is None:
        return None
    files, first_seen_at = found
    compiled = tuple(Compiled(*row) for row in tx.run(_COMPILED, (digest,)))
    return KeptPolicy(digest, _files(files), instant(first_seen_at), compiled)


def _files(stored: str) -> tuple[tuple[str, str], ...]:
    files = from_json(stored)
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise ValueError("the files of a policy are damaged")
    return tuple(files.items())


def check_policies(tx: Tx, findings: "Findings") -> None:
    """Check that every policy that was posted under is kept, and that the files kept are those of their digest."""
    kept = {row[0] for row in tx.run(_ALL)}
    for digest in sorted(kept):
        findings.checked += 1
        if not _sound(tx, digest):
            findings.differs(f"The files of policy {digest} are not those of its digest.")
    for (digest,) in tx.run(_USED):
        if digest not in kept:
            findings.differs(f"Something was posted under policy {digest}, which is not kept.")


def _sound(tx: Tx, digest: str) -> bool:
    try:
        policy = _policy(tx, digest)
    except DAMAGE:
        return False
    return policy is not None and policy.sound
