"""Parked: carts that wait, to take one up again."""

from domain.records import Draft
from tui.at_the_desk import AT_THE_DESK
from tui.explaining import Amount, of_cart
from tui.paint import BLANK, Line, heading, line, spread
from tui.screens.explaining import ExplainingScreen, Why
from tui.widgets.line_pane import LineList


class ParkedScreen(ExplainingScreen):
    """Choose a parked cart and press Enter to take it up. Carts of other counters may be taken up here too.

    ? says why a line of the chosen cart is that much; the cart stays parked.
    """

    NAME = "Parked carts"
    NOTHING = "No cart is parked. Esc goes back."
    ACTS = (Why, *AT_THE_DESK)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.drafts: tuple[Draft, ...] = ()

    def load(self) -> None:
        """List what is parked now."""
        self.drafts = self.desk.parked()
        self.rows.fill(len(self.drafts), self._row)

    @property
    def explains(self) -> bool:
        """Whether a cart is parked."""
        return bool(self.drafts)

    def amounts(self) -> tuple[Amount, ...]:
        """Return the lines of the chosen cart."""
        chosen = self.drafts[self.rows.cursor : self.rows.cursor + 1]
        return tuple(amount for each in chosen for amount in of_cart(self.desk, each.cart))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the parked carts."""
        lines = [heading("Parked carts", columns)]
        if not self.drafts:
            return [*lines, BLANK, line(("No cart is parked. Esc goes back.", "strong"))]
        return lines + self.rows.paint(columns, rows - 1)

    def _row(self, index: int, columns: int) -> Line:
        draft = self.drafts[index]
        at = self.desk.local(draft.saved_at)
        words = f"{at:%H:%M} drawer {draft.drawer} {draft.label}"
        return spread(words, str(draft.cart.total), columns)

    def enter(self, text: str) -> None:
        """Take the chosen cart up."""
        if not self.drafts:
            self.counter.pop()
            return
        chosen = self.drafts[self.rows.cursor]
        refusal = self.desk.recall(chosen.cart.request_id)
        if refusal is not None:
            self.refuse(refusal.sentence)
            self.load()
            return
        changed = " ".join(self.desk.notices)
        told = changed or "F4 takes the money."
        self.counter.lookup_saying(f"Taken up: {chosen.label}. {told}")
