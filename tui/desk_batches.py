"""The desk's batches for the accounting programs: what waits for one, its tape, its release, and what differs.

The counter writes no files. Whoever starts it hands in who can make, write and send a batch; without that the screens
show what is in the books and name the command that does the rest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from domain.custody.acting import Asked, PostedAct
from domain.ledger.acknowledged import Difference
from domain.ledger.batch_life import KINDS, Batch, batches_of
from domain.ledger.batch_orders import Program, order_release, rekey_list, release_words
from domain.ledger.interface import ProgramLine, Stub, tape_of
from domain.ledger.settling import order_settlement, settling_stopped
from domain.money import Money, parse_money
from domain.office import Office
from domain.papers.tape_sheet import tape_sheet
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator, may
from domain.people.roles import Where
from domain.records import PrintJob, SheetKind
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day

_SINCE: Final = timedelta(days=400)
"""How far back batches and what is in none are listed; the report tells of every day."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act outside the books, in one sentence, and whether it was done."""

    words: str
    done: bool = True


class Programs(Protocol):
    """Who makes, writes and sends batches; the composition root hands one in. Each of its acts may take seconds."""

    def programs(self) -> tuple[Program, ...]:
        """Return the accounting programs of the policy in force."""

    def make(self, code: str, on: date, maker: Operator) -> Done:
        """Make the next batch of a program and business date, of drawers that are counted."""

    def write(self, batch: Batch, maker: Operator) -> Done:
        """Write a batch's file to where exports go, the same bytes each time."""

    def send(self, batch: Batch, maker: Operator, *, again: bool) -> Done:
        """Hand a batch over as the settings say; ``again`` where the program was asked and has it not."""


