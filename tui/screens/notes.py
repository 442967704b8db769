"""Notes: holds and remarks of a customer, and a new note."""

from domain.privacy.confidential import SECRET_CODES
from domain.receivables.accounts import Hold
from domain.records import Customer
from domain.refusals import Code
from tui.at_the_desk import AT_THE_DESK
from tui.desk_guards import GuardDesk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine


class NotesScreen(DeskScreen):
    """Type a note and press Enter: it is kept with your name and the time, and shown with the account from now on.

    A card number, a Social Security number or a bank account is not kept. If it only looks like one, O keeps the note
    all the same; that you said so is kept too.
    """

    NAME = "Notes"
    ACTS = AT_THE_DESK
    entry: EntryLine

    def __init__(self, account_id: int) -> None:
        super().__init__()
        self.account_id = account_id
        self.entry = EntryLine("New note")
        self.customer = Customer(())
        self.holds: dict[int, tuple[Hold, ...]] = {}
        """The holds of each account, that of returned checks among them."""
        self.doubted = ""
        """The note that was refused for what it looks like, while O may still keep it."""

    def load(self) -> None:
        """Read the notes anew."""
        desk = self.desk
        self.customer = desk.customer(self.account_id) or Customer(())
        self.holds = {
            view.account_id: (
                *view.account.holds,
                *desk.single.returned_on(view.account, desk.today),
            )
            for view in self.customer.accounts
        }

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return holds and notes, the newest last and always in view."""
        lines: list[Line] = []
        for view in self.customer.accounts:
            for hold in self.holds[view.account_id]:
                said = f"HOLD {view.account.number}: {hold.text}"
                lines.extend(paragraphs(said, columns, "warn"))
            for note in view.notes:
                at = self.desk.local(note.at)
                words = f"{at:%Y-%m-%d %H:%M} {note.by}: {note.text}"
                lines.extend(paragraphs(words, columns))
        if not lines:
            lines = [line(("No holds and no notes.", "dim"))]
        return [heading("Notes and holds", columns), BLANK, *lines[-(rows - 2) :]]

    def scanned(self, burst: Burst) -> None:
        """A scan is no note; a note that is half typed is not left behind."""
        if self.entry.text:
            self.refuse("Finish the note first: Enter keeps it, Ctrl+U clears it. Then scan again.")
        else:
            super().scanned(burst)

    def take_key(self, press: KeyPress) -> None:
        """Keep the note that was refused for its looks with O; any other key goes on with it."""
        doubted, self.doubted = self.doubted, ""
        if doubted and press.key in ("o", "O"):
            self._keep(doubted, false_alarm=True)
        else:
            super().take_key(press)

    def enter(self, text: str) -> None:
        """Keep the note."""
        self._keep(text)

    def typed_where(self) -> str:
        """Return whose note it would have been."""
        return GuardDesk(self.desk).note_on(self.account_id)

    def _keep(self, text: str, *, false_alarm: bool = False) -> None:
        refusal = GuardDesk(self.desk).add_note(self.account_id, text, false_alarm=false_alarm)
        if refusal is None:
            self.say("Kept.")
            self.entry.clear()
            self.load()
        elif refusal.code is Code.TRACK_DATA:
            self.entry.clear()
            self.refuse(refusal)
        elif refusal.code in SECRET_CODES:
            self.doubted = text
            self.refuse(f"{refusal.sentence} If it is something else, O keeps the note.")
        else:
            self.refuse(refusal)
