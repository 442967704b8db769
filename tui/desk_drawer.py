"""The desk's drawer: opening with a float, counting blind, closing."""

from dataclasses import dataclass, field

from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.money import Money
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass
class DrawerDesk:
    """The acts on the drawer at this desk. Request ids are made once for each act and kept over its retries."""

    desk: Desk
    _open_id: str = field(default="", init=False)
    _close_id: str = field(default="", init=False)

    def open(self, float_amount: Money) -> DrawerSession | Refusal:
        """Open the drawer at this station for the operator who is signed in."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        self._open_id = self._open_id or desk.new_id()
        order = OpenOrder(
            self._open_id,
            desk.station.drawer,
            desk.station.code,
            desk.operator,
            desk.today,
            desk.clock(),
            float_amount,
        )
        session = desk.books.open_session(order, desk.office)
        if isinstance(session, DrawerSession):
            desk.session = session
        # Another amount or another day is another request.
        self._open_id = ""
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
        return desk.books.try_count(
            desk.session.session_id, desk.operator.operator_id, count, desk.clock(), desk.office
        )

    def close(
        self, count: Count, reason_code: str = "", reason_text: str = ""
    ) -> Posting | Refusal:
        """Close the drawer on a count and queue its report."""
        desk = self.desk
        if desk.session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        self._close_id = self._close_id or desk.new_id()
        session_id = desk.session.session_id
        order = CloseOrder(
            self._close_id,
            session_id,
            desk.operator,
            desk.clock(),
            count,
            reason_code,
            reason_text,
        )
        posting = desk.books.close_session(order, desk.office)
        if isinstance(posting, Refusal):
            # A refused close may be asked again with another count or reason: that is another request.
            self._close_id = ""
            return posting
        desk.session = None
        self._close_id = ""
        desk.printer.wake()
        return posting
