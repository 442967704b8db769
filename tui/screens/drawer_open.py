"""Drawer open: the float is counted and agreed before any money is taken."""

from dataclasses import replace
from datetime import date

from domain.custody.acts import Signer
from domain.custody.floats import FloatIssue, FloatLeft, FloatReason
from domain.custody.pieces import Pieces
from domain.money import Money, parse_money
from domain.people.acts import Act
from domain.people.approval import MOST_WORDS, Approval
from domain.refusals import Code, Refusal, refuse
from tui.at_the_desk import AT_THE_DESK
from tui.desk_drawer import DrawerDesk
from tui.desk_there import against_float
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.screens.float_why import FROM_VAULT, FloatWhyScreen
from tui.screens.pieces import PiecesScreen
from tui.widgets.entry_line import EntryLine, money_digits


class DrawerOpenScreen(DeskScreen):
    """Count the float before the first customer. Enter alone takes what was left, or a new drawer's standard float.

    One that is not what was left, or not the standard, needs a reason, and where policy says so a second person's
    approval. What is more or less than was left is over or short. A float out of the vault is counted out and signed
    for by whoever keeps it.

    The drawer is yours alone until you close it: every receipt and every difference carries your name.
    """

    NAME = "Open drawer"
    ACTS = AT_THE_DESK
    CART = False
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("The float counts to", money_digits)
        self.on: date | None = None
        self.left: FloatLeft | None = None
        self.proposed: Money | Refusal | None = None

    def load(self) -> None:
        """Read on which business date the drawer would open, after a cut-off the next one, and what was left in it."""
        drawer = DrawerDesk(self.desk)
        self.on, self.left, self.proposed = drawer.opening_date(), drawer.left(), drawer.proposed()

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the drawer, the business date and the standard float."""
        desk = self.desk
        proposed, left = self.proposed, self.left
        words = "Standard float"
        if left is not None and left.waits_on is None and left.amount == proposed:
            words = "Float left at the last close"
        words = proposed.sentence if isinstance(proposed, Refusal) else f"{words} {proposed}"
        lines = [
            heading(f"Open drawer {desk.station.drawer}", columns),
            BLANK,
            line(f"Business date  {self.on or desk.today:%A, %B %-d, %Y}"),
            line((words, "strong")),
            BLANK,
        ]
        which = "the standard" if words.startswith("Standard") else "what was left"
        told = f"Count the float. Enter takes {which}; or type what you counted, then Enter."
        return [*lines, *paragraphs(told, columns - 2)]

    @property
    def may_issue(self) -> bool:
        """Whether a float may come out of the vault beside that of the drawer: where none of its own is to hand."""
        left = self.left
        return left is not None and (left.waits_on is not None or not left.amount)

    def enter(self, text: str) -> None:
        """Open with what is proposed or typed; another float than was left, or than the standard, is asked about."""
        drawer = DrawerDesk(self.desk)
        standard = drawer.proposed()
        if isinstance(standard, Refusal):
            self.refuse(standard.sentence)
            return
        counted = parse_money(text) if text else standard
        if counted is None:
            self.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
            self.entry.spoil()
            return
        issued = drawer.issued(counted)
        unlike = drawer.unlike(counted, issued=issued)
        if unlike is not None:
            self._ask_why(counted, unlike, issued=issued)
        elif issued:
            self.issue(counted)
        else:
            self._opened(counted, None)

    def _ask_why(self, counted: Money, unlike: Refusal, *, issued: bool) -> None:
        """Ask for the reason; where none of its own is to hand, the float may come from the vault instead."""
        self.left = DrawerDesk(self.desk).left()

        def answered(why: object) -> None:
            if why == FROM_VAULT:
                self._from_vault(counted)
            elif not isinstance(why, FloatReason):
                self.say("The drawer is not open.", "")
            elif issued:
                self.issue(counted, why)
            else:
                self._approved(counted, unlike, why)

        may_issue = self.may_issue and not issued
        self.counter.push(FloatWhyScreen(counted, unlike, may_issue=may_issue), answered)

    def _from_vault(self, counted: Money) -> None:
        """Have the float issued; one that is not the standard has its reason there, too."""
        unlike = DrawerDesk(self.desk).unlike(counted, issued=True)
        if unlike is None:
            self.issue(counted)
        else:
            self._ask_why(counted, unlike, issued=True)

    def _approved(self, counted: Money, unlike: Refusal, why: FloatReason) -> None:
        """Open with another float, once whoever keeps the vault approved it where policy asks for that."""
        if not DrawerDesk(self.desk).float_to_approve(counted):
            self._opened(counted, None, why)
            return
        reasons = ((reason.code, reason.name) for reason in self.desk.office.opening_reasons)
        words = f"Float of drawer {self.desk.station.drawer}, {counted}: {why.named(reasons)}."
        self.ask_approval(
            Act.KEEP_VAULT,
            words[:MOST_WORDS],
            lambda by: self._opened(counted, None, replace(why, approval=by)),
            amount=counted,
        )

    def issue(self, amount: Money, why: FloatReason | None = None) -> None:
        """Have a second person count the float out of the vault; ``why`` it is not the standard one."""
        refusal = against_float(self.desk, amount)
        if refusal is not None:
            self.refuse(refusal)
            return
        proposed = DrawerDesk(self.desk).float_of(amount)
        told = (
            "Whoever keeps the vault counts it out, and signs behind F10. Change what is not given."
        )
        screen = PiecesScreen("Float from the vault", told, proposed=proposed, wanted=amount)
        self.counter.push(screen, lambda pieces: self._counted_out(pieces, why))

    def _counted_out(self, pieces: object, why: FloatReason | None) -> None:
        """Let the one who gives the float sign, then open with it."""
        if not isinstance(pieces, Pieces):
            self.say("The drawer is not open.", "")
            return
        refusal = against_float(self.desk, pieces.amount, pieces)
        if refusal is not None:
            self.refuse(refusal)
            return

        def signed(by: Approval) -> None:
            giver = Signer(by.name, by.operator_id, by)
            self._opened(pieces.amount, FloatIssue(pieces, giver), why)

        words = f"Float to drawer {self.desk.station.drawer}: {pieces}."[:MOST_WORDS]
        self.ask_approval(Act.KEEP_VAULT, words, signed, amount=pieces.amount)

    def _opened(
        self, amount: Money, issue: FloatIssue | None, why: FloatReason | None = None
    ) -> None:
        """Open the drawer and go to the first customer."""
        result = DrawerDesk(self.desk).open(amount, issue, why)
        if isinstance(result, Refusal):
            self.refuse(result.sentence)
            return
        self.entry.clear()
        opened = f"Drawer {result.drawer} is open with {amount}."
        self.counter.lookup_saying(" ".join((opened, *self.desk.notices)))

    def burst(self, burst: Burst) -> None:
        """A scan is no float."""
        self.refuse("Open the drawer first, then scan again. Enter takes the float.")
