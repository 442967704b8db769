"""A policy as the books keep it: its files word for word under their digest, and what a program made of them.

A posting names the policy it was made under by that digest alone. Because the files stay in the books, what a bill
came to on a day can be worked out again under the rules of that day, whatever the policy says now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, Protocol

NOT_KEPT: Final = "the policy of this posting is not kept"
"""Why books refuse a posting whose rules nobody could look up later."""


def policy_digest(files: Mapping[str, str]) -> str:
    """Return the digest that identifies a policy: the names and contents of its files, in the order of the names."""
    whole = sha256()
    for name in sorted(files):
        content = files[name].encode()
        whole.update(f"{name}\n{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Compiled:
    """A policy's values as text (``domain.policy.codec``), so that they need not be made of its files again.

    ``made_by`` names the program that made them: another one makes its own of the same files.
    """

    made_by: str
    content: str


@dataclass(frozen=True, slots=True)
class KeptPolicy:
    """A policy in the books: its files (name and content, by name), since when (UTC), and its compiled forms."""

    digest: str
    files: tuple[tuple[str, str], ...]
    first_seen_at: datetime
    compiled: tuple[Compiled, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the files are those that the digest was taken of."""
        return policy_digest(dict(self.files)) == self.digest

    def made_by(self, program: str) -> str | None:
        """Return what ``program`` made of the files, or ``None`` when it has not yet."""
        return next((form.content for form in self.compiled if form.made_by == program), None)


class Policies(Protocol):
    """The policies under which the office has worked. One once kept is never changed or removed."""

    def keep_policy(
        self, digest: str, files: Mapping[str, str], compiled: Compiled, at: datetime
    ) -> None:
        """Keep a policy's files for good, unless they are kept, and its compiled form, which may be made anew.

        Files of another digest are a programmer's error.
        """

    def policy(self, digest: str) -> KeptPolicy | None:
        """Return a policy by its digest, or ``None`` when it is not kept."""

    def policies(self) -> tuple[str, ...]:
        """Return the digests of all policies kept, in the order in which they were first seen."""

    def services_held(self) -> tuple[str, ...]:
        """Return the codes of the services that accounts in the books are of: a policy in force names them all."""

    def tenders_held(self) -> tuple[str, ...]:
        """Return the codes of the tender kinds that were taken into drawers that are open: the count is by policy."""
