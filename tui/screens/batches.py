"""Batches for the accounting programs: what is in none yet, and where each batch stands."""

from dataclasses import dataclass

from domain.ledger.batch_life import Batch
from domain.outage import BooksUnavailable
from tui.batch_paint import batch_line, waiting_line
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_batches import BatchDesk, Done, InNone, Overview
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList


@dataclass(frozen=True, slots=True)
class Row:
    """What is in no batch yet, a program's name above its batches, or a batch."""

    waiting: InNone | None = None
    head: str = ""
    batch: Batch | None = None


class MakeBatch(Command["BatchesScreen"]):
    """Make the batch of what the mark is on; drawers that are not counted yet wait for the next one."""

    name, key, also, label, group = "batch-make", "m", "", "Make", "deposit"
    weight = 2

    def available(self, screen: "BatchesScreen") -> str | None:
        """The mark must be on what is in no batch, and somebody here must know the programs."""
        waiting = screen.row.waiting if screen.row else None
        if waiting is None:
            return "Go to what is in no batch yet with Up and Down first."
        if screen.desk.programs is None:
            return "This counter makes no batches. At the command line: chamberlain export PROGRAM."
        return None

    def run(self, screen: "BatchesScreen") -> None:
        """Make it."""
        screen.make()


class BatchesScreen(DeskScreen):
    """What is in no batch stands first: M makes the batch of that day. Under it each program's batches, those that wait
    for somebody first. Enter opens one: its totals, its tape to tick, its release. Esc goes back.
    """

    NAME = "Batches"
    CART = False
    ACTS = (Find, MakeBatch, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.listed: tuple[Row, ...] = ()

    @property
    def row(self) -> Row | None:
        """The marked row; ``None`` where nothing is listed."""
        return self.listed[self.rows.cursor] if self.listed else None

    def load(self) -> None:
        """Read the batches and what is in none, in a thread."""
        desk = BatchDesk(self.desk)
        self.counter.work(
            desk.overview,
            self._read,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(f"The books cannot be reached: {failure}"),
        )

    def _read(self, found: Overview) -> None:
        rows = [Row(waiting=each) for each in found.waiting]
        names = {each.code: each.program for each in self.desk.office.services}
        program = {b.batch_id: names.get(b.made.holds[0][0], b.made.program) for b in found.batches}
        for name in sorted(set(program.values())):
            rows.append(Row(head=name))
            rows += [Row(batch=b) for b in found.batches if program[b.batch_id] == name]
        known = {row.batch.batch_id for row in self.listed if row.batch}
        made = [n for n, row in enumerate(rows) if row.batch and row.batch.batch_id not in known]
        # M again makes the next one while any waits; then the one made last is what is gone on with.
        go_on = bool(self.listed and made and not found.waiting)
        here = made[-1] if go_on else min(self.rows.cursor, max(len(rows) - 1, 0))
        self.listed = tuple(rows)
        self.rows.fill(len(rows), self._row, here + bool(rows and rows[here].head))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what waits and the batches."""
        lines = [heading("Batches for the accounting programs", columns), BLANK]
        if not self.listed:
            told = "No batch was made in the last year, and nothing waits for one."
            return [*lines, *paragraphs(told, columns - 2)]
        return [*lines, *self.rows.paint(columns, rows - len(lines))]

    def _row(self, index: int, columns: int) -> Line:
        each = self.listed[index]
        if each.waiting is not None:
            return waiting_line(each.waiting, columns)
        if each.batch is not None:
            return batch_line(each.batch, BatchDesk(self.desk).today, columns)
        return line((each.head, "title"))

    def enter(self, text: str) -> None:
        """Open the marked batch."""
        row = self.row
        if row is None:
            self.counter.pop()
        elif row.head:
            self.refuse("This is a program. Down goes to its batches; Enter opens one.")
        elif row.batch is None:
            self.refuse("This is in no batch yet: M makes it. Enter opens a batch; Esc goes back.")
        else:
            from tui.screens.batch import BatchScreen

            self.counter.push(BatchScreen(row.batch), lambda _result: self.attempt(self.load))

    def make(self) -> None:
        """Make the batch of the marked day, in a thread, and list it."""
        waiting = self.row.waiting if self.row else None
        desk, programs = BatchDesk(self.desk), self.desk.programs
        maker = self.desk.operator
        if waiting is None or programs is None or maker is None:
            return
        denied = self.desk.still_here() or desk.may()
        if denied is not None:
            self.refuse(denied)
            return
        self.say("Making ...", "")
        self.counter.work(
            lambda: programs.make(desk.code_for(waiting), waiting.on, maker),
            self._made,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(f"The books cannot be reached: {failure}"),
        )

    def _made(self, done: Done) -> None:
        if done.done:
            self.say(done.words)
            self.attempt(self.load)
        else:
            self.refuse(done.words)

    def burst(self, burst: Burst) -> None:
        """A scan has no place here."""
        self.refuse("Nothing is scanned here. Esc goes back; then scan again.")

    def back(self) -> None:
        """Go back to where it was opened."""
        self.counter.pop()
