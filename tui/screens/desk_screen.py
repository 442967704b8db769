"""The base of the screens that work at a desk."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from domain.outage import BooksUnavailable
from tui.commands import FindKey, FinishKey, TenderKey, shown
from tui.keys import Burst, Stroke
from tui.screens.base import CounterScreen

if TYPE_CHECKING:
    from domain.money import Money
    from domain.people.acts import Act
    from domain.people.approval import Approval
    from domain.refusals import Code, Refusal
    from tui.counter import Counter
    from tui.desk import Desk

SWIPED_CHECK, SWIPED_CARD = "check", "card_swipe"
"""Kinds of bursts, as the recogniser names them; any other is a scanned code."""


class DeskScreen(CounterScreen):
    """A screen of someone who is signed in."""

    @property
    def counter(self) -> "Counter":
        """The app, as what it is."""
        return cast("Counter", self.app)

    @property
    def desk(self) -> "Desk":
        """The desk; there is one as soon as somebody is signed in."""
        desk = self.counter.desk
        if desk is None:
            raise RuntimeError("no screen works at a desk before the books are open")
        return desk

    def load(self) -> None:
        """Read from the books what this screen shows."""

    def on_mount(self) -> None:
        self.attempt(self.load)

    def handle(self, stroke: Stroke) -> None:
        """Act on a stroke; where the books cannot be reached it is not done, and what was typed stays."""
        self.attempt(lambda: self._act_on(stroke))

    def _act_on(self, stroke: Stroke) -> None:
        if isinstance(stroke, Burst) and stroke.kind == SWIPED_CARD:
            from domain.refusals import Code

            self._note_refused(Code.TRACK_DATA)
        super().handle(stroke)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do ``act``; where the books cannot be reached, say so."""
        try:
            act()
        except BooksUnavailable as failure:
            self.refuse(f"The books cannot be reached: {failure} Nothing was changed; try again.")
            self.build()

    def burst(self, burst: Burst) -> None:
        """Act on a scanned code: wherever it is scanned, it means the bill. The cart stays."""
        if burst.kind == SWIPED_CARD:
            self.refuse(
                "Cards are swiped at the card terminal only; nothing of that card was kept."
            )
        elif burst.kind == SWIPED_CHECK:
            self.refuse(
                "A check is swiped where the money is taken. F4 goes there; swipe it again."
            )
        else:
            self.scanned(burst)

    def refuse(self, why: "str | Refusal") -> None:
        """Show a refusal. In the access log too is what was typed that may not be kept, without a digit of it, and an
        act with money that was tried without the right to it.
        """
        super().refuse(why)
        if self.counter.desk is not None:
            from tui.desk_guards import GuardDesk, secret_in

            sentence = why if isinstance(why, str) else why.sentence
            code = secret_in(sentence)
            if code is not None:
                self._note_refused(code)
            with suppress(BooksUnavailable):
                GuardDesk(self.counter.desk).note_tried(sentence, self.NAME)

    def unused(self, key: str) -> str:
        """Say which key takes the money, where the key that finishes was pressed with a cart and nothing to finish."""
        cart = self.counter.desk.cart if self.counter.desk is not None else None
        if key in FinishKey.ways() and cart is not None and cart.lines and self.CART:
            way = TenderKey.key if self.table().named(TenderKey.name) else FindKey.key
            goes = "takes the money" if way == TenderKey.key else "goes back to the customers"
            return f"{shown(key)} finishes once the money is taken. {shown(way)} {goes}."
        return super().unused(key)

    def typed_where(self) -> str:
        """Return where something was typed, for the access log; never what."""
        return self.NAME

    def _note_refused(self, code: "Code") -> None:
        """Note what may not be kept in the access log; where the books cannot be reached it is refused all the same."""
        if self.counter.desk is not None:
            from tui.desk_guards import GuardDesk

            with suppress(BooksUnavailable):
                GuardDesk(self.counter.desk).note_refused(code, self.typed_where())

    def scanned(self, burst: Burst) -> None:
        """Act on a scanned code."""
        self.counter.lookup_with(burst)

    def build(self) -> None:
        """Make the rows anew, with the status bar as the desk stands now."""
        self.counter.update_status()
        super().build()

    def answer(self, refusal: "Refusal | None", done: str) -> bool:
        """Say what an act came to: ``done``, or the refusal's sentence. Returns whether it was done."""
        if refusal is None:
            self.say(done)
            return True
        self.refuse(refusal.sentence)
        return False

    def ask_approval(
        self,
        act: "Act",
        words: str,
        then: "Callable[[Approval], None]",
        *,
        whose: str = "",
        amount: "Money | None" = None,
        tender: str = "",
        service: str = "",
        about: str = "",
    ) -> None:
        """Let a second person approve ``act`` here; ``then`` gets the approval, and is not called without one.

        ``words`` say what is approved, without a customer's name; ``whose`` is the sign-in name of the one whose work
        or drawer it is about, where that is not the person at the desk; ``amount`` is shown in large figures.
        """
        from tui.desk_people import Asked
        from tui.screens.approval import ApprovalScreen

        def answered(approval: "Approval | None") -> None:
            if approval is None:
                self.refuse(f"Not {screen.done}. Nothing was done.")
            else:
                then(approval)

        screen = ApprovalScreen(Asked(act, words, whose, tender, service, about), amount)
        self.counter.push(screen, answered)

    def why_not_quit(self) -> str | None:
        """Leaving asks first that the cart is finished, parked or dropped."""
        desk = self.counter.desk
        if desk is not None and desk.cart.lines and desk.operator is not None:
            return f"The cart holds {desk.cart.total}. F4 takes the money, F5 parks it; then leave."
        return None
