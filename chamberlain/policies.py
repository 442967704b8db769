"""The policies of one set of books: the one in force, and each as it was when something was posted under it.

A policy's files need pydantic and a tenth of a second to be read; what was made of them is kept in the books, so that
a counter that opens under a policy it knows needs neither.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from domain.outage import BooksUnavailable
from domain.policy.codec import decode_office, encode_office
from domain.policy.kept import Compiled, KeptPolicy, Policies, policy_digest
from exchange.policy_folder import PolicyError
from exchange.policy_reader import reader

if TYPE_CHECKING:
    from domain.office import Office
    from domain.records import ProofLine


class KeptPolicies:
    """Looks policies up by their digest and keeps those that are new; each is made once."""

    def __init__(self, books: Policies) -> None:
        self._books = books
        self._made: dict[str, Office] = {}

    def in_force(self, files: Mapping[str, str], at: datetime) -> "Office":
        """Return the policy of these files, which is kept from now on; ``at`` is now (UTC).

        Raises ``PolicyError`` for files that do not hold or that lack what the books hold, and ``BooksUnavailable``
        when a new policy cannot be kept.
        """
        kept = self._books.policy(policy_digest(files))
        ready = None if kept is None else _ready(kept)
        office = ready or _make(files)
        check_holds(self._books, office)
        if ready is None:
            try:
                self.keep(office, files, at)
            except BooksUnavailable:
                # Where the files are kept already, all that is lost is time at the next start.
                if kept is None:
                    raise
        self._made[office.digest] = office
        return office

    def known(self, files: Mapping[str, str]) -> "Office | None":
        """Return the policy of these files as it was made before, or ``None`` where these books have it not ready.

        Nothing is kept. Raises ``BooksUnavailable``.
        """
        kept = self._books.policy(policy_digest(files))
        office = None if kept is None else _ready(kept)
        if office is not None:
            self._made[office.digest] = office
        return office

    def keep(self, office: "Office", files: Mapping[str, str], at: datetime) -> None:
        """Keep a policy and what this program made of it; raises ``BooksUnavailable``."""
        compiled = Compiled(reader(), encode_office(office))
        self._books.keep_policy(office.digest, files, compiled, at)

    def at(self, digest: str) -> "Office | None":
        """Return the policy of a posting; ``None`` when it is not kept, or this program can no longer read its files.

        Raises ``BooksUnavailable``.
        """
        if digest not in self._made:
            kept = self._books.policy(digest)
            office = None if kept is None else _ready(kept) or _made_anew(kept)
            if office is None:
                return None
            self._made[digest] = office
        return self._made[digest]


def check_holds(books: Policies, office: "Office") -> None:
    """Raise ``PolicyError`` when the policy lacks what the books hold: a service of their accounts, or a kind of money
    in a drawer that is open. Nobody could say what is owed on the one, and no count would ask for the other."""
    services = {service.code for service in office.services}
    for code in books.services_held():
        if code not in services:
            raise PolicyError(
                "office.toml",
                "services",
                f"lacks {code!r}, and the books hold accounts of it: "
                f"name it there again and put {code}.toml back",
            )
    tenders = {kind.code for kind in office.tender_kinds}
    for code in books.tenders_held():
        if code not in tenders:
            raise PolicyError(
                "office.toml",
                "tender_kinds",
                f"lacks {code!r}, and a drawer is open with such money in it: "
                "put it back until that drawer is closed",
            )


def check_compiled(books: Policies) -> "ProofLine":
    """Compare what this program made of each policy kept with what it makes of the files now."""
    from domain.records import ProofLine

    checked, differences = 0, []
    for digest in books.policies():
        try:
            kept = books.policy(digest)
        except BooksUnavailable as failure:
            differences.append(f"Policy {digest} cannot be read: {failure}")
            continue
        content = kept.made_by(reader()) if kept else None
        if kept is None or content is None:
            continue
        checked += 1
        office = _made_anew(kept)
        if office is None or encode_office(office) != content:
            differences.append(f"What is kept ready of policy {digest} is not what its files say.")
    return ProofLine("Policies made ready", checked, tuple(differences))


def _ready(kept: KeptPolicy) -> "Office | None":
    """Return what this program made of a policy before, or ``None`` when it has not or the books are damaged there."""
    content = kept.made_by(reader())
    if content is None:
        return None
    with suppress(ValueError):
        office = decode_office(content)
        return office if office.digest == kept.digest else None
    return None


def _made_anew(kept: KeptPolicy) -> "Office | None":
    with suppress(PolicyError):
        return _make(dict(kept.files))
    return None


def _make(files: Mapping[str, str]) -> "Office":
    # Loaded only for a policy that is new to the books: it brings pydantic.
    from exchange.policy import make_office

    return make_office(files).office
