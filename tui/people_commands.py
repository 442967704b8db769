"""The commands of the people at the desk: lock, sign off, and who can do what."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, Command, LockKey

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Lock(LockKey["DeskScreen"]):
    """Lock the counter: all is hidden, nothing is lost.

    Your PIN or your badge goes on where you were. F12 again signs off.
    """

    def run(self, screen: "DeskScreen") -> None:
        """Hide everything behind the PIN."""
        screen.counter.lock()


class SignOff(Command["DeskScreen"]):
    """Sign off. The cart and the open drawer wait for you."""

    name, key, also, label, group = "sign-off", "", "", "Sign off", "everywhere"
    in_bar = False

    def run(self, screen: "DeskScreen") -> None:
        """Leave the desk to the sign-in screen; the cart is kept for the same operator."""
        screen.desk.sign_off()
        screen.counter.home()


class WhoCan(Command["DeskScreen"]):
    """Who can: what you may do, and who can do the rest."""

    name, key, also, label, group = "who-can", "", "", "Who can", "everywhere"
    in_bar = False

    def run(self, screen: "DeskScreen") -> None:
        """List every act as it stands for the person at the desk."""
        from tui.screens.who_can import WhoCanScreen

        screen.counter.push(WhoCanScreen())


PEOPLE_COMMANDS: tuple[type[AnyCommand], ...] = (Lock, SignOff, WhoCan)
