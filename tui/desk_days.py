"""Which day it is at the desk: the drawer's business date, and the day for which money over the counter counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, tzinfo

from domain.custody.drawer import DrawerSession
from domain.receipting.cart import Cart
from domain.receivables.evidence import Evidence, EvidenceKind


class DeskDays:
    """The desk's days, all by the office's wall clock."""

    session: DrawerSession | None
    clock: Callable[[], datetime]
    zone: tzinfo

    @property
    def today(self) -> date:
        """The business date: the open session's, else the calendar day at the office."""
        return self.session.business_date if self.session else self.local(self.clock()).date()

    def local(self, at: datetime) -> datetime:
        """Return a UTC instant as the office's wall clock shows it."""
        return at.astimezone(self.zone)

    @property
    def paid_on(self) -> date | None:
        """The calendar day, where the drawer was opened for a date to come, as after a cut-off; ``None`` else.

        Money over the counter then counts for the day that it is paid on, and is booked on the date to come. A clock
        that went back makes no such day: by it the drawer was not opened yet.
        """
        if self.session is None:
            return None
        opened, now = (self.local(at).date() for at in (self.session.opened_at, self.clock()))
        return now if opened <= now < self.session.business_date else None

    @property
    def counts_on(self) -> date:
        """The day for which money handed over the counter now counts: the calendar day after a cut-off, else today."""
        return self.paid_on or self.today

    def dated(self, cart: Cart) -> Cart:
        """Return a cart, where it is paid over the counter, as one that is paid now."""
        came, paid_on = cart.evidence, self.paid_on
        if came is not None and came.kind is not EvidenceKind.COUNTER:
            return cart
        if came is None and paid_on is None:
            return cart
        return replace(cart, evidence=Evidence(EvidenceKind.COUNTER, paid_on) if paid_on else None)
