"""Why a confidential customer is looked at: one line, kept with who and when before anything is shown."""

from tui.at_the_desk import AT_THE_DESK
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine


class RevealScreen(DeskScreen):
    """Say in a few words why you need to see this customer, then Enter. Your name, the time and your words are kept and
    can be read by the auditor. Esc goes back without seeing anything.
    """

    NAME = "Confidential"
    ACTS = AT_THE_DESK
    entry: EntryLine

    def __init__(self, account_id: int) -> None:
        super().__init__()
        self.account_id = account_id
        self.entry = EntryLine("Why")

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what is asked, and what becomes of the answer."""
        told = (
            "This customer is confidential: name, mailing address and notes are not shown to everybody.",
            "Say why you look, such as 'asks for his own balance, showed a license'. It is kept with your name.",
        )
        lines = [heading("Confidential customer", columns), BLANK]
        for each in told:
            lines.extend([*paragraphs(each, columns - 2), BLANK])
        return lines

    def burst(self, burst: Burst) -> None:
        """A scan is no reason."""
        self.refuse("Say why in words, then Enter. Esc goes back.")

    def enter(self, text: str) -> None:
        """Keep the reason, then show the customer."""
        refusal = self.desk.see(self.account_id, text)
        if refusal is not None:
            self.refuse(refusal)
            return
        self.counter.pop()
