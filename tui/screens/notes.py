"""Notes: holds and remarks of a customer, and a new note."""

from domain.receivables.accounts import Note
from domain.records import Customer
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.screens.desk_screen import AT_THE_DESK, DeskScreen
from tui.widgets.entry_line import EntryLine


class NotesScreen(DeskScreen):
    """Type a note and press Enter: it is kept with your name and the time, and shown with the account from now on."""

    NAME = "Notes"
    ACTS = AT_THE_DESK
    entry: EntryLine

    def __init__(self, account_id: int) -> None:
        super().__init__()
        self.account_id = account_id
        self.entry = EntryLine("New note")
        self.customer = Customer(())

    def load(self) -> None:
        """Read the notes anew."""
        self.customer = self.desk.customer(self.account_id) or Customer(())

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return holds and notes, the newest last and always in view."""
        lines: list[Line] = []
        for view in self.customer.accounts:
            for hold in view.account.holds:
                lines.extend(
                    paragraphs(f"HOLD {view.account.number}: {hold.text}", columns, "warn")
                )
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

    def enter(self, text: str) -> None:
        """Keep the note."""
        desk = self.desk
        by = desk.operator.name if desk.operator else ""
        refusal = desk.books.add_note(self.account_id, Note(text, by, desk.clock()))
        if self.answer(refusal, "Kept."):
            self.entry.clear()
            self.load()
