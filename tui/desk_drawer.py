"""The desk's drawer: opening with a float, counting blind, closing."""

from dataclasses import dataclass

from domain.authority import Act, may
from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.money import Money
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal, refuse
from domain.roles import Where
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class DrawerDesk:
    """The acts on the drawer at this desk.

    An act that the books never answered is asked again under the same request id, so that it is done once.
    """

    desk: Desk

    def open(self, float_amount: Money) -> DrawerSession | Refusal:
        """Open the drawer at this station for the operator who is signed in; needs the right to take money."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        denied = desk.still_here() or may(
            desk.office, desk.operator, Act.TAKE_MONEY, where=Where(desk.station.code)
        )
        if denied is not None:
            return denied
        drawer, today = desk.station.drawer, desk.today
        content = ("open", drawer, desk.operator.operator_id, today, float_amount)
        request = desk.request_for(*content)
        order = OpenOrder(
            request, drawer, desk.station.code, desk.operator, today, desk.clock(), float_amount
        )
        session = desk.books.open_session(order, desk.office)
        desk.answered(*content)
        if isinstance(session, DrawerSession):
            desk.session = session
            # A cart filled before is of the calendar day; from now on the drawer's business date holds.
            desk.take_up(desk.cart)
        return session

    def standard_float(self) -> Money | Refusal:
        """Return the float that policy gives this drawer."""
        drawer = self.desk.office.drawer(self.desk.station.drawer)
        return drawer if isinstance(drawer, Refusal) else drawer.float_standard

    def may_close(self) -> Refusal | None:
        """Return what stands against closing: no open drawer, or carts still parked or in front."""
        desk = self.desk
        if desk.session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        parked = len(desk.books.parked(desk.session.drawer)) + (1 if desk.cart.lines else 0)
        return refuse(Code.CARTS_PARKED, count=parked) if parked else None

    def try_count(self, count: Count) -> CountVerdict | Refusal:
        """Hand a count in; the answer is only whether it agrees and how often it may be tried again."""
        desk = self.desk
        if desk.session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        denied = self._may_count()
        if denied is not None:
            return denied
        return desk.books.try_count(
            desk.session.session_id, desk.operator.operator_id, count, desk.clock(), desk.office
        )

    def _may_count(self) -> Refusal | None:
        """Return what stands against counting and closing: no right, or a drawer that is not one's own."""
        desk = self.desk
        if desk.operator is None or desk.session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        own = desk.session.operator_id == desk.operator.operator_id
        return desk.still_here() or may(desk.office, desk.operator, Act.CLOSE_DRAWER, own=own)

    def closed_already(self) -> Posting | None:
        """Return the posting that closed the drawer when the answer to it was lost, and take it up; else ``None``."""
        desk = self.desk
        found = desk.books.closing(desk.session.session_id) if desk.session else None
        if found is None:
            return None
        desk.session = None
        desk.printer.wake()
        return found[1]

    def close(
        self, count: Count, reason_code: str = "", reason_text: str = ""
    ) -> Posting | Refusal:
        """Close the drawer on a count and queue its report."""
        desk = self.desk
        if desk.session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        denied = self._may_count()
        if denied is not None:
            return denied
        session_id = desk.session.session_id
        content = ("close", session_id, count, reason_code, reason_text)
        order = CloseOrder(
            desk.request_for(*content),
            session_id,
            desk.operator,
            desk.clock(),
            count,
            reason_code,
            reason_text,
        )
        posting = desk.books.close_session(order, desk.office)
        desk.answered(*content)
        if isinstance(posting, Refusal):
            return posting
        desk.session = None
        desk.printer.wake()
        return posting
