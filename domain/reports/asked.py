"""What a report is asked: of which office, on which days, and which drawers must stay blind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Protocol, TypeVar

from domain.custody.drawer import DrawerSession
from domain.office import Office
from domain.receipting.posting import Posting
from domain.reports.report import Report, Section


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting and its id in the books."""

    posting_id: int
    posting: Posting


class OfSession(Protocol):
    """A part of what a drawer session took."""

    @property
    def session_id(self) -> str:
        """The session."""


_Some = TypeVar("_Some")
_Part = TypeVar("_Part", bound=OfSession)
_TOLD_EVERY = 1_000


def _nobody(_: int) -> None:
    """Whoever asks for a day of a few hundred postings need not be told how far it has come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days, the office and what else a report needs; ``zone`` is the office's.

    ``open_sessions`` are the drawers that are not counted yet. ``policy_at`` returns the policy of a posting by its
    digest, or ``None``. ``drills`` says whether rows keep the ids of the postings behind them: a screen needs them, a
    file does not, and for a year of postings they are many.
    """

    office: Office
    first: date
    last: date
    open_sessions: tuple[DrawerSession, ...] = ()
    zone: tzinfo = UTC
    policy_at: Callable[[str], Office | None] = lambda _: None
    drills: bool = True
    about: str = ""
    """The account's number, for a report of one account."""
    reading: Callable[[int], None] = _nobody
    """Is told how many postings have been read, or bills where a report is of them, every thousand."""

    def watched(self, found: Iterable[_Some]) -> Iterator[_Some]:
        """Yield postings or bills as they are read, and tell of every thousand."""
        for read, each in enumerate(found, 1):
            if not read % _TOLD_EVERY:
                self.reading(read)
            yield each

    def office_of(self, entry: Entry) -> Office | None:
        """Return the policy under which something was posted, or ``None`` when it cannot be read."""
        return self.office_under(entry.posting.header.policy_digest)

    def office_under(self, digest: str) -> Office | None:
        """Return the policy with this digest, or ``None`` when it cannot be read."""
        return self.office if digest == self.office.digest else self.policy_at(digest)

    def told(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the postings that a report may tell: not those of a drawer that is still to be counted.

        What an open drawer should hold could be read off a report first, and its count would not be blind.
        """
        blind = {session.session_id for session in self.open_sessions}
        return (entry for entry in entries if entry.posting.header.session_id not in blind)

    def told_of(self, parts: Iterable[_Part]) -> Iterable[_Part]:
        """Return the parts that a report may tell, as ``told`` does."""
        blind = {session.session_id for session in self.open_sessions}
        return [part for part in parts if part.session_id not in blind] if blind else parts

    @property
    def blind_notes(self) -> tuple[str, ...]:
        """What is left out because it is not counted yet, a sentence for each drawer."""
        return tuple(
            f"Drawer {each.drawer} (session {each.session_id}, {each.operator_name}) is open and left out: "
            "its money is told when it is counted."
            for each in self.open_sessions
            if self.first <= each.business_date <= self.last
        )

    def report(
        self, name: str, title: str, sections: Iterable[Section], notes: Iterable[str] = ()
    ) -> Report:
        """Return the report of these sections; drawers that are left out are named."""
        whole = (*notes, *self.blind_notes)
        return Report(name, title, self.office.name, self.first, self.last, tuple(sections), whole)
