"""The commands of the drawer: open, count and close, cut off, have it counted, hand its carts over."""

from typing import TYPE_CHECKING

from domain.custody.count_kind import CountKind
from tui.commands import AnyCommand, Command

if TYPE_CHECKING:
    from domain.custody.drawer import DrawerSession
    from tui.screens.desk_screen import DeskScreen

_NOT_OPEN = "No drawer is open here. Ctrl+B opens it."


class Drawer(Command["DeskScreen"]):
    """Drawer: open it with a float, or count and close it."""

    name, key, also, label, group = "drawer", "ctrl+b", "", "Drawer", "drawer"

    def run(self, screen: "DeskScreen") -> None:
        """Open the drawer if it is closed, else go to its count; where another one waits to be counted, ask which."""
        session, waiting = screen.desk.session, screen.desk.waiting
        if waiting:
            from tui.screens.drawer_choice import DrawerChoiceScreen

            screen.counter.push(DrawerChoiceScreen(waiting))
        elif session is None:
            from tui.screens.drawer_open import DrawerOpenScreen

            screen.counter.push(DrawerOpenScreen())
        else:
            count_drawer(screen, session)


class CutOff(Command["DeskScreen"]):
    """Cut-off: no more receipts of this date; the drawer is counted later, and opens on the next business date."""

    name, key, also, label, group = "cut-off", "", "", "Cut-off", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The drawer must be open."""
        return None if screen.desk.session is not None else _NOT_OPEN

    def run(self, screen: "DeskScreen") -> None:
        """Ask once more, then cut off; not with a cart in front, or while another session of the drawer waits."""
        from tui.desk_drawer import DrawerDesk
        from tui.screens.cut_off import CutOffScreen

        refusal = DrawerDesk(screen.desk).may_cut_off()
        if refusal is not None:
            screen.refuse(refusal)
        else:
            screen.counter.push(CutOffScreen())


class _CountOpen(Command["DeskScreen"]):
    in_bar = False
    KIND: CountKind

    def available(self, screen: "DeskScreen") -> str | None:
        """The drawer must be open, and be that of the person at the desk."""
        from tui.desk_counts import CountsDesk

        refusal = CountsDesk(screen.desk).may_count()
        return refusal.sentence if refusal is not None else None

    def run(self, screen: "DeskScreen") -> None:
        """Ask who counts, then count."""
        from tui.screens.count_open import ask_counter

        ask_counter(screen, self.KIND)


class SurpriseCount(_CountOpen):
    """Surprise count: a second person counts this drawer with you present; it stays open."""

    name, key, also, label, group = "surprise-count", "", "", "Surprise", "drawer"
    KIND = CountKind.SURPRISE


class HandOverCount(_CountOpen):
    """Hand-over count: a second person counts this drawer with you before it is handed over; it stays open."""

    name, key, also, label, group = "hand-over-count", "", "", "HandOver", "drawer"
    KIND = CountKind.HAND_OVER


class HandOverCarts(Command["DeskScreen"]):
    """Hand over carts: give the parked carts of this drawer to another that is open."""

    name, key, also, label, group = "hand-over-carts", "", "", "Carts", "drawer"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """Somebody must be signed in; whether carts are parked is looked for when it runs."""
        return None if screen.desk.operator is not None else "Sign in first."

    def run(self, screen: "DeskScreen") -> None:
        """Ask which drawer takes them, where carts are parked and another drawer is open."""
        from tui.desk_counts import CountsDesk
        from tui.screens.hand_over import HandOverScreen

        counts = CountsDesk(screen.desk)
        if not counts.parked():
            screen.refuse("No cart of this drawer is parked.")
        elif not counts.other_drawers():
            screen.refuse(
                "No other drawer is open. Recall each cart with F5 and finish or drop it."
            )
        else:
            screen.counter.push(HandOverScreen())


def count_drawer(screen: "DeskScreen", session: "DrawerSession") -> None:
    """Go to the count of a session, or on with its close when the count is in."""
    from tui.desk_drawer import DrawerDesk

    drawer = DrawerDesk(screen.desk, session)
    refusal = drawer.may_close()
    if refusal is not None:
        screen.refuse(refusal.sentence)
        return
    final = drawer.final()
    if final is not None:
        from tui.screens.drawer_close import DrawerCloseScreen

        screen.counter.push(DrawerCloseScreen(session, final))
        return
    from tui.screens.drawer_count import DrawerCountScreen

    screen.counter.push(DrawerCountScreen(session))


DRAWER_COMMANDS: tuple[type[AnyCommand], ...] = (
    Drawer,
    CutOff,
    SurpriseCount,
    HandOverCount,
    HandOverCarts,
)
"""What a clerk does with the drawer."""
