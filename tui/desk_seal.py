"""The desk's closing of a day for good: which day is next, what stands against it, and the seal by its closer's PIN."""

from dataclasses import dataclass
from datetime import date

from domain.custody.acting import Asked, PostedAct
from domain.custody.closing_day import RIGHT, order_seal
from domain.people.authority import may
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_people import PeopleDesk


@dataclass(frozen=True, slots=True)
class SealDesk:
    """Closing days at one desk. Whoever says his or her PIN closes the day: nobody does it by a key alone."""

    desk: Desk

    def days(self) -> tuple[date, ...]:
        """Return the business dates with postings that are not sealed, oldest first: the first is the next to seal."""
        return tuple(day for day in self._open_days() if day <= self._now)

    def begun(self) -> tuple[date, ...]:
        """Return the dates to come that have postings already, as after a cut-off: they are not sealed yet."""
        return tuple(day for day in self._open_days() if day > self._now)

    @property
    def _now(self) -> date:
        return self.desk.local(self.desk.clock()).date()

    def _open_days(self) -> tuple[date, ...]:
        return self.desk.books.days_to_seal()

    def check(self, on: date) -> Refusal | None:
        """Return what is seen to stand against sealing a day before anybody is asked for a PIN; the books decide."""
        for each in self.desk.books.drawers_now(self.desk.office):
            if each.session.business_date <= on:
                return refuse(Code.DAY_DRAWER_OPEN, drawer=each.session.drawer, on=on)
        return self.desk.still_here()

    def mine(self) -> bool:
        """Whether the person at the desk may seal; else one who may says name and PIN."""
        desk = self.desk
        if desk.operator is None:
            return False
        where = Where(desk.station.code)
        return may(desk.office, desk.operator, RIGHT, own=False, where=where) is None

    def who_can(self) -> str:
        """Return who may seal a day, in words."""
        return PeopleDesk(self.desk).who_can(RIGHT)

    def seal(self, on: date, closer: str, pin: str, badge: str = "") -> PostedAct | Refusal:
        """Seal a day and queue its report here; ``closer`` is the sign-in name of who says the PIN or scans the badge.

        A seal that was not answered is asked again under the same request id, so that a day is sealed once.
        """
        desk, at = self.desk, self.desk.clock()
        gone = desk.still_here()
        if gone is not None:
            return gone
        person = desk.books.identify(
            closer.strip().lower(), pin, at, badge=badge, rules=desk.office.sign_in
        )
        if isinstance(person, Refusal):
            return person
        content = ("seal", on.isoformat(), person.operator_id)
        asked = Asked(desk.request_for(*content), person, desk.station.code, on, at)
        order = order_seal(asked, desk.office, desk.local(at).date())
        if isinstance(order, Refusal):
            return order
        posted = desk.books.seal_day(order)
        desk.answered(*content)
        desk.printer.wake()
        return posted
