"""The desk's drawer: opening with a float, cutting off, counting blind, closing."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession
from domain.custody.floats import FloatIssue, FloatLeft, FloatReason, float_unlike
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.session_counts import CountKind, CountOrder, SessionCount
from domain.custody.sessions import CloseOrder, CutOffOrder, OpenOrder, float_needs_approval
from domain.custody.stock_close import Counted
from domain.custody.vault import VAULT
from domain.money import Money
from domain.people.approval import Approval
from domain.people.authority import Act, may
from domain.people.roles import Where
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class DrawerDesk:
    """The acts on the drawer at this desk; ``of`` is the session that they are about, else the open one.

    An act that the books never answered is asked again under the same request id, so that it is done once.
    """

    desk: Desk
    of: DrawerSession | None = None

    @property
    def session(self) -> DrawerSession | None:
        """The session that is counted and closed."""
        return self.of or self.desk.session

    def opening_date(self) -> date:
        """Return the business date on which the drawer would open: today, the next after its cut-off or closing."""
        desk = self.desk
        today = desk.local(desk.clock()).date()
        ends = desk.books.cut_off_date(desk.station.drawer), desk.books.sealed_through()
        ended = max((day for day in ends if day is not None), default=None)
        if ended is None or today > ended:
            return today
        return desk.office.calendar.roll(ended + timedelta(days=1))

    def left(self) -> FloatLeft | None:
        """Return the float that lies in this drawer by the books; ``None`` where it never had one of its own.

        Also ``None`` where somebody works in the drawer: then it does not open, whatever lies in it.
        """
        drawer = self.desk.station.drawer
        in_use = self.desk.books.session_at(drawer) is not None
        return None if in_use else self.desk.books.float_left(drawer)

    def proposed(self) -> Money | Refusal:
        """Return the float to open with: what was left, else the standard one, which then comes from elsewhere."""
        left = self.left()
        floats_issued = self.desk.office.keeping.float_rule == "issued"
        if left is None or left.waits_on is not None or not left.amount or floats_issued:
            return self.standard_float()
        return left.amount

    def unlike(self, amount: Money, *, issued: bool) -> Refusal | None:
        """Return why a float needs a reason: it is not what was left in the drawer, or not the standard one."""
        desk = self.desk
        return float_unlike(desk.station.drawer, amount, self.left(), desk.office, issued=issued)

    def float_to_approve(self, amount: Money) -> bool:
        """Whether a second person approves a float that is not issued: another amount, where closes are approved."""
        order = self._order(amount, None, None, "")
        return order is not None and float_needs_approval(order, self.left(), self.desk.office)

    def open(
        self,
        float_amount: Money,
        issue: FloatIssue | None = None,
        why: FloatReason | None = None,
    ) -> DrawerSession | Refusal:
        """Open the drawer at this station for the operator who is signed in; needs the right to take money.

        ``issue`` is the float that another person gave out of the vault, where policy wants it from there; ``why``
        says why it is not what was left in the drawer, or not the standard one.
        """
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        denied = desk.still_here() or may(
            desk.office, desk.operator, Act.TAKE_MONEY, where=Where(desk.station.code)
        )
        if denied is not None:
            return denied
        drawer, today = desk.station.drawer, self.opening_date()
        given = None if issue is None else (issue.pieces, issue.giver.operator_id)
        said = None if why is None else (why.code, why.text)
        content = ("open", drawer, desk.operator.operator_id, today, float_amount, given, said)
        order = self._order(float_amount, issue, why, desk.request_for(*content))
        if order is None:
            return refuse(Code.SIGN_IN_REFUSED)
        session = desk.books.open_session(order, desk.office)
        desk.answered(*content)
        if isinstance(session, DrawerSession):
            desk.session, desk.count_in = session, False
            # A cart filled before is of the calendar day; from now on the drawer's business date holds.
            desk.take_up(desk.cart)
        return session

    def _order(
        self, amount: Money, issue: FloatIssue | None, why: FloatReason | None, request: str
    ) -> OpenOrder | None:
        desk, at = self.desk, self.desk.station
        if desk.operator is None:
            return None
        today, now = self.opening_date(), desk.clock()
        return OpenOrder(request, at.drawer, at.code, desk.operator, today, now, amount, issue, why)

    def issued(self, float_amount: Money) -> bool:
        """Whether policy wants a float of that amount out of the vault, signed for by a second person."""
        return self.desk.office.keeping.float_rule == "issued" and bool(float_amount)

    def float_of(self, amount: Money) -> Pieces:
        """Return the pieces of the vault that are proposed for a float; none where they do not come to it.

        The drawers that are not open may want their floats of it, too.
        """
        from domain.custody.float_mix import proposed_float

        office, books = self.desk.office, self.desk.books
        vault = books.holdings().at(VAULT).pieces or NO_PIECES
        rolls = {each.value: each.roll for each in office.denominations}
        closed = sum(books.session_at(each.code) is None for each in office.drawers)
        mix = office.float_mix
        return proposed_float(vault, amount, rolls, mix, closed) or NO_PIECES

    def standard_float(self) -> Money | Refusal:
        """Return the float that policy gives this drawer."""
        drawer = self.desk.office.drawer(self.desk.station.drawer)
        return drawer if isinstance(drawer, Refusal) else drawer.float_standard

    def may_close(self) -> Refusal | None:
        """Return what stands against closing: no open drawer, or carts still parked or in front."""
        desk, session = self.desk, self.session
        if session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        # After a cut-off the drawer's carts are of the session that it has open by now; that in front is of one's own.
        mine = desk.session is None or desk.session == session
        taking = desk.books.session_at(session.drawer)
        parked = len(desk.books.parked(session.drawer)) if taking in (None, session) else 0
        parked += 1 if mine and desk.cart.lines else 0
        return refuse(Code.CARTS_PARKED, count=parked) if parked else None

    def may_cut_off(self) -> Refusal | None:
        """Return what stands against the cut-off: no open drawer, a cart in front, or another session that waits."""
        desk, session = self.desk, self.desk.session
        if session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        if desk.cart.lines:
            return refuse(Code.CARTS_PARKED, count=1)
        waiting = desk.books.waiting_at(session.drawer)
        if waiting is not None:
            on = waiting.business_date.isoformat()
            return refuse(Code.CUT_OFF_BEFORE, drawer=session.drawer, on=on)
        return self._may_count()

    def cut_off(self) -> Posting | Refusal:
        """End the taking of money on this business date; the drawer is counted later, and opens on the next date."""
        desk, session = self.desk, self.desk.session
        denied = self.may_cut_off()
        if denied is not None or session is None or desk.operator is None:
            return denied or refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        content = ("cut off", session.session_id)
        order = CutOffOrder(
            desk.request_for(*content), session.session_id, desk.operator, desk.clock()
        )
        posting = desk.books.cut_off(order, desk.office)
        desk.answered(*content)
        if not isinstance(posting, Refusal):
            desk.session, desk.waiting = None, (*desk.waiting, session)
        return posting

    def try_count(self, count: Count) -> CountVerdict | Refusal:
        """Hand a count in; the answer is only whether it agrees and how often it may be tried again."""
        desk, session = self.desk, self.session
        if session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        denied = self._may_count()
        if denied is not None:
            return denied
        return desk.books.try_count(
            session.session_id, desk.operator.operator_id, count, desk.clock(), desk.office
        )

    def accept(self, count: Count | None = None) -> SessionCount | Refusal:
        """Keep the last count that was handed in as the final one; from then on none is tried and this one stays.

        ``count`` is what the screen shows; without one it is the last in the books.
        """
        desk, session = self.desk, self.session
        if session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        tried = desk.books.tries(session.session_id)
        denied = self._may_count() or (None if tried else refuse(Code.COUNT_MISSING))
        if denied is not None:
            return denied
        content = ("final count", session.session_id)
        order = CountOrder(
            desk.request_for(*content),
            CountKind.FINAL,
            session.session_id,
            desk.operator.operator_id,
            desk.operator.name,
            desk.clock(),
            tried[-1].count if count is None else count,
        )
        kept = desk.books.keep_count(order, desk.office)
        desk.answered(*content)
        if not isinstance(kept, Refusal) and session == desk.session:
            desk.count_in = True
        return kept

    def final(self) -> SessionCount | None:
        """Return the final count of the session, or ``None`` while its count is not in."""
        session = self.session
        return None if session is None else self.desk.books.final_count(session.session_id)

    def _may_count(self) -> Refusal | None:
        """Return what stands against counting and closing: no right, or another's drawer that one may not take over.

        Who may approve others' drawers counts one whose clerk is away. Where a second person is needed, that person is
        asked at the close.
        """
        desk, session = self.desk, self.session
        if desk.operator is None or session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        right = Act.CLOSE_DRAWER if self.own else Act.APPROVE_DRAWER
        denied = desk.still_here() or may(desk.office, desk.operator, right, own=self.own)
        return None if denied is not None and denied.code is Code.APPROVAL_NEEDED else denied

    @property
    def own(self) -> bool:
        """Whether the session is that of the person at the desk."""
        here, session = self.desk.operator, self.session
        return here is not None and session is not None and session.operator_id == here.operator_id

    def needs_second(self) -> bool:
        """Whether this close needs a second person whatever the count: of another's drawer, in the first live week."""
        desk = self.desk
        if desk.operator is None:
            return False
        if not self.own:
            return True
        denied = may(desk.office, desk.operator, Act.CLOSE_DRAWER, own=True, on=desk.today)
        return denied is not None and denied.code is Code.APPROVAL_NEEDED

    def closed_already(self) -> Posting | None:
        """Return the posting that closed the drawer when the answer to it was lost, and take it up; else ``None``."""
        session = self.session
        found = self.desk.books.closing(session.session_id) if session else None
        if found is None:
            return None
        self._closed()
        return found[1]

    def close(
        self,
        count: Count,
        reason_code: str = "",
        reason_text: str = "",
        approval: Approval | None = None,
        stock: Counted = (),
    ) -> Posting | Refusal:
        """Close the drawer on a count, of its accountable ``stock`` too, and queue its report."""
        desk, session = self.desk, self.session
        if session is None or desk.operator is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        denied = self._may_count()
        if denied is not None:
            return denied
        content = ("close", session.session_id, count, reason_code, reason_text, stock)
        order = CloseOrder(
            desk.request_for(*content),
            session.session_id,
            desk.operator,
            desk.clock(),
            count,
            reason_code,
            reason_text,
            approval,
            stock,
        )
        posting = desk.books.close_session(order, desk.office)
        desk.answered(*content)
        if not isinstance(posting, Refusal):
            self._closed()
        return posting

    def _closed(self) -> None:
        desk, session = self.desk, self.session
        desk.waiting = tuple(each for each in desk.waiting if each != session)
        if session == desk.session:
            desk.session = None
        desk.printer.wake()
