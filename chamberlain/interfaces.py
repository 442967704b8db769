"""The accounting programs at the command line: which one is meant, its batches, and each batch's file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from chamberlain.asked import Opened
from chamberlain.clock import now
from chamberlain.commands.import_ import who_runs_this
from chamberlain.stop import Stop, misused, refused
from domain.custody.acting import ActOrder, Asked, PostedAct
from domain.ledger.batch_life import KINDS, Batch, batches_of
from domain.ledger.batch_orders import Content, Program, content_of, order_batch
from domain.ledger.interface import ProgramLine
from domain.ledger.trail import digest_of
from domain.people.authority import Operator
from domain.refusals import Refusal
from domain.reports.catalog import open_sessions

if TYPE_CHECKING:
    from exchange.interface_models import ProgramModel

FIRST_DAY = date(2000, 1, 1)
"""No business date is before it: a receipt number's year begins there."""


@dataclass(frozen=True)
class Interface:
    """One accounting program and the books that its batches are of."""

    at: Opened
    program: Program
    layout: "ProgramModel"

    def batches(self, first: date = FIRST_DAY) -> tuple[Batch, ...]:
        """Return the program's batches of business dates from ``first`` on, in the order in which they were made."""
        since = min(first, self.at.today)
        # A batch is made on the day that it is of or later, so that earlier acts tell of no such batch.
        acts = (act for kind in KINDS for act in self.at.books.acts(kind=kind, first=since))
        found = batches_of(acts)
        return tuple(b for b in found if b.made.program == self.program.code and b.made.on >= first)

    def days_waiting(self, last: date) -> tuple[date, ...]:
        """Return the business dates up to ``last`` with lines in no batch, those of open drawers left out."""
        return tuple(sorted({day for _, day, _ in self._waiting(FIRST_DAY, last)}))

    def make(self, on: date, maker: Operator | None = None) -> Batch | None:
        """Make the next batch of a business date, or return ``None`` where every line is in one already.

        Without a ``maker`` it is whoever runs the command.
        """
        waiting = [(service, each) for service, _, each in self._waiting(on, on)]
        holds = [(s, [i for service, i in waiting if service == s]) for s in self.program.services]
        ids = sorted({each for _, each in waiting})
        number = 1 + max((b.made.number for b in self.batches(on) if b.made.on == on), default=0)
        content = content_of(self.program, on, number, self.at.books.entries_of(ids), holds)
        if not content.lines:
            return None
        name, file = self._file(content)
        order = order_batch(
            content, name, file, self.asked(f"batch {content.batch_id}", maker), self.at.office
        )
        act = record(self.at, order)
        return batches_of([act])[0]

    def file_of(self, batch: Batch) -> bytes:
        """Return the bytes of a batch's file, made again; ends the command when they would not be those of before."""
        made = batch.made
        lines = self.lines(batch)
        layout = self._layout_of(batch.act.posting.header.policy_digest)
        content = self._bytes(layout, made.batch_id, made.on, made.number, lines)
        wrong = made.says_of(lines)
        if wrong or sha256(content).hexdigest() != made.file_digest:
            raise Stop(
                f"Batch {made.batch_id} cannot be written as it was: "
                f"{wrong or 'this program writes its layout otherwise than the one that made it'}."
            )
        return content

    def lines(self, batch: Batch) -> tuple[ProgramLine, ...]:
        """Return the lines of a batch."""
        return batch.made.lines(self.at.books.entries_of(batch.made.postings))

    def asked(self, request_id: str, maker: Operator | None = None) -> Asked:
        """Return who asks for an act: somebody who signed in, or whoever runs this command."""
        who = who_runs_this()
        maker = maker or Operator(who, who, "")
        return Asked(request_id, maker, self.at.settings.station, self.business_date, now())

    @cached_property
    def business_date(self) -> date:
        """The business date of what is done now: after the day was closed, it is of the next one."""
        closed = self.at.books.sealed_through()
        return max(self.at.today, closed + timedelta(days=1)) if closed else self.at.today

    @cached_property
    def open_drawers(self) -> tuple[str, ...]:
        """The drawers that are not counted yet, by their sessions: what is in them is told later."""
        drawers = (drawer.code for drawer in self.at.office.drawers)
        return tuple(s.session_id for s in open_sessions(self.at.books, drawers))

    def _waiting(self, first: date, last: date) -> list[tuple[str, date, int]]:
        books, found = self.at.books, []
        for service in self.program.services:
            found += [
                (service, day, each) for day, each in books.not_in_batch(service, first, last)
            ]
        if not self.open_drawers or not found:
            return found
        ids = sorted({each for _, _, each in found})
        blind = {
            entry.posting_id
            for entry in books.entries_of(ids)
            if entry.posting.header.session_id in self.open_drawers
        }
        return [each for each in found if each[2] not in blind]

    def _file(self, content: Content) -> tuple[str, bytes]:
        from exchange.interface_file import file_name

        training = self.at.books.training
        code, on, number = self.program.code, content.on, content.number
        name = file_name(self.layout, code, on, number, training=training)
        return name, self._bytes(self.layout, content.batch_id, on, number, content.lines)

    def _bytes(
        self,
        layout: "ProgramModel",
        batch_id: str,
        on: date,
        number: int,
        lines: Sequence[ProgramLine],
    ) -> bytes:
        from exchange.interface_file import NotWritable, file_bytes

        try:
            return file_bytes(layout, batch_id, on, number, lines)
        except NotWritable as fault:
            raise Stop(f"Batch {batch_id}: {fault}") from None

    def _layout_of(self, digest: str) -> "ProgramModel":
        """Return the layout under which a batch was made, whatever the policy says now."""
        if digest == self.at.office.digest:
            return self.layout
        from exchange.policy import PolicyError, make_office

        kept = self.at.books.policy(digest)
        try:
            then = make_office(dict(kept.files)).interfaces if kept is not None else {}
        except PolicyError as fault:
            raise Stop(
                f"The policy under which the batch was made cannot be read: {fault}"
            ) from None
        if self.program.code not in then:
            raise Stop(f"The policy under which the batch was made has no '{self.program.code}'.")
        return then[self.program.code]


def interface_of(at: Opened, named: str) -> Interface:
    """Return the program that a word means: its table's name in interfaces.toml, or one of its services.

    Ends the command with wrong usage for another word.
    """
    services = at.office.services
    for code, layout in at.policy.interfaces.items():
        program = layout.value(code, services)
        if named in (code, *program.services):
            return Interface(at, program, layout)
    known = ", ".join(at.policy.interfaces) or "none: its policy has no interfaces.toml"
    raise misused(f"There is no accounting program '{named}'; the office's are {known}.")


def record(at: Opened, order: ActOrder | Refusal) -> PostedAct:
    """Keep an act in the books, and the policy that it was done under; ends the command when it is refused."""
    if not isinstance(order, Refusal):
        at.keep_policy()
    answer = order if isinstance(order, Refusal) else at.books.record(order)
    if isinstance(answer, Refusal):
        raise refused(answer)
    return answer


def request_of(*content: object) -> str:
    """Return a request id that the same content always has: asked twice, an act is done once."""
    return digest_of([str(part) for part in content])[:32]
