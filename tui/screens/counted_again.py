"""Why a turn-in is not what the drawer's accepted count says: a coded reason, and words."""

from domain.custody.pieces import Pieces
from domain.custody.report_layout import over_short_text
from domain.money import Money
from tui.desk_moves import WhyAsked
from tui.paint import Line
from tui.screens.asking import AskingScreen, Choice, Step


class CountedAgainScreen(AskingScreen):
    """The cash is not what was counted at the close. Choose why by its key, say more in words, then Enter.

    Both sides counted what is really there. The difference is booked over or short of this drawer, with the reason and
    the approval of a second person who did not hold it. Esc goes back to the pieces.
    """

    NAME = "Counted again"

    def __init__(self, drawer: str, wanted: Money, given: Pieces) -> None:
        super().__init__()
        self.drawer, self.wanted, self.pieces = drawer, wanted, given

    @property
    def differs(self) -> str:
        """The difference in words."""
        over = self.pieces.amount - self.wanted
        return over_short_text(over) if over else "OTHER PIECES"

    def head(self) -> str:
        """Return the heading."""
        return f"Drawer {self.drawer} holds other cash than was counted"

    def about(self) -> list[str]:
        """Say what was counted, what is there, and what becomes of the difference."""
        return [
            f"The accepted count leaves {self.wanted} for the vault; {self.pieces.amount} is there: {self.differs}.",
            "The count stays as it is. The difference is booked, and a second person approves it.",
        ]

    def questions(self) -> tuple[Step, ...]:
        """Ask for the reason, then for words."""
        reasons = self.desk.office.over_short_reasons
        choices = tuple(Choice(reason.code, reason.name) for reason in reasons)
        told = "What is known of it, such as the figure that was typed. Enter alone leaves it out."
        return (
            Step("reason", "Reason", choices),
            Step("words", "In your words", told=told, needed=False),
        )

    def answered(self) -> None:
        """Go back with the reason."""
        code = self.given["reason"]
        names = {reason.code: reason.name for reason in self.desk.office.over_short_reasons}
        told = ": ".join(filter(None, (names.get(code, code), self.given.get("words", ""))))
        self.counter.pop(WhyAsked(code, self.given.get("words", ""), f"{self.differs}, {told}"))

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Nothing stands behind the last answer: it goes back."""
        return []
