"""The commands that every screen has."""

from typing import TYPE_CHECKING

from tui.commands import AnyCommand, HelpKey, PaletteKey, QuitKey

if TYPE_CHECKING:
    from tui.screens.base import CounterScreen


class Help(HelpKey["CounterScreen"]):
    """Help on this screen and the office's procedure."""

    def run(self, screen: "CounterScreen") -> None:
        """Show the help of ``screen``."""
        from tui.screens.help import HelpScreen

        screen.counter.push(HelpScreen(screen))


class Palette(PaletteKey["CounterScreen"]):
    """Every command by name, with the second way to each."""

    def run(self, screen: "CounterScreen") -> None:
        """Let the clerk choose a command of ``screen`` by name."""
        from tui.screens.palette import PaletteScreen

        screen.counter.push(PaletteScreen(screen), screen.do_named)


class Quit(QuitKey["CounterScreen"]):
    """Leave the program. Nothing in the cart is lost."""

    def available(self, screen: "CounterScreen") -> str | None:
        """Ask every screen that is open: each may hold something that must not be lost."""
        return screen.counter.why_not_quit()

    def run(self, screen: "CounterScreen") -> None:
        """End the program with exit code 0."""
        screen.counter.exit(0)


EVERYWHERE: tuple[type[AnyCommand], ...] = (Help, Palette, Quit)
