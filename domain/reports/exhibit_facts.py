"""What the exhibit reads off the postings of a day in one pass."""

from dataclasses import dataclass, field

from domain.books import Books
from domain.corrections.values import Correction
from domain.custody.drawer import DrawerClosed
from domain.money import Money
from domain.receipting.posting import Header
from domain.receipting.receipt import Receipt
from domain.reports.asked import Asked, Entry
from domain.reports.recounts import Recounted, watched
from domain.reports.relieved import relieved
from domain.reports.tender import handed


@dataclass(slots=True)
class DayFacts:
    """Sums of a day. ``handed`` and ``relieved`` are of receipts less voids.

    ``received`` is what receipts took, ``voided`` what voids handed back, as the report of the closed day tells them.
    ``nets`` is by session and kind of money in cents. What an open drawer took is in none of the sums but the counts.
    """

    handed: Money = Money(0)
    relieved: Money = Money(0)
    received: Money = Money(0)
    voided: Money = Money(0)
    receipts: int = 0
    corrections: int = 0
    closings: list[tuple[int, Header, DrawerClosed]] = field(default_factory=list)
    nets: dict[str, dict[str, int]] = field(default_factory=dict)
    series: dict[str, tuple[int, str]] = field(default_factory=dict)
    policies: dict[str, int] = field(default_factory=dict)
    recounts: list[Recounted] = field(default_factory=list)
    """What turn-ins of the day found beside the count of their drawers."""

    @property
    def heads(self) -> tuple[tuple[str, int, str], ...]:
        """Where each series that was posted to stands: (series, last link, its digest)."""
        return tuple((name, *last) for name, last in sorted(self.series.items()))

    @property
    def policy_notes(self) -> tuple[str, ...]:
        """Under which policies the day was worked."""
        return tuple(
            f"Policy {digest[:16]}: {many:,} postings." for digest, many in self.policies.items()
        )


def read_day(books: Books, asked: Asked) -> DayFacts:
    """Return what the postings of the days come to; they are streamed."""
    facts = DayFacts()
    blind = {session.session_id for session in asked.open_sessions}
    entries = asked.watched(books.entries(asked.first, asked.last))
    for entry in watched(entries, facts.recounts):
        trail, header = entry.posting.trail, entry.posting.header
        if trail.chain_no > facts.series.get(trail.series, (0, ""))[0]:
            facts.series[trail.series] = (trail.chain_no, trail.digest)
        digest = header.policy_digest
        facts.policies[digest] = facts.policies.get(digest, 0) + 1
        _count(entry, facts)
        if header.session_id not in blind:
            _add(entry, facts, asked)
    return facts


def _count(entry: Entry, facts: DayFacts) -> None:
    body = entry.posting.body
    facts.receipts += isinstance(body, Receipt)
    facts.corrections += isinstance(body, Correction)


def _add(entry: Entry, facts: DayFacts, asked: Asked) -> None:
    header, body = entry.posting.header, entry.posting.body
    if isinstance(body, DrawerClosed):
        facts.closings.append((entry.posting_id, header, body))
    moves = tuple(handed(entry))
    if not moves:
        return
    kinds = facts.nets.setdefault(header.session_id, {})
    for move in moves:
        kinds[move.tender.kind] = kinds.get(move.tender.kind, 0) + move.net
    net = Money(sum(move.net for move in moves))
    facts.handed += net
    facts.relieved += Money(sum(each.amount.cents for each in relieved(entry, asked)))
    if isinstance(body, Receipt):
        facts.received += net
    else:
        facts.voided -= net
