"""The base of the screens that work at a desk, and the commands that go everywhere from them."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from domain.outage import BooksUnavailable
from domain.refusals import Code, Refusal
from tui.commands import (
    AnyCommand,
    Command,
    FindKey,
    ItemsKey,
    ParkKey,
    ReceiptsKey,
    TenderKey,
)
from tui.guard_commands import GUARD_COMMANDS
from tui.keys import Burst, Stroke
from tui.mail_commands import HowItCame
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.base import CounterScreen

if TYPE_CHECKING:
    from domain.acts import Act
    from domain.approval import Approval
    from domain.money import Money
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
        """Show a refusal. What was typed that may not be kept is in the access log too, without a digit of it."""
        super().refuse(why)
        if self.counter.desk is not None:
            from tui.desk_guards import secret_in

            code = secret_in(why.sentence if isinstance(why, Refusal) else why)
            if code is not None:
                self._note_refused(code)

    def typed_where(self) -> str:
        """Return where something was typed, for the access log; never what."""
        return self.NAME

    def _note_refused(self, code: Code) -> None:
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

    def answer(self, refusal: Refusal | None, done: str) -> bool:
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
    ) -> None:
        """Let a second person approve ``act`` here; ``then`` gets the approval, and is not called without one.

        ``words`` say what is approved, without a customer's name; ``whose`` is the sign-in name of the one whose work
        or drawer it is about, where that is not the person at the desk; ``amount`` is shown in large figures.
        """
        from tui.desk_people import Asked
        from tui.screens.approval import ApprovalScreen

        def answered(approval: "Approval | None") -> None:
            if approval is None:
                self.refuse("Not approved. Nothing was done.")
            else:
                then(approval)

        asked = Asked(act, words, whose, tender, service)
        self.counter.push(ApprovalScreen(asked, amount), answered)

    def why_not_quit(self) -> str | None:
        """Leaving asks first that the cart is finished, parked or dropped."""
        desk = self.counter.desk
        if desk is not None and desk.cart.lines and desk.operator is not None:
            return f"The cart holds {desk.cart.total}. F4 takes the money, F5 parks it; then leave."
        return None


class Find(FindKey[DeskScreen]):
    """Find: back to the line that takes anything."""

    def run(self, screen: DeskScreen) -> None:
        """Go to the lookup screen, on an empty line; the cart stays."""
        screen.counter.lookup_anew()


class Items(ItemsKey[DeskScreen]):
    """Item codes: what the counter sells."""

    def run(self, screen: DeskScreen) -> None:
        """List the items; a number already typed is the quantity."""
        from tui.screens.items import ItemsScreen

        quantity = screen.entry.take() if screen.entry is not None else ""
        screen.counter.push(ItemsScreen(quantity))


class Tender(TenderKey[DeskScreen]):
    """Tender: take the money for what is in the cart."""

    def available(self, screen: DeskScreen) -> str | None:
        """Something must be in the cart, and a drawer open to put the money in."""
        denied = screen.desk.may_take_money()
        if denied is not None:
            return denied.sentence
        return (
            None
            if screen.desk.cart.lines
            else "The cart is empty. Find a bill or type an item first."
        )

    def run(self, screen: DeskScreen) -> None:
        """Go to the tender screen."""
        from tui.screens.tender import TenderScreen

        screen.counter.push(TenderScreen())


class Park(ParkKey[DeskScreen]):
    """Park this cart; with an empty cart, recall a parked one."""

    def run(self, screen: DeskScreen) -> None:
        """Park at once under the payer's name, or list what is parked."""
        desk = screen.desk
        if not desk.cart.lines:
            from tui.screens.parked import ParkedScreen

            screen.counter.push(ParkedScreen())
            return
        from tui.cart_pane import line_words

        label = desk.cart.payer or line_words(desk.cart.lines[0])
        refusal = desk.park(label)
        if refusal is None:
            screen.counter.lookup_saying(f"Parked: {label}. F5 with an empty cart recalls it.")
        else:
            screen.refuse(refusal)


class Receipts(ReceiptsKey[DeskScreen]):
    """Receipts: find, look at, reprint."""

    def run(self, screen: DeskScreen) -> None:
        """List the receipts of this drawer and day."""
        from tui.screens.receipts import ReceiptsScreen

        screen.counter.push(ReceiptsScreen())


class Drawer(Command[DeskScreen]):
    """Drawer: open it with a float, or count and close it."""

    name, key, also, label, group = "drawer", "ctrl+b", "", "Drawer", "drawer"

    def run(self, screen: DeskScreen) -> None:
        """Open the drawer if it is closed, else go to its count."""
        if screen.desk.session is None:
            from tui.screens.drawer_open import DrawerOpenScreen

            screen.counter.push(DrawerOpenScreen())
            return
        from tui.desk_drawer import DrawerDesk
        from tui.screens.drawer_count import DrawerCountScreen

        refusal = DrawerDesk(screen.desk).may_close()
        if refusal is not None:
            screen.refuse(refusal.sentence)
            return
        screen.counter.push(DrawerCountScreen())


class QuickItem(Command[DeskScreen]):
    """Sell the office's most asked item: a number typed first is the quantity."""

    name, key, also, label, group = "quick-item", "f11", "ctrl+e", "Tags", "counter"
    in_bar = False

    def available(self, screen: DeskScreen) -> str | None:
        """The office's policy must name the item."""
        return None if screen.desk.office.quick_item else "The office's policy names no quick item."

    def run(self, screen: DeskScreen) -> None:
        """Put the item into the cart, as many as were typed."""
        desk = screen.desk
        typed = screen.entry.text.strip() if screen.entry is not None else ""
        refusal = desk.add_typed_items(f"{typed or 1}*{desk.office.quick_item}")
        if refusal is None and screen.entry is not None:
            screen.entry.clear()
        if screen.answer(refusal, "In the cart. F4 takes the money.") and not screen.CART:
            screen.counter.lookup_saying(screen.message.text)


class CartLines(Command[DeskScreen]):
    """Cart: look at its lines and take one out."""

    name, key, also, label, group = "cart", "ctrl+a", "", "Cart", "counter"
    in_bar = False

    def available(self, screen: DeskScreen) -> str | None:
        """There must be a line."""
        return (
            None
            if screen.desk.cart.lines
            else "The cart is empty. Find a bill or type an item first."
        )

    def run(self, screen: DeskScreen) -> None:
        """List the cart's lines."""
        from tui.screens.cart import CartScreen

        screen.counter.push(CartScreen())


AT_THE_DESK: tuple[type[AnyCommand], ...] = (
    Find,
    Items,
    Tender,
    Park,
    Receipts,
    Drawer,
    QuickItem,
    CartLines,
    HowItCame,
    *PEOPLE_COMMANDS,
    *GUARD_COMMANDS,
)
"""The commands of every screen at the desk."""
