"""The policies under which the office has worked, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.policy.kept import Compiled, KeptPolicy, policy_digest
from storage.memory_state import MemoryState


class MemoryPolicies:
    """Policies of domain/books.py."""

    _state: MemoryState

    def keep_policy(
        self, digest: str, files: Mapping[str, str], compiled: Compiled, at: datetime
    ) -> None:
        """Keep a policy's files for good, unless they are kept, and its compiled form."""
        if policy_digest(files) != digest:
            raise ValueError("these files are of another policy")
        with self._state.lock:
            new = KeptPolicy(digest, tuple(sorted(files.items())), at)
            kept = self._state.policies.get(digest, new)
            others = tuple(form for form in kept.compiled if form.made_by != compiled.made_by)
            forms = sorted((*others, compiled), key=lambda form: form.made_by)
            self._state.policies[digest] = replace(kept, compiled=tuple(forms))

    def policy(self, digest: str) -> KeptPolicy | None:
        """Return a policy by its digest."""
        with self._state.lock:
            return self._state.policies.get(digest)

    def policies(self) -> tuple[str, ...]:
        """Return the digests of all policies kept, in the order in which they were first seen."""
        with self._state.lock:
            kept = self._state.policies.values()
            return tuple(p.digest for p in sorted(kept, key=lambda p: (p.first_seen_at, p.digest)))

    def services_held(self) -> tuple[str, ...]:
        """Return the codes of the services that accounts in the books are of."""
        with self._state.lock:
            return tuple(sorted({service for service, _ in self._state.account_ids}))

    def tenders_held(self) -> tuple[str, ...]:
        """Return the codes of the tender kinds that were taken into drawers that are open."""
        with self._state.lock:
            open_now = {session.session_id for session in self._state.open_sessions()}
            taken = (
                tender.kind
                for _, posting, receipt in self._state.receipts()
                if posting.header.session_id in open_now
                for tender in receipt.tenders
            )
            return tuple(sorted(set(taken)))
