"""Sealing a day: what it means is read, its closer says who he or she is, and the seal is shown as it is printed."""

from collections.abc import Iterator
from datetime import date

from domain.calendar import day_text
from domain.custody.acting import PostedAct
from domain.custody.day_seal import DaySealed
from domain.outage import BooksUnavailable
from domain.papers.day_report import grouped
from domain.refusals import Refusal
from tui.desk_seal import SealDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad, paragraphs, right
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK, DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList

_LABEL = 16
_SHOWN = 5
"""So many open lines are named: the question below them stays in view."""


class SealDayScreen(DeskScreen):
    """Read what the seal does. Then type your PIN and Enter: the day is sealed, and its report is printed.

    Where you may not seal a day, one who may types a sign-in name first, or scans a badge. Esc goes back; then nothing
    is sealed.
    """

    NAME = "Seal day"
    CART = False
    ACTS = PEOPLE_COMMANDS
    entry: EntryLine

    def __init__(self, on: date, mine: str, may: str, still_open: tuple[str, ...] = ()) -> None:
        """``mine`` is the sign-in name at the desk, where that person may seal; ``may`` says in words who may."""
        super().__init__()
        self.on, self.mine, self.may = on, mine, may
        self.still_open = still_open
        """What else the checklist calls open: it does not stand against the seal, but will be of a later day."""
        self.closer = self.badge = ""
        self._begin_anew()

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what the seal does, what is still open beside it, and who may say the PIN."""
        told = (
            "The seal closes this day for good: nothing is posted to it or to a day before it from then on. "
            "It takes one digest of where every series stands. The day report prints it; keep that paper."
        )
        lines = [heading(f"Seal {day_text(self.on)}", columns, "Esc: not sealed"), BLANK]
        lines += [*paragraphs(told, columns - 2), BLANK]
        if self.still_open:
            lines += [line(("Still open, and of a later day once this one is sealed:", "warn"))]
            lines += [line(f"  {words}") for words in self.still_open[:_SHOWN]]
            if len(self.still_open) > _SHOWN:
                lines.append(line(f"  and {len(self.still_open) - _SHOWN} more, as the list says"))
            lines.append(BLANK)
        lines += paragraphs(f"May seal: {self.may}.", columns - 2)
        return [*lines, BLANK, line((self._prompt(), "strong"))]

    def _prompt(self) -> str:
        if self.closer or self.badge:
            return "Type your PIN, then Enter: the day is sealed."
        return "Closer: scan your badge, or type your sign-in name, then Enter."

    def enter(self, text: str) -> None:
        """Take the closer's name where it is not yet known, then the PIN."""
        typed = self.entry.take()
        if self.closer or self.badge:
            if typed:
                self._seal(self.closer, typed, self.badge)
            else:
                self.refuse("Type your PIN first, then Enter. Esc goes back; nothing is sealed.")
        elif typed:
            self.closer = typed.lower()
            self.entry = EntryLine(f"PIN of {self.closer}", masked=True)
        else:
            self.refuse("Type the closer's sign-in name first, or scan the badge.")

    def burst(self, burst: Burst) -> None:
        """Take a scan as the closer's badge."""
        if burst.kind in (SWIPED_CARD, SWIPED_CHECK):
            self.refuse("Scan the closer's badge, or type the PIN. Esc: not sealed.")
        elif self.desk.office.sign_in.badge_needs_pin:
            self.badge, self.closer = burst.text, ""
            self.entry = EntryLine("PIN of the badge", masked=True)
        else:
            self._seal("", "", burst.text)

    def _seal(self, closer: str, pin: str, badge: str) -> None:
        desk, on = SealDesk(self.desk), self.on
        self.counter.work(
            lambda: desk.seal(on, closer, pin, badge),
            self._answered,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
        )

    def _answered(self, answer: PostedAct | Refusal) -> None:
        if isinstance(answer, PostedAct):
            self.counter.pop(answer)
            return
        self._begin_anew()
        self.refuse(answer)

    def _unreachable(self, failure: Exception) -> None:
        self._begin_anew()
        self.refuse(
            f"The books cannot be reached: {failure} Whether the day is sealed is not known; "
            "type the PIN again: it is sealed once."
        )

    def _begin_anew(self) -> None:
        self.closer, self.badge = self.mine, ""
        if self.mine:
            self.entry = EntryLine(f"PIN of {self.mine}", masked=True)
        else:
            self.entry = EntryLine("Closer")

    def back(self) -> None:
        """Go back from the PIN to the name where one was typed, and from there without a seal."""
        if self.badge or self.closer != self.mine:
            self._begin_anew()
        else:
            self.counter.pop(None)


class DaySealedScreen(DeskScreen):
    """The day is sealed and its report is printing. Sign it and keep it: only that paper shows later that nothing was
    cut off. Up and Down show every series. Enter goes back to the checklist.
    """

    NAME = "Day sealed"
    CART = False
    ACTS = PEOPLE_COMMANDS
    rows: LineList

    def __init__(self, posted: PostedAct) -> None:
        super().__init__()
        self.posted = posted
        self.rows = LineList()

    @property
    def seal(self) -> DaySealed:
        """What was sealed; another act is a programmer's error."""
        if not isinstance(self.posted.body, DaySealed):
            raise TypeError("the closing of a day is its seal")
        return self.posted.body

    def load(self) -> None:
        """List where every series stands."""
        self.rows.fill(len(self.seal.heads), self._head, 0)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the day's totals, the digest in groups as it is printed, and the series."""
        seal = self.seal
        lines = [
            heading(f"SEALED {day_text(seal.on)}", columns, "Enter goes on"),
            BLANK,
            *(line(pad(label, _LABEL), right(value, 14)) for label, value in self._facts()),
            BLANK,
            line(("Seal of the day, as it is printed", "strong")),
            *(line(f"  {each.text.strip()}") for each in grouped(seal.digest)),
            BLANK,
            *paragraphs("The day report is printing: sign it and keep it.", columns - 2),
            BLANK,
            line(("Series", "strong")),
        ]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _facts(self) -> Iterator[tuple[str, str]]:
        day = self.seal.day
        yield "Number", str(self.posted.number)
        yield "Closed by", self.seal.closer.name
        yield "Postings", f"{day.postings:,}"
        yield "Receipts", f"{day.receipts:,}"
        yield "Received", str(day.received)
        yield "  less voids", str(day.voided)
        yield "  net", str(day.net)

    def _head(self, index: int, columns: int) -> Line:
        head = self.seal.heads[index]
        return line(
            pad(head.series, _LABEL), right(f"link {head.chain_no:,}", 14), f"  {head.digest[-8:].upper()}"
        )  # fmt: skip

    def enter(self, text: str) -> None:
        """Go back to the checklist."""
        self.counter.pop()

    def burst(self, burst: Burst) -> None:
        """A scan goes on with nothing."""
        self.refuse("Esc goes back to the checklist.")

    def back(self) -> None:
        """Go back to the checklist."""
        self.counter.pop()
