"""One batch for an accounting program: its totals, its tape and lines, and what the program says otherwise."""

from collections.abc import Callable
from typing import Final

from domain.custody.acting import PostedAct
from domain.ledger.acknowledged import Difference
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.interface import ProgramLine, Stub, tape_of
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.batch_paint import (
    difference_line,
    differences_head,
    line_line,
    stub_line,
    totals_lines,
)
from tui.desk_batches import BatchDesk, Done
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.batch_keys import BATCH_KEYS, DIFFERENCES, LINES, TAPE
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_HEADS: Final = {
    TAPE: "The tape against its paper",
    LINES: "Its lines, and the program's own reference once it agreed",
}


class BatchScreen(DeskScreen):
    """Tab goes from the tape to the lines, and to what differs. Space ticks an amount of the tape against its paper;
    your ticks are kept when you leave. P prints the tape. R releases: you key the large amounts again, from paper, and
    a second person approves. N sends, W writes the file.

    What the program says otherwise is put right where it is wrong; then S settles the line, with the reason and a
    second person. Esc goes back.
    """

    NAME = "Batch"
    CART = False
    ACTS = (*BATCH_KEYS, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self.held = batch
        self.rows = LineList()
        self.lines: tuple[ProgramLine, ...] = ()
        self.agreed: dict[str, str] = {}
        self.differing: tuple[Difference, ...] = ()
        self.tape: tuple[Stub, ...] = ()
        self.again: tuple[Stub, ...] = ()
        self.ticked: frozenset[int] = frozenset()
        self.view = TAPE
        self.program = ""

    def load(self) -> None:
        """Read the batch as it stands, and its lines."""
        desk = BatchDesk(self.desk)
        self.held = desk.again(self.held)
        self.lines, self.agreed = desk.lines(self.held), self.held.agreed
        self.differing = self.held.differences
        self.tape = tape_of(self.lines)
        program = desk.program(self.held)
        names = {each.code: each.program for each in self.desk.office.services}
        self.program = names.get(self.held.made.holds[0][0], self.held.made.program)
        ready = self.held.state is BatchState.READY
        self.again = desk.rekeyed(program, self.lines) if program is not None and ready else ()
        self.ticked = desk.ticks(self.held)
        self.show(DIFFERENCES if self.differing else self.view)

    def show(self, view: str) -> None:
        """Put the tape, the lines or the differences in front."""
        self.view = view if view != DIFFERENCES or self.differing else TAPE
        listed = {TAPE: self.tape, LINES: self.lines, DIFFERENCES: self.differing}
        self.rows.fill(len(listed[self.view]), self._row, 0)

    @property
    def difference(self) -> Difference | None:
        """The marked difference; ``None`` while something else is in front."""
        if self.view != DIFFERENCES or not self.differing:
            return None
        return self.differing[self.rows.cursor]

    # Painting -----------------------------------------------------------------------------------

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the totals, and under them what is in front."""
        head = heading(f"Batch {self.held.batch_id}", columns)
        lines = [head, BLANK, *totals_lines(self.held, self.program, columns), BLANK]
        if self.view == DIFFERENCES:
            lines.append(differences_head(columns))
            return [*lines, *self.rows.paint(columns, rows - len(lines))]
        ticks = f": {len(self.ticked)} of {len(self.tape)} ticked" if self.view == TAPE else ""
        lines.append(line((f"{_HEADS[self.view]}{ticks}", "title")))
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        if self.view == TAPE:
            stub = self.tape[index]
            return stub_line(stub, columns, ticked=index in self.ticked, again=stub in self.again)
        if self.view == LINES:
            each = self.lines[index]
            hidden = (each.number, each.bill_no) in {(s.number, s.bill_no) for s in self.again}
            agreed = self.agreed.get(each.reference, "")
            return line_line(each, columns, agreed=agreed, again=hidden)
        return difference_line(self.differing[index], columns)

    # Keys ---------------------------------------------------------------------------------------

    def take_key(self, press: KeyPress) -> None:
        """Tab goes to the next of tape, lines and differences."""
        if press.key != "tab":
            super().take_key(press)
            return
        views = (TAPE, LINES, *((DIFFERENCES,) if self.differing else ()))
        self.show(views[(views.index(self.view) + 1) % len(views)])

    def enter(self, text: str) -> None:
        """Enter ticks the tape; nothing else is done by it."""
        if self.view == TAPE:
            self.tick()
        else:
            self.refuse("R releases, N sends, S settles a difference. Tab shows the rest.")

    def tick(self) -> None:
        """Tick the marked amount, or take the tick back, and go down; kept at once, for this person."""
        self.attempt(self._tick)

    def _tick(self) -> None:
        here = self.rows.cursor
        ticked = self.ticked ^ {here}
        BatchDesk(self.desk).keep_ticks(self.held, ticked)
        self.ticked = ticked
        self.rows.move_to(here + 1)
        if len(self.ticked) == len(self.tape):
            self.say("Every amount is ticked. R releases the batch.")

    def burst(self, burst: Burst) -> None:
        """Go to the bill or receipt that was scanned."""
        found = [n for n, s in enumerate(self.tape) if burst.text in (s.bill_no, s.number)]
        if found and burst.text:
            self.show(TAPE)
            self.rows.move_to(found[0])
        else:
            self.refuse("This is not on the tape of this batch. Look whether it is of another one.")

    def back(self) -> None:
        """Go back to the list."""
        self.counter.pop()

    # Acts ---------------------------------------------------------------------------------------

    def release(self) -> None:
        """Let the second person key the large amounts again, where there are any, and approve."""
        desk = BatchDesk(self.desk)
        program = desk.program(self.held)
        if program is None:
            self.refuse("The policy in force has no such program. Look into its interfaces.toml.")
        elif self.again:
            from tui.screens.batch_release import RekeyScreen

            self.counter.push(RekeyScreen(self.held, program, self.again), self.done)
        else:
            batch = self.held
            words = desk.words(batch, program)

            def approved(approval: Approval) -> None:
                self.post(lambda: desk.release(batch, program, (), (), approval), "Released.")

            self.ask_approval(Act.EXPORT_GL, words, approved, amount=batch.made.totals.amount)

    def post(self, act: Callable[[], PostedAct | Refusal], words: str) -> None:
        """Post an act in a thread, and look anew."""
        self.say("Posting ...", "")
        self.counter.work(
            act,
            lambda posted: self.done(posted if isinstance(posted, Refusal) else words),
            expected=(BooksUnavailable,),
            failed=self._failed,
        )

    def send(self) -> None:
        """Hand the batch over; one whose sending broke off only after a second look."""
        if self.held.state is BatchState.UNKNOWN:
            from tui.screens.batch_again import AgainScreen

            self.counter.push(AgainScreen(self.held), self._asked_again)
        else:
            self._send(again=False)

    def _asked_again(self, yes: object) -> None:
        if yes is True:
            self._send(again=True)

    def _send(self, *, again: bool) -> None:
        programs, maker, batch = self.desk.programs, self.desk.operator, self.held
        denied = self.desk.still_here() or BatchDesk(self.desk).may()
        if denied is not None or programs is None or maker is None:
            self.refuse(denied or "This counter sends no batches.")
            return
        self._outside(lambda: programs.send(batch, maker, again=again), "Sending ...")

    def write(self) -> None:
        """Write the file."""
        programs, maker, batch = self.desk.programs, self.desk.operator, self.held
        denied = self.desk.still_here() or BatchDesk(self.desk).may()
        if denied is not None or programs is None or maker is None:
            self.refuse(denied or "This counter writes no batches.")
            return
        self._outside(lambda: programs.write(batch, maker), "Writing ...")

    def _outside(self, act: Callable[[], Done], words: str) -> None:
        self.say(words, "")
        self.counter.work(act, self._told, expected=(BooksUnavailable,), failed=self._failed)

    def _told(self, done: Done) -> None:
        self.attempt(self.load)
        if done.done:
            self.say(done.words)
        else:
            self.refuse(done.words)

    def print_tape(self) -> None:
        """Print the tape at this counter."""
        again, tape = self.again, self.tape
        answer = BatchDesk(self.desk).print_tape(self.held, self.program, tape, again)
        if isinstance(answer, Refusal):
            self.refuse(answer)
        else:
            self.say(f"The tape prints: {len(tape)} amounts, {self.held.made.totals.amount}.")

    def settle(self) -> None:
        """Ask for the reason of the marked difference."""
        if self.difference is not None:
            from tui.screens.batch_release import SettleScreen

            self.counter.push(SettleScreen(self.held, self.difference), self.done)

    def done(self, words: object) -> None:
        """Look anew, and say what came of it."""
        if isinstance(words, str | Refusal):
            self.attempt(self.load)
            if isinstance(words, Refusal):
                self.refuse(words)
            else:
                self.say(words)

    def _failed(self, failure: Exception) -> None:
        self.refuse(f"The books cannot be reached: {failure} Look again before you do it twice.")
