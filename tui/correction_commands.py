"""The commands that correct: F8 on a receipt, from anywhere, and for a check that the bank returned."""

from typing import TYPE_CHECKING

from domain.corrections.needs import NEEDS
from domain.corrections.policy import CorrectionKind
from domain.people.authority import may
from domain.refusals import Code, Refusal, refuse
from tui.commands import AnyCommand, Command, CorrectKey

if TYPE_CHECKING:
    from domain.records import PostedReceipt
    from tui.desk import Desk
    from tui.screens.desk_screen import DeskScreen


class Correct(CorrectKey["DeskScreen"]):
    """Void, reverse or correct: the last receipt of this drawer, else what can be set right."""

    in_bar = False

    def run(self, screen: "DeskScreen") -> None:
        """Go to the void of the last receipt, or list what can be corrected."""
        from tui.screens.correct import CorrectScreen

        posted = last_receipt(screen.desk)
        if posted is None or may_correct(screen.desk, CorrectionKind.VOID) is not None:
            screen.counter.push(CorrectScreen())
        else:
            correct_receipt(screen, posted)


class ReturnCheck(Command["DeskScreen"]):
    """Returned check: every bill that it paid is owed again, with the fee, the hold and the letter."""

    name, key, also, label, group = "returned-check", "", "", "Returned", "receipts"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The person must hold the right."""
        denied = may_correct(screen.desk, CorrectionKind.RETURNED_CHECK)
        return denied.sentence if denied is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Ask for the check."""
        from tui.screens.returned import ReturnedScreen

        screen.counter.push(ReturnedScreen())


def may_correct(desk: "Desk", kind: CorrectionKind) -> Refusal | None:
    """Return what stands against asking for a kind of correction at all; whose work it is is asked with the act."""
    if desk.operator is None:
        return refuse(Code.SIGN_IN_REFUSED)
    refusal = may(desk.office, desk.operator, NEEDS[kind].act, own=False, on=desk.today)
    if refusal is not None and refusal.code is not Code.APPROVAL_NEEDED:
        return refusal
    if not desk.office.corrections.reasons_for(kind):
        return refuse(Code.CORRECTION_POLICY, missing="reasons", kind=kind.words)
    return None


def last_receipt(desk: "Desk") -> "PostedReceipt | None":
    """Return the last receipt of the drawer that is open here when it stands, else ``None``."""
    if desk.session is None:
        return None
    found = desk.books.receipts(session_id=desk.session.session_id, limit=1)
    return next((posted for posted in found if posted.undone is None), None)


def correct_receipt(screen: "DeskScreen", posted: "PostedReceipt") -> None:
    """Void a receipt of the open drawer here, reverse one of a closed drawer, or say why neither can be."""
    from tui.screens.undo import ReverseScreen, VoidScreen

    desk, header = screen.desk, posted.posting.header
    here = desk.session is not None and desk.session.session_id == header.session_id
    kind = CorrectionKind.VOID if here else CorrectionKind.REVERSAL
    denied = may_correct(desk, kind) or _against(desk, posted, here=here)
    if denied is not None:
        screen.refuse(denied)
    else:
        undoing = VoidScreen(posted) if here else ReverseScreen(posted)
        screen.counter.push(undoing, lambda _result: screen.load())


def _against(desk: "Desk", posted: "PostedReceipt", *, here: bool) -> Refusal | None:
    header, undone = posted.posting.header, posted.undone
    number = getattr(posted.posting.body, "number", "")
    if undone is not None:
        return refuse(
            Code.RECEIPT_CORRECTED,
            receipt=number,
            by=undone.operator_name,
            at=f"{desk.local(undone.at):%H:%M}",
            correction=undone.number,
        )
    if here:
        return None
    session = desk.books.session(header.session_id)
    if session is not None and desk.books.closing(header.session_id) is None:
        drawer, owner = session.drawer, session.operator_name
        return refuse(Code.VOID_ELSEWHERE, receipt=number, drawer=drawer, owner=owner)
    if desk.local(desk.clock()).date() <= header.business_date:
        on = header.business_date.isoformat()
        return refuse(Code.REVERSAL_TOO_EARLY, receipt=number, on=on)
    return None


CORRECTION_COMMANDS: tuple[type[AnyCommand], ...] = (Correct, ReturnCheck)
"""The corrections that can be begun from every screen at the desk."""
