"""Opening the drawer without a sale: the coded reason, words where they help, and a second person for new staff."""

from domain.custody.no_sale import reason_name
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Code, Refusal
from tui.desk_guards import GuardDesk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


class NoSaleScreen(DeskScreen):
    """Choose the reason by its digit, add words if needed, then Enter: the drawer opens and a slip is printed.

    It is kept for good with your name, and stands on the drawer's report. Where you may not do it alone, a second
    person is asked first. Esc goes back and opens nothing.
    """

    NAME = "No sale"
    ACTS = ()
    CART = False
    chosen = False
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("In your words")
        self.rows = LineList()

    def load(self) -> None:
        """List the reasons."""
        self.rows.fill(len(GuardDesk(self.desk).reasons()), self._row)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the reasons with their digits."""
        told = "Choose the reason by its digit, say more in words, then Enter. Esc opens nothing."
        lines = [heading("Open the drawer without a sale", columns), BLANK]
        lines.extend([*paragraphs(told, columns - 2), BLANK])
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        reason = GuardDesk(self.desk).reasons()[index]
        return line((f"{index + 1}  ", "strong"), pad(reason.name, columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose a reason by its digit, once: what is typed behind it are words, which may begin with a digit."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        if (
            not self.chosen
            and not self.entry.text
            and 1 <= digit <= len(GuardDesk(self.desk).reasons())
        ):
            self.rows.move_to(digit - 1)
            self.chosen = True
            return
        super().take_key(press)

    def burst(self, burst: Burst) -> None:
        """A scan is no reason."""
        self.refuse("Choose the reason by its digit, then Enter. Esc opens nothing.")

    def enter(self, text: str) -> None:
        """Open the drawer, after a second person's approval where one is needed."""
        guards = GuardDesk(self.desk)
        reason = guards.reasons()[self.rows.cursor].code
        refusal = guards.may_open()
        if refusal is None or refusal.code is not Code.APPROVAL_NEEDED:
            self._open(reason, text)
            return
        drawer = self.desk.station.drawer
        words = f"Open drawer {drawer} without a sale: {reason_name(reason, self.desk.office)}."
        self.ask_approval(
            Act.OPEN_NO_SALE, words, lambda approval: self._open(reason, text, approval)
        )

    def _open(self, reason: str, text: str, approval: Approval | None = None) -> None:
        answer = GuardDesk(self.desk).open_without_sale(reason, text, approval)
        if isinstance(answer, Refusal):
            self.refuse(answer)
            return
        printer = self.desk.printer.status()
        words = "The drawer opens; its slip is printing. Close it when done."
        if printer != "ready":
            words = f"It is kept. The printer: {printer}; open the drawer with its key."
        self.counter.lookup_saying(words)
