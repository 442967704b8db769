"""Receipts: those of this drawer today, newest first; any other by its number."""

from domain.privacy.confidential import refused_text
from domain.receipting.receipt import Receipt, parse_receipt_no
from domain.records import PostedReceipt
from domain.refusals import Code, refuse
from tui.at_the_desk import AT_THE_DESK
from tui.commands import CorrectKey
from tui.correction_commands import correct_receipt
from tui.explaining import Amount, of_receipt
from tui.paint import BLANK, Line, heading, line, spread
from tui.screens.explaining import ExplainingScreen, Why
from tui.screens.receipt import ReceiptScreen, corrected_mark
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList
from tui.widgets.message_line import Message


class CorrectChosen(CorrectKey["ReceiptsScreen"]):
    """Void the chosen receipt while its drawer is open, or reverse it on a later day."""

    def available(self, screen: "ReceiptsScreen") -> str | None:
        """There must be a receipt."""
        return None if screen.chosen() else "Type the whole number of the receipt, Enter, then F8."

    def run(self, screen: "ReceiptsScreen") -> None:
        """Go to the void or the reversal."""
        chosen = screen.chosen()
        if chosen is not None:
            correct_receipt(screen, chosen)


class ReceiptsScreen(ExplainingScreen):
    """Choose a receipt and press Enter to see and reprint it, F8 to void or reverse it. Part of a payer's name
    narrows the list; the whole number of a receipt, or of a bill that was paid, and Enter shows it whatever its day.
    ? explains what the chosen one paid.
    """

    NAME = "Receipts"
    NOTHING = "Type the whole number of a receipt, or of a bill that was paid, then ?."
    ACTS = (CorrectChosen, Why, *AT_THE_DESK)
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("Receipt")
        self.rows = LineList()
        self.all: tuple[PostedReceipt, ...] = ()
        self.shown: list[PostedReceipt] = []

    def load(self) -> None:
        """Read the receipts of this drawer, or of the day where no drawer is open."""
        session = self.desk.session
        self.all = (
            self.desk.books.receipts(session_id=session.session_id)
            if session
            else self.desk.books.receipts(on=self.desk.today)
        )
        self.typed()

    def typed(self) -> None:
        """Narrow the list to what was typed: part of the number or of the payer."""
        self.message = Message()
        wanted = self.entry.text.strip().casefold()
        self.shown = [each for each in self.all if wanted in _words(each).casefold()]
        self.rows.fill(len(self.shown), self._row)

    def chosen(self) -> PostedReceipt | None:
        """Return the marked receipt, if there is one."""
        return self.shown[self.rows.cursor] if self.shown else None

    def heading(self) -> str:
        """Return whose receipts they are."""
        of = ", this drawer" if self.desk.session else ""
        return f"Receipts of {self.desk.today:%a %b %-d}{of}"

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the receipts."""
        lines = [heading(self.heading(), columns)]
        if not self.shown:
            return [*lines, BLANK, line(("None. Type a whole receipt number and Enter.", "dim"))]
        return lines + self.rows.paint(columns, rows - 1)

    def _row(self, index: int, columns: int) -> Line:
        posted = self.shown[index]
        receipt = posted.posting.body
        at = self.desk.local(posted.posting.header.entered_at)
        amount = str(receipt.total) if isinstance(receipt, Receipt) else ""
        mark = corrected_mark(posted)
        amount = f"{mark} {amount}" if mark else amount
        return spread(f"{at:%H:%M} {_words(posted)}", amount, columns)

    def amounts(self) -> tuple[Amount, ...]:
        """Return the lines of the receipt that is meant."""
        posted = self._meant(self.entry.text.strip())
        return of_receipt(self.desk, posted) if posted is not None else ()

    def enter(self, text: str) -> None:
        """Show the receipt whose number was typed, else the chosen one."""
        posted = self._meant(text)
        if posted is not None:
            self.entry.clear()
            self.typed()
            self.counter.push(ReceiptScreen(posted, fresh=False))
        elif (secret := refused_text(text)) is not None:
            self.entry.clear()
            self.refuse(secret)
        else:
            number = parse_receipt_no(text)
            self.refuse(refuse(Code.RECEIPT_UNKNOWN, receipt=number or text or "here"))

    def _meant(self, text: str) -> PostedReceipt | None:
        """Return the receipt of the number that was typed, else the chosen one, else the last of a bill's number."""
        number = parse_receipt_no(text) if text else None
        if number is not None:
            return self.desk.books.receipt(number)
        if self.shown:
            return self.shown[self.rows.cursor]
        return self._last_of_bill(text) if text else None

    def _last_of_bill(self, bill_no: str) -> PostedReceipt | None:
        numbers = self.desk.books.receipts_of_bill(bill_no)
        return self.desk.books.receipt(numbers[-1]) if numbers else None

    def back(self) -> None:
        """Go back; a half-typed number is no loss."""
        self.counter.pop()


def _words(posted: PostedReceipt) -> str:
    receipt = posted.posting.body
    return f"{receipt.number} {receipt.payer}" if isinstance(receipt, Receipt) else ""
