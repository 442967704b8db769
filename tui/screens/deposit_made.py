"""A deposit that is sealed: its number, what is in the bag, and the slip that is printing."""

from domain.custody.acting import PostedAct
from domain.custody.depositing import DepositMade
from domain.outage import BooksUnavailable
from tui.desk_slips import SlipDesk
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, right
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen


class DepositMadeScreen(DeskScreen):
    """The bag is sealed. Sign the slip, both of you, and put its copy into the bag. Enter goes on; the courier and the
    bank's answer are entered from the list of deposits.
    """

    NAME = "Deposit sealed"
    CART = False
    ACTS = PEOPLE_COMMANDS

    def __init__(self, posted: PostedAct) -> None:
        super().__init__()
        self.posted = posted
        self.filed = ""

    def load(self) -> None:
        """Write the slip as a PDF where the settings name a folder for it, in a thread."""
        slips = SlipDesk(self.desk)
        self.counter.work(
            lambda: slips.file(self.posted),
            self._filed,
            expected=(BooksUnavailable, OSError),
            failed=lambda failure: self._filed(f"The PDF could not be written: {failure}"),
        )

    def _filed(self, words: str) -> None:
        self.filed = words

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the deposit's number, bag, cash and items, and what to do."""
        body = self.posted.body
        if not isinstance(body, DepositMade):
            return []
        made = body.deposit
        held = f"{len(made.held)} held over" if made.held else "none held over"
        facts = (
            ("Bag", made.bag),
            ("Seal", made.seal),
            ("Prepared by", body.prepared_by.name),
            ("Verified by", body.verified_by.name),
            ("Cash", str(made.cash.amount)),
            *((("From the vault", f"{made.from_vault} of it"),) if made.from_vault else ()),
            ("Items", f"{len(made.items)}, {held}"),
        )
        lines = [
            heading(f"SEALED {self.posted.number}", columns, "Enter goes on"),
            BLANK,
            line((pad("In the bag", 16), "strong"), (right(str(made.amount), 14), "strong")),
            BLANK,
            *(line(pad(label, 16), pad(value, columns - 16)) for label, value in facts),
            BLANK,
        ]
        told = "The slip is printing: both sign it, and it goes into the bag. The other copy stays here."
        lines += paragraphs(told, columns - 2)
        return [*lines, BLANK, *paragraphs(self.filed, columns - 2)] if self.filed else lines

    def enter(self, text: str) -> None:
        """Go back to the list of deposits."""
        self.counter.pop()

    def back(self) -> None:
        """Go back to the list of deposits."""
        self.counter.pop()
