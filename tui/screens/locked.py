"""Locked: customer and cart are hidden, everything is kept, and only a PIN or a badge goes on."""

from domain.outage import BooksUnavailable
from domain.people.authority import Operator
from domain.refusals import Refusal
from tui.commands import LockKey
from tui.desk_people import PeopleDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, centered, paragraphs
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK, DeskScreen
from tui.widgets.entry_line import EntryLine


class SignOffHere(LockKey["LockedScreen"]):
    """Sign off. The cart and the open drawer wait for the one who locked."""

    label, in_bar = "Sign off", True

    def run(self, screen: "LockedScreen") -> None:
        """Leave the desk to the sign-in screen."""
        screen.sign_off()


class LockedScreen(DeskScreen):
    """Type your PIN and press Enter, or scan your badge: you go on where you were.

    Somebody else types a sign-in name, Enter and a PIN, or scans a badge: the cart and the drawer wait for the one
    who locked. F12 signs off.
    """

    NAME = "Locked"
    ACTS = (SignOffHere,)
    CART = False
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.other = ""
        self.badge = ""
        self.since = ""
        self.entry = EntryLine("PIN", masked=True)

    def load(self) -> None:
        """Take down when it was locked, and ask for the PIN of who is here."""
        self.since = f"{self.desk.local(self.desk.clock()):%H:%M}"
        self._ask()

    @property
    def person(self) -> Operator:
        """Who locked the counter."""
        operator = self.desk.operator
        if operator is None:
            raise RuntimeError("a counter without an operator is not locked but signed off")
        return operator

    def _ask(self) -> None:
        whose = "the badge" if self.badge else self.other or self.person.operator_id
        self.entry = EntryLine(f"PIN of {whose}", masked=True)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return who locked it and since when; nothing of the customer or the cart."""
        told = (
            "Type your PIN, then Enter, or scan your badge. Somebody else types a sign-in name first. "
            "Nothing is lost: the cart and the drawer wait."
        )
        name = self.desk.operator.name if self.desk.operator else ""
        return [
            BLANK,
            BLANK,
            centered("LOCKED", columns, "strong"),
            BLANK,
            centered(f"{name}, since {self.since}", columns),
            BLANK,
            *paragraphs(told, columns - 2),
        ]

    def enter(self, text: str) -> None:
        """Unlock by PIN; a sign-in name, one's own or another's, asks for its PIN next."""
        typed = self.entry.take()
        if self.other:
            self._sign_in(self.other, typed, "")
        elif self.badge:
            self._unlock(typed, self.badge)
        elif not typed:
            self.refuse("Type your PIN first, or scan your badge.")
        elif typed.lower() == self.person.operator_id:
            self.say("Now the PIN.", "")
        elif PeopleDesk(self.desk).is_somebody(typed):
            self.other = typed.lower()
            self._ask()
        else:
            self._unlock(typed, "")

    def burst(self, burst: Burst) -> None:
        """Take a scan as a badge."""
        if burst.kind in (SWIPED_CARD, SWIPED_CHECK):
            self.refuse("The counter is locked. Type your PIN, then Enter, or scan your badge.")
        elif self.desk.office.sign_in.badge_needs_pin:
            self.badge, self.other = burst.text, ""
            self._ask()
        else:
            self._unlock("", burst.text)

    def _unlock(self, pin: str, badge: str) -> None:
        desk = self.desk

        def known(answer: Operator | Refusal) -> None:
            self._begin_anew()
            if isinstance(answer, Refusal):
                self.refuse(answer.sentence)
            elif answer.operator_id == self.person.operator_id:
                self.counter.pop()
            else:
                self._sign_in("", pin, badge)

        self.counter.work(
            lambda: PeopleDesk(desk).unlock(pin, badge),
            known,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _sign_in(self, operator_id: str, pin: str, badge: str) -> None:
        desk = self.desk
        self.counter.work(
            lambda: PeopleDesk(desk).sign_in_instead(operator_id, pin, badge),
            self._signed,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _signed(self, refusal: Refusal | None) -> None:
        if refusal is not None:
            self._begin_anew()
            self.refuse(refusal.sentence)
            return
        from tui.screens.lookup import LookupScreen
        from tui.welcome import welcome

        screen = LookupScreen()
        screen.attempt(lambda: screen.say(welcome(self.desk)))
        self.counter.home()
        self.counter.push(screen)

    def _unreachable(self, failure: Exception) -> None:
        self._begin_anew()
        self.refuse(f"The books cannot be reached: {failure} Try again.")

    def _begin_anew(self) -> None:
        self.other = self.badge = ""
        self._ask()

    def sign_off(self) -> None:
        """Leave the desk to the sign-in screen; the cart is kept for the same operator."""
        self.desk.sign_off()
        self.counter.home()

    def back(self) -> None:
        """Go back from another's PIN to one's own; the counter stays locked."""
        self._begin_anew()

    def why_not_quit(self) -> str | None:
        """Nobody leaves a locked counter: behind it is the terminal of the one who locked."""
        return "The counter is locked. Type your PIN, then Enter; or F12 signs off."
