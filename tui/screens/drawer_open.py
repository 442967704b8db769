"""Drawer open: the float is counted and agreed before any money is taken."""

from datetime import date

from domain.acts import Act
from domain.approval import Approval
from domain.custody.acts import Signer
from domain.custody.floats import FloatIssue
from domain.custody.pieces import Pieces
from domain.money import Money, parse_money
from domain.refusals import Code, Refusal, refuse
from tui.commands import Command
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
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
    """Count the float before the first customer. Enter alone takes the standard float; another amount is asked again.

    Where the float comes out of the vault, whoever keeps the vault counts it out and signs.

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
        self.on: date | None = None

    def load(self) -> None:
        """Read on which business date the drawer would open: after a cut-off it is the next one."""
        self.on = DrawerDesk(self.desk).opening_date()

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the drawer, the business date and the standard float."""
        desk = self.desk
        standard = DrawerDesk(desk).standard_float()
        words = standard.sentence if isinstance(standard, Refusal) else f"Standard float {standard}"
        lines = [
            heading(f"Open drawer {desk.station.drawer}", columns),
            BLANK,
            line(f"Business date  {self.on or desk.today:%A, %B %-d, %Y}"),
            line((words, "strong")),
            BLANK,
        ]
        told = "Count the float. Enter takes the standard; or type what you counted, then Enter."
        return [*lines, *paragraphs(told, columns - 2)]

    def enter(self, text: str) -> None:
        """Open with the standard float, or ask again about another amount."""
        standard = DrawerDesk(self.desk).standard_float()
        if isinstance(standard, Refusal):
            self.refuse(standard.sentence)
            return
        counted = parse_money(text) if text else standard
        if counted is None:
            self.refuse(refuse(Code.AMOUNT_UNREADABLE, typed=text).sentence)
            self.entry.spoil()
        elif counted != standard:
            self.differing = counted
            self.refuse(refuse(Code.FLOAT_REFUSED, counted=counted, standard=standard).sentence)
            self.entry.spoil()
        else:
            self.open(counted)

    def typed(self) -> None:
        """Another amount needs its own agreement."""
        self.differing = None

    def open(self, amount: Money) -> None:
        """Open the drawer, after a second person has issued the float where it comes out of the vault."""
        drawer = DrawerDesk(self.desk)
        if not drawer.issued(amount):
            self._opened(amount, None)
            return
        proposed = drawer.float_of(amount)
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

    def _opened(self, amount: Money, issue: FloatIssue | None) -> None:
        """Open the drawer and go to the first customer."""
        result = DrawerDesk(self.desk).open(amount, issue)
        if isinstance(result, Refusal):
            self.refuse(result.sentence)
            return
        self.entry.clear()
        opened = f"Drawer {result.drawer} is open with {amount}."
        self.counter.lookup_saying(" ".join((opened, *self.desk.notices)))

    def burst(self, burst: Burst) -> None:
        """A scan is no float."""
        self.refuse("Open the drawer first, then scan again. Enter takes the standard float.")
