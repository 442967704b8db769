"""The supervisor's view: all drawers as they stand, receipts by hour, money on hand, and whether the deposit proves.

It is read in a thread, again and again; a screen paints what was read last.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from domain.custody.acts import Claim
from domain.custody.count import Count
from domain.custody.drawer import DrawerSession, Takings
from domain.custody.drawers_now import DrawerNow
from domain.custody.keeping import OnHand, on_hand_alarm
from domain.custody.moves import TURN_IN
from domain.custody.on_hand_ages import Age, Ready, by_age, left_after, ready
from domain.custody.on_hand_words import alarm_words
from domain.custody.pieces import NO_PIECES
from domain.custody.session_counts import CountKind, CountOrder, SessionCount
from domain.custody.vault import VAULT
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator, may, same_person
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk

_NEWEST: Final = 100
_MOST: Final = 20_000
"""Receipts of one day that are counted by hour; an office of this size has a tenth of it."""


@dataclass
class ByHour:
    """The receipts of one day by the hour of the office's clock. What was counted before is not read again."""

    day: date | None = None
    seen: set[int] = field(default_factory=set)
    hours: Counter[int] = field(default_factory=Counter)

    def read(self, desk: Desk, day: date) -> tuple[tuple[int, int], ...]:
        """Return (hour, receipts) from the first to the last hour that has any."""
        if day != self.day:
            self.day, self.seen, self.hours = day, set(), Counter()
        limit = _NEWEST if self.seen else _MOST
        found = desk.books.receipts(on=day, limit=limit)
        if self.seen and all(each.posting_id not in self.seen for each in found):
            found = desk.books.receipts(on=day, limit=_MOST)
        for each in found:
            if each.posting_id not in self.seen:
                self.seen.add(each.posting_id)
                self.hours[desk.local(each.posting.header.entered_at).hour] += 1
        if not self.hours:
            return ()
        return tuple((h, self.hours[h]) for h in range(min(self.hours), max(self.hours) + 1))


@dataclass(frozen=True, slots=True)
class DrawerRow:
    """One drawer as it is shown. ``cash`` is nothing where the reader will count it: counts are blind.

    ``counted`` is the last count of the open drawer where it differed; its clerk is not told by how much.
    """

    now: DrawerNow
    cash: Money | None
    over: bool
    prints: int
    counted: SessionCount | None = None

    @property
    def session(self) -> DrawerSession:
        """Its session."""
        return self.now.session


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything of the view at one moment, in the office's time."""

    at: datetime
    drawers: tuple[DrawerRow, ...]
    closed: tuple[str, ...]
    hours: tuple[tuple[int, int], ...]
    ages: tuple[Age, ...]
    deposits: tuple[Ready, ...]
    alarm: str
    printer: str


@dataclass(frozen=True, slots=True)
class DrawersDesk:
    """The supervisor's view at one desk."""

    desk: Desk

    def may_see(self) -> Refusal | None:
        """Return what stands against seeing what others' drawers should hold."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        where = Where(desk.station.code)
        return may(desk.office, desk.operator, Act.SEE_EXPECTED, own=False, where=where)

    def read(self, hours: ByHour) -> Overview:
        """Read it all anew; a job for a thread."""
        desk = self.desk
        at = desk.local(desk.clock())
        now = desk.books.drawers_now(desk.office)
        taking = {each.session.drawer for each in now if not each.waits}
        ages, deposits, alarm = self._money(at.date())
        return Overview(
            at,
            tuple(self._row(each) for each in now),
            tuple(each.code for each in desk.office.drawers if each.code not in taking),
            hours.read(desk, at.date()),
            ages,
            deposits,
            alarm,
            desk.printer.status(),
        )

    def _row(self, now: DrawerNow) -> DrawerRow:
        desk = self.desk
        mine = desk.operator is not None and self._of(now.session, desk.operator)
        queued = len(desk.books.queued(now.session.station))
        rules = desk.office.keeping
        if mine:
            return DrawerRow(now, None, now.to_pull(rules), queued)
        counts = desk.books.counts(now.session.session_id)
        last = [each for each in counts if each.order.kind is not CountKind.FINAL][-1:]
        differs = next((each for each in last if any(t.over_short for t in each.tallies)), None)
        return DrawerRow(now, now.cash, now.to_pull(rules), queued, differs)

    def _money(self, today: date) -> tuple[tuple[Age, ...], tuple[Ready, ...], str]:
        desk, rules = self.desk, self.desk.office.keeping
        vault = desk.books.holdings().at(VAULT).pieces or NO_PIECES
        hands: list[OnHand] = []
        found: list[Ready] = []
        for bank in rules.banks:
            waiting = desk.books.undeposited(bank, desk.office)
            hands += waiting.on_hand()
            early = [
                s
                for s in waiting.sessions
                if s.to_turn_in and desk.books.act_claiming(Claim(TURN_IN, s.session_id)) is None
            ]
            found.append(ready(bank, waiting, early, vault))
            vault = left_after(vault, waiting, bank)
        alarm = alarm_words(on_hand_alarm(tuple(hands), today, rules))
        return by_age(hands, today), tuple(found), alarm

    def _of(self, session: DrawerSession, person: Operator) -> bool:
        """Whether a session is one's own, under whatever sign-in name."""
        owner = self.desk.books.operator(session.operator_id)
        return owner is not None and same_person(owner, person)

    def may_count(self, now: DrawerNow) -> Refusal | str | None:
        """Return what stands against a surprise count of a drawer by the person at this desk."""
        desk, session = self.desk, now.session
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        if self._of(session, desk.operator):
            return "Nobody counts his or her own drawer by surprise. Ask somebody else to."
        if now.waits:
            return "This drawer was cut off; its clerk closes it with Ctrl+B, or you with C."
        return may(desk.office, desk.operator, Act.APPROVE_DRAWER, own=False)

    def may_close(self, session: DrawerSession) -> Refusal | str | None:
        """Return what stands against counting and closing the drawer of somebody who is away."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        if self._of(session, desk.operator):
            return "This is your own drawer. Ctrl+B counts and closes it."
        return may(desk.office, desk.operator, Act.APPROVE_DRAWER, own=False)

    def takings(self, session: DrawerSession) -> Takings:
        """Return what a drawer has taken until now, to tell later whether it went on while it was counted."""
        return self.desk.books.takings(session.session_id)

    def count(
        self, session: DrawerSession, count: Count, present: Approval, began: Takings | None
    ) -> SessionCount | Refusal | str:
        """Keep a surprise count by the person at this desk; ``present`` is signed by the one whose drawer it is.

        Refused where the drawer is not as it was when the count ``began``: what came meanwhile was not counted.
        """
        desk = self.desk
        denied = desk.still_here()
        if denied is not None or desk.operator is None:
            return denied or refuse(Code.SIGN_IN_REFUSED)
        if self.takings(session) != began:
            return (
                f"Drawer {session.drawer} took or gave money while it was counted; nothing is kept. "
                "Have it stop, count again, then F10."
            )
        if present.operator_id != session.operator_id:
            owner = session.operator_name
            return refuse(Code.SESSION_NOT_YOURS, drawer=session.drawer, owner=owner)
        content = ("surprise", session.session_id, count, present.at)
        order = CountOrder(
            desk.request_for(*content),
            CountKind.SURPRISE,
            session.session_id,
            desk.operator.operator_id,
            desk.operator.name,
            desk.clock(),
            count,
            (present.operator_id, present.name),
        )
        kept = desk.books.keep_count(order, desk.office)
        desk.answered(*content)
        return kept
