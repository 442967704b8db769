"""The desk's counts by a second person, the checks swiped at a count, and carts that go to another drawer."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.custody.count import Count
from domain.custody.drawer import DrawerSession
from domain.custody.session_counts import CountKind, CountOrder, SessionCount
from domain.people.approval import Approval
from domain.people.authority import Act, may
from domain.receipting.receipt import Receipt
from domain.receipting.tender import Tender
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class CheckSwipes:
    """Checks that are swiped at the count of a session."""

    desk: Desk
    session: DrawerSession

    def find(self, number: str, seen: Collection[str]) -> Tender | Refusal:
        """Return the tender of a swiped check by its number; refuses one that was counted, or is not of this drawer.

        Its amount is that of the receipt, and is for the count alone: no screen shows it.
        """
        found = [t for t in self._tenders() if t.number == number]
        if not number or not found:
            return refuse(Code.CHECK_NOT_HERE, number=number or "that cannot be read")
        if number in seen:
            return refuse(Code.CHECK_COUNTED, name=found[0].name, number=number)
        return found[0]

    def _tenders(self) -> list[Tender]:
        posted = self.desk.books.receipts_in_order(session_id=self.session.session_id)
        items = {k.code for k in self.desk.office.tender_kinds if k.counted == "items"}
        bodies = (each.posting.body for each in posted if each.undone is None)
        return [t for b in bodies if isinstance(b, Receipt) for t in b.tenders if t.kind in items]


@dataclass(frozen=True, slots=True)
class CountsDesk:
    """Counts of the open drawer by a second person, with the clerk present."""

    desk: Desk

    def may_count(self) -> Refusal | None:
        """Return what stands against a count of this drawer: none is open, or it is somebody else's."""
        desk = self.desk
        if desk.session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        own = desk.session.operator_id == desk.operator.operator_id
        denied = may(desk.office, desk.operator, Act.CLOSE_DRAWER, own=own)
        return None if denied is not None and denied.code is Code.APPROVAL_NEEDED else denied

    def keep(self, kind: CountKind, count: Count, by: Approval) -> SessionCount | Refusal:
        """Keep a count of the open drawer by the one who gave ``by``, with the clerk at the desk present."""
        desk = self.desk
        denied = self.may_count() or desk.still_here()
        if denied is not None or desk.session is None or desk.operator is None:
            return denied or refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        content = (kind.value, desk.session.session_id, count, by.at)
        order = CountOrder(
            desk.request_for(*content),
            kind,
            desk.session.session_id,
            by.operator_id,
            by.name,
            desk.clock(),
            count,
            (desk.operator.operator_id, desk.operator.name),
        )
        kept = desk.books.keep_count(order, desk.office)
        desk.answered(*content)
        return kept

    def parked(self) -> int:
        """Return how many carts of this drawer are parked."""
        desk = self.desk
        return len(desk.books.parked(desk.session.drawer if desk.session else desk.station.drawer))

    def other_drawers(self) -> tuple[str, ...]:
        """Return the other drawers that are open for receipts."""
        desk = self.desk
        codes = (drawer.code for drawer in desk.office.drawers)
        here = desk.session.drawer if desk.session else desk.station.drawer
        return tuple(c for c in codes if c != here and desk.books.session_at(c) is not None)

    def hand_over_carts(self, to: str) -> int | Refusal:
        """Give the parked carts of this drawer to another that is open."""
        desk = self.desk
        here = desk.session.drawer if desk.session else desk.station.drawer
        denied = desk.still_here()
        return denied if denied is not None else desk.books.hand_over_carts(here, to)
