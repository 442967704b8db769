"""Approval: a second person reads what is asked for and says who he or she is. The clerk stays signed in."""

from domain.money import Money
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.desk_people import Asked, PeopleDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, centered, heading, line, paragraphs
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK, DeskScreen
from tui.widgets import big_digits
from tui.widgets.entry_line import EntryLine


class ApprovalScreen(DeskScreen):
    """For the second person: read what is asked for. If it is right, scan your badge, or type your sign-in name, Enter,
    your PIN and Enter.

    Your name, the words above and the time are kept with what you approve. Nobody approves his or her own act. Esc
    goes back without approval.
    """

    NAME = "Approval"
    CART = False
    entry: EntryLine

    def __init__(self, asked: Asked, amount: Money | None = None) -> None:
        super().__init__()
        self.asked = asked
        self.amount = amount
        self.approver = ""
        self.badge = ""
        self.entry = EntryLine(self.role)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return who asks, what for in words and in figures, and who may say yes."""
        desk, room = self.desk, columns - 8
        name = desk.operator.name if desk.operator else ""
        lines = [
            heading(f"A second person must {self.verb}", columns, f"Esc: not {self.done}"),
            BLANK,
            line(f"{name} asks:"),
            BLANK,
        ]
        lines.extend(line("    ", *each) for each in paragraphs(self.asked.words, room, "strong"))
        if self.amount is not None:
            lines.extend([BLANK, *big_digits.paint(str(self.amount), columns - 1)])
        who = f"May {self.verb}: {PeopleDesk(desk).who_can(self.asked.act)}."
        lines.extend([BLANK, *paragraphs(who, columns - 2)])
        lines.extend([BLANK, centered(self._prompt(), columns, "strong")])
        return lines

    def _prompt(self) -> str:
        if self.approver or self.badge:
            return "Type your PIN, then Enter. Esc goes back to the name."
        return f"{self.role}: scan your badge, or type your sign-in name, then Enter."

    @property
    def signs(self) -> bool:
        """Whether the other side of what changes hands signs, rather than approves another's act."""
        return self.asked.act in (Act.HAND_OVER, Act.KEEP_VAULT)

    @property
    def verb(self) -> str:
        """What the second person does."""
        return "sign" if self.signs else "approve"

    @property
    def done(self) -> str:
        """What was done by then."""
        return "signed" if self.signs else "approved"

    @property
    def role(self) -> str:
        """What the second person is called here."""
        return "Signer" if self.signs else "Approver"

    def enter(self, text: str) -> None:
        """Take the approver's name, then the PIN."""
        typed = self.entry.take()
        if self.approver or self.badge:
            self._approve(self.approver, typed, self.badge)
        elif typed:
            self.approver = typed.lower()
            self.entry = EntryLine(f"PIN of {self.approver}", masked=True)
        else:
            self.refuse("Type the sign-in name first, or scan the badge.")

    def burst(self, burst: Burst) -> None:
        """Take a scan as the approver's badge."""
        if burst.kind in (SWIPED_CARD, SWIPED_CHECK):
            self.refuse(f"Scan the badge, or type the sign-in name. Esc: not {self.done}.")
        elif self.desk.office.sign_in.badge_needs_pin:
            self.badge = burst.text
            self.entry = EntryLine("PIN of the badge", masked=True)
        else:
            self._approve("", "", burst.text)

    def _approve(self, approver: str, pin: str, badge: str) -> None:
        desk, asked = self.desk, self.asked
        self.counter.work(
            lambda: PeopleDesk(desk).approve(asked, approver, pin, badge),
            self._answered,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _answered(self, answer: Approval | Refusal) -> None:
        if isinstance(answer, Approval):
            self.counter.pop(answer)
            return
        self._begin_anew()
        self.refuse(answer.sentence)

    def _unreachable(self, failure: Exception) -> None:
        self._begin_anew()
        self.refuse(f"The books cannot be reached: {failure} Nothing was {self.done}; try again.")

    def _begin_anew(self) -> None:
        self.approver = self.badge = ""
        self.entry = EntryLine(self.role)

    def back(self) -> None:
        """Go back from the PIN to the name, and from there without an approval."""
        if self.approver or self.badge:
            self._begin_anew()
        else:
            self.counter.pop(None)
