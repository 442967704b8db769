"""Sign-in: who works here, and whether drawer and printer are ready before a customer stands there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.outage import BooksUnavailable
from tui.commands import QuitKey
from tui.keys import Burst
from tui.paint import BLANK, Line, centered, paragraphs
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK, DeskScreen
from tui.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from domain.refusals import Refusal


class Leave(QuitKey["SignInScreen"]):
    """Leave the program. Carts and open drawers are kept."""

    in_bar = True

    def run(self, screen: "SignInScreen") -> None:
        """End the program with exit code 0."""
        screen.counter.exit(0)


class SignInScreen(DeskScreen):
    """Type your sign-in name and press Enter, then your PIN and Enter; or scan your badge.

    The screen shows the office, the state of drawer and printer, and whether these books are for training. Nobody
    works under another's name: each receipt carries who took the money.
    """

    NAME = "Sign-in"
    ACTS = (Leave,)
    CART = False
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.operator_id = ""
        self.badge = ""
        self.entry = EntryLine("Operator")

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the office, the states of drawer and printer, and what to do."""
        counter, desk, front = self.counter, self.counter.desk, self.counter.front
        name = desk.office.name if desk else front.office if front else "Chamberlain"
        training = desk.books.training if desk else front is not None and front.training
        lines = [BLANK, BLANK, centered(name, columns, "strong"), BLANK]
        if training:
            lines.append(centered("TRAINING - nothing here is real money", columns, "training"))
            lines.append(BLANK)
        if counter.trouble:
            lines.extend(paragraphs(counter.trouble, columns, "bad"))
        else:
            lines.extend(self._states(columns))
        lines.extend([BLANK, centered(self._prompt(), columns, "strong")])
        if counter.opening.hint:
            lines.extend(
                [
                    BLANK,
                    *(centered(each, columns, "dim") for each in counter.opening.hint.splitlines()),
                ]
            )
        return lines

    def _states(self, columns: int) -> list[Line]:
        desk, front = self.counter.desk, self.counter.front
        if desk is None:
            if front is None:
                return [centered("Opening the books ...", columns, "dim")]
            place = f"Station {front.station}, drawer {front.drawer}"
            return [centered(place, columns), centered("Opening the drawer ...", columns, "dim")]
        said = (
            f"{desk.today:%A, %B %-d, %Y}",
            f"Station {desk.station.code}, drawer {desk.station.drawer}",
            self._drawer_words(),
            f"Printer: {desk.printer.status()}",
        )
        return [centered(each, columns) for each in said]

    def _prompt(self) -> str:
        if self.operator_id or self.badge:
            return "Type your PIN, then Enter. Esc goes back to the name."
        return "Type your sign-in name, then Enter; or scan your badge."

    def _drawer_words(self) -> str:
        desk = self.desk
        try:
            session = desk.books.session_at(desk.station.drawer)
        except BooksUnavailable as failure:
            return f"The books cannot be reached: {failure}"
        if session is None:
            return f"Drawer {desk.station.drawer} is closed"
        since = desk.local(session.opened_at)
        return f"Drawer {session.drawer}: opened by {session.operator_name} at {since:%H:%M}"

    def burst(self, burst: Burst) -> None:
        """Take a scan as a badge. The swipe of a check or a card is a mistake: nothing is signed in."""
        if burst.kind in (SWIPED_CARD, SWIPED_CHECK):
            self.refuse("Sign in first, then swipe again.")
            return
        self.badge, self.operator_id = burst.text, ""
        self._when_open(self._badge_scanned)

    def _badge_scanned(self) -> None:
        if self.counter.desk is not None and self.desk.office.sign_in.badge_needs_pin:
            self.entry = EntryLine("PIN of the badge", masked=True)
        else:
            self._sign_in("")

    def enter(self, text: str) -> None:
        """Take the name, then the PIN."""
        if not self.operator_id and not self.badge:
            if not text:
                self.refuse("Type your sign-in name first.")
                return
            self.operator_id = text
            self.entry = EntryLine(f"PIN of {text}", masked=True)
            return
        pin = self.entry.take()
        self._when_open(lambda: self._sign_in(pin))

    def _when_open(self, act: Callable[[], None]) -> None:
        """Do ``act`` now, or as soon as the books are open; the next keys wait for it: they belong behind it."""
        if self.counter.desk is not None or self.counter.trouble:
            act()
            return
        hold = self.counter.gate.hold()

        def opened() -> None:
            act()
            hold.release()

        self.counter.when_open.append(opened)

    def _sign_in(self, pin: str) -> None:
        if self.counter.desk is None:
            self.refuse(self.counter.trouble)
            return
        desk, operator_id, badge = self.desk, self.operator_id, self.badge
        self.counter.work(
            lambda: desk.sign_in(operator_id, pin, badge),
            self._signed,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _unreachable(self, failure: Exception) -> None:
        # The books may have failed half way through: nobody is here before all of it is known.
        self.desk.sign_off()
        self._begin_anew()
        self.refuse(f"The books cannot be reached: {failure} Try again.")

    def _begin_anew(self) -> None:
        self.operator_id = self.badge = ""
        self.entry = EntryLine("Operator")

    def _signed(self, refusal: "Refusal | None") -> None:
        self._begin_anew()
        if refusal is not None:
            self.refuse(refusal.sentence)
            return
        from tui.screens.lookup import LookupScreen
        from tui.welcome import welcome

        screen = LookupScreen()
        screen.attempt(lambda: screen.say(welcome(self.desk)))
        self.counter.push(screen)

    def back(self) -> None:
        """Go back from the PIN to the name."""
        if self.operator_id or self.badge:
            self._begin_anew()
        else:
            self.entry.clear()

    def why_not_quit(self) -> str | None:
        """Nobody is signed in: leaving loses nothing."""
        return None
