"""The counter: the app with a desk. It opens the books behind the sign-in screen and says where everything stands."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from domain.outage import BooksUnavailable
from tui import theme
from tui.app import CounterApp
from tui.keys import Recogniser, Stroke, every_key_is_typed
from tui.paint import Line
from tui.screens.base import CounterScreen
from tui.screens.desk_screen import DeskScreen
from tui.widgets.status_bar import Status

if TYPE_CHECKING:
    # Rules and values are loaded with the desk, behind the first screen.
    from domain.people.approval import Approval
    from domain.records import PostedReceipt
    from domain.refusals import Refusal
    from tui.desk import Desk
    from tui.front import Front

_Known = TypeVar("_Known")

_IDLE_LOOK = 15.0
"""Seconds between two looks at whether the counter stands idle."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the desk is opened: ``open`` runs in a thread and may fail with one of ``refusals`` (one sentence each).

    ``look`` comes before it where there is one, runs and may fail like it, and tells what to show meanwhile.
    """

    open: "Callable[[], Desk]"
    refusals: tuple[type[Exception], ...] = ()
    hint: str = ""
    """What the sign-in screen says to a newcomer in training."""
    look: "Callable[[], Front] | None" = None


class Counter(CounterApp):
    """The counter at one station."""

    def __init__(
        self,
        opening: Opening,
        *,
        recognise: Recogniser = every_key_is_typed,
        look: str = theme.COUNTER_DARK.name,
        tune_memory: bool = False,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(
            _sign_in,
            recognise=recognise,
            look=look,
            ascii_only=ascii_only,
        )
        # Once, when the books are open too: what they bring stays as long as the program.
        self._settle_when_open = tune_memory
        self.opening = opening
        self.front: Front | None = None
        self.desk: Desk | None = None
        self.trouble = ""
        """Why the books could not be opened; empty while they can."""
        self.when_open: list[Callable[[], None]] = []
        self.tick: Callable[[], float] = monotonic
        """Seconds of a clock that only goes forward, for the idle lock."""
        self._keys_seen, self._idle_since = 0, 0.0
        self.paint_cart = self._paint_cart
        self.procedure = self._procedure

    def on_ready(self) -> None:
        super().on_ready()
        if self.opening.look is not None:
            self._open_in_thread(self.opening.look, self._looked)
        else:
            self._open_desk()

    def _open_desk(self) -> None:
        self._open_in_thread(self.opening.open, self._opened)

    def _open_in_thread(self, job: Callable[[], _Known], done: Callable[[_Known], None]) -> None:
        self.work(
            job,
            done,
            expected=(*self.opening.refusals, BooksUnavailable),
            failed=self._not_opened,
            wait=False,
        )

    def _looked(self, front: "Front") -> None:
        self.front = front
        # Painted before the rest is loaded, which keeps the interpreter to itself.
        self.call_after_refresh(self._open_desk)

    def _opened(self, desk: "Desk") -> None:
        self.desk = desk
        self.set_interval(_IDLE_LOOK, self.lock_when_idle)
        self._tell_waiting()

    def _not_opened(self, failure: Exception) -> None:
        self.trouble = str(failure) or "The books could not be opened."
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        self.update_status()
        waiting, self.when_open = self.when_open, []
        for each in waiting:
            each()
        self.repaint()
        if self._settle_when_open:
            self.call_after_refresh(self.settle_memory)

    def update_status(self) -> None:
        """Say anew in the status bar who is here, which drawer is open and on which day."""
        self.status = status_of(self.desk, self.front)

    def push(self, screen: CounterScreen, then: Callable[[Any], None] | None = None) -> None:
        """Show ``screen`` over the current one, unless the current one is of its kind: one F4 is as good as two."""
        if type(screen) is not type(self.current):
            super().push(screen, then)

    def lock(self, *, idle: bool = False) -> None:
        """Hide everything behind the PIN of the person at the desk; nothing is lost and nothing is signed off."""
        from tui.desk_people import PeopleDesk
        from tui.screens.locked import LockedScreen

        desk = self.desk
        if desk is None or desk.operator is None or isinstance(self.current, LockedScreen):
            return
        self.push(LockedScreen())
        # Hidden first: the log is of no use to whoever looks over the counter.
        self.act_here(lambda: PeopleDesk(desk).locked(idle=idle))

    def lock_when_idle(self) -> None:
        """Lock when no key came for as many minutes as policy says and nothing is under way."""
        now, received = self.tick(), self.gate.received
        if received != self._keys_seen or not self.gate.resting:
            self._keys_seen, self._idle_since = received, now
            return
        minutes = self.desk.office.sign_in.idle_minutes if self.desk else 0
        if minutes and now - self._idle_since >= minutes * 60:
            self.lock(idle=True)

    def lookup(self) -> None:
        """Go back to the screen that finds anything."""
        from tui.screens.lookup import LookupScreen

        async def step() -> None:
            while not self.at_root and not isinstance(self.current, LookupScreen):
                await self.pop_screen()

        self._move(step)

    def lookup_anew(self) -> None:
        """Go back to the lookup screen, on an empty line."""
        from tui.screens.lookup import LookupScreen

        def begin(screen: CounterScreen) -> None:
            if isinstance(screen, LookupScreen):
                screen.clear()

        self.lookup()
        self._then_there(begin)

    def lookup_with(self, stroke: Stroke) -> None:
        """Go back to the lookup screen and let it act on ``stroke`` first, before the keys that wait."""
        self.lookup()
        self._then_there(lambda screen: screen.handle(stroke))

    def lookup_saying(self, words: str) -> None:
        """Go back to the lookup screen, which says ``words``."""
        self.lookup()
        self._then_there(lambda screen: screen.say(words))

    def _then_there(self, act: Callable[[CounterScreen], None]) -> None:
        async def step() -> None:
            screen = self.current
            self.act_here(lambda: act(screen))

        self._move(step)

    def act_here(self, act: Callable[[], None]) -> None:
        """Do something on the screen that was just gone to; where the books cannot be reached, it says so."""
        screen = self.current
        if isinstance(screen, DeskScreen):
            screen.attempt(act)
        else:
            act()

    def post(self, screen: DeskScreen, done: Callable[[], None]) -> None:
        """Post the cart in a thread while the keys wait; ``done`` after it was posted, else the screen says why not."""
        from domain.refusals import Code, Refusal, refuse

        desk = screen.desk
        order = desk.order()
        if isinstance(order, Refusal):
            screen.refuse(order.sentence)
            if order.code in (Code.NOT_APPROVED, Code.APPROVER_IS_ACTOR):
                self._ask_missing(screen, done)
            return

        def answered(result: "PostedReceipt | Refusal") -> None:
            screen.say("", "")
            screen.attempt(lambda: desk.posted(result))
            if not isinstance(result, Refusal):
                done()
            elif not screen.message.text:
                screen.refuse(" ".join((result.sentence, *desk.notices)))

        def unreachable(failure: Exception) -> None:
            screen.refuse(refuse(Code.BOOKS_UNAVAILABLE, why=str(failure)).sentence)

        screen.say("Posting ...", "")
        self.work(
            lambda: desk.post(order),
            answered,
            expected=(BooksUnavailable,),
            failed=unreachable,
        )

    def _ask_missing(self, screen: DeskScreen, done: Callable[[], None]) -> None:
        """Ask a second person for what nobody approved of the cart, one question after the other; then post."""
        need = screen.desk.missing_approvals()[0]

        def approved(approval: "Approval") -> None:
            refusal = screen.desk.approve(need, approval)
            if refusal is None:
                self.post(screen, done)
            else:
                screen.refuse(refusal)

        screen.ask_approval(need.act, need.words, approved, tender=need.tender)

    def _paint_cart(self, columns: int, rows: int) -> list[Line]:
        from tui.cart_pane import paint_cart

        return paint_cart(self.desk, columns, rows)

    def _procedure(self, screen_name: str) -> str:
        texts = dict(self.desk.office.procedures) if self.desk else {}
        return texts.get(screen_name, "")


def _sign_in() -> DeskScreen:
    from tui.screens.sign_in import SignInScreen

    return SignInScreen()


def status_of(desk: "Desk | None", front: "Front | None" = None) -> Status:
    """Return the status bar's words for a desk, or for what is known before there is one."""
    if desk is None:
        if front is None:
            return Status(office="Chamberlain", drawer="opening the books")
        return Status(front.short_name, f"Drawer {front.drawer}", training=front.training)
    printer = desk.printer.status()
    session = desk.session
    drawer = f"Drawer {session.drawer} OPEN" if session else f"Drawer {desk.station.drawer} closed"
    return Status(
        office=desk.office.short_name,
        drawer=drawer,
        business_date=_day_words(desk),
        operator=desk.operator.name if desk.operator else "not signed in",
        # The sentence is on the sign-in and the lookup screen; here it would push the rest away.
        printer="" if printer == "ready" else "NOT PRINTING",
        training=desk.books.training,
        printer_trouble=printer != "ready",
    )


def _day_words(desk: "Desk") -> str:
    """Return the business date, or the other day as of which amounts are shown."""
    if desk.what_if is not None:
        return f"{desk.today:%m-%d} IF PAID {desk.what_if:%a %m-%d-%y}"
    return f"{desk.today:%a %Y-%m-%d}"
