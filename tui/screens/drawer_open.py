"""Drawer open: the float is counted and agreed before any money is taken."""

from datetime import date

from domain.custody.acts import Signer
from domain.custody.floats import FloatIssue, FloatLeft
from domain.custody.pieces import Pieces
from domain.money import Money, parse_money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Code, Refusal, refuse
from tui.at_the_desk import AT_THE_DESK
from tui.commands import Command
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.screens.pieces import PiecesScreen
from tui.widgets.entry_line import EntryLine, money_digits


class AcceptFloat(Command["DrawerOpenScreen"]):
    """Accept a float that is not the standard one."""

    name, key, also, label, group = "accept-float", "y", "", "Accept", "drawer"

    def available(self, screen: "DrawerOpenScreen") -> str | None:
        """There must be a counted float that differs."""
        return (
            None if screen.differing is not None else "Type what the float counts to, then Enter."
        )

    def run(self, screen: "DrawerOpenScreen") -> None:
        """Open the drawer with what was counted."""
        if screen.differing is not None:
            screen.open(screen.differing)


class DrawerOpenScreen(DeskScreen):
    """Count the float before the first customer. Enter alone takes what was left, or a new drawer's standard float.

    Another amount is asked again. One that is not what was left needs a reason and is over or short, unless it comes
    out of the vault: whoever keeps the vault counts it out and signs.

    The drawer is yours alone until you close it: every receipt and every difference carries your name.
    """

    NAME = "Open drawer"
    ACTS = (AcceptFloat, *AT_THE_DESK)
    CART = False
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("The float counts to", money_digits)
        self.differing: Money | None = None
        self.unlike: Money | None = None
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
        if self.unlike is not None:
            told = f"The float counts to {self.unlike}. Type why, then Enter; Esc takes it back."
            if self.may_issue:
                told += " Enter alone has it issued from the vault."
        return [*lines, *paragraphs(told, columns - 2)]

    @property
    def may_issue(self) -> bool:
        """Whether a float may come out of the vault beside that of the drawer: where none of its own is to hand."""
        left = self.left
        return left is not None and (left.waits_on is not None or not left.amount)

    def enter(self, text: str) -> None:
        """Open with the standard float, or ask again about another amount."""
        if self.unlike is not None:
            self._reasoned(self.unlike, text)
            return
        drawer = DrawerDesk(self.desk)
        standard = drawer.proposed()
        if isinstance(standard, Refusal):
            self.refuse(standard.sentence)
            return
        counted = parse_money(text) if text else standard
        if counted is None:
            self.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
            self.entry.spoil()
        elif not drawer.issued(counted) and (unlike := drawer.against_float(counted)) is not None:
            self._ask_why(counted, unlike)
        elif counted != standard and not self.like_left(counted):
            self.differing = counted
            self.refuse(refuse(Code.FLOAT_REFUSED, counted=counted, standard=standard).sentence)
            self.entry.spoil()
        else:
            self.open(counted)

    def like_left(self, counted: Money) -> bool:
        """Whether it is just what was left, which needs no second look where no other was proposed."""
        return self.left is not None and self.left.waits_on is None and counted == self.left.amount

    def _ask_why(self, counted: Money, why: Refusal) -> None:
        """Ask for the reason of a float that is not what was left."""
        self.unlike, self.left = counted, DrawerDesk(self.desk).left()
        self.entry = EntryLine("Why")
        self.refuse(why)

    def _reasoned(self, counted: Money, text: str) -> None:
        """Open with a float that is not what was left: for a reason, or issued from the vault where there is none."""
        if not text and self.may_issue:
            self.issue(counted)
            return
        denied = DrawerDesk(self.desk).against_float(counted, text)
        if denied is not None:
            self.refuse(denied)
            self.entry.spoil()
            return
        self._opened(counted, None, text)

    def back(self) -> None:
        """Take the amount back before its reason is given."""
        if self.unlike is None or self.entry.text:
            super().back()
            return
        self.unlike, self.entry = None, EntryLine("The float counts to", money_digits)
        self.say("", "")

    def typed(self) -> None:
        """Another amount needs its own agreement."""
        self.differing = None

    def open(self, amount: Money) -> None:
        """Open the drawer, after a second person has issued the float where it comes out of the vault."""
        drawer = DrawerDesk(self.desk)
        if not drawer.issued(amount):
            self._opened(amount, None)
            return
        self.issue(amount)

    def issue(self, amount: Money) -> None:
        """Have a second person count the float out of the vault."""
        proposed = DrawerDesk(self.desk).float_of(amount)
        told = (
            "Whoever keeps the vault counts it out, and signs behind F10. Change what is not given."
        )
        screen = PiecesScreen("Float from the vault", told, proposed=proposed, wanted=amount)
        self.counter.push(screen, self._counted_out)

    def _counted_out(self, pieces: object) -> None:
        """Let the one who gives the float sign, then open with it."""
        if not isinstance(pieces, Pieces):
            self.say("The drawer is not open.", "")
            return

        def signed(by: Approval) -> None:
            giver = Signer(by.name, by.operator_id, by)
            self._opened(pieces.amount, FloatIssue(pieces, giver))

        words = f"Float to drawer {self.desk.station.drawer}: {pieces}."[:240]
        self.ask_approval(Act.KEEP_VAULT, words, signed, amount=pieces.amount)

    def _opened(self, amount: Money, issue: FloatIssue | None, reason: str = "") -> None:
        """Open the drawer and go to the first customer."""
        result = DrawerDesk(self.desk).open(amount, issue, reason)
        if isinstance(result, Refusal):
            self.refuse(result.sentence)
            return
        self.entry.clear()
        opened = f"Drawer {result.drawer} is open with {amount}."
        self.counter.lookup_saying(" ".join((opened, *self.desk.notices)))

    def burst(self, burst: Burst) -> None:
        """A scan is no float."""
        self.refuse("Open the drawer first, then scan again. Enter takes the float.")
