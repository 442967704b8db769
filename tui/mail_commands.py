"""The command that says how a payment came when it did not come over the counter today."""

from typing import TYPE_CHECKING

from tui.commands import Command

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class HowItCame(Command["DeskScreen"]):
    """How it came: the postmark, drop box or bank file of a payment that did not come over the counter today."""

    name, key, also, label, group = "how-it-came", "", "", "How it came", "counter"
    in_bar = False

    def run(self, screen: "DeskScreen") -> None:
        """Ask how the payment came."""
        from tui.screens.came import CameScreen

        def came(said: object) -> None:
            screen.load()
            if said:
                screen.say(str(said))

        screen.counter.push(CameScreen(), came)