@dataclass(frozen=True, slots=True)
class InNone:
    """What a program was not told of yet: so many postings of a business date are in no batch."""

    program: str
    service: str
    on: date
    postings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits for a batch, and the batches, oldest first."""

    waiting: tuple[InNone, ...] = ()
    batches: tuple[Batch, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchDesk:
    """Batches at one desk. An act that was not answered is asked again under the same request id."""

    desk: Desk

    def may(self) -> Refusal | None:
        """Return what stands against batches here: no right, or nobody signed in."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        return may(desk.office, desk.operator, Act.EXPORT_GL, where=Where(desk.station.code))

    def overview(self) -> Overview:
        """Return what waits and the batches of the last year; reads much, so it is a job for a thread."""
        books, today = self.desk.books, self.today
        since = today - _SINCE
        if self.desk.programs is not None:
            # The policy's layouts are read here, in the thread, so that no key waits for them later.
            self.desk.programs.programs()
        found = batches_of(a for kind in KINDS for a in books.acts(kind=kind, first=since))
        waiting = [
            InNone(service.program, service.code, on, number)
            for service in self.desk.office.services
            for on, number in sorted(
                Counter(on for on, _ in books.not_in_batch(service.code, since, today)).items()
            )
        ]
        waiting.sort(key=lambda each: (each.program, each.on, each.service))
        order = sorted(found, key=lambda each: (each.ended, each.made.on, each.batch_id))
        return Overview(tuple(waiting), tuple(order))

    def again(self, batch: Batch) -> Batch:
        """Return a batch as it stands now."""
        books, since = self.desk.books, batch.made.on
        acts = (a for kind in KINDS for a in books.acts(kind=kind, first=since))
        return next((b for b in batches_of(acts) if b.batch_id == batch.batch_id), batch)

    def lines(self, batch: Batch) -> tuple[ProgramLine, ...]:
        """Return the lines of a batch, made of its postings."""
        return batch.made.lines(self.desk.books.entries_of(batch.made.postings))

    def program(self, batch: Batch) -> Program | None:
        """Return the program that a batch is for; ``None`` where nobody here knows the programs."""
        ports = self.desk.programs
        listed = ports.programs() if ports is not None else ()
        return next((each for each in listed if each.code == batch.made.program), None)

    def code_for(self, waiting: InNone) -> str:
        """Return the code of the program that is told of a service; empty where nobody here knows it."""
        ports = self.desk.programs
        listed = ports.programs() if ports is not None else ()
        return next((each.code for each in listed if waiting.service in each.services), "")

    def rekeyed(self, program: Program, lines: Sequence[ProgramLine]) -> tuple[Stub, ...]:
        """Return the amounts that whoever verifies a batch keys again before it is released."""
        return rekey_list(tape_of(lines), program)

    def ticks(self, batch: Batch) -> frozenset[int]:
        """Return which amounts of a batch's tape the one who is signed in has ticked."""
        here = self.desk.operator
        return self.desk.books.ticks_of(batch.batch_id, here.operator_id) if here else frozenset()

    def keep_ticks(self, batch: Batch, ticks: frozenset[int]) -> None:
        """Keep the ticks of the one who is signed in, for when he or she comes back."""
        here = self.desk.operator
        if here is not None:
            self.desk.books.keep_ticks(batch.batch_id, here.operator_id, ticks, self.desk.clock())

    def words(self, batch: Batch, program: Program) -> str:
        """Return what the second person says yes to when a batch is released."""
        return release_words(batch, program, len(self.ticks(batch)))

    def print_tape(
        self, batch: Batch, program: str, tape: Sequence[Stub], again: Sequence[Stub]
    ) -> PrintJob | Refusal:
        """Print a batch's tape at this counter, with this person's ticks."""
        desk, made = self.desk, batch.made
        denied = desk.still_here() or self.may()
        if denied is not None:
            return denied
        training, ticks = desk.books.training, self.ticks(batch)
        paper = tape_sheet(made, program, tape, ticks, again, desk.office, training=training)
        return desk.print_sheet(SheetKind.TAPE, made.batch_id, paper)

    def release(
        self,
        batch: Batch,
        program: Program,
        wanted: Sequence[Stub],
        keyed: Sequence[Money],
        approval: Approval,
    ) -> PostedAct | Refusal:
        """Release a batch that a second person approved."""
        content = ("release", batch.batch_id, approval.operator_id, tuple(keyed))
        asked = self.asked(self.desk.request_for(*content))
        if isinstance(asked, Refusal):
            return asked
        office, ticked = self.desk.office, len(self.ticks(batch))
        order = order_release(batch, program, wanted, keyed, approval, asked, office, ticked=ticked)
        return record_act(self.desk, order, content)

    def may_settle(self, batch: Batch, difference: Difference, reason: str) -> Refusal | None:
        """Return what stands against settling a difference, before a second person is asked."""
        asked = self.asked("check")
        if isinstance(asked, Refusal):
            return asked
        return settling_stopped(batch, difference, reason, asked, self.desk.office)

    def settle(
        self, batch: Batch, difference: Difference, reason: str, approval: Approval
    ) -> PostedAct | Refusal:
        """Settle a difference that was put right by hand, with the second person's approval."""
        content = ("settle", batch.batch_id, difference, reason, approval.operator_id)
        asked = self.asked(self.desk.request_for(*content))
        if isinstance(asked, Refusal):
            return asked
        office: Office = self.desk.office
        order = order_settlement(batch, difference, reason, approval, asked, office)
        return record_act(self.desk, order, content)

    @property
    def today(self) -> date:
        """The calendar day at the office."""
        return self.desk.local(self.desk.clock()).date()

    def asked(self, request: str) -> Asked | Refusal:
        """Return who asks, on the day that acts are of now: once a day was closed, on the next."""
        desk = self.desk
        day = first_open_day(desk.books, self.today)
        return act_asked(desk, self.may(), request, day)


def read_amount(typed: str) -> Money | None:
    """Return an amount as it is keyed again, below zero with a minus in front; ``None`` for anything else."""
    text = typed.strip()
    amount = parse_money(text.removeprefix("-"))
    return -amount if amount is not None and text.startswith("-") else amount
