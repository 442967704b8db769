"""The desk's guards: what was typed that may not be kept, notes, checks, and the drawer opened without a sale."""

from dataclasses import dataclass

from domain.access import AccessEvent, AccessKind
from domain.approval import Approval
from domain.authority import Act, may
from domain.confidential import SECRET_CODES, screen
from domain.custody.no_sale import NoSale, no_sale, no_sale_paper
from domain.guards import NoSaleReason
from domain.receivables.accounts import Note
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class GuardDesk:
    """The guards at one desk. What they note in the access log never holds a digit of what was typed."""

    desk: Desk

    def note_secret(self, refusal: Refusal | None, where: str) -> None:
        """Note that something was typed at ``where`` that may not be kept, when that is what was refused."""
        if refusal is not None and refusal.code in SECRET_CODES:
            self._note(AccessKind.TYPED_REFUSED, where, refusal.code.value)

    def note_swipe(self, where: str) -> None:
        """Note that a card was swiped where none is read."""
        self._note(AccessKind.TYPED_REFUSED, where, Code.TRACK_DATA.value)

    def add_note(self, account_id: int, text: str, *, false_alarm: bool = False) -> Refusal | None:
        """Keep a note about an account; that it was a false alarm is in the access log before the note is kept."""
        desk = self.desk
        finding = screen(text)
        if false_alarm and finding is not None:
            self._note(AccessKind.TYPED_ALLOWED, self._about(account_id), finding.kind.value)
        by = desk.operator.name if desk.operator else ""
        note = Note(text, by, desk.clock())
        refusal = desk.books.add_note(account_id, note, false_alarm=false_alarm)
        self.note_secret(refusal, self._about(account_id))
        return refusal

    def reasons(self) -> tuple[NoSaleReason, ...]:
        """Return the office's reasons to open a drawer without a sale."""
        return self.desk.office.guards.no_sale_reasons

    def may_open(self) -> Refusal | None:
        """Return what stands against opening without a sale; ``APPROVAL_NEEDED`` asks for a second person."""
        desk = self.desk
        if desk.operator is None or desk.session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        return may(desk.office, desk.operator, Act.OPEN_NO_SALE, own=True, on=desk.today)

    def open_without_sale(
        self, reason_code: str, text: str, approval: Approval | None = None
    ) -> NoSale | Refusal:
        """Keep the opening in the books, then open the drawer; a printer in trouble opens nothing and says so."""
        desk = self.desk
        if desk.operator is None or desk.session is None:
            return refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        content = ("no sale", desk.session.session_id, reason_code, text)
        opened = no_sale(
            desk.request_for(*content),
            desk.session,
            desk.operator,
            reason_code,
            text,
            desk.clock(),
            desk.office,
            approval,
        )
        refusal = opened if isinstance(opened, Refusal) else desk.books.keep_no_sale(opened)
        self.note_secret(refusal, "opening without a sale")
        if isinstance(opened, Refusal) or refusal is not None:
            return refusal or refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        desk.answered(*content)
        at = desk.local(opened.at)
        desk.printer.open_drawer(
            no_sale_paper(opened, desk.office, at, training=desk.books.training)
        )
        return opened

    def _about(self, account_id: int) -> str:
        customer = self.desk.books.customer(account_id)
        if customer is None:
            return "an account"
        account = customer.accounts[0].account
        return f"note on {account.service} {account.number}"

    def _note(self, kind: AccessKind, about: str, why: str) -> None:
        here = self.desk.operator.operator_id if self.desk.operator else ""
        self.desk.books.note_access(AccessEvent(here, kind, about, why, self.desk.clock()))
