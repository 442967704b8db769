"""The desk's guards: what was typed that may not be kept, notes, checks, and the drawer opened without a sale."""

from dataclasses import dataclass

from domain.custody.no_sale import NoSale, no_sale, no_sale_paper
from domain.people.access import AccessEvent, AccessKind
from domain.people.acts import IN_WORDS
from domain.people.approval import Approval
from domain.people.authority import Act, may
from domain.people.rights_refused import money_act_refused
from domain.policy.guards import NoSaleReason
from domain.privacy.confidential import SECRET_CODES, screen
from domain.receivables.accounts import Note
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


def secret_in(sentence: str) -> Code | None:
    """Return the code of the refusal that a sentence on a screen begins with, when it is of what may not be kept."""
    found = (code for code in SECRET_CODES if sentence.startswith(refuse(code).sentence))
    return next(found, None)


@dataclass(frozen=True, slots=True)
class GuardDesk:
    """The guards at one desk. What they note in the access log never holds a digit of what was typed."""

    desk: Desk

    def note_refused(self, code: Code, where: str) -> None:
        """Note that something was typed or swiped at ``where`` that may not be kept, by the refusal's code."""
        self._note(AccessKind.TYPED_REFUSED, where, code.value)

    def note_tried(self, sentence: str, where: str) -> None:
        """Note that an act with money was tried at ``where`` without the right to it, where a refusal says that."""
        act = money_act_refused(sentence)
        if act is not None and self.desk.operator is not None:
            self._note(AccessKind.RIGHT_REFUSED, IN_WORDS[act], where)

    def add_note(self, account_id: int, text: str, *, false_alarm: bool = False) -> Refusal | None:
        """Keep a note about an account; that it was a false alarm is in the access log before the note is kept."""
        desk = self.desk
        finding = screen(text)
        if false_alarm and finding is not None:
            self._note(AccessKind.TYPED_ALLOWED, self.note_on(account_id), finding.kind.value)
        by = desk.operator.name if desk.operator else ""
        note = Note(text, by, desk.clock())
        return desk.books.add_note(account_id, note, false_alarm=false_alarm)

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
        if approval is not None and not desk.stands(approval):
            about = f"drawer {desk.session.drawer} opened without a sale"
            return refuse(Code.APPROVAL_OTHER, name=approval.name, about=about)
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
        if isinstance(opened, Refusal) or refusal is not None:
            return refusal or refuse(Code.SESSION_NOT_OPEN, drawer=desk.station.drawer)
        desk.answered(*content)
        at = desk.local(opened.at)
        desk.printer.open_drawer(
            no_sale_paper(opened, desk.office, at, training=desk.books.training)
        )
        return opened

    def note_on(self, account_id: int) -> str:
        """Return an account in the words of the access log: by its number, never by a name."""
        customer = self.desk.books.customer(account_id)
        if customer is None:
            return "an account"
        account = customer.accounts[0].account
        return f"note on {account.service} {account.number}"

    def _note(self, kind: AccessKind, about: str, why: str) -> None:
        here = self.desk.operator.operator_id if self.desk.operator else ""
        self.desk.books.note_access(AccessEvent(here, kind, about, why, self.desk.clock()))
